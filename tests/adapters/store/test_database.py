from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from digest.adapters.store import SqlStore, database, schema, sqlite
from digest.errors import StoreBusy, StoreError
from digest.model import (
    Receipt,
    Reply,
)
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue, item

NAMED = "https://ann:secret@wire.example/rss"


def test_everything_is_there_after_closing(tmp_path):
    path = tmp_path / "digest.sqlite"
    first = SqlStore(path)
    first.issues.begin(SLOT, issue(), RENDERED, NOW)
    first.close()
    again = SqlStore(path)
    assert again.issues.find(SLOT) == issue()
    again.close()


def test_the_file_is_durable(tmp_path):
    store = SqlStore(tmp_path / "digest.sqlite")
    with store.database.begin() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    store.close()
    assert pragmas == ["wal", 2, 1]


def test_the_steps_build_the_tables_that_a_new_store_has(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'built'}")
    with engine.begin() as connection:
        database.upgrade(connection, "here")
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == schema.HEAD
    engine.dispose()
    assert ScriptDirectory(str(Path(database.__file__).with_name("migrations"))).get_heads() == [schema.HEAD]


def test_a_store_at_head_needs_no_alembic(tmp_path):
    path = tmp_path / "digest.sqlite"
    SqlStore(path).close()
    code = (
        f"import sys, pathlib; from digest.adapters.store import SqlStore; SqlStore(pathlib.Path({str(path)!r}))\n"
        "print('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_no_folder(tmp_path):
    with pytest.raises(StoreError, match=r"missing/digest.sqlite: there is no folder .*missing; create it"):
        SqlStore(tmp_path / "missing" / "digest.sqlite")


def test_not_a_database(tmp_path):
    path = tmp_path / "digest.sqlite"
    path.write_text("newsletter: White House Watch\n" * 50)
    with pytest.raises(StoreError, match=r"digest.sqlite: it is not a digest database; name another file"):
        SqlStore(path)


def test_another_programs_database(tmp_path):
    path = tmp_path / "digest.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (id)")
    connection.close()
    with pytest.raises(StoreError, match=r"digest.sqlite: it is not a digest database"):
        SqlStore(path)


def test_a_newer_store(tmp_path):
    path = tmp_path / "digest.sqlite"
    SqlStore(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
    connection.close()
    with pytest.raises(StoreError, match=r"digest.sqlite: it was written by a newer digest"):
        SqlStore(path)


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path):
    store = SqlStore(tmp_path / "digest.sqlite")
    store.replies.save("kept", Reply("text", "m"))
    with store.database.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreBusy, match=r"digest.sqlite: the disk is full; make room and run digest again"):
        store.replies.save("large", Reply("x" * 1_000_000, "m"))
    assert store.replies.find("kept").text == "text"
    store.close()


@pytest.fixture
def plain_user():
    """A folder, and the rights of a user who is not root, for whom files can be read-only."""
    folder = Path(tempfile.mkdtemp(prefix="digest-test-"))
    folder.chmod(0o755)
    user = os.geteuid()
    if user == 0:
        shutil.chown(folder, 65534)
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    shutil.rmtree(folder)


def test_a_file_that_may_only_be_read(plain_user):
    path = plain_user / "digest.sqlite"
    SqlStore(path).close()
    path.chmod(0o444)
    store = SqlStore(path)
    with pytest.raises(StoreError, match=r"digest.sqlite: it may only be read; let the user who runs digest"):
        store.replies.save("k", Reply("text", "m"))
    store.close()


def test_a_folder_that_may_not_be_written(plain_user):
    plain_user.chmod(0o555)
    with pytest.raises(StoreError, match=r"digest.sqlite: it cannot be opened; let the user who runs digest"):
        SqlStore(plain_user / "digest.sqlite")
    plain_user.chmod(0o755)


def test_the_file_shrinks_when_much_has_gone(tmp_path):
    path = tmp_path / "digest.sqlite"
    store = SqlStore(path)
    store.gathered.save([item(number, text="x" * 20_000) for number in range(100)], NOW)
    store.close()
    full, store = path.stat().st_size, SqlStore(path)
    store.gathered.forget([item().feed], NOW, NOW + timedelta(days=1))
    store.shrink()
    assert path.stat().st_size < full / 5
    assert len(store.gathered.items([item().feed], NOW - timedelta(days=99))) == 100
    store.close()


def test_a_file_of_the_first_shape_loses_nothing_on_its_way_up(tmp_path):
    path = tmp_path / "digest.sqlite"
    SqlStore(path).close()
    with sqlite3.connect(path) as connection:
        store_of_the_first_shape(connection)
    connection.close()
    store = SqlStore(path)
    assert store.receipts.of(SLOT) == (Receipt("Ann@example.net", "accepted", "250 ok"),)
    with pytest.raises(StoreError, match="has a receipt"):
        store.receipts.write(SLOT, ["ANN@example.net"], [], NOW)
    assert store.gathered.states([NAMED.replace("ann:secret@", "")])

    assert store.suppressions.among("watch", ["BOB@example.net"])
    store.gathered.forget([item().feed], NOW - timedelta(days=400), NOW + timedelta(days=1))
    assert {one.id: bool(one.text) for one in store.gathered.items([item().feed], NOW - timedelta(days=9))} == {
        "i1": True,
        "i4": False,
    }
    with store.database.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    store.close()


