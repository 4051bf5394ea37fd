"""Stories: the reports of one event, folded into one group.

    items + groups alive -> likeness of the pairs worth a look -> clusters -> groups

The likeness of two items (see `terms`) is halved by each day between them, is nothing where they name
different people and places, and counts little where neither begins with what the other's title tells or
where one outlet wrote both. It is judged against their surroundings: among thirty reports on one affair it
takes more to be one event. An index of strong terms finds the few items worth comparing.

Clusters grow by average-link agglomeration (UPGMA, Sokal and Michener 1958): the two whose reports are on
average most alike are joined first, and so on until no two are alike enough. An average keeps two events
apart that share one ambiguous report.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from digest.curate.kinds import Kind, marked_kind
from digest.curate.origins import family_of
from digest.curate.terms import Profile, likeness, profiles, strangers, told
from digest.model import Item
from digest.spans import WINDOW

DECAY = 0.5  # what each day between two reports leaves of their likeness
THRESHOLD = 0.08  # clusters at least so alike are one event
CONTRAST = 0.5  # share of its mean likeness to the nearest items that an item owes to the affair, not the event
NEAREST = 20  # items that count as the nearest
COPY = 0.6  # items so alike are copies of one text, which say nothing about the affair
FAINT = 0.02  # pairs that share less through the index are not compared
COMPARED = 12  # earlier items that an item is compared with; this and the next bound the cost of a busy day
RECENT = 40  # latest items kept for a term of the index
TOLD = 0.15  # share of one's title that the other's opening tells, where both tell one event
UNTOLD = 0.25  # what is left of their likeness where the opening tells nothing of it
OPINED = 0.15  # least likeness by which an opinion piece joins, if an opening tells of it at all
AGAIN = 0.3  # and where both are of one outlet, which tells an event once and then what comes of it


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of one event: reports before other kinds, then the fullest first. Never empty."""

    items: tuple[Item, ...]


def fold(items: Iterable[Item], alive: Iterable[Group] = ()) -> tuple[Group, ...]:
    """All of `items` and `alive` as groups, one event each, every item (by its id) in exactly one, largest first.

    Groups of `alive`, the stories of earlier runs, are never taken apart: new items join them or stand
    for themselves, and two of them become one where new reports show that they are one event.
    The order of the arguments does not matter, and folding again without new items changes nothing.
    """
    known: dict[str, Item] = {}
    owner: dict[str, str] = {}
    for group in alive:
        first = min(item.id for item in group.items)
        for item in group.items:
            known[item.id] = item
            owner[item.id] = first
    for item in items:
        known.setdefault(item.id, item)
    ordered = sorted(known.values(), key=lambda item: (item.published, item.id))
    seeds: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(ordered):
        seeds[owner.get(item.id, item.id)].append(place)
    texts = _texts(ordered)
    folding = _Folding(texts, seeds.values())
    folding.run()

    def fullest(place: int) -> tuple[bool, int, int]:
        return texts[place].kind != "report", -len(ordered[place].text), place

    groups = [Group(tuple(ordered[place] for place in sorted(places, key=fullest))) for places in folding.places]
    return tuple(sorted(groups, key=lambda group: (-len(group.items), min(item.id for item in group.items))))


# --- likeness ----------------------------------------------------------------------------------------

_Index = dict[str, deque[tuple[int, float]]]  # for a term the latest items that have it, and its weight in them


@dataclass(frozen=True, slots=True)
class _Text:
    item: Item
    kind: Kind
    family: str  # of its outlet; may be empty
    profile: Profile


def _texts(items: Sequence[Item]) -> list[_Text]:
    found = zip(items, profiles(items), strict=True)
    return [_Text(item, marked_kind(item) or "report", family_of(item.outlet), profile) for item, profile in found]


def _links(texts: Sequence[_Text]) -> Iterator[tuple[int, int, float]]:
    """The pairs worth a look, by their places in `texts`, and how far they stand out from their surroundings."""
    pairs = list(_likenesses(texts))
    near: list[list[float]] = [[] for _ in texts]
    for one, other, value in pairs:
        if value < COPY:
            near[one].append(value)
            near[other].append(value)
    nearest = min(NEAREST, len(texts))
    owed = [CONTRAST * sum(heapq.nlargest(nearest, values)) / nearest for values in near]
    for one, other, value in pairs:
        yield one, other, value * _trust(texts[one], texts[other]) - (owed[one] + owed[other]) / 2


