"""How alike two reports are, and whether some tell of what becomes of what others told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product, starmap

from digest.curate.changes import content_of
from digest.curate.terms import likeness, profiles, told
from digest.model import Item

GOES_ON = 0.26  # reports go on from others when they are on average so alike
TITLED = 0.15  # or so alike where two of their titles share words:
SHARED = 2
AFFAIR = 0.11  # and, for each day between them less, by this power, so alike: else they only share a topic
FADING = 0.4


class Likeness:
    """How alike items are, 0 to 1; a pair is compared when it is asked for."""

    def __init__(self, items: Iterable[Item]) -> None:
        distinct = sorted({item.id: item for item in items}.values(), key=lambda item: item.id)
        self._profiles = dict(zip((item.id for item in distinct), profiles(distinct), strict=True))
        self._known: dict[tuple[str, str], float] = {}

    def of(self, one: Item, other: Item) -> float:
        """How alike two items are."""
        pair = (one.id, other.id)
        if pair not in self._known:
            self._known[pair] = likeness(self._profiles[one.id], self._profiles[other.id])
        return self._known[pair]

    def titled(self, one: Item, other: Item) -> float:
        """The share of one's title that the opening of the other tells, or the other way round."""
        return told(self._profiles[one.id], self._profiles[other.id])

    def mean(self, some: Sequence[Item], others: Sequence[Item]) -> float:
        """The mean over all pairs."""
        return sum(self.of(one, other) for one in some for other in others) / (len(some) * len(others) or 1)

    def goes_on(self, some: Sequence[Item], others: Sequence[Item]) -> bool:
        """Whether some tell a later event of the affair that others told of."""
        mean = self.mean(some, others)
        if mean < AFFAIR * (1 + _days_between(some, others)) ** FADING:
            return False
        return mean >= GOES_ON or (mean >= TITLED and any(starmap(_titles_meet, product(some, others))))


def _titles_meet(one: Item, other: Item) -> bool:
    return len(content_of(one.title) & content_of(other.title)) >= SHARED


def _days_between(some: Sequence[Item], others: Sequence[Item]) -> int:
    """The days from the last of the others to the first of some, none where they overlap."""
    last, first = max(item.published for item in others), min(item.published for item in some)
    return max(0, (first.date() - last.date()).days)
