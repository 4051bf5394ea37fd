"""Where each printed sentence and quotation comes from: the passage behind it, and how close our words are to it.

The one place that says so; the preview page, `issue.json` and the tables of `digest preview` all show these rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal

from digest.model import Brief, Item, Sentence
from digest.reading.article import read
from digest.reading.sentences import Span
from digest.reading.speech.locate import locate
from digest.reading.words import content, tokens
from digest.write.facts.abroad import lacking
from digest.write.facts.support import support
from digest.write.text.orders import without_orders
from digest.write.text.typed import Unpaired, runs, visible

Part = Literal[
    "summary", "adds", "why", "news", "next", "accounts", "quote", "quotation"
]  # a quotation: inside a sentence
Verdict = Literal["cut from the article", "word for word", "edited", "own words", "not carried"]

VERDICTS: dict[Verdict, str] = {
    "cut from the article": "These characters were cut from the article; no model typed them.",
    "word for word": "The article has this sentence in these words.",
    "edited": "Words of the article in its own order, with small changes: shortened, or a name for a pronoun.",
    "own words": "In our own words. Every number, date and name in it stands in the articles; this passage is nearest.",
    "not carried": "Something in this sentence stands in no article that it cites.",
}

_EDITED = 0.85  # so much of a sentence stands in the article for it to count as the article's own


@dataclass(frozen=True, slots=True)
class Evidence:
    """One printed text and `item.text[start:end]`, the passage that carries it; `start == end` where there is none."""

    story: str
    part: Part
    text: str
    item: Item = field(repr=False)
    start: int
    end: int
    verdict: Verdict
    score: float = 1.0  # how well the cited articles carry it, as `digest.write.facts.support` counts

    @property
    def passage(self) -> str:
        """The article's own words."""
        return self.item.text[self.start : self.end]


def evidence(brief: Brief) -> tuple[Evidence, ...]:
    """A row for every sentence and quotation of a brief in reading order; quotations follow their sentence."""
    return tuple(_rows(brief))


def _rows(brief: Brief) -> Iterator[Evidence]:
    story = brief.story.id
    parts: tuple[tuple[Part, Sentence | None], ...] = (
        ("news", brief.news),
        *(("summary", sentence) for sentence in brief.summary),
        *(("adds", sentence) for sentence in brief.adds),
        ("why", brief.why),
        *(("accounts", sentence) for sentence in brief.accounts),
        ("next", brief.next),
    )
    told: set[str] = set()
    for part, sentence in parts:
        if sentence is None or sentence.text in told:  # printed once, where it comes first
            continue
        told.add(sentence.text)
        cited = [item for item in brief.story.items if item.id in sentence.items] or brief.story.items
        item, start, end, verdict = _behind(sentence.text, cited, brief.language)
        score = 1.0 if verdict == "word for word" else round(support(sentence.text, cited), 3)
        yield Evidence(story, part, sentence.text, item, start, end, verdict, score)
        for words, place in _quotations(sentence.text, cited):
            yield Evidence(story, "quotation", words, *place, "cut from the article")
    for quote in brief.quotes:
        yield Evidence(story, "quote", quote.text, quote.item, quote.start, quote.end, "cut from the article")


def _quotations(text: str, items: Sequence[Item]) -> Iterator[tuple[str, tuple[Item, int, int]]]:
    try:
        marked = runs(text)
    except Unpaired:
        return
    for run in marked:
        words = text[run.start : run.end]
        if place := locate(words, items):
            yield words, place


def _behind(text: str, items: Sequence[Item], language: str) -> tuple[Item, int, int, Verdict]:
    if place := locate(text, items):
        return *place, "word for word"
    item, span = _nearest(text, items)
    if lacking(text, items, language):
        return item, span.start, span.end, "not carried"
    return item, span.start, span.end, "edited" if _kept(text, span.text) >= _EDITED else "own words"


def passages(text: str, items: Sequence[Item], most: int) -> tuple[str, ...]:
    """What the items say about each part of a text: sentences that together have most of its words, where they stand.

    Each is shown with the sentences before and after it; those that touch are one passage, clean of orders to a model
    and of invisible characters.
    """
    spans = [read(item).sentences for item in items]
    wanted: list[set[int]] = [set() for _ in items]
    for number, place in islice(_covering(text, spans), most):
        wanted[number] |= {place - 1, place, place + 1} & set(range(len(spans[number])))
    found = (
        visible(without_orders(item.text[spans[number][first].start : spans[number][last].end]))
        for number, item in enumerate(items)
        for first, last in _stretches(wanted[number])
    )
    return tuple(passage for passage in found if passage) or tuple(
        visible(without_orders(item.title)) for item in items[:1]
    )


def _covering(text: str, spans: Sequence[Sequence[Span]]) -> Iterator[tuple[int, int]]:
    """Number of the item and place of the sentence, that with most of the words that are still missing first."""
    left = set(content(text))
    words = {
        (number, place): frozenset(content(span.text))
        for number, some in enumerate(spans)
        for place, span in enumerate(some)
    }
    while left and words:
        best = max(words, key=lambda key: len(left & words[key]))
        if not left & words[best]:
            return
        left -= words.pop(best)
        yield best


def _stretches(places: set[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers that follow one another."""
    for place in sorted(places):
        if place - 1 not in places:
            first = place
        if place + 1 not in places:
            yield first, place


def _kept(text: str, passage: str) -> float:
    """The share of our words that stand in the passage in the same order."""
    ours = tokens(text)
    blocks = SequenceMatcher(None, ours, tokens(passage), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(ours))


def _nearest(text: str, items: Sequence[Item]) -> tuple[Item, Span]:
    """The sentence with most of the text's content words, the first of equals."""
    wanted = frozenset(content(text))
    found = ((item, span) for item in items for span in read(item).sentences)
    nearest = max(found, key=lambda pair: len(wanted.intersection(content(pair[1].text))), default=None)
    if nearest is None or not wanted.intersection(content(nearest[1].text)):
        return items[0], Span(0, 0, "")
    return nearest
