"""One SQLite file, opened safely: durable writes, known tables, errors that name the next step."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, PoolProxiedConnection, StaticPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError

from digest.adapters.store import machine
from digest.adapters.store.database import Telling, bring_to_head
from digest.adapters.store.locks import FileLocks
from digest.errors import StoreBusy, StoreError

_NEXT_STEP = {
    "SQLITE_READONLY": "it may only be read; let the user who runs digest write the file and its folder",
    "SQLITE_FULL": "the disk is full; make room and run digest again, it goes on where it stopped",
    "SQLITE_IOERR": "the disk could not be read or written; make sure that it has room and works",
    "SQLITE_CANTOPEN": "it cannot be opened; let the user who runs digest read and write the file and its folder",
    "SQLITE_PERM": "it cannot be opened; let the user who runs digest read and write the file and its folder",
    "SQLITE_NOTADB": "it is not a digest database; name another file under `store:`, or put back a copy of it",
    "SQLITE_CORRUPT": "it is damaged; put back a copy, as `digest backup` makes them",
    "SQLITE_BUSY": "another program has it locked; try again when that one is done",
    "SQLITE_LOCKED": "another program has it locked; try again when that one is done",
}
_FOR_NOW = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL")  # a later run may have better luck
_PATIENCE = 30  # seconds to wait for another program


class FileDatabase:
    """A connection shared by all threads of the process, one at a time.

    `path` None keeps everything in memory. Every `begin` is one transaction: on the disk (WAL, synchronous=FULL)
    when it ends, or not there at all.
    """

    def __init__(self, path: Path | None) -> None:
        self.path, self.name = path, str(path or "store in memory")
        boot = machine.boot()
        self.tells = Telling(boot, self._tell) if boot else None
        self._locks = FileLocks(path)
        self.exclusive, self.shared, self.in_turn = self._locks.exclusive, self._locks.shared, self._locks.in_turn
        self._lock = threading.RLock()
        self._engine = _engine(path)
        self._mode = "FULL"
        self._driver: PoolProxiedConnection | None = None
        left = _prepare(path) if path else []
        try:
            with self.begin() as connection:
                bring_to_head(connection, self.name, lambda: _refuse_lost(path, left))
        except StoreError:
            self.close()  # or its log stays beside it
            raise

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction. Raises `StoreError` where the file can't be read or written."""
        with as_store_error(self.path), self._lock, self._engine.connect() as connection:
            self._wait_for_disk(connection.connection.cursor(), "FULL")
            with connection.begin():
                yield connection

    @contextmanager
    def _tell(self) -> Iterator[DBAPICursor]:
        """One transaction that outlives this process, however that ends, and is on the disk with the next `begin`.

        Only where the machine itself goes down before that may it be lost, with those after it. It has the driver's own
        cursor, since for a row or two SQLAlchemy takes ten times as long as SQLite. Raises like `begin`.
        """
        with as_store_error(self.path), self._lock:
            driver = self._driver or self._engine.raw_connection()
            self._driver = driver
            cursor = driver.cursor()
            self._wait_for_disk(cursor, "NORMAL")
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise

    def _wait_for_disk(self, cursor: DBAPICursor, mode: Literal["FULL", "NORMAL"]) -> None:
        """Whether the end of a transaction waits for the disk: can be changed between two, not within one."""
        if mode != self._mode:
            cursor.execute(f"PRAGMA synchronous={mode}")
            self._mode = mode

    def shrink(self) -> None:
        """Give the disk back what was dropped, where that is a quarter of the file; raises like `begin`.

        It takes as much room again for a moment. Less than a quarter is filled again by the days that follow.
        """
        if self.path is None:
            return
        with self._lock, as_store_error(self.path):
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

    def checkpoint(self) -> None:
        """Move what stands in the write-ahead log into the file, so that the log begins anew; raises like `begin`.

        A reader at work keeps some of it there until the next time.
        """
        if self.path is None:
            return
        with self._lock, as_store_error(self.path):
            driver = self._engine.raw_connection()
            try:
                driver.cursor().execute("PRAGMA busy_timeout = 1000")
                driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                driver.cursor().execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
                driver.close()  # back to the pool

    def close(self) -> None:
        """Give the file back."""
        if self._driver:
            self._driver.close()
        self._engine.dispose()


@contextmanager
def as_store_error(path: Path | None) -> Iterator[None]:
    """Raise what SQLite says as a `StoreError` that names the file and the next step."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        kind = StoreBusy if _name(cause) in _FOR_NOW else StoreError
        raise kind(f"{path or 'store in memory'}: {_reason(cause)}") from error


def _prepare(path: Path) -> list[str]:
    """Make the file for its owner alone, where there is none; gives what stands beside it of an earlier one.

    Raises a `StoreError` where an earlier one is gone: to begin anew would write to everybody again.
    """
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}; create it, or name another file under `store:`")
    beside = sorted(found.name for found in path.parent.glob(f"{escape(path.name)}[.-]*"))
    if path.exists():  # perhaps being made by another process, with a log
        return [name for name in beside if not name.endswith(("-wal", "-shm", "-journal"))]
    if beside:
        raise _lost(path, "it is gone", beside)
    with suppress(OSError):  # SQLite says it better
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # its log gets the same rights
    return []


def _refuse_lost(path: Path | None, left: list[str]) -> None:
    if left:
        raise _lost(path, "it is empty", left)


def _lost(path: Path | None, what: str, left: list[str]) -> StoreError:
    return StoreError(
        f"{path}: {what}, but {', '.join(left)} beside it says that there was a store, and a new one would not know "
        "who got what and who has left. Put back a copy, as `digest backup` makes them; or, to begin anew, move these "
        "files away: then only issues that are due from now on are sent"
    )


def _engine(path: Path | None) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}" if path else "sqlite://",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": _PATIENCE},
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


def _reason(error: BaseException | None) -> str:
    return _NEXT_STEP.get(_name(error), f"{error}")


def _name(error: BaseException | None) -> str:
    """SQLite's name of an error; empty where it has none."""
    name: str = getattr(error, "sqlite_errorname", "")
    return "_".join(name.split("_")[:2])  # SQLITE_READONLY_DIRECTORY and its like
