"""Statements that SQLite and Postgres both take, in the dialect of the connection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert

_MANY = 500  # values in one IN (...), well below either's limit
_INSERTS: dict[str, Callable[[Table], Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, each once, so many at a time as one statement takes."""
    distinct = list(dict.fromkeys(values))
    return (distinct[at : at + _MANY] for at in range(0, len(distinct), _MANY))


def insert_for(dialect: str, table: Table) -> Insert:
    """An insert that can say what is to happen where the row is there already."""
    return _INSERTS[dialect](table)


def insert_into(connection: Connection, table: Table) -> Insert:
    """The same, for this connection."""
    return insert_for(connection.dialect.name, table)


def upsert(
    connection: Connection, table: Table, rows: dict[str, Any] | Sequence[dict[str, Any]], kept: Sequence[str] = ()
) -> None:
    """Insert rows, or replace those with their keys, but for the columns in `kept`.

    In the order of their keys: two that write the same rows of a server then wait for one another, never both.
    """
    if not isinstance(rows, dict):
        keys = [column.name for column in table.primary_key]
        rows = sorted(rows, key=lambda row: [row[key] for key in keys])
    connection.execute(_upsert(connection.dialect.name, table, tuple(kept)), rows)


@cache
def _upsert(dialect: str, table: Table, kept: tuple[str, ...]) -> Insert:
    """Built once: building takes longer than running it."""
    statement = insert_for(dialect, table)
    keys = {column.name for column in table.primary_key}
    rest: dict[str, ColumnElement[Any]] = {
        column.name: statement.excluded[column.name]
        for column in table.c
        if column.name not in keys and column.name not in kept
    }
    return statement.on_conflict_do_update(index_elements=sorted(keys), set_=rest)
