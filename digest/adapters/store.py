"""Everything that outlives a run, in one SQLite file: `SqlStore` is the `Store` of `digest.ports`.

    feeds, items                what was gathered
    replies, vectors            what was paid for
    calls                       what the model has cost
    slots, issues, receipts     what was sent: one issue a slot, one receipt a reader
    corrections                 what was wrong in it, and which issue said so
    suppressions                whom never to mail again

A receipt walks one way: sending -> accepted, rejected or deferred; deferred -> sending again. What a killed
run left at `sending` becomes `uncertain`, and stays so.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from sqlalchemy import Connection, Row, Table, delete, exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import IntegrityError

from digest.adapters import schema
from digest.adapters.database import Database
from digest.adapters.documents import read_issue, read_rendered, write_issue, write_rendered
from digest.adapters.locks import exclusive_lock
from digest.errors import StoreError
from digest.model import (
    Correction,
    FeedState,
    Issue,
    Item,
    PastStory,
    Picture,
    Receipt,
    RenderedIssue,
    Reply,
    Slot,
    SlotOutcome,
    SlotRecord,
    Spend,
    Suppression,
    Vector,
    Withdrawal,
)

_MAY_HAVE_IT = ("sending", "accepted", "uncertain")  # readers who perhaps got the issue
_MAY_BE_SENT = ("pending", "deferred")
_MANY = 500  # values in one IN (...), well below SQLite's limit


def _now() -> datetime:
    return datetime.now(UTC)


class SqlStore:
    """The store in a file; `SqlStore(None)` keeps all in memory. Safe to use from several threads.

    `clock` dates the calls of the model, and nothing else: money is spent on the real day, whatever day an
    issue is made for.
    """

    def __init__(self, path: Path | None, clock: Callable[[], datetime] = _now) -> None:
        self._path = path
        self._clock = clock
        self._database = Database(path)
        self._begin = self._database.begin

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    @contextmanager
    def exclusive(self, newsletter: str) -> Iterator[None]:
        """Keep other runs of this newsletter out; `StoreBusy` where one is at work. Ends with the process."""
        if self._path is None:
            yield
            return
        with exclusive_lock(self._path.with_name(f"{self._path.name}.{newsletter}.lock"), newsletter):
            yield

    # --- gathered -------------------------------------------------------------------------------------

    def feed_states(self, urls: Iterable[str]) -> dict[str, FeedState]:
        """What is known of these feeds."""
        table = schema.feeds
        with self._begin() as connection:
            rows = [
                row for some in _chunks(urls) for row in connection.execute(select(table).where(table.c.url.in_(some)))
            ]
        return {row.url: FeedState(**row._mapping) for row in rows}

    def save_feed_state(self, state: FeedState) -> None:
        """Keep what is known of a feed now."""
        with self._begin() as connection:
            connection.execute(_upsert(schema.feeds), asdict(state))

    def save_items(self, items: Iterable[Item], now: datetime) -> tuple[Item, ...]:
        """Keep items and give them as kept: see `digest.ports.Store`."""
        with self._begin() as connection:
            kept = tuple(_merged(item, _known_item(connection, item)) for item in items)
            rows = [_item_row(item, now) for item in kept]
            if rows:
                connection.execute(_upsert(schema.items), rows)
        return kept

    def items(self, feeds: Iterable[str], since: datetime) -> tuple[Item, ...]:
        """Items of these feeds published at or after `since`, latest first."""
        table = schema.items
        found: list[Row[Any]] = []
        with self._begin() as connection:
            for some in _chunks(feeds):
                found += connection.execute(select(table).where(table.c.feed.in_(some), table.c.published >= since))
        found.sort(key=lambda row: (row.published, row.id, row.feed), reverse=True)
        return tuple(map(_item, found))

    def forget(self, before: datetime) -> None:
        """Drop the items that no feed has carried since, and the vectors that are older."""
        with self._begin() as connection:
            connection.execute(delete(schema.items).where(schema.items.c.seen < before))
            connection.execute(delete(schema.vectors).where(schema.vectors.c.made < before))

    def reply(self, key: str) -> Reply | None:
        """A reply of the model kept under this cache key, marked as cached."""
        with self._begin() as connection:
            row = connection.execute(select(schema.replies).where(schema.replies.c.key == key)).one_or_none()
        return Reply(row.text, row.model, row.prompt_tokens, row.reply_tokens, cached=True) if row else None

    def save_reply(self, key: str, reply: Reply) -> None:
        """Keep a reply under its cache key."""
        values = {name: value for name, value in asdict(reply).items() if name != "cached"}
        with self._begin() as connection:
            connection.execute(_upsert(schema.replies), {"key": key, **values})

    def vectors(self, keys: Iterable[str]) -> dict[str, Vector]:
        """The vectors kept under these cache keys, of those that are kept."""
        table, found = schema.vectors, dict[str, Vector]()
        with self._begin() as connection:
            for some in _chunks(keys):
                rows = connection.execute(select(table).where(table.c.key.in_(some)))
                found |= {row.key: array("f", struct.unpack(f"<{len(row.vector) // 4}f", row.vector)) for row in rows}
        return found

    def save_vectors(self, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors under their cache keys."""
        made = self._clock()
        packed = {key: struct.pack(f"<{len(vector)}f", *vector) for key, vector in vectors.items()}
        rows = [{"key": key, "vector": vector, "made": made} for key, vector in packed.items()]
        if rows:
            with self._begin() as connection:
                connection.execute(_upsert(schema.vectors), rows)

    def book(self, spend: Spend) -> None:
        """Keep what one call of the model has cost, under the moment of the call."""
        values = {name: getattr(spend, name) for name in ("model", "prompt_tokens", "reply_tokens", "cost")}
        with self._begin() as connection:
            connection.execute(schema.calls.insert().values(asked=self._clock(), **values))

    def spent_today(self) -> Spend:
        """What the calls of this UTC day have cost, those of all newsletters and previews in this store."""
        table, midnight = schema.calls, self._clock().replace(hour=0, minute=0, second=0, microsecond=0)
        sums = (func.coalesce(func.sum(table.c[name]), 0) for name in ("prompt_tokens", "reply_tokens", "cost"))
        with self._begin() as connection:
            row = connection.execute(select(func.count(), *sums).where(table.c.asked >= midnight)).one()
        return Spend("", *row)

    # --- issues ---------------------------------------------------------------------------------------

    def begin_issue(self, slot: Slot, issue: Issue, rendered: RenderedIssue, now: datetime) -> None:
        """Fix the issue of a slot: from here on this, and nothing else, is sent for it."""
        try:
            with self._begin() as connection:
                _open_slot(connection, slot)
                connection.execute(
                    schema.issues.insert().values(
                        slot=slot.key,
                        begun=now,
                        subject=rendered.subject,
                        rendered=write_rendered(rendered),
                        document=write_issue(issue),
                    )
                )
                _mark_printed(connection, issue)
        except StoreError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise StoreError(f"the issue {slot.key} was begun before; it is sent as it was then") from error
            raise

    def rendered(self, slot: Slot) -> RenderedIssue | None:
        """The email of this slot as it was set when its sending began; None where it has not begun."""
        document = self._column(schema.issues.c.rendered, slot)
        return read_rendered(document) if document else None

    def issue(self, slot: Slot) -> Issue | None:
        """The issue behind it, with all its articles."""
        document = self._column(schema.issues.c.document, slot)
        return read_issue(document) if document else None

    def past_stories(self, newsletter: str, since: datetime, until: datetime) -> tuple[PastStory, ...]:
        """What the issues of that time told, latest issue first: see `digest.ports.Store`."""
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

    def save_correction(self, correction: Correction) -> None:
        """Keep a correction for the next issue; replaces one to the same story that was not printed yet."""
        table, key = schema.corrections, correction.slot.key
        waiting = (table.c.slot == key, table.c.story == correction.story, table.c.printed.is_(None))
        values = {"slot": key, **{name: getattr(correction, name) for name in ("story", "added", "hed", "text")}}
        with self._begin() as connection:
            connection.execute(delete(table).where(*waiting))
            connection.execute(table.insert().values(values))

    def corrections(self, newsletter: str) -> tuple[Correction, ...]:
        """Those that no issue has printed yet, oldest first."""
        table, slots = schema.corrections, schema.slots
        query = select(table, slots.c.newsletter, slots.c.local, slots.c.due).join(slots, table.c.slot == slots.c.key)
        query = query.where(slots.c.newsletter == newsletter, table.c.printed.is_(None)).order_by(table.c.added)
        with self._begin() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Correction(Slot(row.newsletter, row.local, row.due), row.story, row.hed, row.text, row.added)
            for row in rows
        )

    def withdraw(self, slot: Slot, withdrawal: Withdrawal) -> None:
        """Keep the issue of a slot off the website; replaces the earlier reason."""
        with self._begin() as connection:
            connection.execute(_upsert(schema.withdrawals), {"slot": slot.key, **asdict(withdrawal)})

    def restore(self, slot: Slot) -> bool:
        """Put it back there; False where it was not withdrawn."""
        table = schema.withdrawals
        with self._begin() as connection:
            return connection.execute(delete(table).where(table.c.slot == slot.key)).rowcount > 0

    def finish_slot(self, slot: Slot, outcome: SlotOutcome, detail: str, now: datetime) -> None:
        """Close a slot: `sent`, or `skipped` with the reason. A closed slot is never due again."""
        with self._begin() as connection:
            _open_slot(connection, slot)
            connection.execute(
                update(schema.slots)
                .where(schema.slots.c.key == slot.key)
                .values(outcome=outcome, detail=detail, closed=now)
            )

    def outcome(self, slot: Slot) -> SlotOutcome | Literal[""]:
        """How a slot was closed; empty while it is open."""
        with self._begin() as connection:
            found = connection.scalar(select(schema.slots.c.outcome).where(schema.slots.c.key == slot.key))
        return cast("SlotOutcome", found or "")

    def history(self, newsletter: str, limit: int) -> tuple[SlotRecord, ...]:
        """The last slots that something became of, latest first."""
        slots, issues, receipts, gone = schema.slots, schema.issues, schema.receipts, schema.withdrawals
        query = select(slots, issues.c.subject, issues.c.begun, gone.c.reason, gone.c.added)
        query = query.join(issues, issues.c.slot == slots.c.key, isouter=True)
        query = query.join(gone, gone.c.slot == slots.c.key, isouter=True)
        query = query.where(slots.c.newsletter == newsletter).order_by(slots.c.due.desc()).limit(limit)
        counting = select(receipts.c.state, func.count()).group_by(receipts.c.state)
        with self._begin() as connection:
            return tuple(
                _record(row, dict(connection.execute(counting.where(receipts.c.slot == row.key)).all()))
                for row in connection.execute(query).all()
            )

    def _column(self, column: Any, slot: Slot) -> Any:
        with self._begin() as connection:
            return connection.scalar(select(column).where(schema.issues.c.slot == slot.key))

    # --- receipts -------------------------------------------------------------------------------------

    def begin_message(self, slot: Slot, address: str, now: datetime) -> None:
        """Note that the message to this reader is about to be handed over: see `digest.ports.Store`."""
        values = {"slot": slot.key, "address": address, "state": "sending", "detail": "", "changed": now}
        with self._begin() as connection:
            if connection.execute(_begin_message(), values).rowcount != 1:
                raise StoreError(f"{address} has a receipt for {slot.key}; the issue is not sent there again")

    def save_receipt(self, slot: Slot, receipt: Receipt, now: datetime) -> None:
        """Keep what became of a message; replaces the earlier receipt of this address."""
        with self._begin() as connection:
            connection.execute(_upsert(schema.receipts), {"slot": slot.key, **asdict(receipt), "changed": now})

    def mark_uncertain(self, slot: Slot, now: datetime) -> tuple[Receipt, ...]:
        """Turn the receipts that a killed run left at `sending` into `uncertain`; gives those."""
        table = schema.receipts
        detail = "the run ended while the message was handed over"
        statement = update(table).where(table.c.slot == slot.key, table.c.state == "sending")
        statement = statement.values(state="uncertain", detail=detail, changed=now)
        with self._begin() as connection:
            addresses = connection.scalars(statement.returning(table.c.address)).all()
        return tuple(Receipt(address, "uncertain", detail) for address in sorted(addresses))

    def receipts(self, slot: Slot) -> tuple[Receipt, ...]:
        """All receipts of a slot, by address; addresses differ by more than case."""
        table = schema.receipts
        query = select(table.c.address, table.c.state, table.c.detail)
        with self._begin() as connection:
            rows = connection.execute(query.where(table.c.slot == slot.key).order_by(table.c.address)).all()
        return tuple(Receipt(*row) for row in rows)

    # --- suppression list -----------------------------------------------------------------------------

    def suppressed(self, newsletter: str, addresses: Iterable[str]) -> frozenset[str]:
        """Those of the addresses that this newsletter must never mail, compared without case."""
        table = schema.suppressions
        with self._begin() as connection:
            rows = connection.scalars(select(table.c.address).where(table.c.newsletter.in_(("", newsletter))))
            listed = {address.lower() for address in rows}
        return frozenset(address for address in addresses if address.lower() in listed)

    def suppress(self, suppression: Suppression) -> None:
        """Never mail this address again."""
        with self._begin() as connection:
            connection.execute(_upsert(schema.suppressions), asdict(suppression))

    def lift(self, newsletter: str, address: str) -> bool:
        """Take an address off the suppression list; False where it was not on it."""
        table = schema.suppressions
        statement = delete(table).where(table.c.newsletter == newsletter, table.c.address == address)
        with self._begin() as connection:
            return connection.execute(statement).rowcount > 0

    def suppressions(self) -> tuple[Suppression, ...]:
        """The whole suppression list, by address."""
        table = schema.suppressions
        with self._begin() as connection:
            rows = connection.execute(select(table).order_by(table.c.address, table.c.newsletter)).all()
        return tuple(Suppression(**row._mapping) for row in rows)


