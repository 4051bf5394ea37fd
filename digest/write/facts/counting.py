"""What the numbers of a sentence count, and in what unit, beside what the same numbers count in the passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from digest.reading.languages import Language
from digest.reading.numbers import Quantity, quantities
from digest.reading.parts import Passage, Word
from digest.write.facts.alignment import Alignment, Doubt
from digest.write.facts.unsupported import same_number
from digest.write.facts.worked_out import slack

_AHEAD = 4  # words behind a number among which stands what it counts
_UNIT = 2  # the same of a unit, which nothing but an adjective parts from it
_FEWEST = 3  # words of content beside a number
_FREE = 0.1  # share by which a passage with another number may be nearer without any doubt


@dataclass(frozen=True, slots=True)
class _Counted:
    number: Quantity
    things: tuple[Word, ...]
    unit: str


def miscounted(found: Alignment) -> Iterator[Doubt]:
    """A number in another unit, or in whose place the passages that tell the rest have another."""
    for ours in _counted(found.ours):
        if ours.number.year or ours.number.unit == "ordinal":
            continue
        low, high = slack(ours.number, found.ours.text)
        same = [
            (at, theirs)
            for at, passage in enumerate(found.passages)
            for theirs in _counted(passage)
            if same_number(ours.number, theirs.number, low, high)
        ]
        if same:
            yield from _other_unit(found, ours, same)
            yield from _other_number(found, ours, frozenset(at for at, _ in same))


def _other_unit(found: Alignment, ours: _Counted, same: list[tuple[int, _Counted]]) -> Iterator[Doubt]:
    units = {theirs.unit for _, theirs in same if theirs.unit}
    if ours.unit and units and ours.unit not in units:
        yield Doubt("unit", 1.0, ours.number.start, found.passages[same[0][0]].text)


def _other_number(found: Alignment, ours: _Counted, having: frozenset[int]) -> Iterator[Doubt]:
    number = ours.number
    rest = [word for word in found.own if not word.key[0].isdigit() and not number.start <= word.start < number.end]
    if len(rest) < _FEWEST:
        return

    def theirs(at: int) -> bool:
        return any(other.number.unit == number.unit for other in _counted(found.passages[at]))

    yield from found.doubt(
        "figure", number.start, rest, lambda at: at in having, theirs, found.whole(rest), enough=0.0, free=_FREE
    )


@lru_cache(maxsize=4096)
def _counted(passage: Passage) -> tuple[_Counted, ...]:
    measures = Language.load("en")["measures"]
    found = []
    for number in quantities(passage.text):
        behind = list(islice((word for word in passage.words if word.start >= number.end), _AHEAD))
        units = (form for word in behind[:_UNIT] for form in (word.key, word.key.removesuffix("s")))
        unit = next((one for one in units if one in measures), "")
        found.append(_Counted(number, tuple(word for word in behind if word.content), unit))
    return tuple(found)
