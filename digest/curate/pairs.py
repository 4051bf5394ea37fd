"""How far the pairs of some items stand out as reports of one event.

    items -> profiles -> pairs worth a look -> likeness -> trusted, against their surroundings -> links

The likeness of two items (see `terms`) is halved by each day between them, is nothing where they name different people
and places, and counts little where neither begins with what the other's title tells or where one outlet wrote both. It
is judged against their surroundings: among thirty reports on one affair it takes more to be one event. An index of
strong terms finds the few items worth comparing. Where an item has few words and a model has made vectors, what the two
mean counts beside what they say (`nearness`), and finds pairs too.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from digest.curate.kinds import Kind, marked_kind
from digest.curate.lists import read_weights
from digest.curate.nearness import Nearness
from digest.curate.origins import family_of
from digest.curate.terms import KEPT, Profile, likeness, profiles, strangers, told
from digest.model import Item
from digest.spans import WINDOW

NEAREST = 20  # items that count as the nearest
COPY = 0.6  # items so alike are copies of one text, which say nothing about the affair
FAINT = 0.02  # pairs that share less through the index are not compared
COMPARED = 12  # earlier items that an item is compared with; this and the next bound the cost of a busy day
RECENT = 40  # latest items kept for a term of the index

Index = dict[str, deque[tuple[int, float]]]  # for a term the latest items that have it, and its weight in them


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted numbers, `weights/stories.json`: how `python -m bench.stories --fit` finds them is told there."""

    decay: float  # what each day between two reports leaves of their likeness
    threshold: float  # clusters at least so alike are one event
    contrast: float  # share of its mean likeness to the nearest items that an item owes to the affair, not the event
    told: float  # share of one's title that the other's opening tells, where both tell one event
    untold: float  # what is left of their likeness where the opening tells nothing of it
    opined: float  # least likeness by which an opinion piece joins, if an opening tells of it at all
    again: float  # what is left where both are of one outlet, which tells an event once and then what comes of it
    meant: float  # how much meaning counts beside words where one of the items has no text at all
    scale: float  # likeness of two items that mean the same
    sure: float  # two that are so near in meaning are no strangers, whatever they name


@cache
def fitted_weights() -> Weights:
    """The numbers that the program goes by."""
    found = read_weights("stories.json")
    return Weights(**found["words"], **found["vectors"])


@dataclass(frozen=True, slots=True)
class Text:
    """An item with all that it is compared by."""

    item: Item
    kind: Kind
    family: str  # of its outlet; may be empty
    profile: Profile

    @property
    def shortness(self) -> float:
        """From 0, as many terms as are looked at, to 1, none."""
        return 1 - len(self.profile.vector) / KEPT


def texts_of(items: Sequence[Item]) -> list[Text]:
    """The items, read; what they are alike in depends on all of them."""
    found = zip(items, profiles(items), strict=True)
    return [Text(item, marked_kind(item) or "report", family_of(item.outlet), profile) for item, profile in found]


@dataclass(frozen=True, slots=True)
class _Pair:
    one: int  # its places among the texts; the first is the older
    other: int
    alike: float  # 0 to 1
    meant: float  # the part of it that vectors gave


class Links:
    """The links between texts, which are in order of time."""

    def __init__(self, texts: Sequence[Text], near: Nearness, weights: Weights) -> None:
        self._texts, self._near, self._weights = texts, near, weights

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        """The pairs worth a look, by their places in `texts`, and how far they stand out from their surroundings."""
        pairs = list(self._pairs())
        near: list[list[float]] = [[] for _ in self._texts]
        for pair in pairs:
            if pair.alike < COPY:
                near[pair.one].append(pair.alike)
                near[pair.other].append(pair.alike)
        nearest = min(NEAREST, len(self._texts))
        owed = [self._weights.contrast * sum(heapq.nlargest(nearest, values)) / nearest for values in near]
        for pair in pairs:
            yield pair.one, pair.other, pair.alike * self._trust(pair) - (owed[pair.one] + owed[pair.other]) / 2

    def _pairs(self) -> Iterator[_Pair]:
        """The pairs that share strong terms or meaning, and are alike at all."""
        index: Index = defaultdict(lambda: deque(maxlen=RECENT))
        first = 0  # of the window
        for here, text in enumerate(self._texts):
            while self._texts[first].item.published < text.item.published - WINDOW:
                first += 1
            near = (there for there in self._near.nearest(here, first) if self._share(there, here) > 0)
            for there in sorted({*candidates(here, first, text.profile, index), *near}):
                pair = self._pair(there, here)
                if pair.alike > 0:
                    yield pair

    def _pair(self, one: int, other: int) -> _Pair:
        some, others = self._texts[one], self._texts[other]
        kept: float = self._weights.decay ** ((others.item.published - some.item.published) / timedelta(days=1))
        alike = likeness(some.profile, others.profile)
        share = self._share(one, other)
        meant = share * self._weights.scale * self._near.of(one, other) if share else 0.0
        return _Pair(one, other, ((1 - share) * alike + meant) * kept, meant)

    def _share(self, one: int, other: int) -> float:
        """How much the meaning of two items counts, from 0; the fewer words the shorter has, the more."""
        if not self._near.knows(one, other):
            return 0.0
        return self._weights.meant * max(self._texts[one].shortness, self._texts[other].shortness)

    def _trust(self, pair: _Pair) -> float:
        """The share of their likeness that speaks for one event."""
        one, other, weights = self._texts[pair.one], self._texts[pair.other], self._weights
        if pair.meant < weights.sure and strangers(one.profile, other.profile):
            return 0.0
        opinion = "opinion" in (one.kind, other.kind)
        if opinion and likeness(one.profile, other.profile) < weights.opined:
            return 0.0
        least = 0.0 if opinion else weights.untold
        trust = least + (1 - least) * min(1.0, told(one.profile, other.profile) / weights.told)
        return trust * weights.again if one.family and one.family == other.family else trust


def candidates(here: int, first: int, profile: Profile, index: Index) -> list[int]:
    """The items from `first` on, before this one, that share most of its strong terms. This one joins the index."""
    shared: dict[int, float] = defaultdict(float)
    for term in profile.strong:
        posting, weight = index[term], profile.vector[term]
        for there, other in posting:
            shared[there] += weight * other
        posting.append((here, weight))
    found = sorted([(-value, there) for there, value in shared.items() if value > FAINT and there >= first])
    return [there for _, there in found[:COMPARED]]
