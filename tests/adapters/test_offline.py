from __future__ import annotations

from datetime import UTC, datetime

from digest.adapters.offline import KeptStore, NothingNew
from digest.adapters.store import SqlStore
from digest.model import FeedState, Item, Reply, Request, Response
from digest.ports import Fetcher, Store

NOW = datetime(2025, 2, 27, tzinfo=UTC)


def test_no_page_is_newer_than_the_store():
    fetcher: Fetcher = NothingNew()
    answers = list(fetcher.fetch([Request("https://a.example"), Request("feed.xml")]))
    assert all(isinstance(answer, Response) and answer.not_modified for answer in answers)
    assert [answer.url for answer in answers] == ["https://a.example", "feed.xml"]


def test_a_kept_store_is_read_and_stays_as_it_is(tmp_path):
    path = tmp_path / "digest.sqlite"
    item = Item("1", "https://a.example/1", "Title", "Courier", "feed.xml", NOW, "Text.")
    before = SqlStore(path)
    before.gathered.save([item], NOW)
    before.close()
    store = KeptStore(path)
    kept: Store = store
    assert kept.gathered.items(["feed.xml"], NOW) == (item,)
    kept.gathered.save_state(FeedState("feed.xml", failures=1))
    kept.replies.save("key", Reply("text", "model"))
    assert kept.gathered.save([Item("2", "", "", "", "feed.xml", NOW, "")], NOW)[0].id == "2"
    assert (
        kept.gathered.states(["feed.xml"]),
        kept.replies.find("key"),
        len(kept.gathered.items(["feed.xml"], NOW)),
    ) == ({}, None, 1)
    store.close()
