"""The sentences of an article that can be printed, lightly trimmed.

What depends on the text around it is mended where that is certain (a leading "But", a "He" whose name the article
gives) and left out otherwise. Nothing between quotation marks is ever touched, and no quotation is cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.language.english import content, stem
from digest.language.sentences import Span, sentences
from digest.model import Item
from digest.write.facts.names import names
from digest.write.facts.numbers import quantities
from digest.write.quotes.marks import Marked, marked_spans
from digest.write.telling.context import is_lost, leans
from digest.write.telling.mentions import antecedent, outside_quotes, surnames, unnamed
from digest.write.text.clutter import is_clutter, without_dateline

MOST_WORDS = 45
_FEWEST_WORDS = 7
_TITLE = 20  # characters; a shorter title may well be words of a sentence


@dataclass(frozen=True, slots=True)
class Gist:
    """What a sentence says, for comparing: the stems of its content words, and its names and numbers."""

    words: frozenset[str]
    facts: frozenset[str]


def gist(text: str) -> Gist:
    """The gist of a sentence."""
    named = frozenset(stem(word) for name in names(text) for word in name.words)
    numbers = frozenset(f"{number.value:g} {number.unit}" for number in quantities(text))
    return Gist(frozenset(content(text)), named | numbers)


@dataclass(frozen=True, slots=True)
class Passage:
    """One printable sentence of an item. `text` is what is printed, `raw` the article's own, from `start` to `end`."""

    item: Item
    start: int
    end: int
    raw: str
    text: str
    place: int  # which sentence of the article it is, from 0
    gist: Gist  # of the article's own words
    leans: bool = False  # reads right only behind the sentence before it


_CONNECTIVE = re.compile(
    r"^(?:(?:But|And|Yet|Still|Meanwhile|However|Nevertheless|Nonetheless|Moreover|Furthermore|Additionally|In "
    r"addition|"
    r"Also|Indeed|Separately|For (?:his|her|its|their) part|On the other hand|At the same time|Notably|Of course|To "
    r"be sure|"
    r"Overall)(?:,\s+|\s+(?=[A-Z]))|(?:But|And|Yet)\s+)"
)
_ASIDE = re.compile(
    r",\s+(?:however|meanwhile|too|for (?:his|her|its) part|though|of course|in fact|in turn),", re.IGNORECASE
)
_ALSO = re.compile(r"(?<!but)(?<!and) also(?= \w)")
_REPORTS = re.compile(r"\b(?:\w+ed|said|told \w+)\b[^,.]*\bthat (?:it|he|she|they|the|an?|[A-Z]\w+)\b")
_CUT = re.compile(r";\s|,\s+(?:which|while|according to|but)\b")
_BEGINS = re.compile(r"\s+(?=(?:The|An?|In|On|At|As|After|Before|When|While|For|With|It|He|She|They|There)\b)")
_MARKS = re.compile(r"[\"“”„«»]|''|``")


def passages(item: Item) -> tuple[Passage, ...]:
    """The printable sentences of an item, in order."""
    return tuple(_printable(item))


def _printable(item: Item) -> Iterator[Passage]:
    spans, people = marked_spans(item.text), surnames(item)
    for place, whole in enumerate(_units(item.text, spans)):
        unit = _without_title(whole, item)
        text = _mended(unit, item)
        if not _is_sentence(text, item) or (place > 1 and _leads_in(unit, text, item)):
            continue
        if not (_is_halved(unit, spans) or is_lost(text) or is_clutter(text)):
            said = gist(without_dateline(unit.text))
            behind = leans(text, people, unnamed(item, unit.start, unit.end, text))
            yield Passage(item, unit.start, unit.end, unit.text, text, place, said, behind)


def _leads_in(unit: Span, text: str, item: Item) -> bool:
    """Whether a quotation follows, and the sentence is there to announce it: "He went back to first principles."."""
    follows = re.match(r"\s?[\"“]", item.text[unit.end : unit.end + 2])
    return bool(follows) and not _MARKS.search(text) and not _REPORTS.search(text)


