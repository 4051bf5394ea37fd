"""The same comparison where our text or a report is in another language than English: by what has one form in all.

Compared are numbers, days and months, and who bears an office or a first name: names by how they sound
(`reading.spellings`) or by the place that they name (`reading.cldr`). Not compared are numbers in words, "yesterday",
and names that stand alone: many are translated. What was done, by whom and how surely is left to the second opinion;
`digest check` says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from digest.model import Facts, Finding, FindingKind, Item
from digest.reading.article import read
from digest.reading.cldr import words_of
from digest.reading.dates import Mention, local_days
from digest.reading.figures import mentions_in, quantities_in
from digest.reading.forms import fold
from digest.reading.languages import Language
from digest.reading.names import OFFICES
from digest.reading.numbers import Quantity
from digest.reading.spellings import alike
from digest.reading.words import PRINTED
from digest.write.facts.source import Source, read_source
from digest.write.facts.unsupported import carries_date, same_number, unsupported
from digest.write.facts.worked_out import is_worked_out, slack

_FEW = 12  # up to here a report may have a number in words
_LETTERS_SHARED = 4  # of a state's name and the word for its people: Deutschland, deutsche

_Found = tuple[int, FindingKind, str]


def is_abroad(items: Sequence[Item], language: str) -> bool:
    """Whether our text in this language and these reports can't be compared word by word, by English rules."""
    return _code(language) != "en" or any(read(item).language.code not in ("en", "") for item in items)


def lacking(text: str, items: Sequence[Item], language: str, story: str = "") -> tuple[Finding, ...]:
    """What of our text no report carries, whatever the languages; see `unsupported`."""
    if not is_abroad(items, language):
        return unsupported(text, items, story)
    source, code = read_source(items), _code(language)
    if source.has_verbatim(text):
        return ()
    found: set[_Found] = {*_numbers(text, source, code), *_dates(text, source, code), *_names(text, source, code)}
    return tuple(Finding(kind, Facts.of(kind, words=words), story) for _, kind, words in sorted(found))


def _code(language: str) -> str:
    return language.partition("-")[0].lower()


def _numbers(text: str, source: Source, language: str) -> Iterator[_Found]:
    dated = [(mention.start, mention.end) for mention in mentions_in(text, language)]
    for number in quantities_in(text, language):
        if _is_compared(number) and not any(start < number.end and number.start < end for start, end in dated):
            low, high = (0.0, 0.0) if number.step else slack(number, text)
            carried = any(same_number(number, other, low, high) for other in source.quantities)
            if not carried and not is_worked_out(number, text, source):
                yield number.start, "unsupported number", number.text


def _is_compared(number: Quantity) -> bool:
    return number.text[0].isdecimal() and bool(number.value > _FEW or number.unit or number.scale or number.decimals)


def _dates(text: str, source: Source, language: str) -> Iterator[_Found]:
    for mention in mentions_in(text, language):
        if not carries_date(mention, source) and not _is_near(mention, source):
            yield mention.start, "unsupported date", mention.text


def _is_near(mention: Mention, source: Source) -> bool:
    """Whether it can be the day before a report, its own or the one after: words for these are not read."""
    published = {day for item in source.items for day in local_days(item.published)}
    near = {day + timedelta(step) for day in published for step in (-1, 0, 1)}
    return any(mention.days(day) & near for day in published)


def _names(text: str, source: Source, language: str) -> Iterator[_Found]:
    """An office with the name of nobody whom the reports name, a first name with another surname than theirs."""
    for run in _runs(text, offices_of(language)):
        bare = [word for word in run if fold(word[0]) not in offices_of(language)]
        unknown = len(bare) < len(run) and not any(_is_known(word[0], source, language) for word in bare)
        strangers = any(_are_strangers(one[0], other[0], source) for one, other in pairwise(bare))
        if bare and (unknown or strangers):
            yield bare[0].start(), "unsupported name", text[run[0].start() : run[-1].end()]


def _runs(text: str, offices: frozenset[str]) -> Iterator[list[re.Match[str]]]:
    """Words with capitals that follow one another; an office in small letters may stand before them."""
    run: list[re.Match[str]] = []
    for found in (*PRINTED.finditer(text), None):
        capital = found is not None and (found[0][0].isupper() or (not run and fold(found[0]) in offices))
        if run and not (capital and found and not text[run[-1].end() : found.start()].strip()):
            yield run
            run = []
        if found and (capital or fold(found[0]) in offices):
            run.append(found)


def _are_strangers(one: str, other: str, source: Source) -> bool:
    """Whether the reports have the first of two words only before other names than the second: it is a first name."""
    followers = [after for word, some in _followers(source).items() if alike(one, word) for after in some]
    return bool(followers) and all(after and not alike(other, after) for after in followers)


@lru_cache(maxsize=64)
def _followers(source: Source) -> dict[str, frozenset[str]]:
    """What stands right after each word with a capital: another one, or nothing such, which is empty."""
    found: dict[str, set[str]] = defaultdict(set)
    for reading in source.readings:
        words, offices = [*PRINTED.finditer(reading.whole)], offices_of(reading.language.code or "en")
        for word, after in pairwise([*words, *words[:1]]):
            close = reading.whole[word.end() : after.start()] == " " and after[0][0].isupper()
            if word[0][0].isupper() and fold(word[0]) not in offices:
                found[word[0]].add(after[0] if close else "")
    return {word: frozenset(some) for word, some in found.items()}


@lru_cache(maxsize=16)
def offices_of(language: str) -> frozenset[str]:
    """Words of office in a language, folded."""
    return frozenset(OFFICES) if language == "en" else frozenset(map(fold, Language.load(language)["roles"]))


def _is_known(word: str, source: Source, language: str) -> bool:
    parts = [part for part in word.split("-") if len(part) > 1] or [word]
    return any(_is_one(part, source, language) for part in parts)


def _is_one(word: str, source: Source, language: str) -> bool:
    theirs = _capitals(source)
    return any(alike(word, other) for other in theirs) or any(_is_place(word, language, source))


@lru_cache(maxsize=64)
def _capitals(source: Source) -> frozenset[str]:
    """The words of the reports that can be names."""
    words = (found[0] for reading in source.readings for found in PRINTED.finditer(reading.whole))
    return frozenset(word for word in words if not word[0].islower())


def _is_place(word: str, language: str, source: Source) -> Iterator[bool]:
    """Whether the reports have the same place by its name in their language, or a word made from a state's name."""
    ours = words_of(language)
    place = ours.places.get(fold(word)) if ours else None
    for reading in source.readings if place else ():
        theirs = words_of(reading.language.code or "en")
        for name, key in theirs.places.items() if theirs else ():
            if key == place:
                beginning = name[:_LETTERS_SHARED] if key.startswith("state") else name
                yield any(other.startswith(beginning) for other in reading.words)
