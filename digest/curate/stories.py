"""Stories: the reports of one event, folded into one group.

    items + groups alive -> links of the pairs worth a look (`pairs`) -> clusters -> groups

Clusters grow by average-link agglomeration (UPGMA, Sokal and Michener 1958): the two whose reports are on
average most alike are joined first, and so on until no two are alike enough. An average keeps two events
apart that share one ambiguous report.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.curate.meaning import NO_VECTORS
from digest.curate.nearness import Nearness
from digest.curate.pairs import COMPARED, Links, Text, Weights, fitted_weights, texts_of
from digest.model import Item, Vector


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of one event: reports before other kinds, then the fullest first. Never empty."""

    items: tuple[Item, ...]


def fold(
    items: Iterable[Item],
    alive: Iterable[Group] = (),
    vectors: Mapping[str, Vector] = NO_VECTORS,
    weights: Weights | None = None,
) -> tuple[Group, ...]:
    """All of `items` and `alive` as groups, one event each, every item (by its id) in exactly one, largest first.

    Groups of `alive`, the stories of earlier runs, are never taken apart: new items join them or stand
    for themselves, and two of them become one where new reports show that they are one event.
    The order of the arguments does not matter, and folding again without new items changes nothing.
    `vectors` may have those of `meaning.texts_to_compare`; `weights` are the fitted ones.
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
    texts = texts_of(ordered)
    weights = weights or fitted_weights()
    links = Links(texts, Nearness(ordered, vectors), weights)
    clusters = clustered(texts, seeds.values(), links, weights.threshold)

    def fullest(place: int) -> tuple[bool, int, int]:
        return texts[place].kind != "report", -len(ordered[place].text), place

    groups = [Group(tuple(ordered[place] for place in sorted(places, key=fullest))) for places in clusters]
    return tuple(sorted(groups, key=lambda group: (-len(group.items), min(item.id for item in group.items))))


# --- agglomeration -------------------------------------------------------------------------------------


def clustered(texts: Sequence[Text], seeds: Iterable[list[int]], links: Links, least: float) -> list[list[int]]:
    """The places of the texts, together where they are of one event: those of a seed, and clusters `least` alike."""
    folding = _Folding(texts, seeds, links, least)
    folding.run()
    return folding.places


@dataclass(slots=True)
class _Cluster:
    places: list[int]
    voters: int  # items that judge for it
    reports: bool  # whether they are reports
    links: dict[int, list[int]]  # to other clusters: those of their voters


class _Folding:
    """Average-link agglomeration over a sparse graph; a pair that was not compared counts as 0.

    Only reports vote, in a cluster that has any: a live blog, a roundup, an opinion piece or an explainer
    joins the event nearest to it and never draws two events together.
    """

    def __init__(self, texts: Sequence[Text], seeds: Iterable[list[int]], links: Links, least: float) -> None:
        self._links, self._least = links, least  # clusters at least so alike are one event
        self._clusters: dict[int, _Cluster] = {}
        cluster_of: dict[int, int] = {}
        for number, places in enumerate(seeds):
            reports = [place for place in places if texts[place].kind == "report"]
            voters = reports or places
            self._clusters[number] = _Cluster(places, len(voters), bool(reports), {})
            cluster_of.update(dict.fromkeys(voters, number))
        for number, (one, other) in enumerate(links):
            a, b = cluster_of.get(one), cluster_of.get(other)
            if a is not None and b is not None and a != b:
                self._clusters[a].links.setdefault(b, []).append(number)
                self._clusters[b].links[a] = self._clusters[a].links[b]

    @property
    def places(self) -> list[list[int]]:
        """The clusters as they stand."""
        return [cluster.places for cluster in self._clusters.values()]

    def run(self) -> None:
        """Join the two clusters most alike until no two are alike enough."""
        heap = [entry for number in self._clusters for entry in self._near(number, above=number)]
        heapq.heapify(heap)
        while heap:
            value, a, b = heapq.heappop(heap)
            if a in self._clusters and b in self._clusters and self._alike(a, b) == -value:
                for entry in self._near(self._join(a, b)):
                    heapq.heappush(heap, entry)

    def _alike(self, a: int, b: int) -> float:
        """The mean over all pairs, or over as many as `COMPARED` lets be compared in a cluster of their size.

        Where it can't be `least` it may be too high.
        """
        one, other = self._clusters[a], self._clusters[b]
        pairs = one.voters * other.voters * min(1.0, 2 * COMPARED / (one.voters + other.voters))
        most = self._links.at_most(one.links[b]) / pairs
        return most if most < self._least else self._links.together(one.links[b]) / pairs

    def _near(self, a: int, above: int = -1) -> Iterator[tuple[float, int, int]]:
        for b in self._clusters[a].links:
            if b > above and (value := self._alike(a, b)) >= self._least:
                yield -value, min(a, b), max(a, b)

    def _join(self, a: int, b: int) -> int:
        """Make one of two clusters, under the number that is returned."""
        if self._clusters[b].reports and not self._clusters[a].reports:
            a, b = b, a
        stays, goes = self._clusters[a], self._clusters.pop(b)
        del stays.links[b]
        for c, links in goes.links.items():
            if c != a:
                del self._clusters[c].links[b]
                if goes.reports == stays.reports:
                    stays.links[c] = self._clusters[c].links[a] = [*stays.links.get(c, ()), *links]
        stays.places += goes.places
        if goes.reports == stays.reports:
            stays.voters += goes.voters
        return a
