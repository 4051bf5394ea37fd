"""Story -> Brief without a model: the opening of one report, credited, and what others add to it.

Each report that has an opening, and bears out its own title, could tell the story; one that an editor would print and
that says what all of them agree on does (`choice`, `consensus`). Where that is none the story is a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest.model import EXCERPT, Brief, Item, Quote, Sentence, Story
from digest.write.choosing.case import Case
from digest.write.choosing.printable import is_printable
from digest.write.choosing.pull_quotes import pull_quotes, worth_setting_apart
from digest.write.excerpts.additions import MOST, Told, additions, coming, denial, of_the_event, printable_alone
from digest.write.excerpts.choice import agreement, least_likely, likely_printable
from digest.write.excerpts.consensus import Consensus, consensus
from digest.write.excerpts.excerpt import Excerpt, excerpt_of
from digest.write.excerpts.heds import hed_of
from digest.write.excerpts.unsound import why_unsound

FAR = 2  # days between the date in an address and that of the feed
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
    dated = [item for item in news if not is_of_another_day(item)]
    fresh = [item for item in dated if item.id in story.fresh] or dated
    agreed = consensus(story.items)
    candidates = filter(None, (_candidate(item, agreed, case, leads=leads) for item in fresh))
    likely = (candidate for candidate in candidates if candidate.likely >= least_likely(leads=leads))
    fit = (one for one in likely if not why_unsound(Told(one.hed, one.excerpt.text), one.excerpt.item, news, today))
    best = min(fit, key=lambda candidate: candidate.rank, default=None)
    if best is None:
        return None
    others = [item for item in dated if item.id != best.excerpt.item.id]
    return _brief(story, best.excerpt, best.hed, others, quotes, today, accounts)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A report that could tell the story; `likely` is how likely (0 to 1) an editor prints it."""

    excerpt: Excerpt
    hed: str
    likely: float
    agreed: Consensus

    @property
    def rank(self) -> tuple[bool, bool, float, int, str]:
        """The lowest tells it: no government's own, none that others have overtaken, that has it from one of them or
        whose hed alone is loaded, the likeliest that says most of what all say, by the weight of its source.
        """
        item = self.excerpt.item
        late = self.agreed.is_overtaken(item) or self.agreed.is_retold(self.excerpt.text, item)
        late = late or self.agreed.is_framed(self.hed, item)
        worth = self.likely * agreement(self.excerpt, self.hed, self.agreed) * item.weight
        return _is_official(item), late, -worth, -len(self.excerpt.lines), item.id


def _candidate(item: Item, agreed: Consensus, case: Case, *, leads: bool) -> _Candidate | None:
    """The excerpt of a report with its own title above it; None where the one does not bear out the other."""
    excerpt = excerpt_of(item, agreed, leads=leads)
    hed = hed_of(excerpt.beginning, excerpt.text, item, case) if excerpt else ""
    if not excerpt or not hed:
        return None
    return _Candidate(excerpt, hed, likely_printable(excerpt, hed, agreed.items), agreed)


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
    agreed = consensus(story.items)
    same = of_the_event(told, others, agreed)
    answer = denial(told, [excerpt.item, *same])
    denied = (answer,) if answer else ()
    heard = {excerpt.item.outlet, *_outlets((*differ, *denied), everybody)}
    added = (*denied, *additions(told, same, heard, agreed))[:MOST]
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
    return list(worth_setting_apart(fit, hed, told, news))


def _both(told: Told, found: Iterator[Sentence], accounts: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Claim and denial where both can be printed, and the excerpt does not tell both already."""
    kept = tuple(found)
    untold = any(sentence.text not in told.text for sentence in kept)
    return kept if untold and len(kept) == len(accounts) else ()


def _outlets(sentences: Sequence[Sentence], items: Sequence[Item]) -> Iterator[str]:
    cited = {item for sentence in sentences for item in sentence.items}
    return (item.outlet for item in items if item.id in cited)


def is_of_another_day(item: Item) -> bool:
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
