"""What was wrong in an issue: the `Corrections` of `digest.ports`."""

from __future__ import annotations

from sqlalchemy import delete, select

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.model import Correction, Slot


class SqlCorrections:
    """Corrections by issue and story, and which issue printed them."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def save(self, correction: Correction) -> None:
        """Keep a correction for the next issue; replaces one to the same story that was not printed yet."""
        table, key = schema.corrections, correction.slot.key
        waiting = (table.c.slot == key, table.c.story == correction.story, table.c.printed.is_(None))
        values = {"slot": key, **{name: getattr(correction, name) for name in ("story", "added", "hed", "text")}}
        with self._begin() as connection:
            connection.execute(delete(table).where(*waiting))
            connection.execute(table.insert().values(values))

    def waiting(self, newsletter: str) -> tuple[Correction, ...]:
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
