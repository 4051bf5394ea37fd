"""The flow, and the only place that calls ports.

    feeds ── gather ──> items ── curate ──> stories ── write ──> briefs ── render ──> issue ── deliver ──> receipts
               │                   │                     │                                        │
            Fetcher, Store       Store             Model, Store                            Mailer, Store

`make_issue` goes as far as the issue and marks nothing as sent; `send_issue` goes all the way, once per
slot. The stages return data, this page acts on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import jinja2

from digest.config import Audience, Source
from digest.curate import memory, ranking, stories, topics
from digest.deliver import slots
from digest.deliver.messages import Composer
from digest.errors import AllRefused, FetchError, LimitExceeded, ModelError, ModelRefused, ParseError, RenderError
from digest.gather.articles import with_article
from digest.gather.feeds import parse_feed
from digest.model import (
    Brief,
    FeedState,
    Finding,
    Issue,
    Item,
    Message,
    Receipt,
    Recipient,
    RenderedIssue,
    Request,
    Response,
    RunReport,
    Section,
    Selection,
    Slot,
    Story,
    TopicMatch,
)
from digest.ports import Fetcher, Mailer, Model, Progress, Store
from digest.render.briefing import render_issue
from digest.write import extractive, prompts
from digest.write.checking import check_draft
from digest.write.economy import Account
from digest.write.quotes import candidates

MEMORY = timedelta(days=14)  # how long an issue is remembered: what it told is not news again
OVERLAP = timedelta(hours=2)  # feeds publish late; the window reaches back beyond the slot before


@dataclass(frozen=True)
class Desk:
    """One audience at work: its settings, its ports, its templates."""

    audience: Audience
    fetcher: Fetcher
    store: Store
    model: Model | None  # None: the extractive writer
    templates: jinja2.Environment
    progress: Progress


@dataclass(frozen=True)
class Workings:
    """An issue with all that it was made from, stage by stage."""

    items: tuple[Item, ...]
    selection: Selection
    stories: tuple[Story, ...]
    issue: Issue


def make_issue(desk: Desk, slot: Slot, now: datetime) -> Workings:
    """The issue of a slot as it stands at `now`. Feeds, articles and replies are kept; nothing is marked as sent."""
    audience, store = desk.audience, desk.store
    past = store.past_stories(audience.newsletter.slug, now - MEMORY)
    since = _window(audience, slot)

    items, feed_findings = _gather(desk, since, now)
    selection = topics.select(items, audience, now, since, past)
    kept, article_findings = _read_articles(desk, selection.kept, now)
    selection = replace(selection, kept=kept)

    groups = stories.fold([match.item for match in kept])
    ranked = memory.since_last_issue(ranking.rank(groups, kept, audience, now), past)
    lineup = ranking.line_up(ranked, audience)

    account = Account(audience.writer)
    briefs, writing_findings = _write(desk, lineup.stories, account)
    issue = Issue(
        newsletter=audience.newsletter.name,
        slot=slot,
        lead=briefs[0] if briefs and audience.issue.lead else None,
        sections=_sections(audience, briefs[1:] if audience.issue.lead else briefs),
        headlines=lineup.headlines,
        findings=(*feed_findings, *article_findings, *writing_findings),
        dropped=(*selection.dropped, *lineup.dropped),
        spend=account.spend(),
    )
    return Workings(items, selection, ranked, issue)


def render(desk: Desk, issue: Issue) -> RenderedIssue:
    """The issue as an email, with the lint's findings."""
    return render_issue(issue, desk.audience, desk.templates)


# --- gather --------------------------------------------------------------------------------------------


def _window(audience: Audience, slot: Slot) -> datetime:
    if audience.issue.look_back is not None:
        return slot.due - audience.issue.look_back
    return slots.previous_slot(audience, slot).due - OVERLAP


def _gather(desk: Desk, since: datetime, now: datetime) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """All items the audience's feeds offer now, and those they offered since `since`."""
    sources = desk.audience.sources
    states = desk.store.feed_states(source.feed for source in sources)
    requests = [_request(source, states.get(source.feed)) for source in sources]
    answers = desk.progress.track("feeds", desk.fetcher.fetch(requests), len(sources))

    offered: list[Item] = []
    findings: list[Finding] = []
    for source, answer in zip(sources, answers, strict=True):
        state = states.get(source.feed, FeedState(source.feed))
        parsed = answer if isinstance(answer, FetchError) or answer.not_modified else parse_feed(answer, source, now)
        if isinstance(parsed, FetchError | ParseError):
            findings.append(Finding("feed failed", str(parsed)))
            state = replace(state, failures=state.failures + 1, last_error=parsed.reason)
        else:
            state = _succeeded(state, answer, now)
            if not isinstance(parsed, Response):
                offered += desk.store.save_items(parsed.items, now)
        desk.store.save_feed_state(state)

    known = {item.id: item for item in desk.store.items((source.feed for source in sources), since)}
    known |= {item.id: item for item in offered}
    return _as_configured(known.values(), sources), tuple(findings)
