"""How the speakers of a story are introduced: the fullest name and the best role that any of its articles gives.

One outlet writes "Trump" where another has "Donald Trump, the US president". A reader who meets a quotation apart
from its article needs both, and every word of them stands in an article of the story.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digest.model import Item, Quote
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
    """The same quotations of one story, each speaker under one name in all reports, with the best role of all.

    "Jim Mattis" and "James Mattis" are one, under the name that is given more often. A surname alone is completed only
    where the whole story knows one person of that name, and in the same office: "President Trump" is Donald Trump,
    "Mr. Trump" might be another. An office alone ("the former defense secretary") is whoever else's report gives it to,
    if that is one person. So two speakers are one where their names are equal.
    """
    named = [quote for quote in quotes if not is_description(quote)]
    told = [(quote.speaker, quote.role, _words(quote)) for quote in named]
    told += [(name, role, lexicon) for item in {quote.item for quote in named} for name, role, lexicon in _people(item)]
    offices: dict[str, set[str]] = defaultdict(set)
    for name, role, lexicon in told:
        offices[name] |= lexicon["roles"] & set(role.lower().replace(",", "").split())
    usual = _usual_names(named)
    full = {quote: _full_name(quote.speaker, offices, _words(quote)) for quote in named}
    renamed = {quote: usual.get(name, name) for quote, name in full.items()}
    renamed |= _holders([quote for quote in quotes if quote not in renamed], renamed)
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for name, role, _ in told:
        roles[usual.get(name, name)][role] += 1
    for quote, name in renamed.items():
        roles[name][quote.role] += 1
    return [
        replace(quote, speaker=renamed[quote], role=_best(quote, roles[renamed[quote]])) if quote in renamed else quote
        for quote in quotes
    ]


def _people(item: Item) -> Iterator[tuple[str, str, Lexicon]]:
    """The full names of a report, each with the role that it gives: also of those who say nothing in it."""
    reading = read(item)
    yield from ((one.name, one.role, lexicon_of(reading.language)) for one in reading.people if " " in one.name)


def _usual_names(named: Sequence[Quote]) -> dict[str, str]:
    """Each full name -> the one of its forms that the story gives most often, the longest of equals."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for quote in named:
        if " " in quote.speaker:
            given, *_, surname = quote.speaker.lower().split()
            counts[_words(quote).short_given_names.get(given, given), surname][quote.speaker] += 1
    groups = (names for names in counts.values() if not _differ(list(names)))
    return {name: max(names, key=lambda one: (names[one], len(one), one)) for names in groups for name in names}


def _differ(names: Sequence[str]) -> bool:
    """Whether middle initials tell two people of one given name and surname apart."""
    middles = {name.split()[1][0].lower() for name in names if len(name.split()) > 2}
    return len(middles) > 1


def _holders(described: Sequence[Quote], renamed: Mapping[Quote, str]) -> dict[Quote, str]:
    """A quotation under an office alone -> the one person to whom the story gives that office, and all its words."""
    found = {}
    for quote in described:
        said = _office(quote.speaker, _words(quote))
        alike = {name for other, name in renamed.items() if said and said <= _office(other.role, _words(other))}
        alike = {name for name in alike if " " in name}
        if len(alike) == 1 and _is_definite(quote):
            found[quote] = alike.pop()
    return found


def _office(words: str, lexicon: Lexicon) -> frozenset[str]:
    """What an office is made of, where it names one: "the former defense secretary"; a bare "the minister" is none."""
    office = {lexicon.short_titles.get(word, word) for word in words.lower().replace(",", "").split()}
    office -= lexicon["determiners"] | lexicon["definite"]
    return frozenset(office) if len(office) > 1 and any(lexicon.is_role(word) for word in office) else frozenset()


def _is_definite(quote: Quote) -> bool:
    return quote.speaker.split(" ", 1)[0].lower() in _words(quote)["definite"]


def _full_name(speaker: str, offices: dict[str, set[str]], lexicon: Lexicon) -> str:
    """The one full name that ends with this surname, if an office is the same, or the surname has two words."""
    given, _, surname = speaker.lower().partition(" ")
    if surname and given in lexicon["given_names"]:
        return speaker
    full = [name for name in offices if name.endswith(f" {speaker}")]
    same = [name for name in full if offices[name] & offices[speaker] or surname]
    return same[0] if len(same) == 1 else speaker


def _best(quote: Quote, roles: Counter[str]) -> str:
    """The role that says most; its own article's among equals, then the one that is given most often."""
    return max(roles, key=lambda role: (_told(role), role == quote.role, roles[role], role))


def _told(role: str) -> int:
    """How much a role tells: nothing, a bare title, one with the party, or an office and of what."""
    count = len(role.split())
    return count if count < 2 else 1 if count > _LONG else 2 if "," in role else 3
