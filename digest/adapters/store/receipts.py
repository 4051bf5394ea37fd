"""What became of each message: the `Receipts` of `digest.ports`.

A receipt walks one way: sending -> accepted, rejected or deferred; deferred -> sending again. What a killed
run left at `sending` becomes `uncertain`, and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.schema import reader_key
from digest.adapters.store.statements import Insert, chunks, insert_for, upsert
from digest.errors import StoreError
from digest.model import Receipt, ReceiptState, Slot

_MAY_BE_SENT = ("pending", "deferred")
_AT_ONCE = 5_000  # rows read in one transaction


class SqlReceipts:
    """One row a slot and reader."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def write(self, slot: Slot, begun: Sequence[str], receipts: Sequence[Receipt], now: datetime) -> None:
        """Note what is about to be handed over and what became of others: see `digest.ports`."""
        try:
            with self._begin() as connection:
                _save(connection, slot, receipts, now)
                _begin_all(connection, slot, begun, now)
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

    def open(self, slot: Slot) -> frozenset[str]:
        """Whose receipts are open: their addresses in small letters."""
        table = schema.receipts
        query = select(table.c.reader).where(table.c.slot == slot.key, table.c.state.in_(_MAY_BE_SENT))
        with self._begin() as connection:
            return frozenset(connection.scalars(query))

    def counts(self, slot: Slot) -> dict[ReceiptState, int]:
        """How many receipts of each state there are."""
        table = schema.receipts
        query = select(table.c.state, func.count()).where(table.c.slot == slot.key).group_by(table.c.state)
        with self._begin() as connection:
            return {state: count for state, count in connection.execute(query)}  # noqa: C416 - rows are no pairs

    def mark_uncertain(self, slot: Slot, now: datetime) -> tuple[Receipt, ...]:
        """Turn the receipts that a killed run left at `sending` into `uncertain`; gives those."""
        table = schema.receipts
        detail = "the run ended while the message was handed over"
        statement = update(table).where(table.c.slot == slot.key, table.c.state == "sending")
        statement = statement.values(state="uncertain", detail=detail, changed=now)
        with self._begin() as connection:
            addresses = connection.scalars(statement.returning(table.c.address)).all()
        return tuple(Receipt(address, "uncertain", detail) for address in sorted(addresses))

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


def _save(connection: Connection, slot: Slot, receipts: Sequence[Receipt], now: datetime) -> None:
    if receipts:
        upsert(connection, schema.receipts, [_row(slot, one.address, one.state, one.detail, now) for one in receipts])


def _begin_all(connection: Connection, slot: Slot, addresses: Sequence[str], now: datetime) -> None:
    if not addresses:
        return
    rows = [_row(slot, address, "sending", "", now) for address in addresses]
    if connection.execute(_begin(connection.dialect.name), rows).rowcount == len(rows):
        return
    table = schema.receipts
    closed = select(table.c.address).where(
        table.c.slot == slot.key,
        table.c.reader.in_([row["reader"] for row in rows]),
        table.c.state != "sending",
    )
    found = connection.scalars(closed).first() or addresses[0]
    raise _InTheWay(f"{found} has a receipt for {slot.key}; the issue is not sent there again")


def _row(slot: Slot, address: str, state: str, detail: str, now: datetime) -> dict[str, Any]:
    named = {"slot": slot.key, "reader": reader_key(address), "address": address}
    return {**named, "state": state, "detail": detail, "changed": now}


@cache
def _begin(dialect: str) -> Insert:
    """Insert a receipt or begin it again, but only where none stands in the way."""
    open_ = or_(*(schema.receipts.c.state == state for state in _MAY_BE_SENT))  # an IN can't run for many rows at once
    statement = insert_for(dialect, schema.receipts)
    begun = {name: statement.excluded[name] for name in ("state", "detail", "changed")}
    return statement.on_conflict_do_update(index_elements=["slot", "reader"], set_=begun, where=open_)
