"""What became of each slot: the `Slots` of `digest.ports`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import Connection, Row, func, select, update

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.statements import insert_into
from digest.model import Slot, SlotOutcome, SlotRecord, Withdrawal


class SqlSlots:
    """A row a slot, from when its issue is begun or it is closed without one."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def follow(self, newsletter: str, now: datetime) -> datetime:
        """Since when this newsletter is sent from this store: see `digest.ports`."""
        table = schema.newsletters
        known = select(table.c.since).where(table.c.slug == newsletter)
        with self._begin() as connection:
            added = insert_into(connection, table).values(slug=newsletter, since=now)
            connection.execute(added.on_conflict_do_nothing())
            return cast("datetime", connection.scalar(known))

    def newsletters(self) -> tuple[str, ...]:
        """The newsletters that have slots here."""
        query = select(schema.slots.c.newsletter).distinct().order_by(schema.slots.c.newsletter)
        with self._begin() as connection:
            return tuple(connection.scalars(query))

    def finish(self, slot: Slot, outcome: SlotOutcome, detail: str, now: datetime) -> None:
        """Close a slot: `sent`, or `skipped` with the reason. A closed slot is never due again."""
        closed = update(schema.slots).where(schema.slots.c.key == slot.key)
        with self._begin() as connection:
            open_slot(connection, slot)
            connection.execute(closed.values(outcome=outcome, detail=detail, closed=now))

    def outcome(self, slot: Slot) -> SlotOutcome | Literal[""]:
        """How a slot was closed; empty while it is open."""
        with self._begin() as connection:
            found = connection.scalar(select(schema.slots.c.outcome).where(schema.slots.c.key == slot.key))
        return cast("SlotOutcome", found or "")

    def find(self, newsletter: str, local: str) -> Slot | None:
        """The slot of this newsletter at this local time, if something became of it."""
        slots = schema.slots
        query = select(slots.c.due).where(slots.c.newsletter == newsletter, slots.c.local == local)
        with self._begin() as connection:
            due = connection.scalar(query)
        return Slot(newsletter, local, due) if due else None

    def history(self, newsletter: str, limit: int) -> tuple[SlotRecord, ...]:
        """The last slots that something became of, latest first."""
        slots, issues, receipts, gone = schema.slots, schema.issues, schema.receipts, schema.withdrawals
        returns = schema.returns
        query = select(slots, issues.c.subject, issues.c.begun, gone.c.reason, gone.c.added)
        query = query.join(issues, issues.c.slot == slots.c.key, isouter=True)
        query = query.join(gone, gone.c.slot == slots.c.key, isouter=True)
        query = query.where(slots.c.newsletter == newsletter).order_by(slots.c.due.desc()).limit(limit)
        states = select(receipts.c.state, func.count()).group_by(receipts.c.state)
        kinds = select(returns.c.kind, func.count()).group_by(returns.c.kind)
        with self._begin() as connection:
            return tuple(
                _record(
                    row,
                    dict(connection.execute(states.where(receipts.c.slot == row.key)).all()),
                    dict(connection.execute(kinds.where(returns.c.slot == row.key)).all()),
                )
                for row in connection.execute(query).all()
            )


def open_slot(connection: Connection, slot: Slot) -> None:
    """See to it that the slot has a row."""
    values = {"key": slot.key, **asdict(slot), "outcome": "", "detail": ""}
    connection.execute(insert_into(connection, schema.slots).values(values).on_conflict_do_nothing())


def _record(row: Row[Any], counts: dict[Any, int], returned: dict[Any, int]) -> SlotRecord:
    slot = Slot(row.newsletter, row.local, row.due)
    withdrawal = Withdrawal(row.reason, row.added) if row.added else None
    subject = row.subject or ""
    return SlotRecord(slot, row.outcome, row.detail, subject, row.begun, row.closed, counts, withdrawal, returned)
