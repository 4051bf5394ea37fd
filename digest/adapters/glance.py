"""A glance into the store for the run that finds nothing to do, with nothing but the driver: Python's own sqlite3.

`digest send` runs every few minutes and is due once a day. What it asks then is read here, without the store's library
and without writing anything. Where the store can't be read so, nothing is known, and the store itself is opened, which
says what is wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.model import FeedState, Slot, SlotRecord


@dataclass(frozen=True, slots=True)
class Glance:
    """The newsletter's last slots, latest first, since when the store knows it, and the failures of feeds."""

    slots: tuple[SlotRecord, ...]
    since: datetime
    feeds: Mapping[str, FeedState] = field(default_factory=dict)


Ask = Callable[[str, Sequence[Any]], list[Any]]  # a query, its values -> rows

_RECENT = (
    "SELECT local, due, outcome, begun FROM slots LEFT JOIN issues ON slot = key WHERE newsletter = ? "
    "ORDER BY due DESC LIMIT ?"
)
_SINCE = "SELECT since FROM newsletters WHERE slug = ?"
_FEED = "SELECT url, failures, alerted FROM feeds WHERE url = ?"


def glance(where: Path | str, newsletter: str, feeds: Iterable[str], slots: int) -> Glance | None:
    """What stands in the store; None where there is none yet, it does not know the newsletter, or it can't be told."""
    try:
        with _on_server(where) if isinstance(where, str) else _in_file(where) as ask:
            since = ask(_SINCE, (newsletter,)) if ask else None
            if not ask or not since:
                return None
            rows = ask(_RECENT, (newsletter, slots))
            states = {row[0]: FeedState(row[0], failures=row[1], alerted=bool(row[2])) for row in _feeds(ask, feeds)}
    except (sqlite3.Error, _Unknown):
        return None
    records = tuple(
        SlotRecord(Slot(newsletter, local, _moment(due)), outcome, begun=_moment(begun) if begun else None)
        for local, due, outcome, begun in rows
    )
    return Glance(records, _moment(since[0][0]), states)


class _Unknown(Exception):
    """A server could not be asked."""


def _feeds(ask: Ask, feeds: Iterable[str]) -> Iterator[Any]:
    return (row for url in feeds for row in ask(_FEED, (url,)))


@contextmanager
def _in_file(path: Path) -> Iterator[Ask | None]:
    if not path.exists():
        yield None
        return
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
        yield lambda query, values: connection.execute(query, values).fetchall()


@contextmanager
def _on_server(address: str) -> Iterator[Ask | None]:
    try:
        import psycopg
    except ImportError as error:
        raise _Unknown from error
    try:
        with psycopg.connect(address, connect_timeout=5, autocommit=True) as connection:
            yield lambda query, values: connection.execute(query.replace("?", "%s").encode(), values).fetchall()
    except psycopg.Error as error:
        raise _Unknown from error


def _moment(written: str | datetime) -> datetime:
    """A moment as the store has it: in UTC, without saying so."""
    return (datetime.fromisoformat(written) if isinstance(written, str) else written).replace(tzinfo=UTC)
