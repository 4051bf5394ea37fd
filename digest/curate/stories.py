"""Stories: reports of one event, folded into one group."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from digest.curate.terms import terms_of, vectors
from digest.model import Item

WINDOW = timedelta(days=3)
THRESHOLD = 0.22


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of one event, fullest first. Never empty."""

    items: tuple[Item, ...]


def fold(items: Sequence[Item], alive: Sequence[Group] = ()) -> tuple[Group, ...]:
    """All items of `items` and `alive` as groups, one event each, every item (by its id) in exactly one.

    Groups of `alive` (stories of earlier runs) are never taken apart: new items join them or stand for
    themselves, and two of them become one where the new reports show that they are one event.
    The order of the arguments does not matter; folding again without new items changes nothing.
    """
    groups = [group.items for group in alive]
    known = {item.id for group in groups for item in group}
    groups += [(item,) for item in {item.id: item for item in items if item.id not in known}.values()]
    groups.sort(key=lambda group: min(item.id for item in group))
    flat = [item for group in groups for item in group]
    vecs = vectors([terms_of(item) for item in flat])
    owner = [number for number, group in enumerate(groups) for _ in group]
    links: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for a in range(len(flat)):
        for b in range(a):
            if owner[a] == owner[b] or abs(flat[a].published - flat[b].published) > WINDOW:
                continue
            sim = sum(weight * vecs[b].get(term, 0.0) for term, weight in vecs[a].items())
            if sim > 0:
                links[owner[a]][owner[b]] += sim
                links[owner[b]][owner[a]] += sim
    size = {number: len(group) for number, group in enumerate(groups)}
    members = dict(enumerate(groups))
    heap = [(-s / size[a] / size[b], b, a) for a in links for b, s in links[a].items() if b < a]
    heapq.heapify(heap)
    while heap:
        value, b, a = heapq.heappop(heap)
        if -value < THRESHOLD:
            break
        if a not in members or b not in members or -links[a][b] / size[a] / size[b] != value:
            continue
        members[b] += members.pop(a)
        size[b] += size.pop(a)
        for c, s in links.pop(a).items():
            links[c].pop(a, None)
            if c != b:
                links[b][c] += s
                links[c][b] = links[b][c]
        for c, s in links[b].items():
            heapq.heappush(heap, (-s / size[b] / size[c], *sorted((b, c))))
    return tuple(
        Group(tuple(sorted(group, key=lambda item: (-len(item.text), item.published, item.id))))
        for group in sorted(members.values(), key=lambda group: (-len(group), min(item.id for item in group)))
    )
