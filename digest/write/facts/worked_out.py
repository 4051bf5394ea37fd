"""Numbers that no article has as they are, and that follow from what it has: rounded, a sum, a difference, how many
times as much, the time between two dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from digest.reading.languages import Language
from digest.reading.numbers import Quantity
from digest.write.facts.source import Source

# How far the real number may be from ours, as shares of ours, where a word before it says that it is rounded.
_HEDGES = {
    "about": (-0.1, 0.1), "around": (-0.1, 0.1), "roughly": (-0.1, 0.1), "some": (-0.1, 0.1),
    "approximately": (-0.1, 0.1), "estimated": (-0.1, 0.1), "nearly": (-0.1, 0.0), "almost": (-0.1, 0.0),
    "close to": (-0.1, 0.05), "more than": (0.0, 0.25), "over": (0.0, 0.25), "at least": (0.0, 0.25),
    "well over": (0.0, 0.5), "just over": (0.0, 0.1), "just under": (-0.1, 0.0), "less than": (-0.25, 0.0),
    "fewer than": (-0.25, 0.0), "under": (-0.25, 0.0), "up to": (-0.1, 0.0), "as many as": (-0.1, 0.0),
}  # fmt: skip
_HEDGE = re.compile(rf"\b({'|'.join(sorted(_HEDGES, key=len, reverse=True))})\s+(?:a\s+|an\s+)?$", re.IGNORECASE)
_ROUNDED = 0.05  # share by which a number may be off that was worked out, or rounded without a word that says so
_EXACT = 1e-6
SIDE_BY_SIDE = 20  # numbers after one that it may be added to or taken from: a table is no sentence
_NEXT = re.compile(r"\W*(\w+)(?:\W+(\w+))?")
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MULTIPLES = frozenset(["time", "fold"])


def slack(number: Quantity, text: str) -> tuple[float, float]:
    """How far below and above ours a number of the articles may be, as shares of ours."""
    hedge = _HEDGE.search(text, 0, number.start)
    low, high = _HEDGES[hedge[1].lower()] if hedge and _is_round(number) else (0.0, 0.0)
    if number.value and not number.year and not hedge:
        rounding = min(_ROUNDED, _last_digit(number) / 2 / abs(number.value))
        low, high = -rounding, rounding
    return low, high


def _is_round(number: Quantity) -> bool:
    """Whether it can be a rounded number at all: "some 13 people" can't."""
    return bool(number.scale or number.decimals) or number.value % 10 == 0 or number.unit == "part"


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
    counted = [word.lower().removesuffix("s") for word in (_NEXT.match(text, number.end) or "  ")[0].split()]
    if counted and counted[0] in Language.load("en")["spans"]:
        return _lies_between(int(number.value), counted[0], source)
    times = bool(_MULTIPLES & set(counted[:1]))
    return any(
        abs(value - number.value) <= (_ROUNDED if times else _EXACT) * number.value
        for one, other in _neighbours(source)
        for value in _results(one, other, number, times)
    )


def _results(one: Quantity, other: Quantity, ours: Quantity, times: bool) -> Iterator[float]:
    if one.unit != other.unit or one.year or other.year or one.value == other.value:
        return
    high, low = max(one.value, other.value), min(one.value, other.value)
    if times and low:
        yield high / low
    elif one.unit == ours.unit:
        yield high - low
        yield high + low


def _neighbours(source: Source) -> Iterator[tuple[Quantity, Quantity]]:
    for one, other in pairwise((*source.statements, *source.statements[-1:])):
        numbers = (*one.numbers, *other.numbers)
        for place, number in enumerate(numbers):
            yield from ((number, later) for later in numbers[place + 1 : place + 1 + SIDE_BY_SIDE])


def _lies_between(count: int, unit: str, source: Source) -> bool:
    """Whether two days, months or years of the articles are so far apart."""
    if unit == "year":
        return any(abs(one - other) == count for one, other in combinations(source.years, 2))
    if unit == "month":
        named = {(mention.year, mention.month) for _, mention in source.mentions if mention.month}
        today = [(item.published.year, item.published.month) for item in source.items]
        apart = (
            ((year - (other or year)) * 12 + month - before) % (12 if not other else 1200)
            for year, month in today
            for other, before in named
            if before
        )
        return count in apart
    reach = _DAYS.get(unit, 0)
    return bool(reach) and any(
        abs(abs((one - other).days) - count * reach) <= reach // 3 for one, other in combinations(source.days, 2)
    )
