from __future__ import annotations

from datetime import timedelta

from digest.model import (
    Receipt,
)
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue, slot_on


def test_a_closed_slot_knows_how(store):
    assert store.slots.outcome(SLOT) == ""
    store.slots.finish(SLOT, "skipped", "thin news", NOW)
    assert store.slots.outcome(SLOT) == "skipped"
    store.issues.begin(slot_on("2025-02-28"), issue(), RENDERED, NOW)
    assert store.slots.outcome(slot_on("2025-02-28")) == ""


def test_history_tells_what_became_of_each_slot(store):
    store.slots.finish(slot_on("2025-02-26"), "skipped", "thin news", NOW)
    store.issues.begin(SLOT, issue(), RENDERED, NOW)
    for number, state in enumerate(["accepted", "accepted", "rejected"]):
        store.receipts.write(SLOT, [], [Receipt(f"r{number}@example.net", state)], NOW)
    store.slots.finish(SLOT, "sent", "", NOW + timedelta(minutes=5))
    last, before = store.slots.history("watch", 10)
    assert (last.slot, last.outcome, last.subject, last.begun) == (SLOT, "sent", RENDERED.subject, NOW)
    assert (last.closed, last.counts) == (NOW + timedelta(minutes=5), {"accepted": 2, "rejected": 1})
    assert (before.outcome, before.detail, before.subject, before.counts) == ("skipped", "thin news", "", {})
    assert store.slots.history("watch", 1) == (last,)
    assert store.slots.history("other", 10) == ()


def test_a_store_knows_since_when_it_sends_a_newsletter(store):
    assert store.slots.follow("watch", NOW) == NOW
    assert store.slots.follow("watch", NOW + timedelta(days=1)) == NOW
    assert store.slots.follow("other", NOW + timedelta(days=1)) == NOW + timedelta(days=1)
    store.slots.finish(SLOT, "sent", "", NOW)
    assert store.slots.newsletters() == ("watch",)
