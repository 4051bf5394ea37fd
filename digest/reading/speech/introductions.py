"""How the speakers of a story are introduced: the fullest name and the best role that any of its articles gives.

One outlet writes "Trump" where another has "Donald Trump, the US president". A reader who meets a quotation apart
from its article needs both, and every word of them stands in an article of the story.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from digest.model import Quote
from digest.reading.article import read
from digest.reading.speech.lexicon import Lexicon, lexicon_of

_LONG = 8  # words of a role that tell more than a reader wants to know


def is_description(quote: Quote) -> bool:
    """Whether a speaker is described ("the vice president", "officials") and not named."""
    small = _words(quote)["small_in_names"]
    return quote.speaker[:1].islower() and quote.speaker.split(" ", 1)[0] not in small


def _words(quote: Quote) -> Lexicon:
    return lexicon_of(read(quote.item).language)


def introduce(quotes: Sequence[Quote]) -> list[Quote]:
    """The same quotations of one story, each speaker under the fullest name and with the best role of all.

    A surname alone is completed only where the whole story knows one person of that name, and in the same office:
    "President Trump" is Donald Trump, "Mr. Trump" might be another.
    """
    named = [quote for quote in quotes if not is_description(quote)]
    offices: dict[str, set[str]] = defaultdict(set)
    for quote in named:
        offices[quote.speaker] |= _words(quote)["roles"] & set(quote.role.lower().replace(",", "").split())
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    renamed = {quote: _full_name(quote.speaker, offices) for quote in named}
    for quote, name in renamed.items():
        roles[name][quote.role] += 1
    return [
        replace(quote, speaker=renamed[quote], role=_best(quote, roles[renamed[quote]])) if quote in renamed else quote
        for quote in quotes
    ]


def _full_name(speaker: str, offices: dict[str, set[str]]) -> str:
    """The one full name that ends with this surname, if an office is the same."""
    full = [name for name in offices if name.endswith(f" {speaker}")] if " " not in speaker else []
    same = [name for name in full if offices[name] & offices[speaker]]
    return same[0] if len(same) == 1 else speaker


def _best(quote: Quote, roles: Counter[str]) -> str:
    """The role that says most; its own article's among equals, then the one that is given most often."""
    return max(roles, key=lambda role: (_told(role), role == quote.role, roles[role], role))


def _told(role: str) -> int:
    """How much a role tells: nothing, a bare title, one with the party, or an office and of what."""
    count = len(role.split())
    return count if count < 2 else 1 if count > _LONG else 2 if "," in role else 3
