from __future__ import annotations

import pytest

from digest.model import Enrolment, Reader, Receipt, Suppression
from tests.adapters.store.examples import NOW, SLOT

ANN = Enrolment("Ann@example.net", "Ann", "the spring fair", NOW)
BOB = Enrolment("bob@example.net", "", "the form", NOW, confirmed=False)


def states(store):
    return {one.address: one.state for one in store.readers.all("watch")}


def test_who_agreed_is_active_and_who_has_still_to_confirm_is_pending(store):
    assert store.readers.add("watch", [ANN, BOB]) == (2, ())
    assert store.readers.find("watch", "ANN@example.net") == Reader("Ann@example.net", "Ann", ANN.source, NOW, "active")
    assert states(store) == {"Ann@example.net": "active", "bob@example.net": "pending"}
    assert store.readers.count("watch") == 1
    assert store.readers.find("other", "ann@example.net") is None


def test_the_first_consent_counts(store):
    store.readers.add("watch", [ANN])
    again = Enrolment("ann@EXAMPLE.net", "", "a list", NOW)
    assert store.readers.add("watch", [again]) == (0, ())
    assert store.readers.find("watch", ANN.address).source == "the spring fair"


def test_who_was_pending_is_confirmed(store):
    store.readers.add("watch", [BOB])
    assert store.readers.add("watch", [Enrolment(BOB.address, "", "the form", NOW)]) == (1, ())
    assert states(store) == {"bob@example.net": "active"}


@pytest.mark.parametrize("state", ["left", "bounced", "complained"])
@pytest.mark.parametrize("newsletter", ["watch", ""])
def test_who_is_suppressed_has_the_state_that_says_why(store, state, newsletter):
    store.readers.add("watch", [ANN])
    store.suppressions.add(Suppression("ann@example.net", newsletter, "said so", NOW, state))
    assert states(store) == {"Ann@example.net": state}
    assert store.readers.count("watch") == 0


def test_a_thousand_readers_come_once_each_in_order(store):
    many = [Enrolment(f"r{number:04}@example.net", "", "import", NOW) for number in range(1200)]
    assert store.readers.add("watch", [*many, *many[:3]])[0] == 1200
    assert [one.address for one in store.readers.all("watch")] == [one.address for one in many]


def test_an_erased_reader_leaves_no_address_and_does_not_come_back(begun):
    begun.readers.add("watch", [ANN])
    begun.suppressions.add(Suppression("ann@example.net", "watch", "said so", NOW))
    begun.receipts.write(SLOT, [], [Receipt("ann@example.net", "accepted", "250 for ann")], NOW)
    assert begun.readers.erase("watch", "ANN@example.net", NOW)
    assert begun.readers.find("watch", ANN.address) is None
    assert begun.suppressions.all() == ()
    assert begun.receipts.of(SLOT) == (Receipt("erased", "accepted"),)
    assert begun.readers.add("watch", [ANN, BOB]) == (1, ("Ann@example.net",))
    assert not begun.readers.erase("watch", "stranger@example.net", NOW)
