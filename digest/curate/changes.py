"""What the new articles of a story that goes on say that the earlier ones did not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from digest.curate.counts import Counts
from digest.curate.kinds import is_news, kind_of, tells_news
from digest.curate.lists import read_words
from digest.curate.news_value import word_groups
from digest.curate.terms import silent
from digest.model import Item, Sentence, Status, Story
from digest.reading.article import read
from digest.reading.standing import leans
from digest.reading.words import bases, small

TOP = 3  # a report tells its news in its first sentences
DATED = 8  # and by then the day of it
WEST = timedelta(hours=5)  # behind UTC: what Washington reports in the evening is of the day before
SHOWN = 5  # sentences, at most
LENGTHS = (9, 45)  # words of one that is shown
# Shares of a sentence's words that no earlier article has:
NEW_FIRST = 0.15  # enough in a report's first sentence, once the report as a whole is news
NEW_AT_ALL = 0.25  # enough in a report of a later event
NEW_PARTLY = 0.4  # enough further down
# A report of the very event that readers had is new from the top down with so much
NEW_TITLE = 0.3  # of its title, and
NEW_START = 0.8  # of its first sentence, or
NEW_TOP = 0.55  # of each of the first sentences, on average, where an earlier one was a whole article:
WHOLE = 100  # words; a teaser leaves out most, so what it lacks is seldom new
SOON = timedelta(hours=12)  # after the earlier reports other words are no other news

_DAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})day\b(?!['’]s)")
_AHEAD = re.compile(
    r"\b(?:will|would|expected|scheduled|due|(?:set|is|are|was|were) to|until|by|before|next|coming)\b(?: \w+){0,6} $"
)


@dataclass(frozen=True, slots=True)
class _Passage:
    """One sentence of an article, with the words that say something."""

    item: Item
    place: int  # among the sentences of the article, from 0
    text: str
    content: frozenset[str]
    day: date | None  # the latest that it tells of
    counts: Counts  # of the whole article


def what_is_new(story: Story) -> tuple[Sentence, ...]:
    """The sentences of the new articles that carry what the earlier ones did not, the most telling first.

    At most five, each of them fit to stand alone. Empty for a story that is not developing.
    """
    if story.earlier is None or story.status is not Status.DEVELOPING:
        return ()
    known = _Known(story.earlier.items)
    telling = sorted(
        (passage for passage in _fresh(story) if _stands_alone(passage) and known.tells(passage)),
        key=lambda passage: (-known.weight(passage), passage.item.id, passage.place),
    )
    chosen: list[_Passage] = []
    for passage in telling:
        if len(chosen) < SHOWN and not any(_says_same(passage, other) for other in chosen):
            chosen.append(passage)
    return tuple(Sentence(passage.text, (passage.item.id,)) for passage in chosen)


def is_development(story: Story, retold: bool) -> bool:
    """Whether the new articles of a story that goes on tell news, not only tell the known again.

    Only reports do, never what argues about what readers had or explains it. What happened on a day after the earlier
    reports, more dead or hurt, or an act that title and first sentence tell is news in any case. Reports of the very
    event that readers had (`retold`) need that, or have to be new from the title down: a few words that others did not
    use are background, experts and colour. Those of a later event need only say something new. Within hours of the
    earlier reports neither is enough.
    """
    if story.earlier is None:
        return True
    known = _Known(story.earlier.items)
    passages = [passage for passage in _fresh(story) if is_news(passage.item)]
    if any(known.is_of_later_day(passage) for passage in passages):
        return True
    tops = [passage for passage in passages if passage.place < TOP and tells_news(passage.item)]
    if any(known.has_outcome(passage) or known.has_greater_toll(passage) for passage in tops):
        return True
    tops = [passage for passage in tops if passage.item.published > known.latest + SOON]
    if retold:
        return any(known.is_new_from_the_top(item, tops) for item in dict.fromkeys(passage.item for passage in tops))
    return any(known.news(passage) >= NEW_AT_ALL for passage in tops)


class _Known:
    """What the earlier articles say."""

    def __init__(self, items: Sequence[Item]) -> None:
        texts = [f"{item.title}. {item.text}" for item in items]
        self.words = frozenset(word for text in texts for word in bases(text))
        self.outcomes = frozenset[str]().union(*map(_outcomes_in, texts))
        self.counts = Counts(texts)
        self.latest = max(item.published for item in items)
        self.until = (self.latest - WEST).date()
        self.whole = any(len(bases(item.text)) >= WHOLE for item in items)

    def news(self, passage: _Passage) -> float:
        """How much of a sentence is new, 0 to 1; nothing of a short one."""
        if self.changes(passage):
            return 1.0
        return self._share(passage.content) if len(passage.content) > 4 else 0.0

    def is_new_from_the_top(self, item: Item, tops: Sequence[_Passage]) -> bool:
        """Whether a report is about something else than the earlier ones, from its title down."""
        news = [self.news(passage) for passage in tops if passage.item is item]
        if not news or self._share(content_of(item.title)) < NEW_TITLE:
            return False
        return news[0] >= NEW_START or (self.whole and sum(news) >= NEW_TOP * len(news))

    def _share(self, content: frozenset[str]) -> float:
        return len(content - self.words) / max(len(content), 1)

    def tells(self, passage: _Passage) -> bool:
        """Whether a sentence is new enough to be printed: a report's first says the news, often in known words."""
        needed = NEW_FIRST if passage.place == 0 else NEW_AT_ALL if passage.place < TOP else NEW_PARTLY
        return self.news(passage) >= needed

    def is_of_later_day(self, passage: _Passage) -> bool:
        """Whether a sentence near the top tells of a day after the earlier articles."""
        return passage.place < DATED and passage.day is not None and passage.day > self.until

    def has_outcome(self, passage: _Passage) -> bool:
        """Whether title and first sentence of a report tell of an act that no earlier article has."""
        told = _outcomes_in(passage.item.title) & _outcomes_in(passage.text) if passage.place == 0 else frozenset()
        return not told <= self.outcomes

    def has_greater_toll(self, passage: _Passage) -> bool:
        """Whether a sentence counts more dead, hurt or missing."""
        tolls = word_groups()["lives"] & set(small(passage.text))
        return bool(tolls) and self.counts.changed_in(passage.text, passage.counts, more=True)

    def changes(self, passage: _Passage) -> bool:
        """Whether a sentence near the top tells of a later day, an outcome, or a count that was another."""
        return (
            self.is_of_later_day(passage)
            or self.has_outcome(passage)
            or (passage.place < TOP and self.counts.changed_in(passage.text, passage.counts))
        )

    def weight(self, passage: _Passage) -> float:
        """How telling a sentence is: new, near the top, and about what the earlier articles were about."""
        about = len(passage.content & self.words) > 0
        return (self.news(passage) + (passage.place == 0) / 2) * (1.0 if about else 0.5) / (1 + passage.place / 2)