def _units(text: str, spans: tuple[Marked, ...]) -> Iterator[Span]:
    """Sentences, joined where a quotation runs over several."""
    start: int | None = None
    for sentence in sentences(text):
        start = sentence.start if start is None else start
        if any(span.closed and span.left < sentence.end < span.right for span in spans):
            continue
        yield Span(start, sentence.end, text[start : sentence.end])
        start = None


def _without_title(unit: Span, item: Item) -> Span:
    """What follows the page's headline, where that has run into a sentence."""
    if len(item.title) <= _TITLE or item.title not in unit.text:
        return unit
    begins = _BEGINS.match(unit.text, unit.text.index(item.title) + len(item.title))
    start = begins.end() if begins else 0
    return Span(unit.start + start, unit.end, unit.text[start:])


def _is_sentence(text: str, item: Item) -> bool:
    """A whole sentence of fair length, and not one that the page's headline has run into."""
    headed = len(item.title) > _TITLE and text.startswith(item.title)
    fair = _FEWEST_WORDS <= len(text.split()) <= MOST_WORDS
    begins = text[0].isalpha() and not text[0].islower()  # Hebrew and Arabic have no capitals
    return fair and not headed and begins and re.search(r"[.!。][\"”’)]*$", text) is not None


def _is_halved(unit: Span, spans: tuple[Marked, ...]) -> bool:
    """Whether a quotation or a bracket begins or ends outside, or a mark has no partner."""
    inside = [span for span in spans if span.left < unit.end and unit.start < span.right]
    whole = all(span.closed and unit.start <= span.left and span.right <= unit.end for span in inside)
    places = [unit.start + mark.start() for mark in _MARKS.finditer(unit.text)]
    paired = all(any(span.left <= place < span.right for span in inside) for place in places)
    return not (whole and paired and unit.text.count("(") == unit.text.count(")"))


def _mended(unit: Span, item: Item) -> str:
    text = _CONNECTIVE.sub("", without_dateline(" ".join(unit.text.split())))
    text = outside_quotes(text, lambda part: _ALSO.sub("", _ASIDE.sub("", part)))
    text = _named(text, unit, item)
    text = _shortened(text) if len(text.split()) > MOST_WORDS else text
    return text[:1].upper() + text[1:]


def _named(text: str, unit: Span, item: Item) -> str:
    """Put the name for a leading "He" or "His" where it is certain."""
    first = re.match(r"(?:he|she|his|her)\b(?=\s+[a-z])", text, re.IGNORECASE)
    place = re.search(rf"\b{first.group()}\b", unit.text) if first else None
    if not first or not place:
        return text
    name = antecedent(item, unit.start + place.start())
    if not name or name.split()[-1] in text:
        return text
    return name + ("’s" if first.group().lower() in ("his", "her") else "") + text[first.end() :]


def _shortened(text: str) -> str:
    """The longest beginning of at most 45 words that ends where a main clause does; empty where there is none."""
    heads = (text[: cut.start()] for cut in _CUT.finditer(text) if _ends_clause(text, cut))
    return max((head for head in heads if 12 <= len(head.split()) <= MOST_WORDS), key=len, default="") + "."


def _ends_clause(text: str, cut: re.Match[str]) -> bool:
    """Whether what stands before the cut is a whole clause, with no mark, bracket or insertion left open."""
    head, tail = text[: cut.start()], text[cut.end() :]
    balanced = len(_MARKS.findall(head)) % 2 == 0 and head.count("(") == head.count(")") and " — " not in head
    fronted = re.match(r"(?:After|As|While|When|Before|Since|Although|Though|If)\b[^,]*$", head)
    # A comma shortly before, or one after: the clause may be an insertion, the verb still to come.
    inserted = ("," in head and len(head.rsplit(",", 1)[1].split()) < 8) or (cut.group()[0] == "," and "," in tail)
    return balanced and not fronted and not inserted
