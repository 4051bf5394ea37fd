from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from digest.model import Bookmark, Receipt, Return, Slot, Suppression
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue

ANN = "Ann@example.net"
NEXT = Slot("watch", "2025-02-28T17:30", NOW + timedelta(days=1))


def test_what_came_back_is_kept_once_with_what_it_ends(begun):
    gone = Suppression(ANN, "watch", "550 no", NOW, "bounced")
    assert begun.returns.add(SLOT, Return(ANN, "hard", "550 no"), NOW, gone)
    assert begun.suppressions.among("watch", [ANN]) == {ANN}
    begun.suppressions.lift("watch", ANN)
    assert not begun.returns.add(SLOT, Return(ANN.lower(), "hard", "550 again"), NOW, gone)
    assert begun.suppressions.among("watch", [ANN]) == frozenset()
    assert begun.returns.add(SLOT, Return(ANN, "complaint", "abuse"), NOW, None)
    assert [one.kind for one in begun.returns.of(SLOT)] == ["complaint", "hard"]
    [record] = begun.slots.history("watch", 5)
    assert record.returned == {"hard": 1, "complaint": 1}


def test_an_earlier_reason_not_to_write_stays(begun):
    begun.suppressions.add(Suppression(ANN, "watch", "asked to leave", NOW, "left"))
    begun.returns.add(SLOT, Return(ANN, "hard", "550 no"), NOW, Suppression(ANN, "watch", "550 no", NOW, "bounced"))
    assert [one.state for one in begun.suppressions.all()] == ["left"]


def test_which_issues_of_a_reader_arrived(begun):
    begun.issues.begin(NEXT, replace(issue(), slot=NEXT), RENDERED, NOW)
    later = Slot("watch", "2025-03-01T17:30", NOW + timedelta(days=2))
    begun.issues.begin(later, replace(issue(), slot=later), RENDERED, NOW)
    for slot, state in ((SLOT, "accepted"), (NEXT, "rejected"), (later, "accepted")):
        begun.receipts.write(slot, [], [Receipt(ANN, state), Receipt("bob@example.net", "suppressed")], NOW)
    begun.returns.add(SLOT, Return(ANN, "soft", "452 full"), NOW, None)
    begun.returns.add(later, Return(ANN, "refused", "550 blocked"), NOW, None)
    assert begun.returns.arrivals("watch", ANN.lower(), 10) == (
        (SLOT.local, False),
        (NEXT.local, False),
        (later.local, True),
    )
    assert begun.returns.arrivals("watch", ANN, 1) == ((later.local, True),)
    assert begun.returns.arrivals("watch", "bob@example.net", 10) == ()


def test_how_far_a_mailbox_was_read(store):
    assert store.returns.bookmark("watch", "desk@imap") is None
    for number in (4, 2**32):
        store.returns.set_bookmark("watch", "desk@imap", Bookmark(2**32 - 1, number))
        assert store.returns.bookmark("watch", "desk@imap") == Bookmark(2**32 - 1, number)
    assert store.returns.bookmark("other", "desk@imap") is None


def test_a_slot_and_its_readers_are_found(begun):
    assert begun.slots.find("watch", SLOT.local) == SLOT
    assert begun.slots.find("watch", "2025-02-26T17:30") is None
    begun.receipts.write(SLOT, [], [Receipt(f"{name}@example.net", "accepted") for name in "CABD"], NOW)
    assert list(begun.receipts.addresses(SLOT)) == [f"{name}@example.net" for name in "ABCD"]


def test_of_an_erased_reader_nothing_that_came_back_stays(begun):
    begun.receipts.write(SLOT, [], [Receipt(ANN, "accepted")], NOW)
    begun.returns.add(SLOT, Return(ANN, "soft", "452 full"), NOW, None)
    begun.readers.erase("watch", ANN, NOW)
    assert begun.returns.of(SLOT) == ()
