"""`digest explain`: why a story or an item is where it is, or why it is out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from digest.commands.parts.explain_data import item_document, story_document
from digest.commands.parts.explain_story import explain_story
from digest.commands.parts.lookup import Named, find, the_one
from digest.commands.parts.which_issue import about, slot_at
from digest.config import Audience
from digest.curate.describing import ON_TOPIC
from digest.curate.topics import tried
from digest.model import Dropped, Item, Story, TopicMatch
from digest.pipeline import Desk, Workings, keep_as_sent, make_issue
from digest.query import Document

_NEVER_TRIED = (
    "too old",
    "in the future",
    "undated",
    "no text",
    "already sent",
    "same item",
    "muted",
)  # left out before topics


def explain(desk: Desk, moments: Sequence[datetime], wanted: str, *, past: bool, remember: bool) -> Iterator[str]:
    """Lines about what `wanted` means in the issues of these moments.

    An issue is the one `preview` would build; with `past` the one that was due then, sent or not. With `remember`
    each knows what the ones before it told. Raises a `ConfigError` where nothing fits, or several things do.
    """
    issues = [_made(desk, now, past=past, remember=remember) for now in moments]
    found = _found(desk, issues, min(moments), wanted)
    for now, workings in zip(moments, issues, strict=True):
        yield from about(desk, workings, now, past=past)
    for workings, thing in list(found):
        if isinstance(thing, Story):
            yield from explain_story(workings, desk.audience, thing)
        else:
            yield from explain_item(workings, desk.audience, thing)


def explain_as_json(desk: Desk, moments: Sequence[datetime], wanted: str, *, past: bool, remember: bool) -> str:
    """The same as one JSON value: `explain_data`."""
    issues = [_made(desk, now, past=past, remember=remember) for now in moments]
    found = _found(desk, issues, min(moments), wanted)
    return json.dumps([_document(workings, desk.audience, thing) for workings, thing in found], ensure_ascii=False)


def _found(
    desk: Desk, issues: Sequence[Workings], first: datetime, wanted: str
) -> Iterator[tuple[Workings, Story | Item]]:
    """The story that is meant in each issue, by its id or words; where no issue has one, the item."""
    told = [(workings, find(wanted, _stories(workings))) for workings in issues]
    if any(found for _, found in told):
        for workings, found in told:
            if found:
                yield workings, the_one(wanted, "stories", found, ())
        return
    stored = desk.store.gathered.items(
        (source.feed for source in desk.audience.sources), first - desk.audience.keep.memory
    )
    read = [(workings, find(wanted, _items(workings, stored))) for workings in issues]
    if not any(found for _, found in read):
        known: list[Named[Any]] = [*_told(issues[-1])]
        the_one(wanted, "stories or items", (), known or [*_items(issues[-1], stored)])
    for workings, items in read:
        if items:
            yield workings, the_one(wanted, "items", items, ())


def _document(workings: Workings, audience: Audience, thing: Story | Item) -> dict[str, Any]:
    if isinstance(thing, Story):
        return story_document(workings, audience, thing)
    matches = [
        {"topic": match.topic, "fit": round(match.fit, 4), "on_topic": match.fit >= ON_TOPIC, "terms": list(terms)}
        for match, terms in fits(workings, audience, thing)
    ]
    return item_document(workings, thing, matches)


def _made(desk: Desk, now: datetime, *, past: bool, remember: bool) -> Workings:
    slot = slot_at(desk, now, past=past)
    workings = make_issue(desk, slot, now)
    if remember:
        keep_as_sent(desk, workings, now)
    return workings


def _stories(workings: Workings) -> Iterator[Named[Story]]:
    heds = {brief.story.id: brief.hed for brief in workings.issue.briefs}
    for story in workings.stories:
        yield Named(story, (story.id,), heds.get(story.id, story.items[0].title))


def _told(workings: Workings) -> Iterator[Named[Story]]:
    shown = {brief.story.id for brief in workings.issue.briefs} | {story.id for story in workings.issue.headlines}
    return (named for named in _stories(workings) if named.thing.id in shown)


def _items(workings: Workings, stored: Sequence[Item]) -> Iterator[Named[Item]]:
    """The items of an issue, and those of days before that feeds no longer offer."""
    items = {item.id: item for item in (*stored, *workings.items)}.values()
    return (Named(item, (item.id, item.url), f"{item.title} ({item.outlet})") for item in items)


def explain_item(workings: Workings, audience: Audience, item: Item) -> Iterator[str]:
    """Lines about one item: what became of it, and how well it fits each topic."""
    yield item.title
    yield f"  item {item.id}"
    yield f"  {item.outlet}, {item.published:%Y-%m-%d %H:%M} UTC{'' if item.dated else ' (first seen)'}, {item.url}"
    yield ""
    yield f"IN THE ISSUE {workings.issue.slot.local}"
    yield from (f"  {line}" for line in _fate(workings, item))
    yield ""
    yield "TOPICS"
    yield from (f"  {line}" for line in _topics(workings, audience, item))
    yield ""


def _fate(workings: Workings, item: Item) -> Iterator[str]:
    if all(other.id != item.id for other in workings.items):  # nor did a feed that has not changed say it again
        yield f"left out: too old; {item.published:%Y-%m-%d %H:%M} UTC is before {workings.since:%Y-%m-%d %H:%M}"
    for dropped in workings.issue.dropped:
        if dropped.id == item.id:
            yield f"left out: {dropped.reason}{_detail(dropped, workings)}"
    for story in workings.stories:
        if any(other.id == item.id for other in story.items):
            others = len(story.items) - 1
            with_ = f", with {others} other report{'s' * (others > 1)}" if others else ""
            yield f"a report of the story {story.id}{with_}; to see it whole: digest explain {story.id}"


def _detail(dropped: Dropped, workings: Workings) -> str:
    if dropped.reason == "same item":
        kept = next((item for item in workings.items if item.id == dropped.same_as), None)
        return f", as {kept.outlet}: {kept.title} ({kept.id})" if kept else f", as {dropped.same_as}"
    return f"; {dropped.detail}" if dropped.detail else ""


def _topics(workings: Workings, audience: Audience, item: Item) -> Iterator[str]:
    """How each topic of the config fits, whether or not the item came so far."""
    if item.id in _left_before(workings, item):
        yield "not tried, because it was out before; it would fit so:"
    for match, terms in fits(workings, audience, item):
        yield _topic_line(match, terms)


def fits(workings: Workings, audience: Audience, item: Item) -> Iterator[tuple[TopicMatch, Sequence[str]]]:
    """How each topic fits an item, and which terms of it the item has."""
    skipped = _left_before(workings, item)
    together = [other for other in workings.items if other.id not in skipped and other.id != item.id]
    matches = tried([*together, item], audience.topics, workings.vectors)[item.id]
    for match, topic in zip(matches, audience.topics, strict=True):
        yield match, match.terms or (topic.match.mentions(Document(item)) if topic.match else ())


def _left_before(workings: Workings, item: Item) -> set[str]:
    """The items that were out before topics were tried."""
    skipped = {dropped.id for dropped in workings.issue.dropped if dropped.reason in _NEVER_TRIED}
    return skipped | ({item.id} - {other.id for other in workings.items})


def _topic_line(match: TopicMatch, found: Sequence[str]) -> str:
    """`0.84  White House: "White House", Trump`, or what is lacking."""
    terms = ", ".join(found)
    if match.fit >= ON_TOPIC:
        said = terms or "its vocabulary"
    elif match.terms:
        said = f"{terms}; too little, {ON_TOPIC} is the least"
    else:
        said = f"only {terms}, which is not enough" if terms else "none of its terms"
    return f"{match.fit:.2f}  {match.topic}: {said}"
