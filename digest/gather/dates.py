"""The date of an entry, as its feed wrote it. A parser's guess is not a fact: what can be read in two ways is not read.

Most feeds write RFC 822 or ISO 8601, which are read here; what else a feed writes, in its own language, is read by
`dateparser`, which must find a day, a month and a year and is never asked what "two hours ago" means.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache

from digest.gather.lists import read_lines

_PATIENCE = 5  # dates of a feed that nobody could read
LONGEST = 80  # characters; the longest date of a feed has 50
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?",
    re.IGNORECASE,
)
_RFC_822 = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d\d)"
    r"(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:\s*([ap])\.?m\.?)?)?"
    r"(?:\s+\(?([a-z]{1,5}|[+-]\d\d:?\d\d)\)?)?(?:\s+\([\w ]+\))?",
    re.IGNORECASE,
)
_US = re.compile(
    r"(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:,\s*|\s+)(\d{4})"
    r"(?:,?\s+(?:at\s+)?(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([ap])\.?m\.?)?)?(?:\s+([a-z]{1,5}|[+-]\d\d:?\d\d))?",
    re.I,
)
_TRIED = [  # the languages of most feeds
    *("en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "cs", "sk", "hu", "ro", "bg", "el", "tr", "sv", "da"),
    *("nb", "fi", "ar", "fa", "he", "hi", "bn", "id", "vi", "th", "ja", "ko", "zh"),
]
_LAST_WORD = re.compile(r"(?:\d:\d\d(?::\d\d)?)\s+([A-Z]{2,5})$")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_TWO_WAYS = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)\b")


class DateReader:
    """Reads the dates of one feed, whose language is what it says of itself, such as `it` or `en-gb`.

    `unread` are the dates that could not be read, each once. After a few of them no more are tried in all languages,
    which takes up to a second each.
    """

    def __init__(self, language: str = "") -> None:
        self._language = language
        self._words: _Words | None = None
        self.unread: dict[str, None] = {}

    def read(self, *written: str) -> datetime | None:
        """The first of the dates that can be read; None where none can. Without a zone a date counts as UTC."""
        for text in filter(None, written):
            moment = _regular(text) or self._in_words(text)
            if moment:
                return moment
            self.unread[text[:LONGEST]] = None
        return None

    def _in_words(self, text: str) -> datetime | None:
        text = _tidy(text)
        if not re.search(r"\d", text) or len(text) > LONGEST or len(self.unread) >= _PATIENCE:
            return None
        if self._words is None:
            self._words = _Words(self._language)
        return self._words.read(text)


def _tidy(text: str) -> str:
    text = " ".join(text[: 2 * LONGEST].split())
    return _YEAR_FIRST.sub(lambda found: f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", text)


def _regular(text: str) -> datetime | None:
    """A date as RFC 822, ISO 8601 or an American writes it."""
    text = _tidy(text)
    try:
        if found := _ISO.fullmatch(text):
            year, month, day, hour, minute, second, zone = found.groups()
            return _moment(date(int(year), int(month), int(day)), (hour, minute, second, None), zone)
        if (found := _RFC_822.fullmatch(text)) and (month := _month(found[2])):
            day, _, year, hour, minute, second, half, zone = found.groups()
            return _moment(date(_full_year(year), month, int(day)), (hour, minute, second, half), zone)
        if (found := _US.fullmatch(text)) and (month := _month(found[1])):
            _, day, year, hour, minute, second, half, zone = found.groups()
            return _moment(date(int(year), month, int(day)), (hour, minute, second, half), zone)
    except (ValueError, OverflowError):  # the 31st of February
        return None
    return None


def _moment(day: date, clock: Sequence[str | None], zone: str | None) -> datetime | None:
    """`clock` is hour, minute, second and half of the day (`p`, as in 5 p.m.); what is missing is nought."""
    offset = _offset(zone or "Z")
    if offset is None:
        return None
    hour, minute, second = (int(part or 0) for part in clock[:3])
    if half := clock[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    at = time(hour, minute, min(second, 59), tzinfo=timezone(offset))  # a second 60 exists
    return datetime.combine(day, at).astimezone(UTC)


def _month(name: str) -> int:
    """1 to 12 for an English name of a month or its beginning; else 0."""
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)


def _offset(zone: str) -> timedelta | None:
    """What a zone adds to UTC; None for a name that nobody knows."""
    written = _zones().get(zone.upper(), zone).replace(":", "")
    if not re.fullmatch(r"[+-]\d\d(?:\d\d)?", written):
        return None
    offset = timedelta(hours=int(written[1:3]), minutes=int(written[3:] or 0))
    return offset if written[0] == "+" else -offset


@cache
def _zones() -> dict[str, str]:
    pairs = (line.split() for line in read_lines("zones.txt"))
    return dict(pairs)


class _Words:
    """Dates in the words of a language; of one that is not said, of any of the larger ones in which it is a date."""

    def __init__(self, language: str) -> None:
        from dateparser.date import DateDataParser  # 0.2 s

        name, _, region = language.lower().partition("-")
        settings = {
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "TIMEZONE": "UTC",
            "TO_TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": True,
        }
        self._sure = bool(name) and (name != "en" or bool(region))  # the order of day and month
        said = [{"locales": [f"{name}-{region.upper()}"]}] if region else []
        said += [{"languages": [name]}] if name else []
        self._parsers = [
            DateDataParser(settings=settings, try_previous_locales=True, **known)
            for known in (*said, {"languages": _TRIED})
        ]

    def read(self, text: str) -> datetime | None:
        """The moment, where there is one and no other."""
        both = _TWO_WAYS.search(text)
        if both and not self._sure and int(both[1]) <= 12 and int(both[2]) <= 12 and both[1] != both[2]:
            return None  # the fourth of March here, the third of April there
        zone = _LAST_WORD.search(text)
        if zone and zone[1] not in ("AM", "PM") and zone[1] not in _zones():
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Python's own parser, about days without a year
            for parser in self._parsers:
                with suppress(ValueError, OverflowError):  # a language that it does not know
                    moment: datetime | None = parser.get_date_data(text).date_obj
                    if moment:
                        return moment.astimezone(UTC)
        return None
