"""Whether words stand in an article as words that somebody said, and whether it was who our text says.

`Record` is what the articles of one story quote. Words of an article's own narration are not speech, and
words cut off from the negation before them are not what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from digest.model import Item, Quote, Terms
from digest.reading.article import read
from digest.reading.forms import fold
from digest.reading.languages import Language
from digest.reading.names import SAME
from digest.reading.parts import seats
from digest.reading.speech.locate import locate
from digest.reading.words import bare
from digest.write.checks.bearing import is_named, may_be
from digest.write.facts.abroad import is_abroad
from digest.write.text.orders import is_order
from digest.write.text.typed import printable

_NEAR = 250  # characters around a quotation in which the speaker must be named where no speaker was found
_BESIDE = 60  # characters around a name in which a description of its bearer stands
_REACH = 6  # words over which a negation reaches

_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot|hardly|barely)\b|n['’]t\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.;:!?—]|\bbut\b", re.IGNORECASE)
_PRONOUNS = Language.load("en")["speaking_pronouns"]
_DESCRIPTION = re.compile(r"[a-z]|(?:The|A|An|One|His|Her|Their)\b|\w+['’]s\s")
_ARTICLES = frozenset(["the", "a", "an"])
_EMPTY = re.compile(
    r"\b(?:an?|the|his|her|their|its|our|of|for|to|in|at|by|from|and|former|president|mr|mrs|ms|dr|sir|sen|senator|rep"
    r"|representative|gov|governor|minister|secretary)\b"
)


@dataclass(frozen=True, slots=True)
class Speech:
    """Where words stand between quotation marks in an article. `speaker` is empty where nobody is named there."""

    item: Item
    start: int
    end: int
    speaker: str = ""
    role: str = ""
    terms: Terms = "asserted"

    @property
    def text(self) -> str:
        """The words in the article's own characters."""
        return self.item.text[self.start : self.end]


class Record:
    """What the articles of one story quote, and whom."""

    def __init__(self, items: Sequence[Item], language: str = "en") -> None:
        """`language` is that of the text which is held against it."""
        self.items, self.language = tuple(items), language
        self._quotes = {item.id: read(item).quotations for item in items}
        speakers = {quote.speaker: None for quotes in self._quotes.values() for quote in quotes if quote.speaker}
        self._families = {speaker: _family(speaker) for speaker in speakers}

    def named_in(self, text: str) -> str:
        """Somebody whom the articles quote and this text names; empty where it names nobody or several."""
        found = [speaker for speaker, family in self._families.items() if family.search(fold(text))]
        if not found and is_abroad(self.items, self.language):
            found = [speaker for speaker in self._families if is_named(speaker, text)]
        return found[0] if len(found) == 1 else ""

    def last_named(self, text: str) -> str:
        """The one of those whom this text names last; empty where it names nobody."""
        folded = fold(text)
        places = {
            speaker: max((found.start() for found in family.finditer(folded)), default=-1)
            for speaker, family in self._families.items()
        }
        last = max(places, key=lambda speaker: places[speaker], default="")
        return last if places.get(last, -1) >= 0 else ""

    def find(self, words: str, items: Sequence[Item]) -> tuple[Speech, ...]:
        """Every place between quotation marks in these articles where the words stand, found speakers first."""
        having = [item for item in items if locate(words, (item,))]
        said = [place for item in having for quote in self._quotes[item.id] for place in _within(words, quote)]
        marked = [
            Speech(item, start, end)
            for item in having
            for span in read(item).marked
            for start, end in _places(words, item, span.start, span.end)
        ]
        known = {(place.item.id, place.start) for place in said}
        others = (place for place in marked if (place.item.id, place.start) not in known)
        return tuple(place for place in (*said, *others) if _stands(place))

    def agrees(self, named: str, place: Speech) -> bool:
        """Whether the one whom our text names can be the speaker of these words."""
        words = _words(named)
        if not words or is_pronoun(named):
            return True
        if is_abroad((place.item,), self.language):
            around = place.item.text[max(0, place.start - _NEAR) : place.end + _NEAR]
            return may_be(named, place.speaker, self._families, around, self.language)
        if not place.speaker:
            around = place.item.text[max(0, place.start - _NEAR) : place.end + _NEAR]
            return bool(words & _words(around))
        turned = replace(place, speaker=named, role="")  # "the president" for our Trump
        described = self._describes(named, place) or self._describes(place.speaker, turned)
        return _same_name(named, place.speaker) or described or _speaks_for(named, place.speaker)

    def _describes(self, description: str, place: Speech) -> bool:
        """Whether the articles call the speaker so: in the role, or right beside the name."""
        if not _DESCRIPTION.match(description):
            return False
        family = _family(place.speaker)
        beside = [
            item.text[max(0, found.start() - _BESIDE) : found.end() + _BESIDE]
            for item in self.items
            for found in family.finditer(fold(item.text))
        ]
        words = _words(description) - _ARTICLES
        return any(words <= _spelled(text) | _words(place.speaker) for text in (place.role, *beside))


def _stands(place: Speech) -> bool:
    return printable(place.text) and not is_order(place.item.text, place.start, place.end)


def is_pronoun(name: str) -> bool:
    """Whether this names nobody."""
    return fold(name) in _PRONOUNS


def negated(place: Speech) -> bool:
    """Whether a negation stands before the words in the same clause of the quotation: cut there, they turn round."""
    before = place.item.text[max(0, place.start - 80) : place.start]
    opening = max(before.rfind(mark) for mark in '"“«„\n')
    clause = _CLAUSE.split(before[opening + 1 :])[-1]
    return has_negation(" ".join(clause.split()[-_REACH:]))


def has_negation(text: str) -> bool:
    """Whether a text says no to anything."""
    return _NEGATION.search(text) is not None


def _within(words: str, quote: Quote) -> Iterator[Speech]:
    for start, end in _places(words, quote.item, quote.start, quote.end):
        yield Speech(quote.item, start, end, quote.speaker, quote.role, quote.terms)


def _places(words: str, item: Item, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the words stand in one stretch of an article, once at most."""
    hit = locate(words, (replace(item, text=item.text[start:end]),))
    if hit:
        yield start + hit[1], start + hit[2]


def _words(text: str) -> set[str]:
    """The words of a name or description that tell who it is; all of them where none does."""
    return set(_names(text)) or set(bare(text))


def _spelled(text: str) -> set[str]:
    return set(bare(text))


def _names(text: str) -> list[str]:
    return bare(_EMPTY.sub(" ", fold(re.sub(r"['’]s\b", "", text))))


def _family(name: str) -> re.Pattern[str]:
    """The last word of a name, in folded text."""
    return re.compile(rf"\b{re.escape(fold(name).split()[-1])}\b")


def _speaks_for(ours: str, theirs: str) -> bool:
    """Whether one is the seat of government of the other: "Beijing" for China."""
    return bool(seats(frozenset(_words(ours))) & {SAME.get(word, word) for word in _words(theirs)})


def _same_name(ours: str, theirs: str) -> bool:
    """Whether two names can be one: the same family name, in any spelling, and no other first name."""
    if _words(ours) <= _words(theirs) or _words(theirs) <= _words(ours):
        return True
    first, second = _names(ours), _names(theirs)
    if not first or not second or not _alike(first[-1], second[-1]):
        return False
    return min(len(first), len(second)) == 1 or _alike(first[0], second[0])


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) > 4 and SequenceMatcher(None, one, other).ratio() >= 0.85)
