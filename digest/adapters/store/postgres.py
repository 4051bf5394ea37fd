"""A Postgres server (15 or newer), for many workers on many machines: `store: postgresql://...`.

Every transaction is on the server's disk when it ends: a server may be started again while those who write to it live
on, and then nobody could say what was lost. Locks are advisory ones of a connection of their own, so they end with the
process that holds them, and with the server.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from digest.adapters.store.database import bring_to_head
from digest.addresses import public_address
from digest.errors import ConfigError, StoreBusy, StoreError

# SQLSTATEs, or how they begin (PostgreSQL, appendix A), that a later run may not meet; the empty one is no connection.
_FOR_NOW = ("", "08", "40", "53", "55P03", "57P")
_NEXT_STEP = {
    "": "; is the server up, and are address, login and network right?",
    "28": "; let the login that `store:` names in",
    "3D000": "; make it with `createdb`",
    "42501": "; let the login that `store:` names own the database",
    "53100": "; make room on the server's disk, and the next run goes on where this one stopped",
    "53300": "; raise `max_connections`, or run fewer workers",
}
# A machine that is gone without a word holds its locks no longer than this many seconds.
_OPTIONS = "-c timezone=UTC -c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
_CONNECTIONS, _KEPT = 40, 10  # of one process at most, and those that stay open


class ServerDatabase:
    """The `Database` of this folder on a server; each transaction has a connection of its own."""

    tells = None  # who writes to a server outlives it

    def __init__(self, address: str) -> None:
        self._engine = _engine(address)
        self.name = self._engine.url.render_as_string(hide_password=True).replace("+psycopg", "")
        try:
            with self.begin() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('digest tables', 0))"))
                bring_to_head(connection, self.name)
        except StoreError:
            self.close()
            raise

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction. Raises `StoreError` where the server can't be reached or refuses it."""
        with self._as_store_error(), self._engine.begin() as connection:
            yield connection

    def exclusive(self, name: str) -> AbstractContextManager[None]:
        """Keep others out; `StoreBusy` where somebody is in."""
        return self._locked("pg_try_advisory_lock", "pg_advisory_unlock", name)

    def shared(self, name: str) -> AbstractContextManager[None]:
        """Keep out only who wants to be alone; `StoreBusy` where such a one is in."""
        return self._locked("pg_try_advisory_lock_shared", "pg_advisory_unlock_shared", name)

    def in_turn(self, name: str) -> AbstractContextManager[None]:
        """Wait until nobody else is in a place of this name."""
        return self._locked("pg_advisory_lock", "pg_advisory_unlock", name)

    @contextmanager
    def _locked(self, take: str, give: str, name: str) -> Iterator[None]:
        def asked(how: str) -> Any:
            return connection.scalar(text(f"SELECT {how}(hashtextextended(:name, 0))"), {"name": f"digest {name}"})

        with self._as_store_error():
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            with self._as_store_error():
                had = asked(take)
            if had is False:  # who waits for a lock gets an empty answer, and the lock
                raise StoreBusy(f"another run of {name} is at work")
            try:
                yield
            finally:
                given = False
                with suppress(DBAPIError):
                    given = bool(asked(give))
                if not given:
                    connection.invalidate()  # closed, it holds nothing
        finally:
            with suppress(DBAPIError):
                connection.close()

    @contextmanager
    def _as_store_error(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            state = getattr(error.orig, "sqlstate", None) or ""
            kind = StoreBusy if any(state.startswith(one) if one else not state for one in _FOR_NOW) else StoreError
            raise kind(f"{self.name}: {_reason(error, state)}") from error

    def checkpoint(self) -> None:
        """Nothing: `pg_dump` and the server's own archive see what was written."""

    def shrink(self) -> None:
        """Nothing: the server's autovacuum does."""

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def _engine(address: str) -> Engine:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        return create_engine(
            url,
            pool_pre_ping=True,
            execution_options={"preserve_rowcount": True},  # of inserts too, which say so who was in the way
            pool_size=_KEPT,
            max_overflow=_CONNECTIONS - _KEPT,
            connect_args={"options": _OPTIONS, "connect_timeout": 10, "application_name": "digest"},
        )
    except (ArgumentError, ValueError) as error:
        raise ConfigError(
            f"store: expected postgresql://USER@HOST/DATABASE, found {public_address(address)!r}"
        ) from error
    except ModuleNotFoundError as error:
        raise ConfigError(
            "store: a Postgres server needs more packages: the extra [postgres], as docs/install.md says"
        ) from error


def _reason(error: DBAPIError, state: str) -> str:
    said = str(error.orig).strip().split("\n")[0]
    return said + next(
        (step for code, step in _NEXT_STEP.items() if state.startswith(code) and (code or not state)), ""
    )
