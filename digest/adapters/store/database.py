"""One SQLite file, opened safely: durable writes, known tables, errors that name the next step."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from digest.adapters.store.schema import HEAD, metadata
from digest.errors import StoreError

_NEXT_STEP = {
    "SQLITE_READONLY": "it may only be read; let the user who runs digest write the file and its folder",
    "SQLITE_FULL": "the disk is full; make room and run digest again, it goes on where it stopped",
    "SQLITE_IOERR": "the disk could not be read or written; make sure that it has room and works",
    "SQLITE_CANTOPEN": "it cannot be opened; let the user who runs digest read and write the file and its folder",
    "SQLITE_PERM": "it cannot be opened; let the user who runs digest read and write the file and its folder",
    "SQLITE_NOTADB": "it is not a digest database; name another file under `store:`",
    "SQLITE_CORRUPT": "it is damaged; put back a copy, or move it away to begin with an empty one",
    "SQLITE_BUSY": "another program has it locked; try again when that one is done",
    "SQLITE_LOCKED": "another program has it locked; try again when that one is done",
}


class Database:
    """A connection shared by all threads of the process, one at a time.

    `path` None keeps everything in memory. Every `begin` is one transaction: on the disk (WAL, synchronous=FULL)
    when it ends, or not there at all.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._engine = _engine(path)
        if path is not None and not path.parent.is_dir():
            raise StoreError(
                f"{path}: there is no folder {path.parent}; create it, or name another file under `store:`"
            )
        with self.begin() as connection:
            self._bring_to_head(connection)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction. Raises `StoreError` where the file can't be read or written."""
        with self._as_store_error(), self._lock, self._engine.begin() as connection:
            yield connection

    def shrink(self) -> None:
        """Give the disk back what was dropped, where that is a quarter of the file; raises like `begin`.

        It takes as much room again for a moment. Less than a quarter is filled again by the days that follow.
        """
        if self.path is None:
            return
        with self._lock, self._as_store_error():
            driver = self._engine.raw_connection()
            try:
                pages, free = (
                    driver.cursor().execute(f"PRAGMA {n}").fetchone()[0] for n in ("page_count", "freelist_count")
                )
                if free * 4 > pages:
                    driver.cursor().execute("VACUUM")
                    driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                driver.close()  # back to the pool

    @contextmanager
    def _as_store_error(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise StoreError(f"{self.path or 'store in memory'}: {_reason(cause)}") from error

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    def _bring_to_head(self, connection: Connection) -> None:
        tables = inspect(connection).get_table_names()
        if not tables and self.path is None:
            metadata.create_all(connection)
            return
        if tables and "alembic_version" not in tables:
            raise StoreError(f"{self.path}: {_NEXT_STEP['SQLITE_NOTADB']}")
        revision = connection.scalar(text("SELECT version_num FROM alembic_version")) if tables else None
        if revision != HEAD:
            _upgrade(connection, self.path)


def _engine(path: Path | None) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}" if path else "sqlite://",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": 30},
    )

    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins no transactions of its own; `_begin` does
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # wait for the lock here, never in the middle

    return engine


def _upgrade(connection: Connection, path: Path | None) -> None:
    """Run the steps that are missing. Alembic is imported here because most runs find none."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"{path}: it was written by a newer digest (this one knows {HEAD}); install the newer version again"
        ) from error


def _reason(error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", "")
    base = "_".join(name.split("_")[:2])  # SQLITE_READONLY_DIRECTORY and its like
    return _NEXT_STEP.get(base, f"{error}")