def _likenesses(texts: Sequence[_Text]) -> Iterator[tuple[int, int, float]]:
    """The pairs that share strong terms, and how alike they are, 0 to 1. `texts` are in order of time."""
    index: _Index = defaultdict(lambda: deque(maxlen=RECENT))
    first = 0  # of the window
    for here, text in enumerate(texts):
        while texts[first].item.published < text.item.published - WINDOW:
            first += 1
        for there in _candidates(here, first, text.profile, index):
            other = texts[there]
            value = likeness(text.profile, other.profile)
            if value > 0:
                age = (text.item.published - other.item.published) / timedelta(days=1)
                yield there, here, value * DECAY**age


def _trust(one: _Text, other: _Text) -> float:
    """The share of their likeness that speaks for one event."""
    if strangers(one.profile, other.profile):
        return 0.0
    opinion = "opinion" in (one.kind, other.kind)
    if opinion and likeness(one.profile, other.profile) < OPINED:
        return 0.0
    least = 0.0 if opinion else UNTOLD
    trust = least + (1 - least) * min(1.0, told(one.profile, other.profile) / TOLD)
    return trust * AGAIN if one.family and one.family == other.family else trust


def _candidates(here: int, first: int, profile: Profile, index: _Index) -> list[int]:
    """The items from `first` on, before this one, that share most of its strong terms. This one joins the index."""
    shared: dict[int, float] = defaultdict(float)
    for term in profile.strong:
        posting, weight = index[term], profile.vector[term]
        for there, other in posting:
            shared[there] += weight * other
        posting.append((here, weight))
    found = sorted([(-value, there) for there, value in shared.items() if value > FAINT and there >= first])
    return [there for _, there in found[:COMPARED]]


# --- agglomeration -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cluster:
    places: list[int]
    voters: int  # items that judge for it
    reports: bool  # whether they are reports
    links: dict[int, float]  # to other clusters: sum over all pairs of voters


class _Folding:
    """Average-link agglomeration over a sparse graph; a pair that was not compared counts as 0.

    Only reports vote, in a cluster that has any: a live blog, a roundup, an opinion piece or an explainer
    joins the event nearest to it and never draws two events together.
    """

    def __init__(self, texts: Sequence[_Text], seeds: Iterable[list[int]]) -> None:
        self._clusters: dict[int, _Cluster] = {}
        cluster_of: dict[int, int] = {}
        for number, places in enumerate(seeds):
            reports = [place for place in places if texts[place].kind == "report"]
            voters = reports or places
            self._clusters[number] = _Cluster(places, len(voters), bool(reports), defaultdict(float))
            cluster_of.update(dict.fromkeys(voters, number))
        for one, other, value in _links(texts):
            a, b = cluster_of.get(one), cluster_of.get(other)
            if a is not None and b is not None and a != b:
                self._clusters[a].links[b] += value
                self._clusters[b].links[a] += value

    @property
    def places(self) -> list[list[int]]:
        """The clusters as they stand."""
        return [cluster.places for cluster in self._clusters.values()]

    def run(self) -> None:
        """Join the two clusters most alike until no two are alike enough."""
        heap = [entry for number in self._clusters for entry in self._near(number) if entry[1] == number]
        heapq.heapify(heap)
        while heap:
            value, a, b = heapq.heappop(heap)
            if a in self._clusters and b in self._clusters and self._alike(a, b) == -value:
                for entry in self._near(self._join(a, b)):
                    heapq.heappush(heap, entry)

    def _alike(self, a: int, b: int) -> float:
        """The mean over all pairs, or over as many as `COMPARED` lets be compared in a cluster of their size."""
        one, other = self._clusters[a], self._clusters[b]
        reach = min(1.0, 2 * COMPARED / (one.voters + other.voters))
        return one.links[b] / (one.voters * other.voters * reach)

    def _near(self, a: int) -> Iterator[tuple[float, int, int]]:
        for b in self._clusters[a].links:
            value = self._alike(a, b)
            if value >= THRESHOLD:
                yield -value, min(a, b), max(a, b)

    def _join(self, a: int, b: int) -> int:
        """Make one of two clusters, under the number that is returned."""
        if self._clusters[b].reports and not self._clusters[a].reports:
            a, b = b, a
        stays, goes = self._clusters[a], self._clusters.pop(b)
        del stays.links[b]
        for c, value in goes.links.items():
            if c != a:
                del self._clusters[c].links[b]
                if goes.reports == stays.reports:
                    stays.links[c] += value
                    self._clusters[c].links[a] += value
        stays.places += goes.places
        if goes.reports == stays.reports:
            stays.voters += goes.voters
        return a
