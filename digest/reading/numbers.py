"""Read the numbers of a text: digits and words, scales, units and currencies.

"$350bn"  "350 billion dollars"  "a third"  "two-thirds"  "12 to 15 per cent"  "one in four"  "a dozen"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from digest.reading.words import listed

_SMALL = {
    word: float(value)
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
} | {word: 10.0 * n for n, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        listed(
            "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
            "sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        3,
    )
} | {"thirtieth": 30.0, "fortieth": 40.0, "fiftieth": 50.0, "sixtieth": 60.0, "hundredth": 100.0}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
_SHORT_SCALES |= {"t": 1e12, "trln": 1e12}
_GROUPS = {"dozen": 12.0, "decade": 10.0, "century": 100.0, "fortnight": 14.0}
_VAGUE = {
    "tens": 10.0,
    "dozens": 12.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_PARTS |= {"halves": 2} | {word + "s": part for word, part in _PARTS.items()}
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
_CURRENCIES = {word: word for word in listed("dollar euro pound yen yuan ruble rupee hryvnia cent")}
_CURRENCIES |= {"rouble": "ruble", "pence": "cent", "buck": "dollar", "eur": "euro", "gbp": "pound", "usd": "dollar"}
_NATIONS = frozenset({"us", "american", "canadian", "australian", "british"})

_BRITISH_TIME = re.compile(r"(\d{1,2})\.([0-5]\d)\s?([ap])\.?m\b\.?", re.IGNORECASE)
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+|[$€£¥₹%:/]|[-–—]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text.

    `unit` is a currency, "%", "part" (a third: 0.333), "ordinal", "vague" (dozens), "time" (minutes of the
    day) or empty. `scale` is the million of "3.5 million" and `step` the worth of its last digit, 100,000;
    both are 0 where the number is written in full.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str = ""
    scale: float = 0.0
    decimals: int = 0

    @property
    def step(self) -> float:
        """The worth of the last written digit of a scaled or decimal number."""
        return (self.scale or 1.0) / 10.0**self.decimals if self.scale or self.decimals else 0.0

    @property
    def year(self) -> bool:
        """Whether the number is written as a year is."""
        return not self.unit and not self.scale and 1500 <= self.value <= 2100 and self.text.isdecimal()


@lru_cache(maxsize=1024)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All numbers of a text in order; a lone "one", "first" and "second" are words, not numbers."""
    return tuple(_joined(text, tuple(_Reader(text).read())))


class _Read(NamedTuple):
    """A number that was read, and the place of the token after it."""

    value: float
    after: int
    unit: str = ""
    scale: float = 0.0


