"""`digest sources`: how each feed does, and what it gives."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.addresses import public_address
from digest.commands.parts import options
from digest.spans import LOOKED_AT

if TYPE_CHECKING:
    from digest.config import Audience
    from digest.model import Item
    from digest.ports import Store

NUMBERS = range(2, 6)  # columns of figures
HEADER = ("outlet", "last success", "items a day", "on topic", "printed", "errors", "feed")


@click.command
@options.config
@options.at
@click.option("--opml", is_flag=True, help="Print the feeds as OPML, for a feed reader or `digest init --opml`.")
@options.as_json
def command(config: Path, opml: bool, at: str | None, as_json: bool) -> None:
    """Show how each feed does: last success, items a day, what of them is on topic and printed, errors in a row.

    \b
    digest sources
    digest sources --json
    digest sources --config europe.yaml --opml > feeds.opml
    """
    from digest.console import aligned
    from digest.gather.opml import write_opml
    from digest.wiring import has_store, open_store

    if opml and as_json:
        raise click.UsageError("expected --opml or --json, not both")
    audience = options.load(config)
    if opml:
        click.echo(write_opml(audience), nl=False)
        for line in no_opml(audience):
            click.echo(line, err=True)
        return
    with closing(open_store(audience, in_memory=not has_store(audience))) as store:
        doings = list(sources(audience, store, options.moment(audience, at)))
    if as_json:
        click.echo(json.dumps([asdict(doing) for doing in doings], ensure_ascii=False, indent=2))
        return
    rows = [_cells(doing, audience.newsletter.timezone) for doing in doings]
    for line in aligned([HEADER, *rows], NUMBERS):
        click.echo(line)


@dataclass(frozen=True, slots=True)
class Doings:
    """How one feed does. The counts are of items published in the last seven days; shares are of these, from 0 to 1."""

    outlet: str
    feed: str  # without name and password
    last_success: str | None  # UTC, as 2025-02-27T22:30:00Z
    tried: bool
    items_a_day: float
    on_topic: float | None  # null where there are no items
    printed: float | None
    errors: int  # in a row
    error: str


def sources(audience: Audience, store: Store, now: datetime) -> Iterator[Doings]:
    """One of each feed, in the order of the config."""
    states = store.gathered.states(source.feed for source in audience.sources)
    items = store.gathered.items((source.feed for source in audience.sources), now - LOOKED_AT)
    known = [item for item in items if item.published <= now]
    on_topic, printed = _on_topic(known, audience, now), _printed(audience, store, now)
    for source in audience.sources:
        own = [item for item in known if item.feed == source.feed]
        state = states.get(source.feed)
        success = state.last_success if state else None
        yield Doings(
            source.outlet,
            public_address(source.feed),
            f"{success:%Y-%m-%dT%H:%M:%SZ}" if success else None,
            state is not None,
            round(len(own) / (LOOKED_AT / timedelta(days=1)), 2),
            _share(sum(item.id in on_topic for item in own), own),
            _share(sum((item.feed, item.id) in printed for item in own), own),
            state.failures if state else 0,
            " ".join(state.last_error.split()) if state and state.failures else "",
        )


def _cells(doing: Doings, zone: tzinfo) -> tuple[str, ...]:
    """A row of the table, below `HEADER`, on the newsletter's clock."""
    success = doing.last_success and datetime.fromisoformat(doing.last_success).astimezone(zone)
    return (
        doing.outlet,
        f"{success:%Y-%m-%d %H:%M %Z}" if success else "never" if doing.tried else "not read yet",
        f"{doing.items_a_day:.1f}",
        *("-" if share is None else f"{100 * share:.0f} %" for share in (doing.on_topic, doing.printed)),
        str(doing.errors),
        f"{doing.feed}: {doing.error}" if doing.error else doing.feed,
    )


def no_opml(audience: Audience) -> Iterator[str]:
    """A line for each feed that an OPML file can't hold, because it is a file on this machine."""
    yield from (f"left out, a file: {source.feed}" for source in audience.sources if source.is_file)


def _share(count: int, own: Sequence[Item]) -> float | None:
    return round(count / len(own), 4) if own else None


def _on_topic(items: Sequence[Item], audience: Audience, now: datetime) -> frozenset[str]:
    """The items that a topic wants; a copy of such an item counts as well."""
    from digest.curate.topics import select

    selection = select(items, audience, now, now - LOOKED_AT)
    kept = {match.item.id for match in selection.kept}
    return frozenset(kept | {one.id for one in selection.dropped if one.reason == "same item" and one.same_as in kept})


def _printed(audience: Audience, store: Store, now: datetime) -> Counter[tuple[str, str]]:
    """The items that an issue of these days linked, by feed and id."""
    until = now + timedelta.resolution  # the issue of this moment counts
    past = store.issues.past_stories(audience.newsletter.slug, now - LOOKED_AT, until)
    return Counter((item.feed, item.id) for story in past for item in story.items)
