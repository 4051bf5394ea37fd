"""What the new articles of a story that goes on say that the earlier ones did not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.curate.kinds import kind_of
from digest.curate.terms import words
from digest.language.sentences import sentences
from digest.model import Item, Sentence, Story

TOP = 3  # a report tells its news in its first sentences
SHOWN = 5  # sentences, at most
LIKE = 0.33  # reports so alike tell one event in other words; below it they tell something else
# Shares of a sentence's words that no earlier article has:
NEW_FIRST = 0.15  # enough in a report's first sentence, once the report as a whole is news
NEW_AT_ALL = 0.25  # enough in a report that is unlike the earlier ones
NEW_CLEARLY = 0.65  # needed in one that is like them
NEW_PARTLY = 0.4  # needed there where so much of the title is new as well:
NEW_TITLE = 0.5

# An outcome at the top of a report that no earlier article has is a development, however like the rest is.
_OUTCOMES = frozenset(
    words(
        "acquitted arrested canceled cancelled collapsed convicted died indicted overturned pardoned postponed "
        "resigned reversed sentenced unsigned vetoed withdrawn withdrew"
    )
)
_SMALL = frozenset(
    words(
        "a about after and at but by for from had has have he her his in into is it its more not of on or she that the "
        "their they this to was were what when where which who will with would"
    )
)
_UNCOUNTED = frozenset(
    words(
        "year month week day hour minute other more than percent that from with when after before later "
        "earlier according said"
    )
)
_DANGLING = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|There|But|And|So|Yet|Or|Then|Meanwhile|However|Instead|Also|Still|"
    r"Here|His|Her|Their|Its|Such|Both|Another|Others|For (?:him|her|them|this))\b"
)
_IN_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2
    )
}
_NUMBER = re.compile(
    rf"(?P<money>[$€£]\s?)?(?P<value>\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(_IN_WORDS)})\b"
    r"(?P<unit>\s?(?:%|(?:percent|per cent|million|billion|trillion|bn|m)\b))?(?P<after>(?:\s+[^\W\d_][\w'’-]*){0,3})"
)


@dataclass(frozen=True, slots=True)
class _Passage:
    """One sentence of an article, with the words that say something."""

    item: Item
    place: int  # among the sentences of the article, from 0
    text: str
    content: frozenset[str]


def what_is_new(story: Story) -> tuple[Sentence, ...]:
    """The sentences of the new articles that carry what the earlier ones did not, the most telling first.

    At most five, each of them fit to stand alone. Empty for a story that no earlier issue had.
    """
    if story.earlier is None:
        return ()
    known = _Known(story.earlier.items)
    telling = sorted(
        (passage for passage in _fresh(story) if _stands_alone(passage.text) and known.tells(passage)),
        key=lambda passage: (-known.weight(passage), passage.item.id, passage.place),
    )
    chosen: list[_Passage] = []
    for passage in telling:
        if len(chosen) < SHOWN and not any(_says_same(passage, other) for other in chosen):
            chosen.append(passage)
    return tuple(Sentence(passage.text, (passage.item.id,)) for passage in chosen)


def is_development(story: Story, likeness: float) -> bool:
    """Whether the new articles of a story that goes on tell news, not only tell the known again.

    `likeness` (0 to 1) is how like the new reports are to the likest earlier ones. A changed number or an
    outcome is news in any case; a report that is unlike the earlier ones needs little else, one that is
    like them has to say something that they don't.
    """
    if story.earlier is None:
        return True
    known = _Known(story.earlier.items)
    tops = [passage for passage in _fresh(story) if passage.place < TOP]
    if any(known.changes(passage) for passage in tops):
        return True
    newest = max((known.news(passage) for passage in tops), default=0.0)
    if likeness < LIKE:
        return newest >= NEW_AT_ALL
    titles = (known.share(content_of(item.title)) for item in story.items if item.id in story.fresh)
    return newest >= NEW_CLEARLY or (newest >= NEW_PARTLY and max(titles, default=0.0) >= NEW_TITLE)


class _Known:
    """What the earlier articles say."""

    def __init__(self, items: Sequence[Item]) -> None:
        texts = [f"{item.title}. {item.text}" for item in items]
        self.words = frozenset(word for text in texts for word in words(text))
        self.counts: dict[str, set[str]] = {}
        for text in texts:
            for value, thing in _numbers(text):
                self.counts.setdefault(thing, set()).add(value)
        self.values = {value for values in self.counts.values() for value in values}

    def share(self, content: frozenset[str]) -> float:
        """The share of these words that no earlier article has."""
        return len(content - self.words) / max(len(content), 1)

    def news(self, passage: _Passage) -> float:
        """How much of a sentence is new, 0 to 1; nothing of a short one."""
        if self.changes(passage):
            return 1.0
        return self.share(passage.content) if len(passage.content) > 4 else 0.0

    def tells(self, passage: _Passage) -> bool:
        """Whether a sentence is new enough to be printed: a report's first says the news, often in known words."""
        needed = NEW_FIRST if passage.place == 0 else NEW_AT_ALL if passage.place < TOP else NEW_PARTLY
        return self.news(passage) >= needed

    def changes(self, passage: _Passage) -> bool:
        """Whether the sentence counts the same things otherwise, or tells an outcome that was not known."""
        if passage.content & _OUTCOMES - self.words:
            return True
        return any(thing in self.counts and value not in self.values for value, thing in _numbers(passage.text))

    def weight(self, passage: _Passage) -> float:
        """How telling a sentence is: new, near the top, and about what the earlier articles were about."""
        about = len(passage.content & self.words) > 0
        return (self.news(passage) + (passage.place == 0) / 2) * (1.0 if about else 0.5) / (1 + passage.place / 2)


def _fresh(story: Story) -> Iterator[_Passage]:
    """The sentences of the new reports; of opinion and the like only where there are no reports."""
    fresh = [item for item in story.items if item.id in story.fresh]
    for item in [item for item in fresh if kind_of(item) == "report"] or fresh:
        for place, sentence in enumerate(sentences(item.text)):
            text = " ".join(sentence.text.split())
            yield _Passage(item, place, text, content_of(text))


def content_of(text: str) -> frozenset[str]:
    """The words of a text that say something."""
    return frozenset(word for word in words(text) if word not in _SMALL and (len(word) > 3 or word.isdigit()))


def _stands_alone(text: str) -> bool:
    return 9 <= len(text.split()) <= 45 and not _DANGLING.match(text.lstrip("“\"'‘")) and text[-1] in ".!?”\"’'"


def _says_same(one: _Passage, other: _Passage) -> bool:
    return len(one.content & other.content) > 0.5 * min(len(one.content), len(other.content))


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """The numbers of a text with what they count: `12 people dead` gives 12 people, 12 dead. No dates, no times."""
    for found in _NUMBER.finditer(text.lower()):
        value, unit = _IN_WORDS.get(found["value"], found["value"].replace(",", "")), (found["unit"] or "").strip()
        for thing in words(found["after"] or ""):
            if len(thing) > 3 and thing not in _UNCOUNTED and not (value.isdigit() and 1900 <= int(value) < 2100):
                yield f"{value} {unit}", f"{found['money'] or ''}{unit} {thing}"