# --- rows and values -----------------------------------------------------------------------------------


def _chunks(values: Iterable[str]) -> Iterator[list[str]]:
    distinct = list(dict.fromkeys(values))
    return (distinct[at : at + _MANY] for at in range(0, len(distinct), _MANY))


@cache
def _upsert(table: Table) -> Insert:
    """Insert a row, or replace the one with its key. Built once: building takes longer than running it."""
    statement = insert(table)
    keys = {column.name for column in table.primary_key}
    rest = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=sorted(keys), set_=rest)


@cache
def _begin_message() -> Insert:
    """The same for a receipt, but only where none stands in the way."""
    open_ = schema.receipts.c.state.in_(_MAY_BE_SENT)
    statement = insert(schema.receipts)
    begun = {name: statement.excluded[name] for name in ("state", "detail", "changed")}
    return statement.on_conflict_do_update(index_elements=["slot", "address"], set_=begun, where=open_)


def _known_item(connection: Connection, item: Item) -> Item | None:
    table = schema.items
    row = connection.execute(select(table).where(table.c.feed == item.feed, table.c.id == item.id)).one_or_none()
    return _item(row) if row else None


def _item_row(item: Item, seen: datetime) -> dict[str, Any]:
    values = asdict(item)
    return {**values, "authors": json.dumps(item.authors), "picture": json.dumps(values["picture"]), "seen": seen}


