"""An issue as it stands, with everything that the preview page shows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from digest.config import Audience
from digest.model import Dropped, Finding, Issue, Item, RenderedIssue, Story
from digest.render.lint import ADVISED_BYTES, CLIPPED_BYTES
from digest.web.places import place_of_finding
from digest.write.checks.evidence import VERDICTS, Evidence


@dataclass(frozen=True, slots=True)
class Choice:
    """What the page asks for: which config, which day, which template; empty is the first, the last, its own.

    A day is a local time such as `2025-02-27T17:30`: that of an issue that was sent, or the moment to make one for.
    """

    audience: int = 0
    day: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """One issue, set in one template. `html`, `text` and `message` are what the first reader would get."""

    choice: Choice
    audience: Audience
    issue: Issue
    rendered: RenderedIssue
    items: tuple[Item, ...] = field(repr=False)  # all that was read
    html: str = field(repr=False)
    text: str = field(repr=False)
    message: bytes = field(repr=False)
    rows: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()  # said while it was made
    readers: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Menu:
    """What the operator may switch between."""

    audiences: tuple[str, ...]
    days: tuple[tuple[str, str], ...]  # value and label
    templates: tuple[str, ...]


class Previews(Protocol):
    """Makes previews and keeps what they are made from."""

    def menu(self, choice: Choice) -> Menu:
        """What can be chosen; never fails."""

    def stamp(self, choice: Choice) -> str:
        """Changes whenever a file behind the preview does. Cheap: asked several times a second."""

    def preview(self, choice: Choice) -> Preview:
        """The preview as the files have it now. Raises a `DigestError` that names file and line."""

    def fetch_again(self, choice: Choice) -> None:
        """Forget what was fetched."""

    def proof(self, choice: Choice, address: str) -> str:
        """Send the preview to one address and say what the server said. Raises a `DigestError`."""


def as_json(preview: Preview) -> dict[str, Any]:
    """Everything the page prints, as plain JSON values."""
    issue, rendered = preview.issue, preview.rendered
    items = {item.id: item for item in preview.items}
    behind = {row.item.id: row.item for row in preview.rows}
    return {
        "newsletter": issue.newsletter,
        "slot": f"{datetime.fromisoformat(issue.slot.local):%a %d %b %Y, %H:%M}",
        "zone": preview.audience.newsletter.timezone.key,
        "day": preview.choice.day,
        "template": preview.choice.template,
        "sender": preview.audience.delivery.sender,
        "subject": rendered.subject,
        "preheader": rendered.preheader,
        "readers": preview.readers,
        "seconds": round(preview.seconds, 2),
        "notes": list(preview.notes),
        "size": {
            "html": len(preview.html.encode()) - sum(len(picture.data) for picture in rendered.attachments),
            "message": len(preview.message),
        },
        "lines": {"advised": ADVISED_BYTES, "clipped": CLIPPED_BYTES},
        "sources": {
            "text": preview.text,
            "html": preview.html,
            "mjml": rendered.mjml,
            "eml": preview.message.decode("ascii", "replace"),
        },
        "stories": [{"hed": brief.hed, "writer": brief.writer, **_story(brief.story, items)} for brief in issue.briefs],
        "evidence": [_row(row) for row in preview.rows],
        "verdicts": VERDICTS,
        "items": {key: _item(item) for key, item in behind.items()},
        "findings": [_finding(found, preview) for found in _blocking_first((*issue.findings, *rendered.findings))],
        "dropped": [_dropped(dropped, items) for dropped in issue.dropped],
    }


def _story(story: Story, items: dict[str, Item]) -> dict[str, Any]:
    return {
        "id": story.id,
        "topic": story.topic,
        "status": str(story.status),
        "outlets": list(story.outlets),
        "score": round(story.score, 2),
        "components": {name: round(value, 2) for name, value in story.components.items()},
    }


def _row(row: Evidence) -> dict[str, Any]:
    return {
        "story": row.story,
        "part": row.part,
        "text": row.text,
        "item": row.item.id,
        "start": row.start,
        "end": row.end,
        "verdict": row.verdict,
        "score": round(row.score, 2),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "outlet": item.outlet,
        "url": item.url,
        "published": f"{item.published:%Y-%m-%d %H:%M} UTC",
        "text": item.text,
    }


def _blocking_first(findings: tuple[Finding, ...]) -> list[Finding]:
    return sorted(findings, key=lambda finding: not finding.blocks)


def _finding(finding: Finding, preview: Preview) -> dict[str, Any]:
    heds = {brief.story.id: brief.hed for brief in preview.issue.briefs}
    return {
        "kind": finding.kind,
        "detail": finding.detail,
        "story": finding.story,
        "blocks": finding.blocks,
        "text": finding.text,
        "place": place_of_finding(finding, heds),
    }


def _dropped(dropped: Dropped, items: dict[str, Item]) -> dict[str, Any]:
    item = items.get(dropped.id)
    return {
        "title": item.title if item else dropped.id,
        "outlet": item.outlet if item else "",
        "url": item.url if item else "",
        "reason": dropped.reason,
        "detail": dropped.detail or dropped.same_as,
    }
