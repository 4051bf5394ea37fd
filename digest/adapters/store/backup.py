"""A whole copy of a store, also while a run writes into it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from digest.adapters.store.sqlite import as_store_error
from digest.errors import ConfigError, StoreError
from digest.private import write_private


def back_up(store: Path, copy: Path) -> int:
    """Copy the store to a file for its owner alone and give its size in bytes; the copy is whole or as it was.

    Raises a `ConfigError` where `copy` is something else than a copy, a `StoreError` where the store is not there or is
    damaged: then the copy of yesterday stays.
    """
    if not store.exists():
        raise StoreError(f"{store}: there is no store yet, or no more; nothing was copied")
    if copy.is_dir():
        raise ConfigError(f"{copy}: is a folder; name a file in it")
    if copy.exists() and (copy.samefile(store) or not _is_store(copy)):
        raise ConfigError(f"{copy}: is no copy of a store; name another file, so that nothing is lost")
    part = copy.with_name(f".{copy.name}.part")
    write_private(part, b"")
    faults: list[str] = []
    with (
        as_store_error(store),
        closing(sqlite3.connect(store, timeout=30)) as source,
        closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file
        faults += [line for (line,) in target.execute("PRAGMA quick_check") if line != "ok"]
    if faults:
        part.unlink()
        raise StoreError(f"{store}: it is damaged ({faults[0]}); nothing was copied, put back an earlier copy")
    with part.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(part, copy)
    return copy.stat().st_size


def _is_store(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT version_num FROM alembic_version").fetchall())
    except sqlite3.Error:
        return False
