"""Story -> Brief without a model: the opening of one report, credited, and what others add to it.

Which report tells the story is decided by its opening: the one that says most of what the titles and openings of all
reports say. It is told only if a report's title is borne out by it; else the story is a headline.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

from digest.model import EXCERPT, Brief, Item, Quote, Sentence, Story
from digest.reading.languages import Language
from digest.reading.words import content
from digest.write.checks.checking import pull_quotes
from digest.write.choosing.case import Case
from digest.write.choosing.printable import is_printable
from digest.write.choosing.pull_quotes import worth_setting_apart
from digest.write.excerpts.additions import Told, additions, coming, printable_alone
from digest.write.excerpts.heds import LEAST_OF_OTHERS, LEAST_TOLD, hed_of
from digest.write.excerpts.openings import Line, opening

WORDS = (40, 90)  # of an excerpt
ANNOUNCES = 10  # words: a shorter paragraph announces the next one
LEAD_WORDS = 160  # at most, of the lead's
SENTENCES, LEAD_SENTENCES = 4, 8
SHARE = 1 / 3  # of a report, at most; a feed's own summary may be shown as it is
SUMMARY = 120  # words: what is shorter is the summary that a feed offers
TOP = 80  # words of a report in which it tells what happened

# What the choice among reports multiplies their coverage with.
AGENCY, OFFICIAL = 1.15, 0.6
FAR = 3  # days between the date in an address and that of the feed
_DATED = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-])")
_OFFICIAL_HOSTS = (".gov", ".mil", ".gov.uk", ".europa.eu")


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


def press_review(
    story: Story,
    quotes: Sequence[Quote],
    today: date,
    case: Case,
    *,
    news: Sequence[Item],
    leads: bool = False,
    accounts: Sequence[Sentence] = (),
    new: Sequence[Sentence] = (),
) -> Brief | None:
    """The story as one report opens it, or None where no report does so under a title that it bears out.

    `news` are the items that are reports of news: only they tell it. Of a developing story only what came since the
    last issue does. `accounts` are a claim and its denial, `new` what the last issue did not say, as `curate` found
    them; of both only what can be read by itself is printed. `case` knows how the day's reports write names.
    """
    dated = [item for item in news if not _is_of_another_day(item)]
    fresh = [item for item in dated if item.id in story.fresh] or dated
    excerpts = _by_coverage(fresh, story, leads=leads)
    own = ((excerpt, excerpt.item, LEAST_TOLD) for excerpt in excerpts)
    lent = ((excerpt, item, LEAST_OF_OTHERS) for excerpt in excerpts for item in news)
    for excerpt, titled, least in chain(own, lent):
        if hed := hed_of(excerpt.beginning, excerpt.text, titled, least, case):
            others = [item for item in news if item.id != excerpt.item.id]
            return _brief(story, excerpt, hed, others, quotes, today, accounts, new)
    return None


def _brief(
    story: Story,
    excerpt: Excerpt,
    hed: str,
    others: Sequence[Item],
    quotes: Sequence[Quote],
    today: date,
    accounts: Sequence[Sentence],
    new: Sequence[Sentence],
) -> Brief:
    told = Told(hed, excerpt.text)
    everybody = [excerpt.item, *others]
    differ = _both(told, printable_alone(told, accounts, everybody, again=True), accounts)
    told = told.with_more(" ".join(sentence.text for sentence in differ))
    latest = next(printable_alone(told, new, others), None)
    told = told.with_more(latest.text if latest else "")
    added = additions(told, others, {excerpt.item.outlet, *_outlets((latest, *differ), everybody)})
    told = told.with_more(" ".join(sentence.text for sentence in added))
    ahead = coming(told, everybody, today)
    shown = [*excerpt.sentences, *differ, *added, *((latest,) if latest else ()), *((ahead,) if ahead else ())]
    return Brief(
        story,
        hed,
        excerpt.sentences,
        EXCERPT,
        excerpt_of=excerpt.item.id,
        adds=added,
        news=latest,
        next=ahead,
        accounts=differ,
        quotes=pull_quotes(_quotable(quotes, hed, excerpt.text, everybody), shown)[:1],
    )


def _quotable(quotes: Sequence[Quote], hed: str, told: str, news: Sequence[Item]) -> list[Quote]:
    """The candidates that may be set apart here: of news, by somebody readers can place, on what the hed is about."""
    reports = {item.id for item in news}
    fit = [quote for quote in quotes if is_printable(quote) and quote.speaker and quote.item.id in reports]
    return list(worth_setting_apart(fit, hed, told))


def _both(told: Told, found: Iterator[Sentence], accounts: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Claim and denial where both can be printed, and the excerpt does not tell both already."""
    kept = tuple(found)
    untold = any(sentence.text not in told.text for sentence in kept)
    return kept if untold and len(kept) == len(accounts) else ()


