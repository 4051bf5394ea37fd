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
from pathlib import Path

from digest.model import FeedState


@dataclass(frozen=True, slots=True)
class Glance:
    """Outcomes of the newsletter's last slots by their key, empty while one is open; and the failures of feeds."""

    outcomes: Mapping[str, str] = field(default_factory=dict)
    feeds: Mapping[str, FeedState] = field(default_factory=dict)


def glance(path: Path, newsletter: str, feeds: Iterable[str], slots: int) -> Glance | None:
    """What stands in the file; nothing where there is none yet, None where it can't be told."""
    if not path.exists():
        return Glance()
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            recent = "SELECT key, outcome FROM slots WHERE newsletter = ? ORDER BY due DESC LIMIT ?"
            outcomes = dict(connection.execute(recent, (newsletter, slots)).fetchall())
            state = "SELECT url, failures, alerted FROM feeds WHERE url = ?"
            found = (connection.execute(state, (url,)).fetchone() for url in feeds)
            states = {row[0]: FeedState(row[0], failures=row[1], alerted=bool(row[2])) for row in found if row}
    except sqlite3.Error:
        return None
    return Glance(outcomes, states)
