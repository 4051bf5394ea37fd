from __future__ import annotations

from contextlib import closing

import pytest

from digest.adapters.store import SqlStore
from digest.adapters.store.copying import copy_store
from digest.errors import ConfigError, StoreBusy
from digest.model import Receipt, Reply, Spend
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue, item


@pytest.fixture
def kept(tmp_path):
    store = SqlStore(tmp_path / "digest.sqlite")
    store.gathered.save([item(1), item(2, text="a NUL \0 in it")], NOW)
    store.issues.begin(SLOT, issue(), RENDERED, NOW)
    store.receipts.write(
        SLOT, [], [Receipt("Ann@example.net", "accepted", "250"), Receipt("b@x.org", "uncertain")], NOW
    )
    store.replies.save("key", Reply("text", "m"))
    store.spending.book(Spend("m", 1, 10, 20, 0.5))
    yield store
    store.close()


def test_a_store_on_a_server_knows_what_the_file_knew_and_the_way_back(kept, empty_database, tmp_path):
    with closing(SqlStore(empty_database)) as server, closing(SqlStore(tmp_path / "back.sqlite")) as back:
        counts = copy_store(kept, server)
        assert (counts["receipts"], counts["items"], counts["calls"]) == (2, 2, 1)
        server.spending.book(Spend("m", 1, 10, 20, 0.5))
        assert copy_store(server, back)["calls"] == 2
        for store in (server, back):
            assert store.issues.find(SLOT) == issue()
            assert store.receipts.of(SLOT) == kept.receipts.of(SLOT)
            assert store.replies.find("key") == kept.replies.find("key")
            assert {one.text for one in store.gathered.items([item().feed], NOW.replace(year=2020))} == {
                item(1).text,
                "a NUL \N{REPLACEMENT CHARACTER} in it",
            }


def test_nothing_is_copied_over_what_is_there(kept, tmp_path):
    with closing(SqlStore(tmp_path / "other.sqlite")) as other:
        other.replies.save("mine", Reply("text", "m"))
        with pytest.raises(ConfigError, match="it has rows in `replies`; copy into a new database"):
            copy_store(kept, other)


def test_nothing_is_copied_while_a_run_is_at_work(kept, tmp_path):
    with closing(SqlStore(tmp_path / "other.sqlite")) as other, kept.locks.exclusive("watch"), pytest.raises(StoreBusy):
        copy_store(kept, other)
