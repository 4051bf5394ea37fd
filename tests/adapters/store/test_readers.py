from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

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


def test_the_erased_are_known_and_may_be_let_in_again(store):
    store.readers.add("watch", [ANN])
    assert store.readers.erased("watch") is None
    store.readers.erase("watch", ANN.address, NOW)
    erased = store.readers.erased("watch")
    assert [erased(one) for one in ("ann@EXAMPLE.net", "bob@example.net")] == [True, False]
    assert store.readers.erased("other") is None
    assert store.suppressions.lift("watch", "ANN@example.net")
    assert store.readers.add("watch", [ANN]) == (1, ())


@pytest.mark.parametrize("state", ["left", "bounced", "complained"])
def test_who_confirms_is_active_again(store, state):
    store.readers.add("watch", [ANN])
    store.suppressions.add(Suppression(ANN.address, "watch", "said so", NOW, state))
    store.readers.confirm("watch", Enrolment("ann@example.net", "", "the form", NOW))
    assert store.readers.find("watch", ANN.address) == Reader("ann@example.net", "", "the form", NOW, "active")


def test_who_confirms_without_need_stays_as_is(store):
    store.readers.add("watch", [ANN])
    store.readers.confirm("watch", Enrolment("ann@example.net", "", "the form", NOW))
    assert store.readers.find("watch", ANN.address).source == "the spring fair"


def test_no_newsletter_lifts_what_holds_for_all(store):
    store.suppressions.add(Suppression(ANN.address, "", "a lawyer wrote", NOW))
    store.readers.confirm("watch", ANN)
    assert states(store) == {"Ann@example.net": "left"}


def test_who_never_confirms_is_forgotten(store):
    store.readers.add("watch", [ANN, BOB, replace(BOB, address="cyd@example.net", consented=NOW + timedelta(days=1))])
    assert store.readers.forget_pending("watch", NOW + timedelta(hours=1)) == 1
    assert set(states(store)) == {"Ann@example.net", "cyd@example.net"}
