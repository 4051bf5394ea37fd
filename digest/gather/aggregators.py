"""Feeds that carry other outlets' articles: whose an item is, and what its title is without that."""

from __future__ import annotations

from functools import cache

from digest.config import Source
from digest.gather.links import host_of
from digest.gather.lists import read_lines

_DASHES = (" - ", " – ", " — ", " | ")
_LONGEST_OUTLET = 60  # characters


def is_aggregated(link: str, source: Source) -> bool:
    """Whether an item's outlet is another than its feed's: the config says so, or its link does."""
    return source.aggregator or is_blind(link)


def is_blind(link: str) -> bool:
    """Whether no program can follow the link to the article."""
    return host_of(link) in _blind_hosts()


def title_and_outlet(title: str, named: str, default: str) -> tuple[str, str]:
    """The title without its outlet, and the outlet: as the entry names it, or as its title ends, or `default`."""
    for dash in _DASHES:
        head, _, tail = title.rpartition(dash)
        if head and (tail.casefold() == named.casefold() or (not named and len(tail) <= _LONGEST_OUTLET)):
            return head.rstrip(), named or tail.strip()
    return title, named or default


@cache
def _blind_hosts() -> frozenset[str]:
    return frozenset(read_lines("aggregators.txt"))