def _item(row: Row[Any]) -> Item:
    values = {name: value for name, value in row._mapping.items() if name != "seen"}
    picture = json.loads(row.picture)
    return Item(
        **{**values, "authors": tuple(json.loads(row.authors)), "picture": Picture(**picture) if picture else None}
    )


def _merged(new: Item, known: Item | None) -> Item:
    if known is None:
        return new
    if known.full and not new.full:
        new = replace(new, text=known.text, full=True)
    return new if new.dated else replace(new, published=known.published, dated=known.dated)


def _open_slot(connection: Connection, slot: Slot) -> None:
    values = {"key": slot.key, **asdict(slot), "outcome": "", "detail": ""}
    connection.execute(insert(schema.slots).values(values).on_conflict_do_nothing())


def _mark_printed(connection: Connection, issue: Issue) -> None:
    table = schema.corrections
    for one in issue.corrections:
        where = (table.c.slot == one.slot.key, table.c.story == one.story, table.c.added == one.added)
        connection.execute(update(table).where(*where).values(printed=issue.slot.key))


def _told(issue: Issue) -> Iterator[PastStory]:
    key = issue.slot.key
    for brief in issue.briefs:
        parts = (*brief.summary, brief.why, brief.news, brief.next)
        sentences = tuple(part.text for part in parts if part)
        yield PastStory(brief.story.id, key, brief.hed, sentences, brief.story.items)
    for story in issue.headlines:
        yield PastStory(story.id, key, story.items[0].title, (), story.items)
    for viewpoint in issue.viewpoints:
        yield PastStory(viewpoint.item.id, key, viewpoint.item.title, (), (viewpoint.item,))


def _record(row: Row[Any], counts: dict[Any, int]) -> SlotRecord:
    slot = Slot(row.newsletter, row.local, row.due)
    withdrawal = Withdrawal(row.reason, row.added) if row.added else None
    return SlotRecord(slot, row.outcome, row.detail, row.subject or "", row.begun, row.closed, counts, withdrawal)
