"""`digest correct`: what was wrong in an issue, for the next issue to print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.parts import options
from digest.commands.parts.lookup import ALL, Named, find, the_one, the_slot
from digest.errors import ConfigError
from digest.model import Correction, Issue, Slot

if TYPE_CHECKING:
    from digest.config import Audience
    from digest.ports import Store


@click.command
@click.argument("slot")
@click.argument("story")
@click.argument("text")
@options.config
def command(slot: str, story: str, text: str, config: Path) -> None:
    """Have the next issue print a correction, once.

    SLOT is the issue's time or its beginning, STORY an id or words of its headline. A second correction to the
    same story replaces the first until one is printed.

    \b
    digest correct 2025-02-27 minerals "The agreement was not signed on Thursday."
    """
    from digest.wiring import open_store

    audience = options.load(config)
    with closing(open_store(audience)) as store:
        told = told_as(audience, store, slot, story)
        noted = Correction(*told, _said(text), options.now())
        store.corrections.save(noted)
    click.echo(f"the next issue corrects {noted.hed!r} of {noted.slot.date}: {noted.text}")


def _said(text: str) -> str:
    if not text.strip():
        raise ConfigError("expected the words of the correction")
    return " ".join(text.split())


def told_as(audience: Audience, store: Store, slot: str, story: str) -> tuple[Slot, str, str]:
    """A story of an issue that was sent: the issue's slot, its id, its hed.

    `slot` is the issue's time or the beginning of it (`2025-02-27`), `story` an id or words of the headline.
    """
    issue = _issue(audience, store, slot)
    known = tuple(_stories(issue))
    identity, hed = the_one(story, f"stories in the issue {issue.slot.local}", find(story, known), known)
    return issue.slot, identity, hed


def _issue(audience: Audience, store: Store, wanted: str) -> Issue:
    begun = (record for record in store.slots.history(audience.newsletter.slug, ALL) if record.begun)
    issue = store.issues.find(the_slot(wanted, "issues", begun).slot)
    assert issue is not None, "a slot that was begun has its issue"  # noqa: S101
    return issue


def _stories(issue: Issue) -> Iterator[Named[tuple[str, str]]]:
    """Told stories, headlines and viewpoints, each as its id and what readers saw above it."""
    for brief in issue.briefs:
        yield Named((brief.story.id, brief.hed), (brief.story.id,), brief.hed)
    for story in issue.headlines:
        yield Named((story.id, story.items[0].title), (story.id,), story.items[0].title)
    for item in (viewpoint.item for viewpoint in issue.viewpoints):
        yield Named((item.id, item.title), (item.id,), item.title)
