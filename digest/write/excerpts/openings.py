"""The opening of a report: its lede and the sentences that follow it without a gap.

What stands between or above them and is not prose (captions, bylines, labels, deks, datelines) is told by its form: a
paragraph that does not end as a sentence, or that says the title again, is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.model import Item
from digest.reading.article import Reading, read
from digest.reading.covered import Covered
from digest.reading.datelines import dateline_length
from digest.reading.dates import Mention, mentions
from digest.reading.languages import Language
from digest.reading.sentences import Span, paragraphs
from digest.reading.standing import speaks_to_reader, stands_alone, surnames_alone
from digest.reading.words import PRINTED, content
from digest.write.text.orders import is_order
from digest.write.text.typed import printable

LONGEST_LEDE = 60  # words
SHORTEST_LEDE = 8
LONGEST = 75  # words of any other sentence
_TITLE = 20  # characters; a shorter title may well be words of a sentence
_SUBHEAD = 8  # words of a question that stands alone above what answers it
_DAYS = 7  # around its own day within which no text says the year
_AGAIN = 0.6  # of a title's words: a paragraph that has so many, and no others, is the title again
REACH = 40  # sentences of a report that are looked at

_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|(?<!\w)['‘][^'’]{4,}['’](?!\w)")
_ENDED = re.compile(r"[.!?。！？][\"'”’»)\]]*\Z")
# "the the", and "the labor Labor Department"; "had had" and "Duran Duran" are words twice.
_DOUBLED = re.compile(
    r"\b(?i:(the|an?|of|to|in|and|for|on|at|with|told|said|was|is) [“\"‘]?\1)\b|\b([a-z])([\w’'-]+) (?!\2)(?i:\2)\3\b"
)
_GAP = re.compile(r"\w [.,;:](?=\s|\Z)|[a-z],[a-z]")  # "people just .", "on Wednesday,the": words got lost, or a blank
_RUN_TOGETHER = re.compile(r"\b([A-Z][a-z]{3,})[A-Z][A-Za-z]+|[a-z]{3}[.!?][A-Z][a-z]")
_BEGUN = re.compile(r"[^a-z\W]|[“\"'‘«„$£€¿¡…]")
_LABEL = re.compile(r"(?:[A-Z]{4,}|[A-Z][\w’'-]*(?: [a-z’'-]+){1,3}):\s")  # "UPDATE: ", "Driving the news: "


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a report, `item.text[start:end]`; `text` has single blanks. Paragraphs count from 0."""

    start: int
    end: int
    text: str
    paragraph: int

    @property
    def words(self) -> int:
        """How long it is."""
        return len(self.text.split())


@lru_cache(maxsize=4096)
def opening(item: Item) -> tuple[Line, ...]:
    """The lede and what follows it, up to the first sentence that can't be printed.

    Empty where the report has no lede: it begins in the middle, on a pronoun, with a quotation, with a question, or
    speaks in the first person.
    """
    lines = prose(item)
    return _up_to_fault(item, lines) if lines and _is_lede(lines[0], item) else ()


@lru_cache(maxsize=4096)
def prose(item: Item) -> tuple[Line, ...]:
    """The first sentences of a report without furniture, printable or not."""
    found: list[Line] = []
    units = _units(read(item))
    unit = next(units, None)
    for number, paragraph in enumerate(paragraphs(item.text)):
        inside: list[Span] = []
        while unit and unit.start < paragraph.end:
            inside.append(unit)
            unit = next(units, None)
        if inside and _is_prose(paragraph.text, item):
            found += (_line(span, number) for span in (inside if found else _without_dateline(inside)))
        if len(found) >= REACH:
            break
    first = {line.text: line for line in reversed(found)}  # a feed's summary before the article says its lede twice
    return tuple(line for line in found[:REACH] if first[line.text] is line)


def own_words(text: str) -> list[str]:
    """The words that stand outside quotation marks, in small letters."""
    return [word.lower() for word in PRINTED.findall(_QUOTED.sub(" … ", text))]


def can_be_printed(line: Line, item: Item) -> bool:
    """Whether a sentence is whole and clean: ended, of one piece, no links or markup, no order to a model."""
    whole = _ENDED.search(line.text) and _BEGUN.match(line.text) and line.text.count("(") == line.text.count(")")
    whole = whole and not _GAP.search(line.text) and not _DOUBLED.search(line.text)
    headed = len(item.title) >= _TITLE and item.title in line.text  # the page's headline, run into a sentence
    # "here" is the place of a dateline that is not printed, or a link that is none any more
    placed = read(item).language["pointing_at_the_place"].isdisjoint(own_words(line.text))
    fair = line.words <= LONGEST and not headed and not _LABEL.match(line.text) and not _run_together(line.text, item)
    return bool(whole) and fair and placed and printable(line.text) and not is_order(item.text, line.start, line.end)