def _outcomes_in(text: str) -> frozenset[str]:
    """The acts that a text tells, by their stems."""
    return frozenset(bases(" ".join(_outcomes().intersection(small(text)))))


@cache
def _outcomes() -> frozenset[str]:
    return read_words("outcomes.txt") | word_groups()["done"]


def _fresh(story: Story) -> Iterator[_Passage]:
    """The sentences of the new reports; of opinion and the like only where there are no reports."""
    fresh = [item for item in story.items if item.id in story.fresh]
    for item in [item for item in fresh if kind_of(item) == "report"] or fresh:
        counts = Counts([item.title, item.text])
        for place, sentence in enumerate(read(item).sentences):
            text = " ".join(sentence.text.split())
            yield _Passage(item, place, text, content_of(text), _day_of(text, item.published.date()), counts)


def _day_of(text: str, published: date) -> date | None:
    """The latest day a sentence names as past: a weekday is the last one before the report, or its own day."""
    named = (found for found in _WEEKDAY.finditer(text) if not _AHEAD.search(text[: found.start()]))
    ago = [(published.weekday() - _DAYS.index(found[1])) % 7 for found in named]
    return published - timedelta(min(ago)) if ago else None


def content_of(text: str) -> frozenset[str]:
    """The words of a text that say something."""
    return frozenset(word for word in bases(text) if word not in silent() and (len(word) > 3 or word.isdigit()))


def _stands_alone(passage: _Passage) -> bool:
    whole = LENGTHS[0] <= len(passage.text.split()) <= LENGTHS[1] and passage.text[-1] in ".!?”\"’'"
    return whole and not leans(passage.text, read(passage.item).language)


def _says_same(one: _Passage, other: _Passage) -> bool:
    return len(one.content & other.content) > 0.5 * min(len(one.content), len(other.content))
