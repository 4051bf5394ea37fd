from __future__ import annotations

from threading import Thread

import pytest
from sqlalchemy import event

from digest.adapters.store import SqlStore, machine
from digest.errors import StoreError
from digest.model import (
    Receipt,
)
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue


def test_a_message_is_noted_then_settled(begun):
    begun.receipts.write(SLOT, ["ann@example.net"], [], NOW)
    assert begun.receipts.of(SLOT) == (Receipt("ann@example.net", "sending"),)
    begun.receipts.write(SLOT, [], [Receipt("ann@example.net", "accepted", "250 ok")], NOW)
    assert begun.receipts.of(SLOT) == (Receipt("ann@example.net", "accepted", "250 ok"),)


@pytest.mark.parametrize("state", ["accepted", "rejected", "uncertain", "suppressed", "sending"])
def test_nobody_is_sent_an_issue_twice(begun, state):
    begun.receipts.write(SLOT, [], [Receipt("ann@example.net", state)], NOW)
    with pytest.raises(StoreError, match=r"ann@example\.net has a receipt"):
        begun.receipts.write(SLOT, ["ann@example.net"], [], NOW)
    with pytest.raises(StoreError, match="has a receipt"):
        begun.receipts.write(SLOT, ["Ann@Example.NET"], [], NOW)


@pytest.mark.parametrize("state", ["deferred", "pending"])
def test_a_deferred_message_may_be_tried_again(begun, state):
    begun.receipts.write(SLOT, [], [Receipt("ann@example.net", state, "451 later")], NOW)
    begun.receipts.write(SLOT, ["ann@example.net"], [], NOW)
    assert begun.receipts.of(SLOT) == (Receipt("ann@example.net", "sending"),)


def test_what_a_killed_run_left_becomes_uncertain_once(begun):
    begun.receipts.write(SLOT, ["ann@example.net"], [], NOW)
    begun.receipts.write(SLOT, [], [Receipt("bob@example.net", "accepted")], NOW)
    [receipt] = begun.receipts.mark_uncertain(SLOT, NOW)
    assert (receipt.address, receipt.state) == ("ann@example.net", "uncertain")
    assert begun.receipts.mark_uncertain(SLOT, NOW) == ()
    assert {receipt.state for receipt in begun.receipts.of(SLOT)} == {"accepted", "uncertain"}


def test_many_threads_write_receipts(begun):
    def note(number):
        for reader in range(number, 40, 4):
            begun.receipts.write(SLOT, [f"r{reader}@example.net"], [], NOW)
            begun.receipts.write(SLOT, [], [Receipt(f"r{reader}@example.net", "accepted")], NOW)

    threads = [Thread(target=note, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {receipt.state for receipt in begun.receipts.of(SLOT)} == {"accepted"}
    assert len(begun.receipts.of(SLOT)) == 40


def test_who_was_promised_is_begun_and_nobody_twice(begun):
    begun.receipts.write(SLOT, [], [Receipt("cyd@example.net", "deferred", "451 later")], NOW)
    begun.receipts.promise(SLOT, ["Ann@example.net", "bob@example.net", "cyd@example.net"], "here", NOW)
    assert begun.receipts.place(SLOT) == "here"
    begun.receipts.write(SLOT, ["ann@example.net"], [], NOW)
    with pytest.raises(StoreError, match=r"ann@example\.net has a receipt"):
        begun.receipts.write(SLOT, ["ann@example.net"], [], NOW)
    begun.receipts.write(SLOT, ["bob@example.net"], [Receipt("ann@example.net", "accepted", "250 ok")], NOW)
    assert {one.address: one.state for one in begun.receipts.of(SLOT)} == {
        "ann@example.net": "accepted",
        "bob@example.net": "sending",
        "cyd@example.net": "pending",
    }
    assert begun.receipts.open(SLOT) == {"cyd@example.net": "pending"}
    assert begun.receipts.any_accepted(SLOT)
    with pytest.raises(StoreError, match=r"ann@example\.net has a receipt"):
        begun.receipts.promise(SLOT, ["ann@example.net", "dee@example.net"], "there", NOW)
    assert begun.receipts.place(SLOT) == "here", "all of it or nothing"


def test_of_what_was_promised_only_what_was_begun_is_uncertain(begun):
    begun.receipts.promise(SLOT, ["ann@example.net", "bob@example.net"], "", NOW)
    begun.receipts.write(SLOT, ["ann@example.net"], [], NOW)
    assert [one.address for one in begun.receipts.mark_uncertain(SLOT, NOW)] == ["ann@example.net"]
    assert begun.receipts.open(SLOT) == {"bob@example.net": "pending"}


@pytest.mark.parametrize(("before", "after", "uncertain"), [("a", "b", 2), ("a", "", 2), ("a", "a", 1), ("", "b", 1)])
def test_where_the_machine_went_down_all_promised_is_uncertain(tmp_path, monkeypatch, before, after, uncertain):
    monkeypatch.setattr(machine, "boot", lambda: before)
    store = SqlStore(tmp_path / "digest.sqlite")
    store.issues.begin(SLOT, issue(), RENDERED, NOW)
    store.receipts.promise(SLOT, ["ann@example.net", "bob@example.net"], "", NOW)
    store.receipts.write(SLOT, ["ann@example.net"], [], NOW)
    store.close()
    monkeypatch.setattr(machine, "boot", lambda: after)
    store = SqlStore(tmp_path / "digest.sqlite")
    assert len(store.receipts.mark_uncertain(SLOT, NOW)) == uncertain
    assert len(store.receipts.open(SLOT)) == 2 - uncertain
    store.close()


def test_what_is_open_is_found_by_an_index(begun):
    asked = []
    engine = begun.database._engine
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    begun.receipts.open(SLOT)
    begun.receipts.mark_uncertain(SLOT, NOW)
    told = [(text, values) for text, values in asked if "receipts" in text]
    with begun.database.begin() as connection:
        is_server = connection.dialect.name == "postgresql"
        explain = "EXPLAIN" if is_server else "EXPLAIN QUERY PLAN"
        if is_server:  # which takes no index for so few rows
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plans = [str(connection.exec_driver_sql(f"{explain} {text}", values).all()) for text, values in told]
    assert len(plans) == 2
    assert all("receipts_still_open" in plan for plan in plans)