def surnames(item: Item) -> frozenset[str]:
    """Those of the people whom a report names in full."""
    return frozenset(one.name.rsplit(" ", 1)[-1] for one in read(item).people if one.human and " " in one.name)


def without_s(word: str) -> str:
    """A name without the ending of a possessor."""
    return word.removesuffix("'s").removesuffix("’s")


def strangers(text: str, item: Item) -> Iterator[str]:
    """Surnames that stand alone in a text, of people whom the report names in full elsewhere."""
    known = surnames(item)
    alone = (word for word in map(without_s, surnames_alone(text)) if word in known)
    return (word for word in alone if not re.search(rf"\b[A-Z][\w.]+ {re.escape(word)}\b", text))


def _run_together(text: str, item: Item) -> bool:
    """ "TrumpFederal judge", "Texas.The": links or paragraphs without a blank between them.

    FedEx and YouTube are words: their first part is not one that the report uses by itself.
    """
    return any(not found[1] or f" {found[1]} " in item.text for found in _RUN_TOGETHER.finditer(text))


def _up_to_fault(item: Item, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    end = next((at for at, line in enumerate(lines) if not _goes_on(line, lines[:at], item)), len(lines))
    return lines[:end]


def _goes_on(line: Line, before: Sequence[Line], item: Item) -> bool:
    """Whether the report goes on here: not a letter that it prints, no call to read on, no question, no stranger."""
    words = read(item).language
    first = line.text.partition(" ")[0].lower()
    speaks = first in words["calls"] or speaks_to_reader(line.text, words) or line.text.endswith("?")
    told = " ".join([item.title, *(one.text for one in before)])
    known = not before or all(word in told for word in strangers(line.text, item))
    return can_be_printed(line, item) and known and not speaks


def _is_lede(line: Line, item: Item) -> bool:
    fair = SHORTEST_LEDE <= line.words <= LONGEST_LEDE
    return fair and can_be_printed(line, item) and stands_alone(line.text, read(item).language, known=item.title)


def _is_prose(paragraph: str, item: Item) -> bool:
    """A paragraph that ends as a sentence does, has a verb, and is not the title once more."""
    if paragraph.endswith("?") and len(paragraph.split()) <= _SUBHEAD:
        return False  # "What are the details?"
    cut = paragraph.endswith(("…", "..."))  # by the feed: what stands before the last sentence is prose
    if not (_ENDED.search(paragraph) or cut) or not _has_verb(paragraph, read(item).language):
        return False
    words, title = set(content(paragraph)), set(content(item.title))
    again = words <= title and len(words) >= _AGAIN * len(title) > 0
    return not again and not _is_caption(paragraph, item)


def _is_caption(paragraph: str, item: Item) -> bool:
    """Whether it gives weekday, date and year of its own day at once, as pictures do: "Sunday, July 4, 2021"."""
    full = (mention for mention in mentions(paragraph) if mention.year and mention.day)
    days = (paragraph[: mention.start].rstrip(" ,").lower() for mention in full if _is_of_its_days(mention, item))
    return any(before.endswith("day") for before in days)


def _is_of_its_days(mention: Mention, item: Item) -> bool:
    published = item.published.date()
    return any(abs((day - published).days) <= _DAYS for day in mention.days(published))


def _has_verb(text: str, language: Language) -> bool:
    """Whether a word but the small ones is in small letters, as a verb is outside labels and headlines."""
    small = language["small"]
    words = PRINTED.findall(text)
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    return (not cased and bool(words)) or any(word[0].islower() and word not in small for word in cased)


def _units(reading: Reading) -> Iterator[Span]:
    """Sentences, joined where a quotation runs over several."""
    text = reading.text
    within = Covered((span.left + 1, span.right) for span in reading.marked if span.closed)
    start: int | None = None
    for sentence in reading.sentences:
        start = sentence.start if start is None else start
        if sentence.end in within:
            continue
        yield Span(start, sentence.end, text[start : sentence.end])
        start = None


def _without_dateline(spans: list[Span]) -> list[Span]:
    """The sentences of the first paragraph without "KYIV, Feb 27 (Reuters) - " before them."""
    head = spans[0]
    skip = dateline_length(head.text)
    return [Span(head.start + skip, head.end, head.text[skip:]), *spans[1:]] if skip < len(head.text) else spans


def _line(span: Span, paragraph: int) -> Line:
    return Line(span.start, span.end, " ".join(span.text.split()), paragraph)
