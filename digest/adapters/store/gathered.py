"""What feeds said: the `Gathered` of `digest.ports`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.statements import chunks, upsert
from digest.model import FeedState, Item, Picture

_OURS = ("seen", "used")  # columns that are no part of an item


class SqlGathered:
    """Feeds and items in two tables."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def states(self, feeds: Iterable[str]) -> dict[str, FeedState]:
        """What is known of these feeds."""
        table = schema.feeds
        with self._begin() as connection:
            rows = [
                row for some in chunks(feeds) for row in connection.execute(select(table).where(table.c.url.in_(some)))
            ]
        return {row.url: FeedState(**row._mapping) for row in rows}

    def save_state(self, state: FeedState) -> None:
        """Keep what is known of a feed now."""
        with self._begin() as connection:
            upsert(connection, schema.feeds, asdict(state))

    def save(self, items: Iterable[Item], now: datetime) -> tuple[Item, ...]:
        """Keep items and give them as kept: see `digest.ports`."""
        with self._begin() as connection:
            kept = tuple(_merged(item, _known(connection, item)) for item in items)
            if rows := [_values(item, now) for item in kept]:
                upsert(connection, schema.items, rows, kept=["used"])
        return kept

    def items(self, feeds: Iterable[str], since: datetime) -> tuple[Item, ...]:
        """Items of these feeds published at or after `since`, latest first."""
        table = schema.items
        found: list[Row[Any]] = []
        with self._begin() as connection:
            for some in chunks(feeds):
                found += connection.execute(select(table).where(table.c.feed.in_(some), table.c.published >= since))
        found.sort(key=lambda row: (row.published, row.id, row.feed), reverse=True)
        return tuple(map(_item, found))

    def forget(self, feeds: Iterable[str], items: datetime, texts: datetime) -> None:
        """Drop items, and texts that no issue used: see `digest.ports`.

        An item without its text is as one whose page was never read, so that a feed which carries it again, or a
        page that is fetched again, brings it back.
        """
        table = schema.items
        with self._begin() as connection:
            for some in chunks(feeds):
                connection.execute(delete(table).where(table.c.feed.in_(some), table.c.seen < items))
                bare = update(table).where(table.c.feed.in_(some), table.c.seen < texts, table.c.text != "")
                connection.execute(bare.where(table.c.used.is_(False)).values(text="", full=False))


def _known(connection: Connection, item: Item) -> Item | None:
    table = schema.items
    row = connection.execute(select(table).where(table.c.feed == item.feed, table.c.id == item.id)).one_or_none()
    return _item(row) if row else None


def _values(item: Item, seen: datetime) -> dict[str, Any]:
    values = asdict(item)
    return {**values, "authors": json.dumps(item.authors), "picture": json.dumps(values["picture"]), "seen": seen}


def _item(row: Row[Any]) -> Item:
    values = {name: value for name, value in row._mapping.items() if name not in _OURS}
    picture = json.loads(row.picture)
    return Item(
        **{**values, "authors": tuple(json.loads(row.authors)), "picture": Picture(**picture) if picture else None}
    )


def _merged(new: Item, known: Item | None) -> Item:
    if known is None:
        return new
    if known.full and not new.full:
        new = replace(new, text=known.text, full=True)
    return new if new.dated else replace(new, published=known.published, dated=known.dated)
