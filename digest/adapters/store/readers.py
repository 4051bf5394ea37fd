"""The store's own list of readers: the `Readers` of `digest.ports`.

Whether a reader is active is not kept twice: who is confirmed and not on the suppression list is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, and_, case, delete, func, select, update

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.schema import erased_mark, reader_key
from digest.adapters.store.statements import upsert
from digest.model import Enrolment, Reader

_AT_ONCE = 500  # rows written or read in one transaction


class SqlReaders:
    """A row a newsletter and reader, and a hash for each who was erased."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def add(self, newsletter: str, enrolments: Iterable[Enrolment]) -> tuple[int, tuple[str, ...]]:
        """Keep readers: see `digest.ports`."""
        added, refused, source = 0, list[str](), iter(enrolments)
        while some := list(islice(source, _AT_ONCE)):
            with self._begin() as connection:
                erased = _erased(connection, newsletter, [one.address for one in some])
                known = _known(connection, newsletter, [one.address for one in some])
                new = {reader_key(one.address): one for one in some if reader_key(one.address) not in known}
                rows = [_row(newsletter, key, one) for key, one in new.items() if one.address not in erased]
                if rows:
                    upsert(connection, schema.readers, rows)
            added += len(rows)
            refused += erased
        return added, tuple(refused)

    def confirm(self, newsletter: str, enrolment: Enrolment) -> None:
        """Put a reader on the list, now or again: see `digest.ports`."""
        key = reader_key(enrolment.address)
        with self._begin() as connection:
            known = _known(connection, newsletter, [enrolment.address])
            if let_in(connection, newsletter, enrolment.address) or not known:
                upsert(connection, schema.readers, _row(newsletter, key, enrolment))

    def forget_pending(self, newsletter: str, before: datetime) -> int:
        """Forget who has not confirmed in time: see `digest.ports`."""
        table = schema.readers
        late = (table.c.newsletter == newsletter, table.c.confirmed.is_(False), table.c.consented < before)
        with self._begin() as connection:
            return connection.execute(delete(table).where(*late)).rowcount

    def erased(self, newsletter: str) -> Callable[[str], bool] | None:
        """Tells whether an address was erased; None where nobody was."""
        table = schema.erased
        with self._begin() as connection:
            marks = frozenset(connection.scalars(select(table.c.mark).where(table.c.newsletter == newsletter)))
        return (lambda address: erased_mark(newsletter, address) in marks) if marks else None

    def find(self, newsletter: str, address: str) -> Reader | None:
        """What is known of a reader."""
        query = _with_state(newsletter).where(schema.readers.c.reader == reader_key(address))
        with self._begin() as connection:
            row = connection.execute(query).one_or_none()
        return Reader(**row._mapping) if row else None

    def all(self, newsletter: str, after: str = "") -> Iterator[Reader]:
        """Every reader, by address, so many at a time."""
        last = reader_key(after)
        while True:
            query = _with_state(newsletter).where(schema.readers.c.reader > last).order_by(schema.readers.c.reader)
            with self._begin() as connection:
                rows = connection.execute(query.limit(_AT_ONCE)).all()
            if not rows:
                return
            last = reader_key(rows[-1].address)
            yield from (Reader(**row._mapping) for row in rows)

    def count(self, newsletter: str) -> int:
        """How many are confirmed and not on the suppression list."""
        rows = _with_state(newsletter).subquery()
        with self._begin() as connection:
            return connection.scalar(select(func.count()).where(rows.c.state == "active")) or 0

    def erase(self, newsletter: str, address: str, now: datetime) -> bool:
        """Forget a reader but for a hash: see `digest.ports`."""
        key, mark = reader_key(address), erased_mark(newsletter, address)
        slots = select(schema.slots.c.key).where(schema.slots.c.newsletter == newsletter)
        with self._begin() as connection:
            found = sum(
                connection.execute(
                    delete(table).where(table.c.newsletter == newsletter, table.c.reader == key)
                ).rowcount
                for table in (schema.readers, schema.suppressions)
            )
            receipts = schema.receipts
            forgotten = update(receipts).where(receipts.c.reader == key, receipts.c.slot.in_(slots))
            found += connection.execute(forgotten.values(reader=mark, address="erased", detail="")).rowcount
            came_back = schema.returns
            connection.execute(delete(came_back).where(came_back.c.reader == key, came_back.c.slot.in_(slots)))
            upsert(connection, schema.erased, {"newsletter": newsletter, "mark": mark, "added": now})
        return found > 0


def let_in(connection: Connection, newsletter: str, address: str) -> bool:
    """Take away what keeps an address from getting a newsletter; False where nothing did."""
    key, mark = reader_key(address), erased_mark(newsletter, address)
    listed, erased = schema.suppressions, schema.erased
    bars = (
        delete(listed).where(listed.c.newsletter == newsletter, listed.c.reader == key),
        delete(erased).where(erased.c.newsletter == newsletter, erased.c.mark == mark),
    )
    return sum(connection.execute(bar).rowcount for bar in bars) > 0


def _erased(connection: Connection, newsletter: str, addresses: list[str]) -> list[str]:
    table, marks = schema.erased, {erased_mark(newsletter, address): address for address in addresses}
    query = select(table.c.mark).where(table.c.newsletter == newsletter, table.c.mark.in_(marks))
    return [marks[mark] for mark in connection.scalars(query)]


def _known(connection: Connection, newsletter: str, addresses: list[str]) -> frozenset[str]:
    table = schema.readers
    query = select(table.c.reader).where(table.c.newsletter == newsletter, table.c.confirmed.is_(True))
    return frozenset(connection.scalars(query.where(table.c.reader.in_([reader_key(one) for one in addresses]))))


def _row(newsletter: str, key: str, one: Enrolment) -> dict[str, object]:
    return {
        "newsletter": newsletter,
        "reader": key,
        "address": one.address,
        "name": one.name,
        "source": one.source,
        "consented": one.consented,
        "confirmed": one.confirmed,
    }


def _with_state(newsletter: str) -> Select[Any]:
    """Rows with the columns of `Reader`: suppressed readers have the state that says why."""
    table, listed = schema.readers, schema.suppressions
    here = and_(listed.c.reader == table.c.reader, listed.c.newsletter.in_(("", newsletter)))
    why = select(func.min(listed.c.state)).where(here).scalar_subquery()
    state = case((why.is_not(None), why), (table.c.confirmed.is_(True), "active"), else_="pending").label("state")
    columns = (table.c.address, table.c.name, table.c.source, table.c.consented)
    return select(*columns, state).where(table.c.newsletter == newsletter)
