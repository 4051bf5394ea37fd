"""What embeddings models made of texts: the `Vectors` of `digest.ports`."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, select

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.statements import chunks, upsert
from digest.model import Vector


class SqlVectors:
    """Vectors by their cache keys; `clock` says when one is made."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._begin, self._clock = database.begin, clock

    def find(self, keys: Iterable[str]) -> dict[str, Vector]:
        """The vectors kept under these cache keys, of those that are kept."""
        table, found = schema.vectors, dict[str, Vector]()
        with self._begin() as connection:
            for some in chunks(keys):
                rows = connection.execute(select(table).where(table.c.key.in_(some)))
                found |= {row.key: array("f", struct.unpack(f"<{len(row.vector) // 4}f", row.vector)) for row in rows}
        return found

    def save(self, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors under their cache keys."""
        made = self._clock()
        packed = {key: struct.pack(f"<{len(vector)}f", *vector) for key, vector in vectors.items()}
        if rows := [{"key": key, "vector": vector, "made": made} for key, vector in packed.items()]:
            with self._begin() as connection:
                upsert(connection, schema.vectors, rows)

    def forget(self, before: datetime) -> None:
        """Drop those that were made before."""
        with self._begin() as connection:
            connection.execute(delete(schema.vectors).where(schema.vectors.c.made < before))