def _outlets(sentences: Sequence[Sentence | None], items: Sequence[Item]) -> Iterator[str]:
    cited = {item for sentence in sentences if sentence for item in sentence.items}
    return (item.outlet for item in items if item.id in cited)


def _by_coverage(items: Sequence[Item], story: Story, *, leads: bool) -> list[Excerpt]:
    """The excerpts of those reports that have one, the one that says most of the story first."""
    weights = _weights(story.items)
    excerpts = [excerpt for item in items if (excerpt := excerpt_of(item, leads=leads))]
    return sorted(excerpts, key=lambda e: (_looks_ahead(e), -_worth(e, weights), e.item.published, e.item.id))


def excerpt_of(item: Item, *, leads: bool = False) -> Excerpt | None:
    """The opening of a report in two to four sentences, 40 to 90 words; of the lead's up to 160.

    It ends with a paragraph where that leaves enough of it. None where its opening is too short or can't be printed.
    """
    lines = opening(item)
    most = min(LEAD_WORDS if leads else WORDS[1], _share(item))
    fits = _fitting(lines, most, LEAD_SENTENCES if leads else SENTENCES)
    enough = sum(line.words for line in fits) >= min(WORDS[0], most) or _is_summary(item)
    if not fits or not enough:
        return None
    return Excerpt(item, _with_its_but(lines, _whole_paragraphs(lines, fits), _share(item)))


def _fitting(lines: Sequence[Line], most: int, count: int) -> tuple[Line, ...]:
    """The first lines that fit; one that announces what does not follow (a colon at its end) is not the last."""
    total, kept = 0, 0
    for line in lines[:count]:
        total += line.words
        if total > most:
            break
        kept += 1
    return tuple(lines[:kept])


def _whole_paragraphs(lines: Sequence[Line], fits: tuple[Line, ...]) -> tuple[Line, ...]:
    """What fits, up to the end of a paragraph, where two sentences and enough words stand before that."""
    ends = [end for end in range(len(fits), 0, -1) if not _announces(fits, end)] or [len(fits)]
    for end in ends:
        whole = end == len(lines) or lines[end].paragraph != fits[end - 1].paragraph
        if whole and end > 1 and sum(line.words for line in fits[:end]) >= WORDS[0]:
            return fits[:end]
    return fits[: ends[0]]


def _with_its_but(lines: Sequence[Line], kept: tuple[Line, ...], share: int) -> tuple[Line, ...]:
    """With the sentence after it, where that is a denial or takes something back."""
    after = lines[len(kept) : len(kept) + 1]
    if not after or sum(line.words for line in (*kept, *after)) > min(share, LEAD_WORDS):
        return kept
    words, language = after[0].text.lower().split(), Language.load("en")
    turns = words[0].strip(",") in language["turns"] or not language["denials"].isdisjoint(words)
    return (*kept, *after) if turns else kept


def _announces(lines: Sequence[Line], end: int) -> bool:
    """Whether the last of so many lines is a short paragraph of its own."""
    last = lines[end - 1]
    return end > 1 and last.paragraph != lines[end - 2].paragraph and last.words < ANNOUNCES


def _share(item: Item) -> int:
    """So many words of a report may be shown."""
    words = len(item.text.split())
    return words if _is_summary(item) else max(int(words * SHARE), 0)


def _is_summary(item: Item) -> bool:
    return not item.full and len(item.text.split()) < SUMMARY


def _worth(excerpt: Excerpt, weights: Mapping[str, float]) -> float:
    said = math.fsum(weights.get(word, 0.0) for word in set(content(excerpt.text)))
    agency = excerpt.item.outlet.lower() in Language.load("en")["agencies"]
    host = excerpt.item.url.split("/")[2] if excerpt.item.url.count("/") > 1 else ""
    trust = (AGENCY if agency else 1.0) * (OFFICIAL if host.endswith(_OFFICIAL_HOSTS) else 1.0)
    return said * trust * math.sqrt(min(excerpt.item.weight, 2.0))


def _looks_ahead(excerpt: Excerpt) -> bool:
    """A preview; another report may tell what came of it."""
    return not Language.load("en")["ahead"].isdisjoint(excerpt.lines[0].text.lower().split())


def _is_of_another_day(item: Item) -> bool:
    """Whether the address of a report has a date that is far from the one its feed gives: it is an old one."""
    found = _DATED.search(item.url)
    if not found:
        return False
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return False
    return abs((item.published.date() - day).days) > FAR


@lru_cache(maxsize=64)
def _weights(items: tuple[Item, ...]) -> Mapping[str, float]:
    """How much each content word says about the story: in how many titles and openings it stands."""
    found: Counter[str] = Counter()
    for item in items:
        found.update(dict.fromkeys(set(content(item.title)), 2))
        found.update(set(content(" ".join(item.text.split()[:TOP]))))
    return {word: math.log1p(count) if len(items) > 1 else 1.0 for word, count in found.items()}
