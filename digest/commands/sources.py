"""`digest sources`: how each feed does, and what it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.addresses import public_address
from digest.commands.parts import options
from digest.spans import LOOKED_AT

if TYPE_CHECKING:
    from digest.config import Audience, Source
    from digest.model import FeedState, Item
    from digest.ports import Store

NUMBERS = range(2, 6)  # columns of figures
HEADER = ("outlet", "last success", "items a day", "on topic", "printed", "errors", "feed")


@click.command
@options.config
@options.at
@click.option("--opml", is_flag=True, help="Print the feeds as OPML, for a feed reader or `digest init --opml`.")
def command(config: Path, opml: bool, at: str | None) -> None:
    """Show how each feed does: last success, items a day, what of them is on topic and printed, errors in a row.

    \b
    digest sources
    digest sources --config europe.yaml --opml > feeds.opml
    """
    from digest.console import aligned
    from digest.gather.opml import write_opml
    from digest.wiring import open_store

    audience = options.load(config)
    if opml:
        click.echo(write_opml(audience), nl=False)
        for line in no_opml(audience):
            click.echo(line, err=True)
        return
    with closing(open_store(audience)) as store:
        for line in aligned(list(sources(audience, store, options.moment(audience, at))), NUMBERS):
            click.echo(line)


def sources(audience: Audience, store: Store, now: datetime) -> Iterator[tuple[str, ...]]:
    """A row of cells for each feed, `HEADER` first. All counts are of items published in the last seven days."""
    states = store.gathered.states(source.feed for source in audience.sources)
    items = store.gathered.items((source.feed for source in audience.sources), now - LOOKED_AT)
    known = [item for item in items if item.published <= now]
    on_topic, printed = _on_topic(known, audience, now), _printed(audience, store, now)
    yield HEADER
    for source in audience.sources:
        own = [item for item in known if item.feed == source.feed]
        yield (
            source.outlet,
            *_health(states.get(source.feed)),
            f"{len(own) / (LOOKED_AT / timedelta(days=1)):.1f}",
            _share(sum(item.id in on_topic for item in own), own),
            _share(sum((item.feed, item.id) in printed for item in own), own),
            *_errors(source, states.get(source.feed)),
        )


def no_opml(audience: Audience) -> Iterator[str]:
    """A line for each feed that an OPML file can't hold, because it is a file on this machine."""
    yield from (f"left out, a file: {source.feed}" for source in audience.sources if source.is_file)


def _health(state: FeedState | None) -> tuple[str]:
    if state is None:
        return ("not read yet",)
    return (f"{state.last_success:%Y-%m-%d %H:%M} UTC" if state.last_success else "never",)


def _errors(source: Source, state: FeedState | None) -> tuple[str, str]:
    if state is None or not state.failures:
        return "0", public_address(source.feed)
    return str(state.failures), f"{public_address(source.feed)}: {' '.join(state.last_error.split())}"


def _share(count: int, own: Sequence[Item]) -> str:
    return f"{100 * count / len(own):.0f} %" if own else "-"


def _on_topic(items: Sequence[Item], audience: Audience, now: datetime) -> frozenset[str]:
    """The items that a topic wants; a copy of such an item counts as well."""
    from digest.curate.topics import select

    selection = select(items, audience, now, now - LOOKED_AT)
    kept = {match.item.id for match in selection.kept}
    return frozenset(kept | {one.id for one in selection.dropped if one.reason == "same item" and one.detail in kept})


def _printed(audience: Audience, store: Store, now: datetime) -> Counter[tuple[str, str]]:
    """The items that an issue of these days linked, by feed and id."""
    until = now + timedelta.resolution  # the issue of this moment counts
    past = store.issues.past_stories(audience.newsletter.slug, now - LOOKED_AT, until)
    return Counter((item.feed, item.id) for story in past for item in story.items)
