"""How far the pairs of some items stand out as reports of one event.

    items -> profiles -> pairs worth a look -> likeness -> trusted, against their surroundings -> links

The likeness of two items (see `terms`) is halved by each day between them, is nothing where they name different people
and places, and counts little where neither begins with what the other's title tells or where one outlet wrote both. It
is judged against their surroundings: among thirty reports on one affair it takes more to be one event. An index of
strong terms finds the few items worth comparing. Where an item has few words and a model has made vectors, what the two
mean counts beside what they say (`nearness`), and finds pairs too.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import repeat

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

# For a term the latest items that have it, and its weight in them: arrays, since most of the time goes into these.
Index = dict[str, "tuple[array[int], array[float]]"]


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


class Links:
    """The links between texts, which are in order of time: the pairs worth a look, each under a number.

    A link is how far its pair stands out from its surroundings as two reports of one event. Few pairs do: all are
    given in numbers first, as if nothing spoke against them, and the others are never asked what does.
    """

    def __init__(self, texts: Sequence[Text], near: Nearness, weights: Weights) -> None:
        self._texts, self._near, self._weights = texts, near, weights
        self._ones, self._others, self._alike, self._meant = array("i"), array("i"), array("d"), array("d")
        for one, other, alike, meant in self._pairs():
            self._ones.append(one)
            self._others.append(other)
            self._alike.append(alike)
            self._meant.append(meant)
        self._owed = self._owing()
        self._most = array("d", map(self._link, range(len(self._alike)), repeat(1.0)))
        self._known: dict[int, float] = {}

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The places in `texts` of each pair, in the order of their numbers; the first is the older."""
        return zip(self._ones, self._others, strict=True)

    def at_most(self, numbers: Iterable[int]) -> float:
        """What these links come to at most."""
        return math.fsum(map(self._most.__getitem__, numbers))

    def together(self, numbers: Iterable[int]) -> float:
        """What these links come to."""
        return math.fsum(map(self._asked, numbers))

    def _asked(self, number: int) -> float:
        if number not in self._known:
            self._known[number] = self._link(number, self._trust(number))
        return self._known[number]

    def _link(self, number: int, trust: float) -> float:
        owed = self._owed[self._ones[number]] + self._owed[self._others[number]]
        return self._alike[number] * trust - owed / 2

    def _owing(self) -> list[float]:
        """What each text owes to the affair, by how like it is to those nearest to it."""
        near: list[list[float]] = [[] for _ in self._texts]
        for one, other, alike in zip(self._ones, self._others, self._alike, strict=True):
            if alike < COPY:
                near[one].append(alike)
                near[other].append(alike)
        nearest = min(NEAREST, len(near))
        return [self._weights.contrast * sum(sorted(values, reverse=True)[:nearest]) / nearest for values in near]

    def _pairs(self) -> Iterator[tuple[int, int, float, float]]:
        """The pairs that share strong terms or meaning: their places, how alike they are, 0 to 1, and what vectors
        gave of that; none that are not alike at all.
        """
        index: Index = defaultdict(lambda: (array("i"), array("d")))
        first = 0  # of the window
        for here, text in enumerate(self._texts):
            while self._texts[first].item.published < text.item.published - WINDOW:
                first += 1
            near = (there for there in self._near.nearest(here, first) if self._share(there, here) > 0)
            for there in sorted({*candidates(here, first, text.profile, index), *near}):
                alike, meant = self._compared(there, here)
                if alike > 0:
                    yield there, here, alike, meant

    def _compared(self, one: int, other: int) -> tuple[float, float]:
        some, others = self._texts[one], self._texts[other]
        kept: float = self._weights.decay ** ((others.item.published - some.item.published) / timedelta(days=1))
        alike = likeness(some.profile, others.profile)
        share = self._share(one, other)
        meant = share * self._weights.scale * self._near.of(one, other) if share else 0.0
        return ((1 - share) * alike + meant) * kept, meant

    def _share(self, one: int, other: int) -> float:
        """How much the meaning of two items counts, from 0; the fewer words the shorter has, the more."""
        if not self._near.knows(one, other):
            return 0.0
        return self._weights.meant * max(self._texts[one].shortness, self._texts[other].shortness)

    def _trust(self, number: int) -> float:
        """The share of their likeness that speaks for one event."""
        one, other, weights = self._texts[self._ones[number]], self._texts[self._others[number]], self._weights
        if self._meant[number] < weights.sure and strangers(one.profile, other.profile):
            return 0.0
        opinion = "opinion" in (one.kind, other.kind)
        if opinion and likeness(one.profile, other.profile) < weights.opined:
            return 0.0
        least = 0.0 if opinion else weights.untold
        trust = least + (1 - least) * min(1.0, told(one.profile, other.profile) / weights.told)
        return trust * weights.again if one.family and one.family == other.family else trust


def candidates(here: int, first: int, profile: Profile, index: Index) -> list[int]:
    """The items from `first` on, before this one, that share most of its strong terms. This one joins the index."""
    shared: dict[int, float] = {}
    for term in profile.strong:
        weight, (places, weights) = profile.vector[term], index[term]
        for there, other in zip(places, weights, strict=True):
            shared[there] = shared.get(there, 0.0) + weight * other
        places.append(here)
        weights.append(weight)
        if len(places) > RECENT:
            del places[0], weights[0]
    values = [value for there, value in shared.items() if value > FAINT and there >= first]
    least = min(sorted(values)[-COMPARED:], default=1.0)  # numbers are sorted in a fifth of the time of pairs
    found = sorted([(-value, there) for there, value in shared.items() if value >= least and there >= first])
    return [there for _, there in found[:COMPARED]]
