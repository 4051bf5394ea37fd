"""What became of each message: the `Receipts` of `digest.ports`.

A receipt walks one way: pending -> sending -> accepted, rejected or deferred; deferred -> pending again. What a killed
run left at `sending` becomes `uncertain`, and stays so.

To wait for the disk before each message took most of the time of sending. So `promise` waits for it once for some
hundred: they are pending. What follows is only told to the operating system, which keeps it when this process is
killed. When the machine itself goes down that may be lost, and then nobody knows which of the pending were begun: the
next run finds another boot of the machine beside them, and they are uncertain. Where the system does not tell its boots
apart every begin waits for the disk, as does one that nobody promised, and every one on a server: that may be started
again while those who write to it live on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, or_, select, text, update

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.schema import moment_text, reader_key
from digest.adapters.store.statements import Insert, chunks, insert_for, insert_into, upsert
from digest.errors import StoreError
from digest.model import Receipt, ReceiptState, Slot

_KEEP = """
    INSERT INTO receipts (slot, reader, address, state, detail, changed) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (slot, reader) DO UPDATE
    SET address = excluded.address, state = excluded.state, detail = excluded.detail, changed = excluded.changed
"""
_BEGIN = """
    UPDATE receipts SET state = 'sending', detail = '', changed = ? WHERE slot = ? AND reader = ? AND state = 'pending'
"""
_MAY_BE_SENT = ("pending", "deferred")
_AT_ONCE = 5_000  # rows read in one transaction
_OPEN = text(schema.STILL_OPEN)


class SqlReceipts:
    """One row a slot and reader."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin
        self._tells = database.tells
        self._boot = self._tells.boot if self._tells else ""

    def promise(self, slot: Slot, addresses: Sequence[str], place: str, now: datetime) -> None:
        """Note that messages to these will be handed over: see `digest.ports`."""
        how_far = {"slot": slot.key, "place": place, "boot": self._boot}
        try:
            with self._begin() as connection:
                _open_all(connection, slot, addresses, "pending", now)
                upsert(connection, schema.sendings, how_far, kept=("deferred_until", "rests_until"))
        except _InTheWay as error:
            raise StoreError(str(error)) from None

    def place(self, slot: Slot) -> str:
        """Where in the list of readers the sending goes on."""
        table = schema.sendings
        with self._begin() as connection:
            return connection.scalar(select(table.c.place).where(table.c.slot == slot.key)) or ""

    def rest(self, slot: Slot, until: datetime, *, whole: bool) -> None:
        """Let the whole slot rest, or its deferred readers alone: see `digest.ports`."""
        column = "rests_until" if whole else "deferred_until"
        table, new = schema.sendings, {"slot": slot.key, "place": "", "boot": "", column: until}
        with self._begin() as connection:
            inserted = insert_into(connection, table).values(new)
            connection.execute(inserted.on_conflict_do_update(index_elements=["slot"], set_={column: until}))

    def rests(self, slot: Slot, now: datetime, *, whole: bool) -> bool:
        """Whether it rests now."""
        column = schema.sendings.c.rests_until if whole else schema.sendings.c.deferred_until
        with self._begin() as connection:
            until = connection.scalar(select(column).where(schema.sendings.c.slot == slot.key))
        return until is not None and now < until

    def write(self, slot: Slot, begun: Sequence[str], receipts: Sequence[Receipt], now: datetime) -> None:
        """Note what is about to be handed over and what became of others: see `digest.ports`."""
        if not self._tells:
            self._write_durably(slot, begun, receipts, now)
            return
        changed = moment_text(now)
        kept = [(slot.key, reader_key(one.address), one.address, one.state, one.detail, changed) for one in receipts]
        promised = [(changed, slot.key, reader_key(address)) for address in begun]
        try:
            with self._tells.begin() as cursor:
                if kept:
                    cursor.executemany(_KEEP, kept)
                if promised and cursor.executemany(_BEGIN, promised).rowcount < len(promised):
                    raise _NotPromised
        except _NotPromised:
            self._write_durably(slot, begun, receipts, now)

    def _write_durably(self, slot: Slot, begun: Sequence[str], receipts: Sequence[Receipt], now: datetime) -> None:
        try:
            with self._begin() as connection:
                _save(connection, slot, receipts, now)
                _open_all(connection, slot, begun, "sending", now)
        except _InTheWay as error:  # nothing of this is kept now, and the receipts must be
            with self._begin() as connection:
                _save(connection, slot, receipts, now)
            raise StoreError(str(error)) from None

    def among(self, slot: Slot, addresses: Iterable[str]) -> dict[str, Receipt]:
        """The receipts of those of the addresses that have one, by the address in small letters."""
        table, found = schema.receipts, dict[str, Receipt]()
        query = select(table.c.reader, table.c.address, table.c.state, table.c.detail).where(table.c.slot == slot.key)
        with self._begin() as connection:
            for some in chunks(map(reader_key, addresses)):
                rows = connection.execute(query.where(table.c.reader.in_(some)))
                found |= {row.reader: Receipt(row.address, row.state, row.detail) for row in rows}
        return found

    def open(self, slot: Slot) -> Mapping[str, ReceiptState]:
        """Whose receipts are open, by their addresses in small letters."""
        table = schema.receipts
        query = select(table.c.reader, table.c.state).where(table.c.slot == slot.key, _OPEN)
        with self._begin() as connection:
            rows = connection.execute(query.where(table.c.state.in_(_MAY_BE_SENT)))
            return {reader: state for reader, state in rows}  # noqa: C416 - rows are no pairs

    def any_accepted(self, slot: Slot) -> bool:
        """Whether anybody has the issue."""
        table = schema.receipts
        query = select(table.c.reader).where(table.c.slot == slot.key, table.c.state == "accepted")
        query = query.order_by(table.c.reader).limit(
            1
        )  # by the key: without, a server reads from the table's beginning
        with self._begin() as connection:
            return connection.scalar(query) is not None

    def counts(self, slot: Slot) -> dict[ReceiptState, int]:
        """How many receipts of each state there are."""
        table = schema.receipts
        query = select(table.c.state, func.count()).where(table.c.slot == slot.key).group_by(table.c.state)
        with self._begin() as connection:
            return {state: count for state, count in connection.execute(query)}  # noqa: C416 - rows are no pairs

    def mark_uncertain(self, slot: Slot, now: datetime) -> tuple[Receipt, ...]:
        """Turn what a killed run had in hand into `uncertain`; gives those receipts: see `digest.ports`."""
        with self._begin() as connection:
            found = _turn(connection, slot, "sending", "the run ended while the message was handed over", now)
            promised = connection.scalar(select(schema.sendings.c.boot).where(schema.sendings.c.slot == slot.key))
            if promised and promised != self._boot:
                found += _turn(connection, slot, "pending", "the machine went down in the middle of the run", now)
        return tuple(sorted(found, key=lambda receipt: receipt.address))

    def of(self, slot: Slot) -> tuple[Receipt, ...]:
        """All receipts of a slot, by address."""
        table = schema.receipts
        query = select(table.c.address, table.c.state, table.c.detail)
        with self._begin() as connection:
            rows = connection.execute(query.where(table.c.slot == slot.key).order_by(table.c.reader)).all()
        return tuple(Receipt(*row) for row in rows)

    def addresses(self, slot: Slot) -> Iterator[str]:
        """The addresses of all receipts of a slot, so many at a time."""
        table, last = schema.receipts, ""
        query = select(table.c.reader, table.c.address).where(table.c.slot == slot.key).order_by(table.c.reader)
        while True:
            with self._begin() as connection:
                rows = connection.execute(query.where(table.c.reader > last).limit(_AT_ONCE)).all()
            if not rows:
                return
            last = rows[-1].reader
            yield from (row.address for row in rows)


