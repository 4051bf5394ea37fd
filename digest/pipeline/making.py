"""From feeds to an issue, and from an issue to an email."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from digest.config import Audience
from digest.curate import topics
from digest.curate.kinds import may_head
from digest.curate.tallies import first_day, week_of
from digest.deliver import slots
from digest.model import Brief, Chart, Issue, PastStory, Section, Slot
from digest.pipeline.choosing import Choosing
from digest.pipeline.desk import Desk, Workings
from digest.pipeline.embedding import find_vectors
from digest.pipeline.gathering import read_feeds
from digest.pipeline.writing import write_stories
from digest.render.fitting import fit_issue
from digest.spans import OVERLAP
from digest.write.choosing.case import Case
from digest.write.choosing.figures import number_of_the_day
from digest.write.choosing.forms import in_one_form, issue_text
from digest.write.choosing.headlines import list_headlines
from digest.write.choosing.news_lines import news_lines
from digest.write.economy import Account

RECALLED = 3  # stories


def make_issue(desk: Desk, slot: Slot, now: datetime) -> Workings:
    """The issue of a slot as it stands at `now`, written and set.

    Feeds, articles and replies are kept; nothing is marked as sent.
    """
    audience = desk.audience
    since = window(audience, slot, now)
    past = desk.store.issues.past_stories(audience.newsletter.slug, now - audience.keep.memory, slot.due)

    items, feed_findings = read_feeds(desk, since, now)
    texts = topics.texts_to_embed(items, audience, now, since, past) if desk.embedder else ()
    vectors, vector_findings = find_vectors(desk, texts)
    # What failed once is not asked for again in this issue.
    choosing = Choosing(replace(desk, embedder=None) if vector_findings else desk, now, since, past)
    selection, topic_findings = choosing.select(items, vectors)
    choice = choosing.choose(selection.kept)
    lineup = choice.lineup

    account = Account(audience.writer, desk.store.spending.today())
    read = {match.item.id: match.item for match in choice.kept}
    case = Case(read.get(item.id, item) for item in items)
    told = write_stories(desk, lineup, account, slot, case)
    promoted = {brief.story.id for brief in told.briefs}
    untold = (*told.untold, *(story for story in lineup.headlines if story.id not in promoted))
    lines = news_lines(untold, told.briefs, may_head)
    briefs = in_one_form(lines.briefs)
    listed = list_headlines(lines.stories, told.viewpoints, case, issue_text(briefs))
    leads = audience.issue.lead
    issue = Issue(
        newsletter=audience.newsletter.name,
        slot=slot,
        lead=briefs[0] if briefs and leads else None,
        sections=_sections(audience, briefs[1:] if leads else briefs),
        headlines=listed.stories,
        findings=(
            *feed_findings,
            *vector_findings,
            *topic_findings,
            *choice.findings,
            *told.findings,
            *listed.findings,
        ),
        dropped=(*selection.dropped, *lineup.dropped, *lines.dropped, *listed.dropped),
        spend=account.spend(),
        corrections=desk.store.corrections.waiting(audience.newsletter.slug),
        viewpoints=listed.viewpoints,
        number=number_of_the_day(briefs) if audience.issue.number else None,
        chart=_chart(desk, slot, now) if audience.issue.chart else None,
        opening=told.opening,
        quiet=audience.issue.when_thin == "quiet" and len(briefs) < audience.issue.min_stories,
        recalled=() if briefs or listed.stories else _recalled(past),
    )
    issue, rendered = fit_issue(issue, audience, desk.templates)
    chosen = replace(selection, kept=choice.kept)
    return Workings(since, items, vectors, chosen, choice.ranked, told.attempts, issue, rendered)


def _recalled(past: Sequence[PastStory]) -> tuple[PastStory, ...]:
    """What the issue before told, first what it told in sentences: for a day that has nothing else to link."""
    last = [story for story in past if story.slot == past[0].slot]
    return tuple(sorted(last, key=lambda story: not story.sentences)[:RECALLED])


def _chart(desk: Desk, slot: Slot, now: datetime) -> Chart | None:
    feeds = [source.feed for source in desk.audience.sources]
    return week_of(desk.store.gathered.items(feeds, first_day(desk.audience, slot)), desk.audience, slot, now)


def keep_as_sent(desk: Desk, workings: Workings, now: datetime) -> None:
    """Let the store have the issue as if it had gone out, so that the next one knows what readers had."""
    slot = workings.issue.slot
    desk.store.issues.begin(slot, workings.issue, workings.rendered, now)
    desk.store.slots.finish(slot, "sent", "", now)


def window(audience: Audience, slot: Slot, now: datetime) -> datetime:
    """From when on an item is news for this slot, made at `now`: before it is due, it looks back from now."""
    if audience.issue.look_back is not None:
        return min(slot.due, now) - audience.issue.look_back
    return min(slots.previous_slot(audience.calendar, slot).due, now) - OVERLAP


def _sections(audience: Audience, briefs: Sequence[Brief]) -> tuple[Section, ...]:
    """The briefs by topic, topics in the order of the config."""
    sections = (
        Section(topic.name, tuple(brief for brief in briefs if brief.story.topic == topic.name))
        for topic in audience.topics
    )
    return tuple(section for section in sections if section.briefs)
