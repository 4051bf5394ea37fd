"""Numbers and dates of a text in its own language: "3,4 Milliarden", "5 400 soldats", "am Freitag", "4 березня".

English is read by `numbers` and `dates`, which know words as well. Of other languages digits, large numbers, shares,
days and months are read, by what the CLDR has; numbers in words and "yesterday" are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from digest.reading.cldr import Words, words_of
from digest.reading.dates import Mention, mentions
from digest.reading.forms import fold
from digest.reading.numbers import Quantity, quantities

_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+[.,]\d+|\d+)(?![\d])(?![.,:]\d)"
)
_CLOCK = re.compile(r"\d{1,2}[.:h][0-5]\d(?!\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d]|[.,]\d)")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)?(?!\d)")
_JOINT = r"[\s\u00a0\u202f-]*"
_LETTERS = r"(?<!\w){}(?!\w)"
_CASES = r"\w{0,3}"  # endings that a language may give to a weekday
_SHORTEST = 4  # letters by which a weekday is known


def quantities_in(text: str, language: str) -> tuple[Quantity, ...]:
    """All numbers of a text in this language, by its ISO 639 code; the language of `numbers` where it is unknown."""
    words = None if language in ("", "en") else words_of(language)
    return tuple(_numbers(text, words)) if words else quantities(text)


def mentions_in(text: str, language: str) -> tuple[Mention, ...]:
    """All dates of a text in this language, in order."""
    words = None if language in ("", "en") else words_of(language)
    return tuple(sorted(_dates(text, language, words), key=lambda date: date.start)) if words else mentions(text)


def _numbers(text: str, words: Words) -> Iterator[Quantity]:
    folded, scale_after, share_after = fold(text), _after(tuple(words.scales)), _after(tuple(words.percent))
    for found in _NUMBER.finditer(text):
        if words.decimal != "." and _CLOCK.fullmatch(found[0]):
            continue
        value, decimals = _read(found[0], words.decimal)
        end, scale, unit = found.end(), 0.0, ""
        if after := scale_after.match(folded, end):
            end, scale = after.end(), words.scales[after[1]]
        if share := share_after.match(folded, end):
            end, unit = share.end(), "%"
        yield Quantity(found.start(), end, text[found.start() : end], value * (scale or 1.0), unit, scale, decimals)


def _read(written: str, decimal: str) -> tuple[float, int]:
    """The number that digits with marks stand for, and how many of them are decimals.

    Three digits behind a mark are a group, unless it is the language's decimal mark: people mix the two up.
    """
    groups = _GROUPED.match(written)
    whole = groups[0] if groups else ""
    if not whole or (whole == written and re.sub(r"\d", "", written) == decimal):
        whole = re.split(r"[.,]", written)[0]
    tenths = re.sub(r"\D", "", written[len(whole) :])
    return float(f"{re.sub(r'[^0-9]', '', whole)}.{tenths or 0}"), len(tenths)


@lru_cache(maxsize=64)
def _after(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of these words right behind a number."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"{_JOINT}({'|'.join(map(re.escape, longest)) or '(?!)'})(?![^\W\d_])")


def _dates(text: str, language: str, words: Words) -> Iterator[Mention]:
    folded = fold(text)
    taken: list[tuple[int, int]] = []
    for mention in (*_days_of_months(text, folded, language, words), *_numeric(text)):
        taken.append((mention.start, mention.end))
        yield mention
    for found in _weekdays(language).finditer(folded):
        day = next(number for name, number in words.weekdays.items() if found[0].startswith(_root(name)))
        yield Mention(found.start(), found.end(), text[found.start() : found.end()], weekday=day)
    for found in _YEAR.finditer(text):
        if not any(start <= found.start() < end for start, end in taken):
            yield Mention(found.start(), found.end(), found[0], year=int(found[0]))


def _days_of_months(text: str, folded: str, language: str, words: Words) -> Iterator[Mention]:
    for found in _months(language).finditer(folded):
        day = int(found["day"]) if found["day"] else None
        year = int(found["year"]) if found["year"] else None
        shown = text[found.start() : found.end()]
        yield Mention(found.start(), found.end(), shown, year=year, month=words.months[found["month"]], day=day)


def _numeric(text: str) -> Iterator[Mention]:
    for found in _NUMERIC.finditer(text):
        day, month = int(found[1]), int(found[2])
        if 0 < day <= 31 and 0 < month <= 12:
            year = int(found[3]) if found[3] else None
            yield Mention(found.start(), found.end(), found[0], year=year, month=month, day=day)


@lru_cache(maxsize=64)
def _months(language: str) -> re.Pattern[str]:
    words = words_of(language)
    names = "|".join(sorted(map(re.escape, words.months if words else ()), key=len, reverse=True)) or "(?!)"
    of = r"(?:d[eo]s?\s+|d['’]\s?)?"
    return re.compile(
        rf"(?:(?<!\d)(?P<day>\d{{1,2}})(?:\.|er|º|°|-?го)?\s+{of})?{_LETTERS.format(f'(?P<month>{names})')}"
        rf"(?:\s+{of}(?P<year>(?:19|20)\d\d)(?!\d))?"
    )


@lru_cache(maxsize=64)
def _weekdays(language: str) -> re.Pattern[str]:
    words = words_of(language)
    roots = "|".join(map(re.escape, {_root(name) for name in words.weekdays} if words else ())) or "(?!)"
    return re.compile(_LETTERS.format(f"(?:{roots}){_CASES}"))


def _root(weekday: str) -> str:
    """What all cases of a weekday begin with."""
    return weekday[:-1] if len(weekday) > _SHORTEST else weekday