class _InTheWay(Exception):
    """A receipt stands in the way of a message."""


class _NotPromised(Exception):
    """A message is to begin that nobody promised."""


def _save(connection: Connection, slot: Slot, receipts: Sequence[Receipt], now: datetime) -> None:
    if receipts:
        upsert(connection, schema.receipts, [_row(slot, one.address, one.state, one.detail, now) for one in receipts])


def _open_all(connection: Connection, slot: Slot, addresses: Sequence[str], state: str, now: datetime) -> None:
    """Open receipts, again where they are open already. Raises `_InTheWay` for one that is closed."""
    if not addresses:
        return
    rows = [_row(slot, address, state, "", now) for address in sorted(addresses, key=reader_key)]
    if connection.execute(_open(connection.dialect.name), rows).rowcount == len(rows):
        return
    table = schema.receipts
    closed = select(table.c.address).where(
        table.c.slot == slot.key,
        table.c.reader.in_([row["reader"] for row in rows]),
        table.c.state != state,
    )
    found = connection.scalars(closed).first() or addresses[0]
    raise _InTheWay(f"{found} has a receipt for {slot.key}; the issue is not sent there again")


def _turn(connection: Connection, slot: Slot, state: str, detail: str, now: datetime) -> list[Receipt]:
    """Receipts of this state are uncertain from now on."""
    table = schema.receipts
    turned = update(table).where(table.c.slot == slot.key, _OPEN, table.c.state == state)
    turned = turned.values(state="uncertain", detail=detail, changed=now)
    addresses = connection.scalars(turned.returning(table.c.address)).all()
    return [Receipt(address, "uncertain", detail) for address in addresses]


def _row(slot: Slot, address: str, state: str, detail: str, now: datetime) -> dict[str, Any]:
    named = {"slot": slot.key, "reader": reader_key(address), "address": address}
    return {**named, "state": state, "detail": detail, "changed": now}


@cache
def _open(dialect: str) -> Insert:
    """Insert a receipt or open it again, but only where none stands in the way."""
    open_ = or_(*(schema.receipts.c.state == state for state in _MAY_BE_SENT))  # an IN can't run for many rows at once
    statement = insert_for(dialect, schema.receipts)
    opened = {name: statement.excluded[name] for name in ("state", "detail", "changed")}
    return statement.on_conflict_do_update(index_elements=["slot", "reader"], set_=opened, where=open_)
