"""Numbers that no article has as they are, and that follow from what it has: rounded, a sum, a difference, how many
times as much, the time between two dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from digest.reading.languages import Language
from digest.reading.numbers import Quantity
from digest.write.facts.source import Source

# How far the real number may be from ours, as shares of ours, by the list of the words before it.
_HEDGES = {
    "rounded_either_way": (-0.1, 0.1),
    "rounded_up": (-0.12, 0.0),
    "rounded_nearby": (-0.1, 0.05),
    "rounded_far_down": (0.0, 0.5),
    "rounded_down": (0.0, 0.12),
    "rounded_far_up": (-0.34, 0.0),
}
_SLACK = {words: slack for name, slack in _HEDGES.items() for words in Language.load("en")[name]}
_HEDGE = re.compile(rf"\b({'|'.join(sorted(_SLACK, key=len, reverse=True))})\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?:or so|or more|odd|or thereabouts)\b", re.IGNORECASE)
_ROUNDED = 0.05  # share by which a number may be off that was worked out, or rounded without a word that says so
_COARSE = 0.12  # share by which a number is rounded at most; more is "over half", "up to 500"
_FINE = 0.03  # and at least, however finely it is written: "about 780,000" is not 708,000
_POINT = 0.2  # the same of a share: half a point, of no less than 3 %
_SHARE_OFF = 0.2  # share by which a percentage may be off behind "more than" or "under": not 60 % for 90 %
_FARTHEST = 1000  # days or weeks between two dates
_EXACT = 1e-6
SIDE_BY_SIDE = 20  # numbers after one that it may be added to or taken from: a table is no sentence
_NEXT = re.compile(r"\W*(\w+)(?:\W+(\w+))?")
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_PARTS_OF = {"year": (12, "month"), "day": (24, "hour"), "hour": (60, "minute")}
_OF_SPAN = re.compile(rf"\s+(?:of\s+)?an?\s+({'|'.join(_PARTS_OF)})\b", re.IGNORECASE)
_MULTIPLES = frozenset(["time", "fold"])


def slack(number: Quantity, text: str) -> tuple[float, float]:
    """How far below and above ours a number of the articles may be, as shares of ours."""
    hedge = _HEDGE.search(text, 0, number.start)
    if _is_round(number) and (hedge or _AFTER.match(text, number.end)):
        low, high = _SLACK[hedge[1].lower()] if hedge else (-0.1, 0.1)
        if number.unit == "%":
            low, high = max(low, -_SHARE_OFF), min(high, _SHARE_OFF)
        written = max(_FINE, _last_digit(number) / abs(number.value)) if number.value else 0.0
        return (max(low, -written), min(high, written)) if max(-low, high) <= _COARSE else (low, high)
    if not number.value or number.year:
        return 0.0, 0.0
    rounding = _last_digit(number) / 2 / abs(number.value)
    rounding = min(rounding, _POINT if number.unit == "%" else _ROUNDED)
    return -rounding, rounding


def _is_round(number: Quantity) -> bool:
    """Whether it can be a rounded number at all: "some 13 people" can't."""
    coarse = number.value % 10 == 0 or (number.value % 5 == 0 and number.value > 10)
    dozens = number.text.lower().endswith("dozen")
    return bool(number.scale or number.decimals) or coarse or dozens or number.unit == "part"


def _last_digit(number: Quantity) -> float:
    """The worth of the last digit that is not a nought; 0 for what is written to the last one, as a count is."""
    if number.step:
        return number.step
    if number.unit in ("part", "ordinal", "time", "vague") or number.value != int(number.value):
        return 0.0
    noughts = len(str(int(number.value))) - len(str(int(number.value)).rstrip("0"))
    return 10.0**noughts if noughts else float(number.unit == "%")


def is_worked_out(number: Quantity, text: str, source: Source) -> bool:
    """Whether it is the time between two dates of the articles, or a sum, difference or multiple of two numbers that
    stand side by side.
    """
    if number.unit in ("ordinal", "time", "vague") or number.year:
        return False
    if number.unit == "part" and (whole := _OF_SPAN.match(text, number.end)):
        return _has_span(number, whole[1].lower(), source)
    counted = [word.lower().removesuffix("s") for word in (_NEXT.match(text, number.end) or "  ")[0].split()]
    if counted and counted[0] in Language.load("en")["spans"]:
        return _lies_between(int(number.value), counted[0], source)
    times = bool(_MULTIPLES & set(counted[:1]))
    low, high = slack(number, text) if _HEDGE.search(text, 0, number.start) else (0.0, 0.0)
    off = _ROUNDED if times or number.unit == "part" else _EXACT
    least, most = (1 + min(low, -off)) * number.value, (1 + max(high, off)) * number.value
    return any(
        least <= value <= most for one, other in _neighbours(source) for value in _results(one, other, number, times)
    )


def _results(one: Quantity, other: Quantity, ours: Quantity, times: bool) -> Iterator[float]:
    if one.unit == "part" and other.unit == ours.unit and not other.year:
        yield one.value * other.value  # "half of the 2,400"
    if one.unit == "%" and other.unit == ours.unit and not other.year:
        yield one.value / 100 * other.value  # "3.5% of the $16bn"
    if one.unit != other.unit or one.year or other.year or one.value == other.value:
        return
    high, low = max(one.value, other.value), min(one.value, other.value)
    share = {"part": 1.0, "%": 100.0}.get(ours.unit, 0.0)
    if share and low and not one.unit:
        yield share * low / high
    elif times and low:
        yield high / low
    elif one.unit == ours.unit:
        yield high - low
        yield high + low


def _has_span(part: Quantity, span: str, source: Source) -> bool:
    """Whether the articles tell a part of a year, a day or an hour in months, hours or minutes."""
    count, unit = _PARTS_OF[span]
    named = re.compile(rf"[\s-]{unit}s?\b", re.IGNORECASE)
    return any(
        number.value == part.value * count and named.match(reading.whole, number.end)
        for reading in source.readings
        for number in reading.numbers
    )


def _neighbours(source: Source) -> Iterator[tuple[Quantity, Quantity]]:
    for one, other in pairwise((*source.statements, *source.statements[-1:])):
        numbers = (*one.numbers, *other.numbers)
        for place, number in enumerate(numbers):
            yield from ((number, later) for later in numbers[place + 1 : place + 1 + SIDE_BY_SIDE])


def _lies_between(count: int, unit: str, source: Source) -> bool:
    """Whether two days, months or years of the articles are so far apart."""
    if unit == "year":
        return any(year + count in source.years for year in source.years)
    if unit == "month":
        named = {(mention.year, mention.month) for _, mention in source.mentions if mention.month}
        today = [(item.published.year, item.published.month) for item in source.items]
        apart = {
            sign * ((year - (other or year)) * 12 + month - before) % (12 if not other else 1200)
            for year, month in today
            for other, before in named
            for sign in (1, -1)
            if before
        }
        return count in apart
    reach = _DAYS.get(unit, 0)
    away = range(count * reach - reach // 3, count * reach + reach // 3 + 1) if 0 < count <= _FARTHEST else ()
    return bool(reach) and any(day + timedelta(days) in source.days for day in source.days for days in away)
