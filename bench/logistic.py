"""Logistic regression with an L2 penalty: by Newton's method for a few weights, by AdaGrad for thousands of signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import exp, sqrt
from random import Random

Row = Sequence[float]

_ROUNDS = 12  # Newton's method has converged to four digits after seven
_PASSES = 60  # of AdaGrad: a hundred judge no better
_STEP = 0.1


def fit(
    rows: Sequence[Row],
    labels: Sequence[bool],
    penalty: float = 1.0,
    counts: Sequence[float] | None = None,
    expected: float = 0.0,
) -> list[float]:
    """The weights that make the labels likeliest; the first column is the constant and is not penalised.

    The penalty draws every other weight towards the `expected` one. Each row must be as long as the first; a row counts
    as often as `counts` says, once by default. Deterministic: takes twelve steps.
    """
    width = len(rows[0])
    weights = [0.0] + [expected] * (width - 1)
    for _ in range(_ROUNDS):
        slope = [penalty * (expected - weight) * (at > 0) for at, weight in enumerate(weights)]
        bend = [[penalty * (at == other and at > 0) for other in range(width)] for at in range(width)]
        for row, label, count in zip(rows, labels, counts or [1.0] * len(rows), strict=True):
            likely = 1 / (1 + exp(-sum(a * b for a, b in zip(row, weights, strict=True))))
            for at, value in enumerate(row):
                slope[at] += count * (label - likely) * value
                for other in range(width):
                    bend[at][other] += count * likely * (1 - likely) * value * row[other]
        weights = [weight + step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def fit_signs(
    rows: Sequence[frozenset[str]],
    labels: Sequence[bool],
    counts: Sequence[float],
    penalty: Callable[[str], float],
) -> dict[str, float]:
    """A weight for each sign of the rows, and for "base", which is the constant and is not penalised.

    A row has the signs that were seen, and counts as often as `counts` says. The rows are taken in one shuffled
    order, the same every time, again and again (AdaGrad, Duchi et al., JMLR 2011).
    """
    often = Counter(sign for row in rows for sign in row)
    names = ["base", *sorted(often)]
    place = {name: at for at, name in enumerate(names)}
    share = [0.0, *(penalty(sign) / often[sign] for sign in names[1:])]
    weights, squares = [0.0] * len(names), [1e-8] * len(names)
    data = [
        ((0, *sorted(place[sign] for sign in row)), label, count)
        for row, label, count in zip(rows, labels, counts, strict=True)
    ]
    Random(1).shuffle(data)
    for _ in range(_PASSES):
        for seen, label, count in data:
            score = sum([weights[at] for at in seen])
            miss = count * (1 / (1 + exp(-max(-50.0, min(50.0, score)))) - label)
            for at in seen:
                slope = miss + share[at] * weights[at]
                squares[at] += slope * slope
                weights[at] -= _STEP * slope / sqrt(squares[at])
    return dict(zip(names, weights, strict=True))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss and Jordan's elimination; the matrix is positive definite, so no pivot is zero."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, pivot in enumerate(rows):
        for other, row in enumerate(rows):
            if other != at:
                factor = row[at] / pivot[at]
                rows[other] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
    return [row[-1] / row[at] for at, row in enumerate(rows)]
