"""Read the dates of a text: calendar dates, weekdays, "yesterday", "last week", years.

A date in news is relative to the day the article was published: each mention resolves to the days it can mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from digest.reading.words import listed

_MONTHS = {
    name: number
    for number, names in enumerate(
        listed(
            "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
            "october oct|november nov|december dec",
            "|",
        ),
        1,
    )
    for name in names.split()
}
_DAYS = {name: number for number, name in enumerate(listed("monday tuesday wednesday thursday friday saturday sunday"))}
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_HALF_A_YEAR = timedelta(183)
_MONTH = (
    r"(?P<month{n}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_ORD = r"(?:st|nd|rd|th)?"
_MENTION = re.compile(
    r"\b(?:"
    rf"{_MONTH.format(n=1)}\s+(?P<day1>\d{{1,2}}){_ORD}\b(?!,\d)(?:,?\s+(?P<year1>(?:19|20)\d\d)\b)?"
    rf"|(?P<day2>\d{{1,2}}){_ORD}\s+(?:of\s+)?{_MONTH.format(n=2)}(?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?"
    r"|(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)\b"
    rf"|{_MONTH.format(n=4)},?\s+(?:of\s+)?(?P<year4>(?:19|20)\d\d)\b"
    r"|(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b"
    r"|(?P<relative>today|tonight|yesterday|tomorrow)\b"
    r"|(?P<which>last|next|previous)\s+(?P<unit>week|month|year)\b"
    rf"|(?:(?:in|by|since|until|of|early|late|last|next|this)\s+|mid-){_MONTH.format(n=5)}\b(?!\.?\s+\d{{1,2}}{_ORD}\b(?!,\d))(?!,?\s+(?:of\s+)?(?:19|20)\d\d)"
    r"|(?-i:(?P<month6>January|February|April|June|July|August|September|October|November|December))\b"
    r"|(?P<year6>(?:1[5-9]|20)\d\d)(?=s?\b)(?![,.]\d|-\d\d-)"
    r")",
    re.IGNORECASE,
)
# The other end of "June 11-13".
_UNTIL = re.compile(r"\s?(?:[-–—]|\bto\b|\bthrough\b)\s?(\d{1,2})(?:st|nd|rd|th)?\b(?![,.:]?\d|\s?%|\s+\w+\s+\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One date of a text. Fields that the text leaves open are None; `offset` is in days ("yesterday": -1)."""

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    offset: int | None = None
    period: str = ""  # "last week"

    def days(self, published: date) -> frozenset[date]:
        """The days this can mean in a text of that day; empty for months, years and periods."""
        if self.offset is not None:
            return frozenset({published + timedelta(self.offset)})
        if self.weekday is not None:
            back = timedelta((published.weekday() - self.weekday) % 7)
            return frozenset({published - back, published - back + timedelta(7)})
        if self.month and self.day:
            years = [self.year] if self.year else [published.year - 1, published.year, published.year + 1]
            return frozenset(found for year in years if (found := _day(year, self.month, self.day)))
        return frozenset()

    def ahead(self, published: date) -> date | None:
        """The first day that this can mean in a text of that day about what is to come; of a month or week its first.

        None for what lies behind ("last week"), for years, and for a date without a year that is half a year away:
        it is an anniversary, or was the last one.
        """
        if self.period or (self.month and not self.day):
            return self._begins(published)
        nearest = min((day for day in self.days(published) if day >= published), default=None)
        return nearest if nearest and (self.year or nearest - published < _HALF_A_YEAR) else None

    def _begins(self, published: date) -> date | None:
        if self.period == "next week":
            return published + timedelta(7 - published.weekday())
        if self.period and self.period != "next month":
            return None
        month = self.month or published.month % 12 + 1
        year = self.year or published.year + (month <= published.month)
        begins = date(year, month, 1)
        return begins if published < begins and (self.year or begins - published < _HALF_A_YEAR) else None


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """All dates of a text, in order."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Mention]:
    for match in _MENTION.finditer(text):
        found = _mention(match)
        yield found
        until = _UNTIL.match(text, found.end) if found.month and found.day else None
        if until:
            yield replace(found, start=until.start(1), end=until.end(1), text=until[1], day=int(until[1]))


def _mention(match: re.Match[str]) -> Mention:
    part = {name.rstrip("123456"): value for name, value in match.groupdict().items() if value}
    month = part.get("month", "").rstrip(".").lower()
    return Mention(
        match.start(),
        match.end(),
        match.group(),
        year=int(part["year"]) if "year" in part else None,
        month=(int(month) if month.isdigit() else _MONTHS[month]) if month else None,
        day=int(part["day"]) if "day" in part else None,
        weekday=_DAYS[part["weekday"].lower()] if "weekday" in part else None,
        offset=_RELATIVE[part["relative"].lower()] if "relative" in part else None,
        period=f"{part['which']} {part['unit']}".lower() if "which" in part else "",
    )


def local_days(moment: datetime) -> frozenset[date]:
    """The calendar days that a moment in UTC may have been printed under, from Washington's to Kyiv's."""
    return frozenset((moment + timedelta(hours=hours)).date() for hours in (-5, 0, 2))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
