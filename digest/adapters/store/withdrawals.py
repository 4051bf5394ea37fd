"""Issues that the operator took off the website: the `Withdrawals` of `digest.ports`."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import delete

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.statements import upsert
from digest.model import Slot, Withdrawal


class SqlWithdrawals:
    """The reason for each."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def add(self, slot: Slot, withdrawal: Withdrawal) -> None:
        """Keep the issue of a slot off the website; replaces the earlier reason."""
        with self._begin() as connection:
            upsert(connection, schema.withdrawals, {"slot": slot.key, **asdict(withdrawal)})

    def lift(self, slot: Slot) -> bool:
        """Put it back there; False where it was not withdrawn."""
        table = schema.withdrawals
        with self._begin() as connection:
            return connection.execute(delete(table).where(table.c.slot == slot.key)).rowcount > 0
