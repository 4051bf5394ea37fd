"""When a remark was made: on the day of the news, or before it, as the sentence around the words says."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from digest.model import Quote
from digest.reading.dates import mentions

_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AGO = re.compile(
    rf"\b(?P<count>\d{{1,3}}|an?|{'|'.join(_COUNTS)}) (?P<unit>day|week|month|year)s? (?:ago|earlier|before)\b",
    re.IGNORECASE,
)
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_SENTENCE_END = re.compile(r"[.!?][\"”’»]?\s+(?=[\"“‘«A-Z])|\n+")


def days_before(quote: Quote, moment: datetime) -> int:
    """How many days before `moment` the words were said; by the article's own date where nothing else is given.

    A weekday is the nearest one, so that "on Friday" in an article of a Wednesday is still to come. The time
    zones of outlets lie apart: one day more or less means nothing.
    """
    published = quote.item.published
    around = _sentence_around(quote)
    said = [day for mention in mentions(around) if (day := _nearest(mention.days(published.date()), published.date()))]
    said += [published.date() - timedelta(_UNITS[ago["unit"].lower()] * _count(ago)) for ago in _AGO.finditer(around)]
    earliest = min((day for day in said if day <= published.date()), default=published.date())
    return max(0, (moment.date() - earliest).days)


def _sentence_around(quote: Quote) -> str:
    """The sentence with the quotation, without the words quoted."""
    text = quote.item.text
    ended = "." if quote.text.endswith(".") else ""
    head = _SENTENCE_END.split(text[: quote.start])[-1]
    tail = _SENTENCE_END.split(f"…{ended}{text[quote.end :]}", maxsplit=1)[0]
    return head + tail


def _nearest(days: frozenset[date], published: date) -> date | None:
    return min(days, key=lambda day: (abs((day - published).days), day), default=None)


def _count(ago: re.Match[str]) -> int:
    count = ago["count"].lower()
    return int(count) if count.isdigit() else _COUNTS.index(count) + 1 if count in _COUNTS else 1
