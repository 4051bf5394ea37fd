"""What the files of this folder need of a database: transactions, known tables, errors that name the next step.

`sqlite.py` is one file on one machine, `postgres.py` a server for many.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine.interfaces import DBAPICursor

from digest.adapters.store.schema import HEAD, metadata
from digest.errors import StoreError


@dataclass(frozen=True, slots=True)
class Telling:
    """Transactions that outlive this process and are on the disk with the next that waits for it."""

    boot: str  # tells one life of the machine from the next
    begin: Callable[[], AbstractContextManager[DBAPICursor]]


class Database(Protocol):
    """One database, shared by all threads of the process."""

    @property
    def name(self) -> str:
        """Its file or address, for the operator's eye."""

    @property
    def tells(self) -> Telling | None:
        """How a transaction is only told to the machine; None where each waits for the disk."""

    def begin(self) -> AbstractContextManager[Connection]:
        """One transaction: on the disk when it ends, or not there at all. Raises `StoreError`."""

    def exclusive(self, name: str) -> AbstractContextManager[None]:
        """Keep others out; `StoreBusy` where somebody is in. Ends with the process, however that ends."""

    def shared(self, name: str) -> AbstractContextManager[None]:
        """Keep out only who wants to be alone; `StoreBusy` where such a one is in. Ends with the process."""

    def in_turn(self, name: str) -> AbstractContextManager[None]:
        """Wait until nobody else is in a place of this name. Ends with the process."""

    def checkpoint(self) -> None:
        """Bring what was written lately where a copy of the file has it. Not within a transaction."""

    def shrink(self) -> None:
        """Give the disk back what was dropped, where that is much. Not within a transaction."""

    def close(self) -> None:
        """Let go of it."""


def open_database(where: Path | str | None) -> Database:
    """The database at an address, in a file, or in memory."""
    if isinstance(where, str):
        from digest.adapters.store.postgres import ServerDatabase

        return ServerDatabase(where)
    from digest.adapters.store.sqlite import FileDatabase

    return FileDatabase(where)


def bring_to_head(connection: Connection, name: str, refuse_new: Callable[[], None] = lambda: None) -> None:
    """Make the tables, or run the steps that are missing. `refuse_new` may raise where there must be some already."""
    tables = inspect(connection).get_table_names()
    if not tables:  # without alembic, which takes 0.3 s and 15 MB; a test holds both ways equal
        refuse_new()
        metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
        return
    if "alembic_version" not in tables:
        raise StoreError(f"{name}: it is not a digest database; name another under `store:`, or put back a copy of it")
    if connection.scalar(text("SELECT version_num FROM alembic_version")) != HEAD:
        upgrade(connection, name)


def upgrade(connection: Connection, name: str) -> None:
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
            f"{name}: it was written by a newer digest (this one knows {HEAD}); install the newer version again"
        ) from error
