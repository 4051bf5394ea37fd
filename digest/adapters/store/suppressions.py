"""Whom never to mail again: the `Suppressions` of `digest.ports`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import select

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.readers import let_in
from digest.adapters.store.schema import reader_key
from digest.adapters.store.statements import chunks, upsert
from digest.model import Suppression


class SqlSuppressions:
    """Addresses by newsletter, or by none where no newsletter may mail them."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def among(self, newsletter: str, addresses: Iterable[str]) -> frozenset[str]:
        """Those of the addresses that this newsletter must never mail."""
        table = schema.suppressions
        asked = {address: reader_key(address) for address in addresses}
        query, listed = select(table.c.reader).where(table.c.newsletter.in_(("", newsletter))), set[str]()
        with self._begin() as connection:
            for some in chunks(asked.values()):
                listed |= set(connection.scalars(query.where(table.c.reader.in_(some))))
        return frozenset(address for address, key in asked.items() if key in listed)

    def add(self, suppression: Suppression) -> None:
        """Never mail this address again."""
        values = {"reader": reader_key(suppression.address), **asdict(suppression)}
        with self._begin() as connection:
            upsert(connection, schema.suppressions, values)

    def lift(self, newsletter: str, address: str) -> bool:
        """Take an address off the list, and forget that it was erased; False where nothing kept it out."""
        with self._begin() as connection:
            return let_in(connection, newsletter, address)

    def all(self) -> tuple[Suppression, ...]:
        """The whole list, by address."""
        table = schema.suppressions
        query = select(table.c.address, table.c.newsletter, table.c.reason, table.c.added, table.c.state)
        with self._begin() as connection:
            rows = connection.execute(query.order_by(table.c.reader, table.c.newsletter)).all()
        return tuple(Suppression(*row) for row in rows)
