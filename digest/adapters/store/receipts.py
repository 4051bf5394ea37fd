"""What became of each message: the `Receipts` of `digest.ports`.

A receipt walks one way: sending -> accepted, rejected or deferred; deferred -> sending again. What a killed
run left at `sending` becomes `uncertain`, and stays so.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from functools import cache

from sqlalchemy import select, update

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.schema import reader_key
from digest.adapters.store.statements import Insert, insert_for, upsert
from digest.errors import StoreError
from digest.model import Receipt, Slot

_MAY_BE_SENT = ("pending", "deferred")


class SqlReceipts:
    """One row a slot and reader."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def begin(self, slot: Slot, address: str, now: datetime) -> None:
        """Note that the message to this reader is about to be handed over: see `digest.ports`."""
        begun = {"state": "sending", "detail": "", "changed": now}
        values = {"slot": slot.key, "reader": reader_key(address), "address": address, **begun}
        with self._begin() as connection:
            if connection.execute(_begin(connection.dialect.name), values).rowcount != 1:
                raise StoreError(f"{address} has a receipt for {slot.key}; the issue is not sent there again")

    def save(self, slot: Slot, receipt: Receipt, now: datetime) -> None:
        """Keep what became of a message; replaces the earlier receipt of this address."""
        values = {"slot": slot.key, "reader": reader_key(receipt.address), **asdict(receipt), "changed": now}
        with self._begin() as connection:
            upsert(connection, schema.receipts, values)

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


@cache
def _begin(dialect: str) -> Insert:
    """Insert a receipt or begin it again, but only where none stands in the way."""
    open_ = schema.receipts.c.state.in_(_MAY_BE_SENT)
    statement = insert_for(dialect, schema.receipts)
    begun = {name: statement.excluded[name] for name in ("state", "detail", "changed")}
    return statement.on_conflict_do_update(index_elements=["slot", "reader"], set_=begun, where=open_)
