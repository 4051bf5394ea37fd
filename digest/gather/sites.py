"""Whose site an item stands on: a feed that gathers from many sites does not name them.

Most feeds are of the site that their items stand on, and their name is the outlet's. What stands elsewhere is under the
name that the items of that site have, or under its address: "Fox News" is not the name of fox29.com.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from digest.gather.aggregators import is_blind
from digest.gather.links import host_of
from digest.model import Item


def named_by_site(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, each under a name that belongs to the site of its address.

    A feed of that very site has named it. Else a name stays where most of its items stand, unless the site has
    another one more often, and where it looks like the address; links that nobody can follow tell nothing.
    """
    named: dict[str, Counter[str]] = defaultdict(Counter)  # site -> names
    sites: dict[str, Counter[str]] = defaultdict(Counter)  # name -> sites
    for item in items:
        if not is_blind(item.url):
            named[_site(item.url)][item.outlet] += 1
            sites[item.outlet][_site(item.url)] += 1
    home = {outlet: max(found, key=lambda site: (found[site], _alike(outlet, site))) for outlet, found in sites.items()}
    own = {
        site: next((name for name, _ in found.most_common() if home[name] == site), site)
        for site, found in named.items()
    }
    return tuple(_named(item, home, own, named) for item in items)


def _named(item: Item, home: dict[str, str], own: dict[str, str], named: dict[str, Counter[str]]) -> Item:
    site, outlet = _site(item.url), item.outlet
    if is_blind(item.url) or site == _site(item.feed) or own[site] == outlet or _alike(outlet, site):
        return item
    more = named[site][own[site]] > named[site][outlet]
    return replace(item, outlet=own[site]) if more or home[outlet] != site else item


@lru_cache(maxsize=4096)
def _alike(outlet: str, site: str) -> bool:
    """Whether the address is made of letters of the name, in their order: "nypost.com", "wsj.com", "bbc.co.uk"."""
    letters = iter(re.sub(r"\W", "", outlet.casefold()))
    return all(letter in letters for letter in site.partition(".")[0])


def _site(url: str) -> str:
    return _registered(host_of(url))


@lru_cache(maxsize=4096)
def _registered(host: str) -> str:
    """The part of a host that somebody registered: "fox29.com", "bbc.co.uk"."""
    from tld import get_fld

    return get_fld(host, fail_silently=True, fix_protocol=True) or host
