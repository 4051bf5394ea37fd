"""A glance into the store file for the run that finds nothing to do, with nothing but Python's own sqlite3.

`digest send` runs every few minutes and is due once a day. What it asks then is read here, without the store's library
and without writing anything. Where the file can't be read so, nothing is known, and the store itself is opened, which
says what is wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from digest.model import FeedState, Slot, SlotRecord


@dataclass(frozen=True, slots=True)
class Glance:
    """The newsletter's last slots, latest first, since when the store knows it, and the failures of feeds."""

    slots: tuple[SlotRecord, ...]
    since: datetime
    feeds: Mapping[str, FeedState] = field(default_factory=dict)


def glance(path: Path, newsletter: str, feeds: Iterable[str], slots: int) -> Glance | None:
    """What stands in the file; None where there is none yet, it does not know the newsletter, or it can't be told."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            recent = (
                "SELECT local, due, outcome, begun FROM slots LEFT JOIN issues ON slot = key WHERE newsletter = ? "
                "ORDER BY due DESC LIMIT ?"
            )
            rows = connection.execute(recent, (newsletter, slots)).fetchall()
            since = connection.execute("SELECT since FROM newsletters WHERE slug = ?", (newsletter,)).fetchone()
            state = "SELECT url, failures, alerted FROM feeds WHERE url = ?"
            found = (connection.execute(state, (url,)).fetchone() for url in feeds)
            states = {row[0]: FeedState(row[0], failures=row[1], alerted=bool(row[2])) for row in found if row}
    except sqlite3.Error:
        return None
    records = tuple(
        SlotRecord(Slot(newsletter, local, _moment(due)), outcome, begun=_moment(begun) if begun else None)
        for local, due, outcome, begun in rows
    )
    return Glance(records, _moment(since[0]), states) if since else None


def _moment(written: str) -> datetime:
    """A moment as the store writes it: in UTC, without saying so."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)
