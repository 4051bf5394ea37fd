"""The weights of `digest.curate.pairs`: one after the other is moved along its steps while stories get better.

What is made better is the mean BCubed F1 of some sets of events, each as it is and as small mixed sets (`small_sets`).
The numbers that vectors need are moved with vectors, and the others then stay: nobody without them is worse off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import mean

from bench.small_sets import FORMS, Draw, small_sets
from digest.curate.nearness import Nearness
from digest.curate.pairs import Links, Text, Weights, fitted_weights, texts_of
from digest.curate.stories import clustered
from digest.model import Item, Vector

Scores = Mapping[str, float]
Scorer = Callable[[Mapping[str, str], Mapping[str, int]], Scores]
Vectors = Mapping[str, Vector]
STEPS: Mapping[str, Sequence[float]] = {
    "decay": (0.4, 0.5, 0.65, 0.8),
    "threshold": (0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12),
    "contrast": (0.25, 0.35, 0.5, 0.65, 0.8),
    "told": (0.1, 0.15, 0.25),
    "untold": (0.1, 0.25, 0.5, 0.8),
    "opined": (0.05, 0.1, 0.15, 0.2),
    "again": (0.2, 0.3, 0.5),
}
STEPS_OF_VECTORS: Mapping[str, Sequence[float]] = {
    "meant": (0.3, 0.5, 0.7, 0.85, 1.0),
    "scale": (0.4, 0.5, 0.6, 0.7, 0.85, 1.0),
    "sure": (0.05, 0.1, 0.15, 0.2, 0.3),
}
GAIN = 0.0005  # of F1, below which a step is chance
ROUNDS = 3


class Read:
    """Some items that were read together, and the event of each."""

    def __init__(self, draw: Draw) -> None:
        items, self.event_of = draw
        self.items = sorted(items, key=lambda item: (item.published, item.id))

    @cached_property
    def texts(self) -> list[Text]:
        """The items as they are compared."""
        return texts_of(self.items)

    def folded(self, weights: Weights, vectors: Vectors) -> list[list[str]]:
        """Their stories with these weights."""
        alone = [[place] for place in range(len(self.items))]
        links = Links(self.texts, Nearness(self.items, vectors), weights)
        return [[self.items[n].id for n in places] for places in clustered(self.texts, alone, links, weights.threshold)]


@dataclass(frozen=True)
class Gold:
    """A set of events, as it is and as small mixed sets, by the form."""

    name: str
    forms: Mapping[str, Sequence[Read]]

    @classmethod
    def of(cls, name: str, items: Sequence[Item], event_of: Mapping[str, str]) -> Gold:
        """All forms of a set."""
        small = {form: [Read(draw) for draw in small_sets(items, event_of, most)] for form, most in FORMS.items()}
        return cls(name, {"all": [Read((list(items), dict(event_of)))], **small})

    @property
    def items(self) -> Iterable[Item]:
        """All items in all forms."""
        return (item for reads in self.forms.values() for read in reads for item in read.items)

    def scores(self, scorer: Scorer, fold: Callable[[Read], Iterable[Sequence[str]]]) -> dict[str, Scores]:
        """The measures of each form, the mean of its draws."""
        return {form: _mean([_score(scorer, read, fold(read)) for read in reads]) for form, reads in self.forms.items()}


def fitted(golds: Sequence[Gold], scorer: Scorer, vectors: Vectors) -> Weights:
    """The weights that fold these sets best, from those on that the program has."""
    words = _moved(golds, scorer, fitted_weights(), STEPS, {})
    return _moved(golds, scorer, words, STEPS_OF_VECTORS, vectors) if vectors else words


def _moved(
    golds: Sequence[Gold], scorer: Scorer, start: Weights, steps: Mapping[str, Sequence[float]], vectors: Vectors
) -> Weights:
    best, reached = start, _reached(golds, scorer, start, vectors)
    for _ in range(ROUNDS):
        before = best
        for name, values in steps.items():
            for tried in (replace(best, **{name: value}) for value in values):
                value = _reached(golds, scorer, tried, vectors)
                if value > reached + GAIN:
                    best, reached = tried, value
        if best == before:
            break
    return best


_known: dict[tuple[str, Weights, bool], float] = {}


def _reached(golds: Sequence[Gold], scorer: Scorer, weights: Weights, vectors: Vectors) -> float:
    return mean(_reached_in(gold, scorer, weights, vectors) for gold in golds)


def _reached_in(gold: Gold, scorer: Scorer, weights: Weights, vectors: Vectors) -> float:
    key = gold.name, weights, bool(vectors)
    if key not in _known:
        scores = gold.scores(scorer, lambda read: read.folded(weights, vectors))
        _known[key] = mean(form["b3_f1"] for form in scores.values())
    return _known[key]


def _score(scorer: Scorer, read: Read, stories: Iterable[Sequence[str]]) -> Scores:
    return scorer(read.event_of, {name: number for number, story in enumerate(stories) for name in story})


def _mean(found: Sequence[Scores]) -> Scores:
    return {key: mean(scores[key] for scores in found) for key in found[0]}
