"""The excerpt of a report: its opening, consecutive sentences from the lede on, ended where nothing hangs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Item, Sentence
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.numbers import quantities
from digest.reading.outcomes import outcomes
from digest.reading.standing import leans
from digest.reading.words import content, printed
from digest.write.excerpts.consensus import Consensus, consensus
from digest.write.excerpts.openings import Line, opening, own_words

WORDS = (40, 90)  # of an excerpt
NEARLY = 30  # words that are enough where the next sentences only announce, repeat, or break off
ALONE = 20  # words that are enough where the next sentence would do harm
ANNOUNCES = 10  # words: a shorter paragraph announces the next one
TOLD = 0.6  # of a sentence's words stand above it: it says nothing new
HEARD = 0.5  # of the words of what somebody grants: other reports heard it too
QUOTED = 2  # words of a quotation that all stand above it: it says the same again
ROUNDED = 0.03  # by which a number may be rounded: "nearly 30%", and then 29.4%
LEAD_WORDS = 160  # at most, of the lead's
SENTENCES, LEAD_SENTENCES = 4, 8
SHARE = 1 / 3  # of a report, at most; a feed's own summary may be shown as it is
SUMMARY = 120  # words: what is shorter is the summary that a feed offers

_MARKS = '“"„«'
_RUN = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"»]")
_BARE = re.compile(r"[“\"„«][^“”\"„«»]*[”\"»]\W*")  # a quotation and nothing else


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Consecutive sentences of one report, from its lede on."""

    item: Item
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def beginning(self) -> str:
        """Its first two sentences: they tell what happened."""
        return " ".join(line.text for line in self.lines[:2])

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """As a brief prints them, in the report's own paragraphs."""
        before = (-1, *(line.paragraph for line in self.lines))
        return tuple(
            Sentence(line.text, (self.item.id,), opens=line.paragraph != last)
            for line, last in zip(self.lines, before, strict=False)
        )


def excerpt_of(item: Item, agreed: Consensus | None = None, *, leads: bool = False) -> Excerpt | None:
    """The opening of a report in two to four sentences, 40 to 90 words; of the lead's up to 160.

    It ends before a sentence that would do harm, and with a paragraph where that leaves enough of it. `agreed` is what
    the reports of its story agree on. None where its opening is too short or can't be printed.
    """
    lines = opening(item)
    most = min(LEAD_WORDS if leads else WORDS[1], _share(item))
    fits = _fitting(lines, most, LEAD_SENTENCES if leads else SENTENCES)
    good = _up_to_harm(fits, item, agreed or consensus((item,)))
    enough = 0 if _is_summary(item) else min(WORDS[0], most, *([_words(fits, good)] if good < len(fits) else []))
    fits = fits[:good]
    # Not on bare words: their speaker stands in a sentence that is not shown.
    whole = [end for end in range(len(fits), 0, -1) if end == 1 or not _BARE.fullmatch(lines[end - 1].text)]
    long = [end for end in whole if _words(lines, end) >= enough]
    strong = [end for end in whole if _words(lines, end) >= min(enough, NEARLY) and not _is_weak(lines, end, item)]
    ends = [end for end in long if end in strong] or [end for end in strong if end > 1 and long] or long
    if not ends:
        return None
    return Excerpt(item, _with_its_but(lines, lines[: _at_paragraph(lines, ends)], _share(item), read(item).language))


def _up_to_harm(lines: Sequence[Line], item: Item, agreed: Consensus) -> int:
    """How many of the lines stand before the first that would do harm, once enough has been said."""
    ends = (end for end in range(1, len(lines)) if _words(lines, end) >= ALONE)
    return next((end for end in ends if _harms(lines[end], lines[:end], item, agreed)), len(lines))


def _harms(line: Line, before: Sequence[Line], item: Item, agreed: Consensus) -> bool:
    """Whether a sentence would spoil what stands above it: it tells the event as still running, judges it, quotes what
    was said, or, once enough was told, is not of the story.
    """
    told = " ".join(one.text for one in before)
    running = read(item).language.pattern("running").search(line.text)
    if running or _judges(line.text, item, agreed) or _is_quoted_again(line.text, told):
        return True
    return _words(before, len(before)) >= WORDS[0] and not _belongs(line.text, told, item, agreed)


def _judges(text: str, item: Item, agreed: Consensus) -> bool:
    """Whether it weighs or forecasts in the reporter's own words, or has somebody grant what no other report heard."""
    own, language = own_words(text), read(item).language
    weighs = not language["foretelling"].isdisjoint(own) and language["attributing"].isdisjoint(own)
    return weighs or (not language["conceding"].isdisjoint(own) and agreed.backed(text, item) < HEARD)


