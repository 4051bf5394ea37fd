"""How fast workers on all machines together write to a mail server: the `Paces` of `digest.ports`."""

from __future__ import annotations

from sqlalchemy import text

from digest.adapters.store.database import Database

# The moment by the database's clock, which all workers share, in seconds since 1970.
_NOW = {
    "postgresql": "extract(epoch FROM clock_timestamp())",
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
}


class SqlPaces:
    """A row a server: the moment from which nobody has taken room yet (GCRA, ITU-T I.371)."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def take(self, server: str, rate: float, messages: int) -> float:
        """Room for some messages: see `digest.ports`."""
        with self._begin() as connection:
            now = _NOW[connection.dialect.name]
            later = f"CASE WHEN paces.free > {now} THEN paces.free ELSE {now} END"
            taken = text(
                f"INSERT INTO paces (server, free) VALUES (:server, {now} + :span) "  # noqa: S608
                f"ON CONFLICT (server) DO UPDATE SET free = {later} + :span RETURNING free - :span - {now}"
            )
            wait = connection.scalar(taken, {"server": server, "span": messages / rate})
        return max(0.0, float(wait or 0.0))
