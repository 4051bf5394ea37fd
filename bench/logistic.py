"""Logistic regression with an L2 penalty by Newton's method, for the few weights that a benchmark fits."""

from __future__ import annotations

import math
from collections.abc import Sequence

Row = Sequence[float]

_ROUNDS = 12  # Newton's method has converged to four digits after seven


def fit(
    rows: Sequence[Row], labels: Sequence[bool], penalty: float = 1.0, counts: Sequence[float] | None = None
) -> list[float]:
    """The weights that make the labels likeliest; the first column is the constant and is not penalised.

    Each row must be as long as the first; a row counts as often as `counts` says, once by default.
    Deterministic: starts from zero, takes twelve steps.
    """
    width = len(rows[0])
    weights = [0.0] * width
    for _ in range(_ROUNDS):
        slope = [-penalty * weight * (at > 0) for at, weight in enumerate(weights)]
        bend = [[penalty * (at == other and at > 0) for other in range(width)] for at in range(width)]
        for row, label, count in zip(rows, labels, counts or [1.0] * len(rows), strict=True):
            likely = 1 / (1 + math.exp(-sum(a * b for a, b in zip(row, weights, strict=True))))
            for at, value in enumerate(row):
                slope[at] += count * (label - likely) * value
                for other in range(width):
                    bend[at][other] += count * likely * (1 - likely) * value * row[other]
        weights = [weight + step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss and Jordan's elimination; the matrix is positive definite, so no pivot is zero."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, pivot in enumerate(rows):
        for other, row in enumerate(rows):
            if other != at:
                factor = row[at] / pivot[at]
                rows[other] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
    return [row[-1] / row[at] for at, row in enumerate(rows)]
