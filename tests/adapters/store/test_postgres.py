"""What only a server does: locks that end with their process, many that write at once, restarts."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from threading import Barrier, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from digest.adapters.glance import glance
from digest.adapters.sources.web import WebFetcher
from digest.adapters.store import SqlStore, database, schema
from digest.errors import ConfigError, StoreBusy, StoreError
from digest.model import FeedState, Receipt, Request
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue
from tests.postgres import MISSING, is_here, server
from tests.web_server import Page, WebServer

READERS = [f"reader{number}@example.net" for number in range(200)]


def test_the_steps_build_the_tables_that_a_new_store_has(postgres_server):
    engine = create_engine(postgres_server.database().replace("://", "+psycopg://"))
    with engine.begin() as connection:
        database.upgrade(connection, "here")
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    engine.dispose()


def test_many_open_a_new_database_at_once(postgres_server):
    address, together, opened = postgres_server.database(), Barrier(4), []

    def open_():
        together.wait()
        opened.append(SqlStore(address))

    threads = [Thread(target=open_) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    for store in opened:
        store.close()


def test_of_two_workers_one_begins_each_message(empty_database):
    stores = [SqlStore(empty_database) for _ in range(2)]
    stores[0].issues.begin(SLOT, issue(), RENDERED, NOW)
    begun = [[], []]

    def begin(number):
        for at in range(0, len(READERS), 4):
            some = READERS[at : at + 4]
            stores[number].receipts.promise(SLOT, [], "", NOW)
            try:
                stores[number].receipts.write(SLOT, some, [], NOW)
                begun[number] += some
            except StoreError:
                assert stores[number].receipts.among(SLOT, some)

    threads = [Thread(target=begin, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(begun[0] + begun[1]) == sorted(READERS)
    for store in stores:
        store.close()


def test_who_is_alone_keeps_out_those_who_share_and_the_reverse(empty_database):
    with closing(SqlStore(empty_database)) as one, closing(SqlStore(empty_database)) as other:
        with one.locks.shared("watch"), other.locks.shared("watch"):
            with pytest.raises(StoreBusy, match="another run of watch is at work"), one.locks.exclusive("watch"):
                pass
            with one.locks.exclusive("markets"):
                pass
        with one.locks.exclusive("watch"), pytest.raises(StoreBusy), other.locks.shared("watch"):
            pass
        with other.locks.exclusive("watch"):
            pass


def test_the_lock_ends_with_its_process(empty_database):
    code = (
        "import sys, time; from digest.adapters.store import SqlStore\n"
        f"with SqlStore({empty_database!r}).locks.exclusive('watch'): print('in', flush=True); time.sleep(60)"
    )
    with closing(SqlStore(empty_database)) as store:
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout.readline() == "in\n"
            with pytest.raises(StoreBusy), store.locks.exclusive("watch"):
                pass
            other.kill()
        for _ in range(100):
            try:
                with store.locks.exclusive("watch"):
                    return
            except StoreBusy:
                continue
        pytest.fail("the lock outlived its process")


def test_what_was_written_outlives_the_server():
    if not is_here():
        pytest.skip(MISSING)
    with server() as own:
        address = own.database()
        with closing(SqlStore(address)) as store:
            store.issues.begin(SLOT, issue(), RENDERED, NOW)
            store.receipts.write(SLOT, READERS, [], NOW)
            own.stop("immediate")
            with pytest.raises(StoreBusy, match="is the server up, and are address, login"):
                store.receipts.open(SLOT)
            own.start()
            store.receipts.write(SLOT, [], [Receipt(READERS[0], "accepted")], NOW)
            assert len(store.receipts.mark_uncertain(SLOT, NOW)) == len(READERS) - 1


def test_an_address_that_is_none():
    with pytest.raises(
        ConfigError, match="store: expected postgresql://USER@HOST/DATABASE, found 'postgresql://x:y:z'"
    ):
        SqlStore("postgresql://x:y:z")


def test_without_the_extra_the_way_to_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigError, match=r"needs more packages: the extra \[postgres\], as docs/install.md says"):
        SqlStore("postgresql://digest@db/digest")
    assert glance("postgresql://digest@db/digest", "watch", [], 10) is None


def test_no_password_is_shown(postgres_server):
    with pytest.raises(ConfigError) as wrong:
        SqlStore("postgresql://nobody:secret@db:port/digest")
    assert "secret" not in str(wrong.value)
    address = postgres_server.database().replace("postgres@", "nobody:secret@")
    with pytest.raises(StoreError) as error:
        SqlStore(address)
    assert "secret" not in str(error.value)
    assert "nobody" in str(error.value)


def test_a_glance_sees_what_the_store_has(empty_database):
    assert glance(empty_database, "watch", [], 10) is None
    with closing(SqlStore(empty_database)) as store:
        store.slots.follow("watch", NOW)
        store.issues.begin(SLOT, issue(), RENDERED, NOW)
        store.gathered.save_state(FeedState("https://courier.example/feed", failures=3))
    seen = glance(empty_database, "watch", ["https://courier.example/feed"], 10)
    assert (seen.since, seen.slots[0].slot, seen.slots[0].begun) == (NOW, SLOT, NOW)
    assert seen.feeds["https://courier.example/feed"].failures == 3
    assert glance(empty_database.replace("digest", "gone"), "watch", [], 10) is None


def test_workers_ask_a_host_one_after_the_other(empty_database):
    with (
        closing(SqlStore(empty_database)) as one,
        closing(SqlStore(empty_database)) as other,
        WebServer().running() as web,
    ):
        addresses = [web.serve(f"/{number}", Page(b"<rss/>", hold=0.02)) for number in range(8)]
        fetchers = [WebFetcher(addresses, turn=store.locks.in_turn) for store in (one, other)]
        threads = [
            Thread(target=lambda fetcher=fetcher: list(fetcher.fetch([Request(url) for url in addresses])))
            for fetcher in fetchers
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(web.seen) == 16
        assert web.busiest == 1
