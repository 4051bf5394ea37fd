"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from digest import boundary
from tests import postgres
from tests.commands import Shell

settings.register_profile("digest", deadline=None)  # a busy machine is no bug
settings.load_profile("digest")

boundary.strict = True  # what nobody expected fails a test
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The corpora that stand beside the checkout; the tests that need them skip where they are missing."""
    if not SHARED.is_dir():
        pytest.skip("needs the corpora in ../shared/data, which are not part of the repository")
    return SHARED


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test leaves a note in the cache of who runs it, or finds one there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Types commands of `digest`."""
    return Shell(monkeypatch, capsys)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A real Postgres server; the tests that need it skip where none is installed."""
    if not postgres.is_here():
        pytest.skip(postgres.MISSING)
    with postgres.server() as running:
        yield running


@pytest.fixture(scope="session")
def one_database(postgres_server: postgres.Server) -> str:
    """The address of a database with the tables, for all tests of a process; who takes it leaves no rows."""
    from digest.adapters.store import SqlStore

    address = postgres_server.database("synchronous_commit=off")  # not for tests of what outlives the server
    SqlStore(address).close()
    return address


@pytest.fixture
def empty_database(one_database: str) -> Iterator[str]:
    """The same, with nothing in it."""
    from digest.adapters.store.database import open_database
    from digest.adapters.store.schema import metadata

    yield one_database
    database = open_database(one_database)
    with database.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    database.close()