class _Reader:
    """Walks over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_TOKEN.finditer(text))
        self.words = [token.group().lower() for token in self.tokens]

    def read(self) -> Iterator[Quantity]:
        at = 0
        while at < len(self.words):
            found = self._time(at) or self._digits(at) or self._part(at) or self._spelled(at)
            if found is None:
                at += 1
                continue
            value, after, unit, scale = found
            if not unit or unit == "part":
                unit, after = self._unit(after, unit)
            start = self.tokens[at].start()
            end = self.tokens[after - 1].end()
            written = self.text[start:end]
            decimals = re.search(r"\d\.(\d+)", written) if unit != "time" else None
            yield Quantity(start, end, written, value, unit, scale, len(decimals[1]) if decimals else 0)
            at = after

    def _word(self, at: int, glued: bool | None = None) -> str:
        """The token at `at`, if nothing but white space (nothing at all when `glued`) stands before it."""
        if at >= len(self.words):
            return ""
        gap = self.text[self.tokens[at - 1].end() : self.tokens[at].start()] if at else ""
        fits = not gap if glued else not gap.strip()
        return self.words[at] if fits else ""

    def _skip_hyphen(self, at: int) -> int:
        return at + 1 if self._word(at, glued=True) == "-" else at

    def _time(self, at: int) -> _Read | None:
        if british := _BRITISH_TIME.match(self.text, self.tokens[at].start()):
            noon = 12 * 60 if british[3].lower() == "p" else 0
            return _Read(60 * (int(british[1]) % 12) + int(british[2]) + noon, self._after(british.end(), at), "time")
        if not self.words[at].isdecimal() or float(self.words[at]) > 24:
            return None
        minutes, after = 60 * float(self.words[at]), at + 1
        clock = self._word(at + 1, glued=True) == ":" and self._word(at + 2, glued=True)
        if clock and len(clock) == 2 and clock.isdecimal():
            minutes, after = minutes + float(clock), at + 3
        half = re.match(r"\s?([ap])\.?m\b", self.text[self.tokens[after - 1].end() :], re.IGNORECASE)
        if half:
            noon = 12 * 60
            minutes = minutes % noon + (noon if half[1].lower() == "p" else 0)
            after += 1 if self._word(after) in ("am", "pm") else 2
        elif not clock:
            return None
        return _Read(minutes, min(after, len(self.words)), "time")

    def _after(self, end: int, at: int) -> int:
        """The first token from `at` on that begins at this place or later."""
        return next((n for n in range(at, len(self.tokens)) if self.tokens[n].start() >= end), len(self.tokens))

    def _digits(self, at: int) -> _Read | None:
        unit = _SIGNS.get(self.words[at], "")
        start, at = at, at + bool(unit)
        written = self._word(at, glued=True) if unit else self.words[start]
        if not written[:1].isdecimal():
            return None
        value = float(written.replace(",", ""))
        after = at + 1
        if self._word(after, glued=True) in ("st", "nd", "rd", "th"):
            return _Read(value, after + 1, "ordinal")
        short = _SHORT_SCALES.get(self._word(after, glued=True)) or _SHORT_SCALES.get(
            self._word(after) if unit or len(self._word(after)) > 1 else ""
        )
        if short:
            return _Read(value * short, after + 1, unit, short)
        place = self._skip_hyphen(after)
        scale = _SCALES.get(self._word(place), 0)
        if scale:
            return _Read(value * scale, place + 1, unit, scale)
        return _Read(value, after, unit)

    def _part(self, at: int) -> _Read | None:
        """A fraction: "a third", "two-thirds", "half", "one in four"."""
        count = 1.0 if self.words[at] in ("a", "an") else _SMALL.get(self.words[at], 0.0)
        if self.words[at] == "half":
            return self._of_scale(0.5, at + 1)
        place = self._skip_hyphen(at + 1)
        whole = _PARTS.get(self._word(place), 0) if count else 0
        if count < whole:
            return self._of_scale(count / whole, place + 1)
        joint = (
            2 if self._word(at + 1) == "in" else 3 if (self._word(at + 1), self._word(at + 2)) == ("out", "of") else 0
        )
        base = self._word(at + joint) if count and joint else ""
        total = _SMALL.get(base) or (float(base) if base.isdecimal() else 0)
        return _Read(count / total, at + joint + 1, "part") if count < total <= 100 else None

    def _of_scale(self, part: float, after: int) -> _Read:
        """A part, of a scale where one follows: "half a million", "a quarter of a billion", "half a century"."""
        at = after + (self._word(after) == "of")
        word = self._word(at + 1)
        joined = self._word(self._skip_hyphen(after))
        if joined in _SCALES:  # "a quarter-trillion"
            return _Read(part * _SCALES[joined], self._skip_hyphen(after) + 1, scale=_SCALES[joined])
        if self._word(at) in ("a", "an") and word in {*_SCALES, *_GROUPS}:
            scale = _SCALES.get(word, 0.0)
            return _Read(part * (scale or _GROUPS[word]), at + 2, scale=scale)
        return _Read(part, after, "part")

    def _spelled(self, at: int) -> _Read | None:
        first = self.words[at]
        if first in _VAGUE:
            times = _VAGUE.get(self._word(at + 2), 0.0) if self._word(at + 1) == "of" else 0.0
            return _Read(_VAGUE[first] * (times or 1.0), at + (3 if times else 1), "vague")
        if first in _ORDINALS:
            return _Read(_ORDINALS[first], at + 1, "ordinal")
        if first in ("a", "an"):
            following = self._word(at + 1)
            if following in _GROUPS:
                return _Read(_GROUPS[following], at + 2)
            return self._spelled(at + 1) if following in _SCALES else None
        if first in _GROUPS and first != "century":
            return _Read(_GROUPS[first], at + 1)
        return self._counted(at)

    def _counted(self, at: int) -> _Read | None:
        """Words as in "two hundred and twenty-five thousand"."""
        start, total, current, scale = at, 0.0, 0.0, 0.0
        while word := (self._word(at) if at > start else self.words[at]):
            place = at + 1
            if word in ("and", "-") and at > start and self._continues(place, word, current):
                at = place
                continue
            if word in _SMALL and (current % 100 == 0 or (_SMALL[word] < 10 and current % 10 == 0)):
                current += _SMALL[word]
            elif word in _ORDINALS and at > start and _ORDINALS[word] < 10:
                return _Read(total + current + _ORDINALS[word], place, "ordinal")
            elif word == "hundred":
                current = (current or 1) * 100
            elif word in _SCALES:
                scale = _SCALES[word]
                total, current = total + (current or 1) * scale, 0.0
            elif word == "dozen" and current:
                current *= 12
            else:
                break
            at = place
        if self._word(at) == "and" and (self._word(at + 1), self._word(at + 2)) == ("a", "half"):
            scale = _SCALES.get(self._word(at + 3), 0.0)
            return _Read((total + current + 0.5) * (scale or 1.0), at + (4 if scale else 3), scale=scale)
        value = total + current
        alone = at == start or (self.words[start] == "one" and at == start + 1)
        return None if alone else _Read(value, at, scale=0.0 if current else scale)

    def _continues(self, at: int, joint: str, current: float) -> bool:
        word = self._word(at)
        if joint == "-":
            return (word in _SMALL and current % 100 >= 20 and _SMALL[word] < 10) or word in (*_SCALES, *_ORDINALS)
        return word in _SMALL and current >= 100 and current % 100 == 0

    def _unit(self, at: int, unit: str) -> tuple[str, int]:
        place = self._skip_hyphen(at)
        word = self._word(place)
        if word in ("%", "percent", "percentage", "pct"):
            return "%", place + 1
        if word == "per" and self._word(place + 1) == "cent":
            return "%", place + 2
        if word in _NATIONS:
            place, word = place + 1, self._word(place + 1)
        currency = _CURRENCIES.get(word) or _CURRENCIES.get(word.removesuffix("s"))
        return (currency, place + 1) if currency and not unit else (unit, at)


def _joined(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Give the ends of a range one unit and scale: "$10-15 million", "10 to 15 percent"."""
    for index, one in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        before = found[index - 1] if index else None
        if after and not one.scale and _is_range(text, one, after):
            scale = after.scale if one.value < 1000 else 0.0
            yield replace(one, value=one.value * (scale or 1.0), unit=one.unit or after.unit, scale=scale)
        elif before and before.unit in ("%", *_SIGNS.values()) and not one.unit and _is_range(text, before, one):
            yield replace(one, unit=before.unit)
        else:
            yield one


def _is_range(text: str, one: Quantity, other: Quantity) -> bool:
    between = text[one.end : other.start].strip().lower()
    return between in ("-", "–", "—", "to", "or") or (
        between == "and" and text[: one.start].lower().rstrip().endswith("between")
    )