def store_of_the_first_shape(connection):
    """Take a file back to `r0001`, with two items, an issue that used one, a receipt, a reader who left."""
    rows = [(one.feed, one.id, one.url, one.title, one.outlet, one.text) for one in (item(1), item(4))]
    connection.executescript(
        """
        UPDATE alembic_version SET version_num = 'r0001';
        ALTER TABLE items DROP COLUMN used;
        ALTER TABLE feeds DROP COLUMN tried;
        DROP TABLE paces;
        DROP TABLE holds;
        DROP TABLE newsletters;
        DROP TABLE readers;
        DROP TABLE erased;
        DROP TABLE returns;
        DROP TABLE bookmarks;
        DROP TABLE sendings;
        DROP TABLE receipts;
        CREATE TABLE receipts (slot VARCHAR NOT NULL REFERENCES slots (key), address VARCHAR COLLATE "NOCASE" NOT NULL,
            state VARCHAR NOT NULL, detail VARCHAR NOT NULL, changed DATETIME NOT NULL, PRIMARY KEY (slot, address));
        DROP TABLE suppressions;
        CREATE TABLE suppressions (address VARCHAR COLLATE "NOCASE" NOT NULL, newsletter VARCHAR NOT NULL,
            reason VARCHAR NOT NULL, added DATETIME NOT NULL, PRIMARY KEY (address, newsletter));
        """
    )
    moment = "2025-02-27 16:30:00.000000"
    connection.execute("INSERT INTO feeds VALUES (?, '', '', NULL, 0, '', 0)", (NAMED,))
    connection.executemany(
        "INSERT INTO items VALUES (?, ?, ?, ?, ?, '2025-02-27 16:30:00', ?, '[]', 1.0, 1, 0, ?, 'null')",
        [(*row, moment) for row in rows],
    )
    connection.execute("INSERT INTO slots VALUES (?, 'watch', ?, ?, 'sent', '', NULL)", (SLOT.key, SLOT.local, moment))
    document = json.dumps({"items": [{"feed": item(1).feed, "id": "i1"}], "issue": {}})
    connection.execute("INSERT INTO issues VALUES (?, ?, 'x', '{}', ?)", (SLOT.key, moment, document))
    connection.execute(
        "INSERT INTO receipts VALUES (?, ?, 'accepted', '250 ok', ?)", (SLOT.key, "Ann@example.net", moment)
    )
    connection.execute("INSERT INTO suppressions VALUES ('bob@example.net', 'watch', 'asked', ?)", (moment,))


@pytest.mark.parametrize("beside", ["digest.sqlite.watch.lock", "digest.sqlite.bak"])
@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
def test_a_lost_store_is_no_first_day(tmp_path, beside, left):
    path = tmp_path / "digest.sqlite"
    (tmp_path / beside).touch()
    if left is not None:
        path.write_bytes(left)
    for _ in range(2):
        with pytest.raises(
            StoreError, match=f"{beside} beside it says that there was a store.*Put back a copy"
        ) as error:
            SqlStore(path)
        assert error.value.exit_code == 1
    (tmp_path / beside).unlink()
    SqlStore(path).close()


def test_store_log_and_locks_are_for_their_owner_alone(tmp_path):
    store = SqlStore(tmp_path / "digest.sqlite")
    store.replies.save("k", Reply("text", "m"))
    with store.locks.exclusive("watch"):
        modes = {found.name: found.stat().st_mode & 0o777 for found in tmp_path.iterdir()}
    store.close()
    assert set(modes) == {"digest.sqlite" + end for end in ("", "-wal", "-shm", ".watch.lock")}
    assert set(modes.values()) == {0o600}


def test_a_checkpoint_empties_the_log(tmp_path):
    path = tmp_path / "digest.sqlite"
    store = SqlStore(path)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM replies").fetchall()  # who reads keeps the log from being moved
    for number in range(50):
        store.replies.save(str(number), Reply("x" * 100_000, "m"))
    log = path.with_name("digest.sqlite-wal")
    store.checkpoint()
    assert log.stat().st_size > 4_000_000
    reader.execute("COMMIT")
    reader.close()
    store.checkpoint()
    assert log.stat().st_size == 0
    assert store.replies.find("49")
    store.close()


def test_a_lock_of_another_program_is_for_now(tmp_path, monkeypatch):
    path = tmp_path / "digest.sqlite"
    SqlStore(path).close()
    monkeypatch.setattr(sqlite, "_PATIENCE", 0.05)
    with sqlite3.connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="another program has it locked; try again") as error:
            SqlStore(path)
    other.close()
    assert error.value.exit_code == 75
