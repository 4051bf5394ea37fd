"""A story as a writer delivered it, and as it may be printed."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.articles import Item
from digest.model.findings import Finding
from digest.model.quotes import Quote
from digest.model.stories import Story

EXCERPT = "excerpt"  # the writer of a story that no model wrote


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the ids of the items that carry it; `opens` a paragraph where its writer says so.

    `then` is the quotation that its writer wants set apart after it.
    """

    text: str
    items: tuple[str, ...]
    opens: bool = False
    then: Quote | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A story as a writer delivered it, before the checks. `quotes` are numbers of candidates, from 0."""

    hed: str
    summary: tuple[Sentence, ...]
    why: Sentence | None = None  # why it matters
    news: Sentence | None = None  # what is new since the last issue, of a developing story
    next: Sentence | None = None  # a dated event that is still to come
    quotes: tuple[int, ...] = ()
    accounts: tuple[Sentence, ...] = ()  # reports that contradict each other, as found in the articles
    faults: tuple[Finding, ...] = ()  # parts of the answer that could not be read


@dataclass(frozen=True, slots=True)
class Brief:
    """A story after the checks: all of it may be printed.

    Quotation marks in its sentences enclose only words that stand in a cited item. The first of `quotes` is the pull
    quote. Without a model `summary` is an excerpt: consecutive sentences of the item `excerpt_of`, word for word, and
    every other sentence is cut from one item too.
    """

    story: Story
    hed: str
    summary: tuple[Sentence, ...]
    writer: str  # name of the model, or `EXCERPT`
    why: Sentence | None = None
    news: Sentence | None = None
    next: Sentence | None = None  # a dated event later than the day of the issue
    quotes: tuple[Quote, ...] = ()
    accounts: tuple[Sentence, ...] = ()  # reports that contradict each other, the claim before the denial
    excerpt_of: str = ""  # id of the item that tells the story; empty where a model wrote it
    adds: tuple[Sentence, ...] = ()  # what other outlets add to an excerpt, a sentence each
    language: str = "en"  # that it is written in, by its ISO 639 code


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """An opinion piece, and what it argues: in its own words, or in one sentence of a model that was checked."""

    item: Item
    argument: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The number of the day: `text` as `sentence` of a told story has it."""

    text: str
    sentence: Sentence
    item: Item  # that carries it
