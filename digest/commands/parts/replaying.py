"""`digest replay`: past issues made again with another config, beside what was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from digest.addresses import public_address
from digest.commands.parts.explain_story import ordinal
from digest.config import Audience
from digest.console import Silence, counted
from digest.errors import ConfigError
from digest.model import Dropped, Issue, Item, SlotRecord
from digest.pipeline import Desk, make_issue, thin_news
from digest.wiring import open_replay

EVERY = 10_000  # slots: as many as there are
HEADLINE, VIEWPOINT = "a headline", "a viewpoint"


@dataclass(frozen=True, slots=True)
class Entry:
    """One story of an issue: its place is "the lead", "2nd" and so on, `HEADLINE` or `VIEWPOINT`."""

    hed: str
    place: str
    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class Edition:
    """What an issue holds, and what it left out and why."""

    entries: tuple[Entry, ...]
    dropped: tuple[Dropped, ...] = ()
    note: str = ""  # how the slot ended, or that the news was thin


def replay(new: Audience, first: date, last: date, old: Audience | None = None) -> Iterator[str]:
    """Lines about each slot from `first` to `last`: what `new` would have changed against what was sent.

    With `old` against what that config would have made. Items, and what readers had before each slot, come from
    the store; stories are excerpted. Raises a `ConfigError` where nothing was sent or skipped in that time.
    """
    with ExitStack() as stack:
        desk = stack.enter_context(open_replay(new, Silence()))
        other = stack.enter_context(open_replay(old, Silence())) if old else None
        records = _records(desk, first, last)
        changed = 0
        for record in records:
            lines = tuple(_compared(desk, other, record))
            changed += len(lines) > 1
            yield from lines
    yield f"{changed} of {len(records)} issues would change"


def _records(desk: Desk, first: date, last: date) -> list[SlotRecord]:
    slug = desk.audience.newsletter.slug
    known = [*reversed(desk.store.slots.history(slug, EVERY))]
    found = [record for record in known if first.isoformat() <= record.slot.date <= last.isoformat()]
    if found:
        return found
    span = f"it has slots from {known[0].slot.date} to {known[-1].slot.date}" if known else "it has none at all"
    raise ConfigError(
        f"{public_address(str(desk.audience.store_at))}: no slot of {slug} from {first} to {last}; {span}"
    )


def _compared(desk: Desk, other: Desk | None, record: SlotRecord) -> Iterator[str]:
    before = _made(other, record) if other else _sent(desk, record)
    after = _made(desk, record)
    yield f"{record.slot.local}  {_counted(before)}; would be: {_counted(after)}"
    yield from (f"  {change}" for change in _changes(before, after))


def _counted(edition: Edition) -> str:
    lines, views = (sum(entry.place == place for entry in edition.entries) for place in (HEADLINE, VIEWPOINT))
    told = len(edition.entries) - lines - views
    counts = f"{counted(told, 'story', 'stories')}, {counted(lines, 'headline')}"
    counts += f", {counted(views, 'viewpoint')}" if views else ""
    return f"{counts} ({edition.note})" if edition.note else counts


def _sent(desk: Desk, record: SlotRecord) -> Edition:
    """What was sent for a slot, be it nothing."""
    issue, how = desk.store.issues.find(record.slot), record.outcome or "open"
    note = f"{how}; {record.detail}" if record.detail else how
    return Edition(_entries(issue), issue.dropped, note) if issue else Edition((), note=note)


def _made(desk: Desk, record: SlotRecord) -> Edition:
    """The issue as this desk makes it for the moment at which it was, or should have been, made."""
    issue = make_issue(desk, record.slot, record.begun or record.slot.due).issue
    return Edition(_entries(issue), issue.dropped, thin_news(desk.audience, issue))


def _entries(issue: Issue) -> tuple[Entry, ...]:
    first = "the lead" if issue.lead else "1st"
    told = [
        Entry(brief.hed, ordinal(place) if place > 1 else first, _ids(brief.story.items))
        for place, brief in enumerate(issue.briefs, 1)
    ]
    lines = (Entry(story.items[0].title, HEADLINE, _ids(story.items)) for story in issue.headlines)
    views = (Entry(view.item.title, VIEWPOINT, _ids((view.item,))) for view in issue.viewpoints)
    return (*told, *lines, *views)


def _ids(items: tuple[Item, ...]) -> frozenset[str]:
    return frozenset(item.id for item in items)


def _changes(before: Edition, after: Edition) -> Iterator[str]:
    """Stories that come in, go out or change place."""
    was = _same(before, after)
    for entry in after.entries:
        if entry not in was:
            parts = [other.hed for other in before.entries if entry.items & other.items]
            yield f"in      {entry.hed} ({entry.place}{f'; before part of: {parts[0]}' if parts else ''})"
        elif was[entry].place != entry.place:
            yield f"moved   {entry.hed}: {was[entry].place} -> {entry.place}"
    for entry in before.entries:
        if entry not in was.values():
            yield f"out     {entry.hed} ({entry.place}): {_why_out(entry, after)}"


def _same(before: Edition, after: Edition) -> dict[Entry, Entry]:
    """Which story of `before` each story of `after` is: the pairs that share most reports, each story once."""
    pairs = [(entry, other) for entry in after.entries for other in before.entries if entry.items & other.items]
    found: dict[Entry, Entry] = {}
    for entry, other in sorted(pairs, key=lambda pair: -len(pair[0].items & pair[1].items)):
        if entry not in found and other not in found.values():
            found[entry] = other
    return found


def _why_out(entry: Entry, after: Edition) -> str:
    if joined := next((other.hed for other in after.entries if entry.items & other.items), ""):
        return f"now part of: {joined}"
    dropped = (one for one in after.dropped if one.id in entry.items)
    reasons = Counter(", ".join(filter(None, (one.reason, one.detail))) for one in dropped)
    return reasons.most_common(1)[0][0] if reasons else "its reports are not stored for the feeds of this config"
