"""Stories that were folded on the few words of feeds are split, once their pages tell of two events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from digest.curate.stories import Group, fold
from digest.model import Item


def split_groups(groups: Sequence[Group], new: Collection[str]) -> tuple[Group, ...]:
    """The groups, but reports whose whole texts are of two events in two of them; what is apart stays apart.

    Summaries of 30 words are alike by accident: in a week of political news every sixth group had reports that their
    whole texts tell apart. Reports of a group that were not read stay with most of the others. A group with items that
    are not among the ids in `new` is a story of earlier issues and stays as it is.
    """
    read = [item for group in groups for item in group.items if item.full]
    event = {item.id: number for number, group in enumerate(fold(read)) for item in group.items}
    return tuple(part for group in groups for part in _parts(group, event, new))


def _parts(group: Group, event: dict[str, int], new: Collection[str]) -> Iterator[Group]:
    if not all(item.id in new for item in group.items):
        yield group
        return
    parts: dict[int, list[Item]] = defaultdict(list)
    for item in group.items:
        if item.id in event:
            parts[event[item.id]].append(item)
    largest = max(parts.values(), key=len, default=list(group.items))
    for items in parts.values() or [largest]:
        kept = {item.id for item in items}
        rest = items is largest
        yield Group(tuple(item for item in group.items if item.id in kept or (rest and item.id not in event)))
