"""When an entry is another article than the one that came under its id before.

Some sites give every story of a page the same guid, use guids again, or have one for a live page that tells of another
matter each hour. What has neither the title nor the text of the article that is known is another one.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import pairwise

from digest.model import Item
from digest.reading.words import bare

_LONG, _STEM = 4, 6  # letters of a word that counts, and of its part that stays when it is inflected
_NO_BLANKS = "\u2e80"  # Chinese, Japanese and their like begin here
_ONE_TITLE = 0.5  # share of the shorter one's words: an edited title keeps more, another one seldom as many
COMMON = 0.4  # the same of a summary and its article; of the 42 pages of `bench.articles` the least has .48


def tell_apart(item: Item, known: Item) -> Item:
    """The item, under an id of its own where it is another article than `known`, which came under its id before."""
    if shared(item.title, known.title) >= _ONE_TITLE or shared(item.text, known.text) >= COMMON:
        return item
    own = f"{item.id}\n{' '.join(item.title.casefold().split())}"
    return replace(item, id=hashlib.sha256(own.encode("utf-8", "replace")).hexdigest()[:16])


def shared(one: str, other: str) -> float:
    """Which share of the longer words of the shorter text the other one has; 1 where it has none that says anything."""
    first, second = stems(one), stems(other)
    least = min(len(first), len(second))
    return len(first & second) / least if least else 1.0


def stems(text: str) -> set[str]:
    """The beginnings of the longer words; of scripts that leave no blanks, pairs of signs."""
    found: set[str] = set()
    for word in bare(text):
        if word[0] >= _NO_BLANKS:
            found.update(map("".join, pairwise(word)))
        elif len(word) >= _LONG:
            found.add(word[:_STEM])
    return found
