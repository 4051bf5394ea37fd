"""A store moved to another place, from a file to a server or back, with nothing lost."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from digest.adapters.store import SqlStore
from digest.adapters.store.schema import metadata
from digest.errors import ConfigError, StoreError

_AT_ONCE = 1000  # rows


def copy_store(source: SqlStore, target: SqlStore) -> dict[str, int]:
    """Copy every row, and say how many of each table, by its name; all or nothing.

    Keeps runs out of the source meanwhile. Raises a `ConfigError` where the target has rows already, a `StoreBusy`
    where a run of one of the newsletters is at work.
    """
    with ExitStack() as held:
        for newsletter in source.slots.newsletters():
            held.enter_context(source.locks.exclusive(newsletter))
        writing = held.enter_context(target.database.begin())
        reading = held.enter_context(source.database.begin())
        for table in metadata.sorted_tables:
            if _count(writing, table):
                raise ConfigError(f"{target.database.name}: it has rows in `{table.name}`; copy into a new database")
        counts = {table.name: _copied(reading, writing, table) for table in metadata.sorted_tables}
        _go_on_counting(writing)
        return counts


def _copied(reading: Connection, writing: Connection, table: Table) -> int:
    found = iter(reading.execute(select(table).execution_options(yield_per=_AT_ONCE)).mappings())
    while rows := list(islice(found, _AT_ONCE)):
        writing.execute(insert(table), [{name: _sound(value) for name, value in row.items()} for row in rows])
    was, is_ = _count(reading, table), _count(writing, table)
    if was != is_:
        raise StoreError(f"`{table.name}`: {was} rows were to be copied, and {is_} were; nothing was copied")
    return is_


def _sound(value: Any) -> Any:
    """Text without NUL, which a server takes in no text."""
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _go_on_counting(writing: Connection) -> None:
    """A server counts its own rows, and not those that came with a number."""
    if writing.dialect.name == "postgresql":
        last = (
            "SELECT setval(pg_get_serial_sequence('calls', 'number'), coalesce(max(number), 0) + 1, false) FROM calls"
        )
        writing.execute(text(last))
