"""What came back by mail: the `Returns` of `digest.ports`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import and_, select

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.schema import reader_key
from digest.adapters.store.statements import insert_into, upsert
from digest.model import Bookmark, Return, Slot, Suppression


class SqlReturns:
    """A row a slot, reader and kind of return; a row a mailbox."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def add(self, slot: Slot, returned: Return, now: datetime, ends: Suppression | None) -> bool:
        """Keep it, and whom never to mail again, in one transaction: see `digest.ports`."""
        values = {
            "slot": slot.key,
            "reader": reader_key(returned.address),
            "kind": returned.kind,
            "address": returned.address,
            "detail": returned.detail,
            "added": now,
        }
        with self._begin() as connection:
            insert = insert_into(connection, schema.returns).values(values).on_conflict_do_nothing()
            is_new = connection.execute(insert).rowcount > 0
            if is_new and ends:
                gone = {"reader": reader_key(ends.address), **asdict(ends)}
                connection.execute(insert_into(connection, schema.suppressions).values(gone).on_conflict_do_nothing())
            return is_new

    def of(self, slot: Slot) -> tuple[Return, ...]:
        """What came back of a slot, by address."""
        table = schema.returns
        query = select(table.c.address, table.c.kind, table.c.detail).where(table.c.slot == slot.key)
        with self._begin() as connection:
            rows = connection.execute(query.order_by(table.c.reader, table.c.kind)).all()
        return tuple(Return(*row) for row in rows)

    def arrivals(self, newsletter: str, address: str, limit: int) -> tuple[tuple[str, bool], ...]:
        """The reader's last issues, oldest first, and whether each arrived: see `digest.ports`."""
        slots, receipts, returns = schema.slots, schema.receipts, schema.returns
        soft = and_(returns.c.slot == receipts.c.slot, returns.c.reader == receipts.c.reader, returns.c.kind == "soft")
        query = select(slots.c.local, receipts.c.state, returns.c.kind)
        query = query.join(receipts, receipts.c.slot == slots.c.key).join(returns, soft, isouter=True)
        query = query.where(slots.c.newsletter == newsletter, receipts.c.reader == reader_key(address))
        query = query.where(receipts.c.state.in_(("accepted", "rejected", "uncertain")))
        with self._begin() as connection:
            rows = connection.execute(query.order_by(slots.c.due.desc()).limit(limit)).all()
        return tuple((row.local, row.state != "rejected" and row.kind is None) for row in reversed(rows))

    def bookmark(self, newsletter: str, mailbox: str) -> Bookmark | None:
        """How far this mailbox was read for this newsletter."""
        table = schema.bookmarks
        query = select(table.c.count, table.c.number)
        with self._begin() as connection:
            here = query.where(table.c.newsletter == newsletter, table.c.mailbox == mailbox)
            row = connection.execute(here).one_or_none()
        return Bookmark(*row) if row else None

    def set_bookmark(self, newsletter: str, mailbox: str, bookmark: Bookmark) -> None:
        """Keep how far."""
        values = {"newsletter": newsletter, "mailbox": mailbox, "count": bookmark.count, "number": bookmark.number}
        with self._begin() as connection:
            upsert(connection, schema.bookmarks, values)
