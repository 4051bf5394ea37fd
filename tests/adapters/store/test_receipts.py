from __future__ import annotations

from threading import Thread

import pytest

from digest.errors import StoreError
from digest.model import (
    Receipt,
)
from tests.adapters.store.examples import NOW, SLOT


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