def _belongs(text: str, told: str, item: Item, agreed: Consensus) -> bool:
    """Whether a sentence is of the story: it has what another report opens with, bears out the title, answers what was
    said, or names whom it tells of.
    """
    headed = not (set(content(text)) - set(content(told))).isdisjoint(content(item.title))
    answers = _answers(set(own_words(text)), read(item).language)
    return answers or headed or agreed.is_news(text, told, item) or _names_whom(text, told, item)


def _answers(words: set[str], language: Language) -> bool:
    """Whether it denies something, or answers an accusation: "dismissed the allegations"."""
    replies, accusing = language["answering"] - language["accusing"], language["accusing"]
    return bool(words & language["denials"]) or bool(words & replies and words & accusing)


def _is_quoted_again(text: str, told: str) -> bool:
    """Whether it quotes words that all stand above it."""
    said = set(content(told))
    runs = (set(content(run)) for run in _RUN.findall(text))
    return any(len(run) >= QUOTED and run <= said for run in runs)


def _names_whom(text: str, told: str, item: Item) -> bool:
    """Whether it names somebody in full of whom the text has told without a name: "A commander was removed"."""
    named = (one.name for one in read(item).people if one.human and " " in one.name and one.name in text)
    unnamed = not read(item).language["roles"].isdisjoint(word for word in printed(told) if word.islower())
    return unnamed and any(name not in told for name in named)


def _words(lines: Sequence[Line], end: int) -> int:
    return sum(line.words for line in lines[:end])


def _is_weak(lines: Sequence[Line], end: int, item: Item) -> bool:
    """Whether so many lines end on half of what somebody says, on a short announcement, or on what was told."""
    last, before, after = lines[end - 1], lines[: end - 1], lines[end : end + 1]
    if not before:
        return False
    half = last.text[0] in _MARKS and any(line.text[0] in _MARKS and line.paragraph == last.paragraph for line in after)
    announces = last.paragraph != before[-1].paragraph and last.words < ANNOUNCES
    return half or announces or _is_told(last, before, item)


def _is_told(last: Line, before: Sequence[Line], item: Item) -> bool:
    """Whether a sentence says little that was not said above it, and has no figure of its own."""
    said = " ".join([item.title, *(line.text for line in before)])
    words, figures = set(content(last.text)), [number.value for number in quantities(said)]
    new = (number.value for number in quantities(last.text))
    known = all(any(abs(value - figure) <= ROUNDED * figure for figure in figures) for value in new)
    return known and len(words & set(content(said))) >= TOLD * len(words)


def _fitting(lines: Sequence[Line], most: int, count: int) -> tuple[Line, ...]:
    """The first lines, `count` at most, that have no more words together than `most`."""
    total, kept = 0, 0
    for line in lines[:count]:
        total += line.words
        if total > most:
            break
        kept += 1
    return tuple(lines[:kept])


def _at_paragraph(lines: Sequence[Line], ends: Sequence[int]) -> int:
    """Of the possible ends the last where a paragraph ends, after two sentences and enough words; else the last."""
    for end in ends:
        whole = end == len(lines) or lines[end].paragraph != lines[end - 1].paragraph
        if whole and end > 1 and sum(line.words for line in lines[:end]) >= WORDS[0]:
            return end
    return ends[0]


def _with_its_but(lines: Sequence[Line], kept: tuple[Line, ...], share: int, language: Language) -> tuple[Line, ...]:
    """With the sentence after it, where that is a denial, takes something back, or has the other side's toll."""
    after = lines[len(kept) : len(kept) + 1]
    if not after or sum(line.words for line in (*kept, *after)) > min(share, LEAD_WORDS):
        return kept
    words = after[0].text.lower().split()
    turns = words[0].strip(",") in language["turns"] or not language["denials"].isdisjoint(words)
    tolls = _has_toll(kept[-1].text) and _has_toll(after[0].text) and not leans(after[0].text, language)
    return (*kept, *after) if turns or tolls else kept


def _has_toll(text: str) -> bool:
    """Whether it counts the dead or hurt: those of the other side belong to it."""
    return any(outcomes(text, quantities(text)))


def _share(item: Item) -> int:
    """So many words of a report may be shown."""
    words = len(item.text.split())
    return words if _is_summary(item) else max(int(words * SHARE), 0)


def _is_summary(item: Item) -> bool:
    return not item.full and len(item.text.split()) < SUMMARY
