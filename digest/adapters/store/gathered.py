"""What feeds said: the `Gathered` of `digest.ports`."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import asdict, replace
from datetime import datetime
from itertools import groupby
from sys import intern
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.statements import chunks, upsert
from digest.model import FeedState, Item, Picture
from digest.ports import Apart


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

    def save_state(self, *states: FeedState) -> None:
        """Keep what is known of feeds now, all or none."""
        if states:
            with self._begin() as connection:
                upsert(connection, schema.feeds, [asdict(state) for state in states])

    def save(self, items: Iterable[Item], now: datetime, apart: Apart | None = None) -> tuple[Item, ...]:
        """Keep items and give them as kept: see `digest.ports`."""
        items = tuple(items)
        with self._begin() as connection:
            known = _known(connection, items)
            if apart and known:
                items = tuple(apart(item, known.get((item.feed, item.id), item)) for item in items)
                known |= _known(connection, [item for item in items if (item.feed, item.id) not in known])
            kept = tuple(_merged(item, known.get((item.feed, item.id))) for item in items)
            if rows := [_values(item, now) for item in kept]:
                upsert(connection, schema.items, rows, kept=["used"])
        return kept

    def items(self, feeds: Iterable[str], since: datetime, but: Container[str] = ()) -> tuple[Item, ...]:
        """Items of these feeds published at or after `since`, latest first, without those whose ids are in `but`."""
        table = schema.items
        found: list[Item] = []
        with self._begin() as connection:
            for some in chunks(feeds):
                rows = connection.execute(select(table).where(table.c.feed.in_(some), table.c.published >= since))
                found += (_item(row) for row in rows if row.id not in but)
        return tuple(sorted(found, key=lambda item: (item.published, item.id, item.feed), reverse=True))

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


def _known(connection: Connection, items: Iterable[Item]) -> dict[tuple[str, str], Item]:
    """What is kept of these items, by feed and id."""
    table, found = schema.items, dict[tuple[str, str], Item]()
    for feed, some in groupby(items, lambda item: item.feed):
        for ids in chunks(item.id for item in some):
            rows = connection.execute(select(table).where(table.c.feed == feed, table.c.id.in_(ids)))
            found |= {(row.feed, row.id): _item(row) for row in rows}
    return found


def _values(item: Item, seen: datetime) -> dict[str, Any]:
    values = asdict(item)
    return {**values, "authors": json.dumps(item.authors), "picture": json.dumps(values["picture"]), "seen": seen}


def _item(row: Row[Any]) -> Item:
    """Thousands are read for an issue: most have no authors and no picture, and feeds and outlets recur."""
    picture = None if row.picture == "null" else json.loads(row.picture)
    return Item(
        id=row.id,
        url=row.url,
        title=row.title,
        outlet=intern(row.outlet),
        feed=intern(row.feed),
        published=row.published,
        text=row.text,
        authors=() if row.authors == "[]" else tuple(json.loads(row.authors)),
        weight=row.weight,
        dated=row.dated,
        full=row.full,
        picture=Picture(**picture) if picture else None,
    )


def _merged(new: Item, known: Item | None) -> Item:
    if known is None:
        return new
    if known.full and not new.full:
        new = replace(new, text=known.text, full=True)
    return new if new.dated else replace(new, published=known.published, dated=known.dated)
