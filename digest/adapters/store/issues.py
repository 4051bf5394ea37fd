"""The issues that were begun: the `Issues` of `digest.ports`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, or_, select, update
from sqlalchemy.exc import IntegrityError

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.documents import items_of, read_issue, read_rendered, write_issue, write_rendered
from digest.adapters.store.slots import open_slot
from digest.errors import StoreError
from digest.model import Issue, PastStory, RenderedIssue, Slot

_MAY_HAVE_IT = ("sending", "accepted", "uncertain")  # readers who perhaps got the issue


class SqlIssues:
    """One issue a slot, as JSON with all its articles, and the email that was set of it."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def begin(self, slot: Slot, issue: Issue, rendered: RenderedIssue, now: datetime) -> None:
        """Fix the issue of a slot: from here on this, and nothing else, is sent for it."""
        document = write_issue(issue)
        values = {
            "slot": slot.key,
            "begun": now,
            "subject": rendered.subject,
            "rendered": write_rendered(rendered),
            "document": document,
        }
        try:
            with self._begin() as connection:
                open_slot(connection, slot)
                connection.execute(schema.issues.insert().values(values))
                _mark_printed(connection, issue)
                _mark_used(connection, document)
        except StoreError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise StoreError(f"the issue {slot.key} was begun before; it is sent as it was then") from error
            raise

    def rendered(self, slot: Slot) -> RenderedIssue | None:
        """The email of this slot as it was set when its sending began; None where it has not begun."""
        document = self._column(schema.issues.c.rendered, slot)
        return read_rendered(document) if document else None

    def find(self, slot: Slot) -> Issue | None:
        """The issue behind it, with all its articles."""
        document = self._column(schema.issues.c.document, slot)
        return read_issue(document) if document else None

    def past_stories(self, newsletter: str, since: datetime, until: datetime) -> tuple[PastStory, ...]:
        """What the issues of that time told, latest issue first: see `digest.ports`."""
        slots, issues, receipts = schema.slots, schema.issues, schema.receipts
        reached = exists().where(receipts.c.slot == slots.c.key, receipts.c.state.in_(_MAY_HAVE_IT))
        query = (
            select(issues.c.document)
            .join(slots)
            .where(slots.c.newsletter == newsletter, slots.c.due >= since, slots.c.due < until)
            .where(or_(slots.c.outcome == "sent", reached))
            .order_by(slots.c.due.desc())
        )
        with self._begin() as connection:
            documents = connection.scalars(query).all()
        return tuple(story for document in documents for story in _told(read_issue(document)))

    def _column(self, column: Any, slot: Slot) -> Any:
        with self._begin() as connection:
            return connection.scalar(select(column).where(schema.issues.c.slot == slot.key))


def _mark_printed(connection: Connection, issue: Issue) -> None:
    table = schema.corrections
    for one in issue.corrections:
        where = (table.c.slot == one.slot.key, table.c.story == one.story, table.c.added == one.added)
        connection.execute(update(table).where(*where).values(printed=issue.slot.key))


def _mark_used(connection: Connection, document: str) -> None:
    """Let the items of an issue keep their texts."""
    table = schema.items
    for feed, number in sorted(set(items_of(document))):  # in one order, or two issues wait for one another
        connection.execute(update(table).where(table.c.feed == feed, table.c.id == number).values(used=True))


def _told(issue: Issue) -> Iterator[PastStory]:
    key = issue.slot.key
    for brief in issue.briefs:
        parts = (*brief.summary, *brief.adds, brief.why, brief.news, brief.next)
        sentences = tuple(part.text for part in parts if part)
        yield PastStory(brief.story.id, key, brief.hed, sentences, brief.story.items)
    for story in issue.headlines:
        yield PastStory(story.id, key, story.items[0].title, (), story.items)
    for viewpoint in issue.viewpoints:
        yield PastStory(viewpoint.item.id, key, viewpoint.item.title, (), (viewpoint.item,))
