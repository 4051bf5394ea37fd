"""Who and how many stand where: a name or number of ours beside the words around it, and the names and numbers that
have these words around them in the passages.

"Sudland sued the board" told as "the board sued Sudland", "12 percent in Vik and 30 in Osund" as 30 and 12: all words
are there, and another name or number stands nearer to them, on their side.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, pairwise, takewhile

from digest.reading.names import SAME, is_common
from digest.reading.numbers import Quantity, quantities
from digest.reading.parts import Passage, Word, seats
from digest.write.facts.alignment import Alignment, Doubt, cues
from digest.write.facts.unsupported import same_number
from digest.write.facts.worked_out import slack

_NATIONS = frozenset(SAME.values())
_PAIR = 2
_AROUND = 9  # words on each side of a name or number by which it is compared
_HALF = 3.0  # words after which a neighbour of ours counts half
_FREE = 2  # words of theirs that cost nothing,
_FALLS = 4.0  # and those after which a neighbour counts half
_OTHER_SIDE = 0.55  # of what a neighbour on the other side counts
_BESIDE = 0.85  # the same of a number: "12 percent of Vik", "Vik's 12 percent"
_OTHER_CLAUSE = 0.5
_SWAPPED = 0.15  # by how much two must fit better crosswise to leave no doubt
_FEW = 5  # places of one name in a passage that are tried
_CLEAR = 0.5  # by how much better another one must fit to leave no doubt
_LEAST = 0.5  # of our neighbours that another name or number must have


@dataclass(frozen=True, slots=True)
class _Place:
    """A name or number of a passage: its first and last word, and what it is."""

    first: int
    last: int
    name: frozenset[str] = frozenset()
    number: Quantity | None = None


def misplaced(found: Alignment) -> Iterator[Doubt]:
    """The names and numbers of ours in whose place another one stands; counts as "4 to 7" that are "7 to 4"."""
    yield from _reversed_counts(found)
    scores = {value for pair in _counts(found.ours.text) for value in pair}  # "52 to 47", each of no thing of its own
    places = (place for place in _places(found.ours) if place.number or place.name)
    ours = [place for place in places if not place.number or place.number.value not in scores]
    around = {place: _neighbours(found, place) for place in ours}
    for place in ours:
        whole = sum(neighbour.weight for neighbour in around[place])
        if whole > 0 and place.number:
            yield from _other_number(found, place, around[place], whole)
    for one, other in combinations(ours, 2):
        if _rivals(one, other) and not _same(found, one, other):
            yield from _swapped(found, (one, around[one]), (other, around[other]))


def _neighbours(found: Alignment, place: _Place) -> tuple[_Neighbour, ...]:
    near = _near(found.ours, place, _places(found.ours))
    return tuple(_neighbour(found, word, place, at) for at, word in near)


def _swapped(
    found: Alignment, one: tuple[_Place, Sequence[_Neighbour]], other: tuple[_Place, Sequence[_Neighbour]]
) -> Iterator[Doubt]:
    """Two names or numbers of which each fits better where the passage that has both has the other one."""
    best, strength, where = 0.0, 0.0, ""
    for passage in found.passages:
        theirs = _places(passage)
        first, second = ([place for place in theirs if _is(found, mine[0], place)][:_FEW] for mine in (one, other))
        straight, crossed = (
            max((_fits(passage, one[1], a) + _fits(passage, other[1], b) for a in some for b in rest), default=0.0) / 2
            for some, rest in ((first, second), (second, first))
        )
        if max(straight, crossed) > best:
            best, strength, where = max(straight, crossed), crossed - straight, passage.text
    if best >= _LEAST and strength > 0:
        yield Doubt("swapped", min(1.0, strength / _SWAPPED), found.ours.words[one[0].first].start, where)


def _is(found: Alignment, ours: _Place, theirs: _Place) -> bool:
    alike = (ours.number is None) is (theirs.number is None) and bool(theirs.number or theirs.name)
    return alike and _same(found, ours, theirs)


def _fits(passage: Passage, neighbours: Sequence[_Neighbour], place: _Place) -> float:
    """The share of these neighbours that stand around a place of a passage, the near ones first."""
    whole = sum(one.weight for one in neighbours) or 1.0
    return (
        sum(one.weight * _closeness(passage.words, one.where(passage), place, one.before) for one in neighbours) / whole
    )


def _reversed_counts(found: Alignment) -> Iterator[Doubt]:
    theirs = {pair: passage.text for passage in found.passages for pair in _counts(passage.text)}
    for one, other in _counts(found.ours.text):
        if (one, other) not in theirs and (other, one) in theirs:
            yield Doubt("number", 1.0, 0, theirs[other, one])


@lru_cache(maxsize=4096)
def _counts(text: str) -> tuple[tuple[float, float], ...]:
    """The pairs as "7 to 4" of a text."""
    pairs = pairwise(quantities(text))
    joints = ("to", "-", "–", "—")
    return tuple(
        (one.value, other.value)
        for one, other in pairs
        if text[one.end : other.start].strip() in joints and one.value != other.value and not one.unit + other.unit
    )


@dataclass(frozen=True, slots=True)
class _Neighbour:
    stems: tuple[str, ...]
    weight: float
    before: bool

    def where(self, passage: Passage) -> list[int]:
        """The places of the word in a passage, in order."""
        return sorted(at for stem in self.stems for at in passage.places.get(stem, ()))


def _near(ours: Passage, place: _Place, places: Sequence[_Place]) -> Iterator[tuple[int, Word]]:
    """Our words of content around a place but for what is of its own kind."""
    same = {
        at
        for other in places
        if (other.number is None) is (place.number is None)
        for at in range(other.first, other.last + 1)
    }
    for at in range(max(0, place.first - _AROUND), min(len(ours.words), place.last + _AROUND + 1)):
        word = ours.words[at]
        if at not in same and word.content and not word.key[0].isdigit() and word.key not in cues():
            yield at, word


def _neighbour(found: Alignment, word: Word, place: _Place, at: int) -> _Neighbour:
    away = place.first - at if at < place.first else at - place.last
    weight = (1.0 if is_common(word.key) else 1.5) / (1 + away / _HALF)
    weight /= 1 + math.log(max(1, found.holders(word)))  # what stands everywhere tells nothing
    if found.ours.clauses[at] != found.ours.clauses[place.first]:
        weight *= _OTHER_CLAUSE
    return _Neighbour(tuple(found.alike(word)), weight, _is_before(found.ours.words, at, place))


def _other_number(found: Alignment, place: _Place, neighbours: Sequence[_Neighbour], whole: float) -> Iterator[Doubt]:
    """A number that some passage has, with another one nearer to what stands around ours."""
    having, best, rival, absent = 0.0, 0.0, None, True
    for passage in found.passages:
        numbers = [other for other in _places(passage) if other.number]
        hits = [(one, one.where(passage)) for one in neighbours]
        for other in numbers:
            fit = sum(one.weight * _closeness(passage.words, where, other, one.before) for one, where in hits) / whole
            same = _same(found, place, other)
            absent = absent and not same
            if same:
                having = max(having, fit)
            elif fit > best and _rivals(place, other):
                best, rival = fit, passage
    if rival and best >= _LEAST and best > having and not absent:
        start = found.ours.words[place.first].start
        yield Doubt("number", min(1.0, (best - having) / _CLEAR), start, rival.text)


def _closeness(words: Sequence[Word], where: Sequence[int], place: _Place, before: bool) -> float:
    """How near the nearest of these words stands to a place, on the side that is wanted or on the other."""
    left, right = bisect_left(where, place.first), bisect_right(where, place.last)
    near = (*where[max(0, left - 1) : left], *where[right : right + 1])
    return max((_fit(words, at, place, before) for at in near), default=0.0)


def _fit(words: Sequence[Word], at: int, place: _Place, before: bool) -> float:
    away = place.first - at if at < place.first else at - place.last
    side = 1.0 if _is_before(words, at, place) is before else _OTHER_SIDE if place.number is None else _BESIDE
    return side / (1 + max(0, away - _FREE) / _FALLS)


def _is_before(words: Sequence[Word], at: int, place: _Place) -> bool:
    """Whether a word stands before a place, or would in the active voice: "was sued by Sudland" is "Sudland sued"."""
    by = place.first > 0 and words[place.first - 1].key == "by"
    return (at < place.first) is not (by or words[at].passive)


def _same(found: Alignment, ours: _Place, theirs: _Place) -> bool:
    """Whether two places have the same name or number."""
    if ours.number and theirs.number:
        low, high = slack(ours.number, found.ours.text)
        return same_number(ours.number, theirs.number, low, high)
    return bool((ours.name | seats(ours.name)) & (theirs.name | seats(theirs.name)))


def _rivals(ours: _Place, theirs: _Place) -> bool:
    if ours.number and theirs.number:
        return ours.number.unit == theirs.number.unit
    return bool(ours.name and theirs.name) and bool(ours.name & _NATIONS) is bool(theirs.name & _NATIONS)


@lru_cache(maxsize=4096)
def _places(passage: Passage) -> tuple[_Place, ...]:
    """The names and states of a passage, and its numbers but for years and "the two of them"."""
    words = passage.words
    starts = [word.start for word in words]
    found: dict[int, _Place] = {}
    for name in passage.anchors["name"]:
        first = bisect_right(starts, name.start) - 1
        run = list(takewhile(lambda word, of=name: _is_of(word, of.words), islice(words, first, None)))  # type: ignore[misc]
        found[first] = _Place(first, first + max(1, len(run)) - 1, name.words)
    taken = {at for place in found.values() for at in range(place.first, place.last + 1)}
    for at, word in enumerate(words):
        if at not in taken and word.key in SAME and word.text[0].isupper():
            found[at] = _Place(at, at, frozenset([SAME[word.key]]))
    numbers = (number for number in quantities(passage.text) if not number.year and not _is_small_word(number))
    spans = ((bisect_left(starts, number.start), bisect_left(starts, number.end), number) for number in numbers)
    counted = (_Place(first, last - 1, number=number) for first, last, number in spans if first < last)
    return (*(found[at] for at in sorted(found)), *counted)


def _is_small_word(number: Quantity) -> bool:
    """ "the two of them", "one of the three"."""
    return not number.unit and number.value <= _PAIR and not number.text[0].isdecimal()


def _is_of(word: Word, name: frozenset[str]) -> bool:
    return word.key in name or word.stem in name or SAME.get(word.key, "") in name
