"""`digest work`: jobs of workers that share a store on a server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import stamina
import time_machine
import yaml
from starlette.testclient import TestClient

from digest.adapters import recipients
from digest.adapters.store import SqlStore
from digest.commands.parts import running
from digest.commands.parts.process import Process
from digest.commands.parts.working import Taking, work
from digest.console import Notes
from digest.web.watching import Standing, watching_app
from tests.commands import Shell
from tests.pipeline.conftest import Newsroom
from tests.web_server import Page

DUE = datetime(2025, 2, 27, 22, 30, 5, tzinfo=UTC)


@pytest.fixture
def server(newsroom: Newsroom, postgres_server: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """The newsroom's store on a database of its own, looked at every second."""
    monkeypatch.setattr(running, "TICK", 1)
    address: str = postgres_server.database()
    newsroom.settings["store"] = address
    return address


TAKING = Taking(concurrency=2)


@contextmanager
def workers(configs: Sequence[Path], number: int = 2, at: datetime = DUE, taking: Taking = TAKING) -> Iterator[Notes]:
    """So many workers at work, in threads of this process; stopped at the end."""
    notes, stop = Notes(), Event()
    threads = [
        Thread(
            target=work,
            args=(configs, Process(notes, lambda: at, stop)),
            kwargs={"taking": taking},
        )
        for _ in range(number)
    ]
    for thread in threads:
        thread.start()
    try:
        yield notes
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def closed(address: str, *newsletters: str) -> None:
    """Wait until the last slot of each is closed."""
    with closing(SqlStore(address)) as store:
        for _ in range(900):
            last = [record for slug in newsletters for record in store.slots.history(slug, 1)]
            if len(last) == len(newsletters) and all(record.outcome for record in last):
                return
            Event().wait(0.1)
    pytest.fail(f"still open: {[record for record in last if not record.outcome]}")


def audiences(newsroom: Newsroom, number: int) -> list[Path]:
    """So many audiences that read the same feeds and have ten readers each."""
    found = []
    for one in range(number):
        settings = json.loads(json.dumps(newsroom.settings))
        settings["newsletter"]["slug"] = f"watch{one}"
        settings["delivery"]["recipients"] = [f"reader{reader}@audience{one}.example" for reader in range(10)]
        path = newsroom.folder / f"watch{one}.yaml"
        path.write_text(yaml.safe_dump(settings), encoding="utf-8")
        found.append(path)
    return found


def test_of_many_audiences_each_feed_is_fetched_and_each_issue_sent_once(newsroom: Newsroom, server: str) -> None:
    configs = audiences(newsroom, 4)
    with workers(configs) as notes:
        closed(server, *(f"watch{one}" for one in range(4)))
    assert sorted(newsroom.mail.addresses) == sorted(set(newsroom.mail.addresses))
    assert len(newsroom.mail.addresses) == 40
    assert {path: newsroom.web.count(path) for path in newsroom.web.pages if path.endswith(".xml")} == {
        path: 1 for path in newsroom.web.pages if path.endswith(".xml")
    }
    assert sum("sent" in line for line in notes.lines) == 4, notes.lines


def test_readers_whom_the_server_defers_are_tried_again_later_and_given_up(newsroom: Newsroom, server: str) -> None:
    newsroom.mail.replies["reader3@audience0.example"] = "451 later"
    configs = audiences(newsroom, 1)
    with closing(SqlStore(server)) as store:
        with workers(configs, 1):
            settled(store, accepted=9, deferred=1)
        assert not store.slots.history("watch0", 1)[0].outcome
        with workers(configs, 1, DUE.replace(day=28, hour=20)) as notes:
            closed(server, "watch0")
        assert any("reader3@audience0.example: given up: 451 later" in line for line in notes.lines)


def settled(store: SqlStore, **counts: int) -> None:
    """Wait until the receipts of the last slot are these."""
    for _ in range(900):
        records = store.slots.history("watch0", 1)
        if records and store.receipts.counts(records[0].slot) == counts:
            return
        Event().wait(0.1)
    pytest.fail(f"{records}")


def test_a_server_that_refuses_the_sender_is_left_alone_for_a_while(newsroom: Newsroom, server: str) -> None:
    newsroom.mail.sender_reply = "550 5.7.1 sender refused by policy"
    configs = audiences(newsroom, 1)
    with closing(SqlStore(server)) as store:
        with workers(configs, 1) as notes:
            told(notes, "it is about the sender")
            Event().wait(3)  # three looks
        assert sum("it is about the sender" in line for line in notes.lines) == 1, notes.lines
        newsroom.mail.sender_reply = ""
        with workers(configs, 1, DUE.replace(minute=36)):
            closed(server, "watch0")
        assert store.slots.history("watch0", 1)[0].counts == {"accepted": 10}


def told(notes: Notes, words: str) -> None:
    """Wait until this was said."""
    for _ in range(900):
        if any(words in line for line in notes.lines):
            return
        Event().wait(0.1)
    pytest.fail(f"not said: {notes.lines}")


