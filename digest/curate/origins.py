"""Whose reporting it is: an agency text under five mastheads counts once, and so do two reports of one outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from digest.model import Item
from digest.reading.words import bases

RUN = 5  # words in a row that count as copied
COPIED = 0.6  # share of the shorter text that stands in the longer one, from which on it is a copy
ENOUGH = 20  # runs that a text needs to be compared by them; shorter ones are compared by their titles

# What outlets add to their names for a section or a product.
_PRODUCT = re.compile(r"\([^)]*\)|\b(?:online|web|digital|opinion|editorial|politics|world|news)\b|[^\w]+", re.I)


def by_origin(items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """The items by independent origin, each item once; origins and their items in the order of `items`.

    Two items are of one origin where they come from one outlet family, or where one is largely a copy of the
    other. What is of one origin with a second item is of one with all that the second is of one with.
    """
    return _parted(tuple(items)) if len(items) > 1 else tuple((item,) for item in items)


@lru_cache(maxsize=2048)  # stories: each is asked about when it is ranked, and again when a lead is chosen
def _parted(items: tuple[Item, ...]) -> tuple[tuple[Item, ...], ...]:
    families = [family_of(item.outlet) for item in items]
    runs = [_runs(item.text) for item in items]
    titles = [tuple(bases(item.title)) for item in items]
    found: list[list[int]] = []
    for here in range(len(items)):
        same = [
            origin
            for origin in found
            if any(
                families[here] == families[there] or _is_copy(runs[here], runs[there], titles[here] == titles[there])
                for there in origin
            )
        ]
        found = [origin for origin in found if origin not in same]
        found.append(sorted([here, *(there for origin in same for there in origin)]))
    return tuple(tuple(items[place] for place in origin) for origin in sorted(found))


def family_of(outlet: str) -> str:
    """The organisation behind an outlet's name: `Fox News Opinion` and `Fox Online News` are both `fox`."""
    return _PRODUCT.sub("", outlet).casefold() or outlet.casefold()


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    said = bases(text)
    return frozenset(tuple(said[start : start + RUN]) for start in range(len(said) - RUN + 1))


def _is_copy(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]], same_title: bool) -> bool:
    shorter = min(len(one), len(other))
    if shorter < ENOUGH:
        return same_title
    return len(one & other) >= COPIED * shorter
