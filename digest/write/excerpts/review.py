"""Story -> Brief without a model: the opening of one report, credited, and what others add to it.

Each report that has an opening, and bears out its own title, could tell the story; the one that an editor would
likeliest print does (`choice`). Where that is none the story is a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from digest.model import EXCERPT, Brief, Item, Quote, Sentence, Story
from digest.reading.article import read
from digest.write.checks.checking import pull_quotes
from digest.write.choosing.case import Case
from digest.write.choosing.printable import is_printable
from digest.write.choosing.pull_quotes import worth_setting_apart
from digest.write.excerpts.additions import Told, additions, coming, printable_alone
from digest.write.excerpts.choice import least_likely, likely_printable
from digest.write.excerpts.excerpt import Excerpt, excerpt_of
from digest.write.excerpts.heds import hed_of

FAR = 3  # days between the date in an address and that of the feed
_DATED = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-])")
_OFFICIAL_HOSTS = (".gov", ".mil", ".gov.uk", ".europa.eu")


def press_review(
    story: Story,
    quotes: Sequence[Quote],
    today: date,
    case: Case,
    *,
    news: Sequence[Item],
    leads: bool = False,
    accounts: Sequence[Sentence] = (),
) -> Brief | None:
    """The story as one report opens it under its own title, or None where no report does so as an editor would.

    `news` are the items that are reports of news: only they tell it. Of a developing story only what came since the
    last issue does. `accounts` are a claim and its denial, as `curate` found them; they are printed where both can be
    read by themselves. `case` knows how the day's reports write names.
    """
    dated = [item for item in news if not _is_of_another_day(item)]
    fresh = [item for item in dated if item.id in story.fresh] or dated
    candidates = [(excerpt, hed) for item in fresh for excerpt, hed in _headed(item, case, leads=leads)]
    worth = {
        excerpt.item.id: likely_printable(excerpt, hed, story.items) * excerpt.item.weight
        for excerpt, hed in candidates
    }
    best = min(
        candidates,
        key=lambda told: (
            *(_is_official(told[0].item), _looks_ahead(told[0])),
            *(-worth[told[0].item.id], told[0].item.id),
        ),
        default=None,
    )
    if best is None or likely_printable(*best, story.items) < least_likely():
        return None
    excerpt, hed = best
    others = [item for item in news if item.id != excerpt.item.id]
    return _brief(story, excerpt, hed, others, quotes, today, accounts)


def _headed(item: Item, case: Case, *, leads: bool) -> Iterator[tuple[Excerpt, str]]:
    """The excerpt of a report with its own title above it, where the excerpt bears that out."""
    excerpt = excerpt_of(item, leads=leads)
    if excerpt and (hed := hed_of(excerpt.beginning, excerpt.text, item, case)):
        yield excerpt, hed


def _brief(
    story: Story,
    excerpt: Excerpt,
    hed: str,
    others: Sequence[Item],
    quotes: Sequence[Quote],
    today: date,
    accounts: Sequence[Sentence],
) -> Brief:
    told = Told(hed, excerpt.text)
    everybody = [excerpt.item, *others]
    differ = _both(told, printable_alone(told, accounts, everybody, again=True), accounts)
    told = told.with_more(" ".join(sentence.text for sentence in differ))
    added = additions(told, others, {excerpt.item.outlet, *_outlets(differ, everybody)})
    told = told.with_more(" ".join(sentence.text for sentence in added))
    ahead = coming(told, everybody, today)
    shown = [*excerpt.sentences, *differ, *added, *((ahead,) if ahead else ())]
    return Brief(
        story,
        hed,
        excerpt.sentences,
        EXCERPT,
        excerpt_of=excerpt.item.id,
        adds=added,
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


def _outlets(sentences: Sequence[Sentence], items: Sequence[Item]) -> Iterator[str]:
    cited = {item for sentence in sentences for item in sentence.items}
    return (item.outlet for item in items if item.id in cited)


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


def _is_official(item: Item) -> bool:
    """Whether a government's own site tells it: an independent outlet goes before."""
    host = item.url.split("/")[2] if item.url.count("/") > 1 else ""
    return host.endswith(_OFFICIAL_HOSTS)


def _looks_ahead(excerpt: Excerpt) -> bool:
    """A preview; another report may tell what came of it."""
    return not read(excerpt.item).language["ahead"].isdisjoint(excerpt.lines[0].text.lower().split())