def test_workers_need_a_store_that_they_share(newsroom: Newsroom, shell: Shell) -> None:
    ended = shell("work", newsroom.config)
    assert ended.code == 2
    assert "store: expected postgresql://USER@HOST/DATABASE, since workers share a server" in ended.err


def test_status_and_metrics_show_queue_workers_and_lateness(newsroom: Newsroom, server: str, shell: Shell) -> None:
    configs = audiences(newsroom, 1)
    with closing(SqlStore(server)) as store:
        store.slots.follow("watch0", DUE)
    with workers(configs, 1, DUE.replace(minute=40)):
        closed(server, "watch0")
        with time_machine.travel(DUE.replace(minute=41)):
            state = json.loads(shell("status", "--json", "--config", configs[0]).out)
        assert state["queue"]["workers"] == 1
        assert state["late_seconds"] == 10 * 60 + 5
        assert "workers      1" in shell("status", "--config", configs[0]).out
        standing = Standing(True, DUE, (state,), {})
    told = TestClient(watching_app(lambda: standing)).get("/metrics").text
    assert 'digest_late_seconds{newsletter="watch0"} 605.0' in told
    assert "digest_workers 1.0" in told
    assert 'digest_jobs{kind="batch",state="waiting"} 0.0' in told


def test_a_long_list_lets_a_short_one_by(newsroom: Newsroom, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipients, "_PART", 10)
    configs = audiences(newsroom, 2)
    long = yaml.safe_load(configs[0].read_text(encoding="utf-8"))
    listed = "".join(f"reader{reader}@long.example\n" for reader in range(200))
    (newsroom.folder / "readers.csv").write_text(f"email\n{listed}", encoding="utf-8")
    long["delivery"]["recipients"] = "readers.csv"
    configs[0].write_text(yaml.safe_dump(long), encoding="utf-8")
    with workers(configs, 1, taking=Taking(concurrency=1)):
        closed(server, "watch0", "watch1")
    order = newsroom.mail.addresses
    assert len(order) == len(set(order)) == 210
    assert max(at for at, address in enumerate(order) if address.endswith("@audience1.example")) < 100


def test_workers_together_keep_the_rate(newsroom: Newsroom, server: str) -> None:
    newsroom.settings["delivery"]["smtp"]["rate"] = "10/s"
    with workers(audiences(newsroom, 2)):
        closed(server, "watch0", "watch1")
    moments = newsroom.mail.moments
    assert len(moments) == 20
    assert moments[-1] - moments[0] > 19 / 10 - 1, "half a second's worth may go out at once, by each of two"


def test_a_list_that_was_changed_meanwhile_is_planned_again(newsroom: Newsroom, server: str) -> None:
    [path] = audiences(newsroom, 1)
    listed = newsroom.folder / "readers.csv"
    listed.write_text("email\n" + "".join(f"reader{reader}@long.example\n" for reader in range(20)), encoding="utf-8")
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    settings["delivery"]["recipients"] = "readers.csv"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    with closing(SqlStore(server)) as store:
        with workers([path], 1, taking=Taking(("gather", "issue"), 2)):
            until(lambda: store.issues.rendered(store.slots.history("watch0", 1)[0].slot))
        listed.write_text(listed.read_text(encoding="utf-8") + "new@long.example\n", encoding="utf-8")
        with workers([path], 1, taking=Taking(concurrency=1)) as notes:
            closed(server, "watch0")
    assert sum("is not the one that this batch was planned from" in line for line in notes.lines) == 1, notes.lines
    assert len(newsroom.mail.addresses) == len(set(newsroom.mail.addresses)) == 21


def test_a_feed_that_failed_is_tried_again_after_a_while(newsroom: Newsroom, server: str) -> None:
    sources = newsroom.settings["sources"]
    gone = [newsroom.web.serve(f"/gone{number}", Page(b"", 503)) for number, _ in enumerate(sources)]
    for source, address in zip(sources, gone, strict=True):
        source["feed"] = address
    configs = audiences(newsroom, 2)
    with stamina.set_testing(True, attempts=1):
        with workers(configs, 1) as notes:
            told(notes, "not one feed could be read")
            until(lambda: sum("not one feed could be read" in line for line in notes.lines) == 2)
        assert [newsroom.web.count(f"/gone{number}") for number, _ in enumerate(sources)] == [1] * len(sources)
        with workers(configs, 1, DUE.replace(minute=36)) as notes:
            told(notes, "not one feed could be read")
    assert [newsroom.web.count(f"/gone{number}") for number, _ in enumerate(sources)] == [2] * len(sources)


def until(holds: Callable[[], Any]) -> None:
    """Wait until it does."""
    for _ in range(900):
        with suppress(IndexError):
            if holds():
                return
        Event().wait(0.1)
    pytest.fail("never")
