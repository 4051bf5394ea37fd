from __future__ import annotations

import pytest

from digest.deliver.verdicts import SAME_WORDS, Verdicts
from digest.model import Receipt


def said(verdicts, number, state, blame=None, detail=""):
    """One message from its beginning to its end; the states that are to be kept, by address."""
    address = f"reader{number}@example.net"
    verdicts.begin([address])
    return {one.address: one.state for one in verdicts.take([Receipt(address, state, detail, blame)])}


def test_an_address_that_does_not_exist_is_its_readers_own():
    verdicts = Verdicts(accepted=1)
    assert said(verdicts, 1, "rejected", "reader", "550 5.1.1 no") == {"reader1@example.net": "rejected"}
    assert verdicts.close() == []
    assert verdicts.stop is None


@pytest.mark.parametrize("blame", ["sender", "quota"])
def test_a_refusal_of_the_sender_stops_the_run_and_books_nobody(blame):
    verdicts = Verdicts()
    said(verdicts, 1, "accepted")
    assert said(verdicts, 2, "rejected", blame, "550 no") == {"reader2@example.net": "deferred"}
    assert (verdicts.stop.ending, verdicts.stop.words) == (blame, "550 no")


def test_what_is_unclear_is_held_until_somebody_else_is_accepted():
    verdicts = Verdicts(accepted=1)
    assert said(verdicts, 1, "rejected", "unclear", "550 policy") == {"reader1@example.net": "deferred"}
    later = said(verdicts, 2, "accepted")
    assert later == {"reader1@example.net": "rejected", "reader2@example.net": "accepted"}


def test_a_message_begun_before_the_refusal_proves_nothing():
    verdicts = Verdicts(accepted=1)
    verdicts.begin(["early@example.net"])
    said(verdicts, 1, "rejected", "unclear", "550 policy")
    assert [one.state for one in verdicts.take([Receipt("early@example.net", "accepted")])] == ["accepted"]


@pytest.mark.parametrize("blame", ["unclear", "message", "reader"])
def test_what_everybody_hears_in_a_row_is_nobodys_own(blame):
    verdicts = Verdicts()
    for number in range(SAME_WORDS):
        assert verdicts.stop is None
        said(verdicts, number, "rejected", blame, f"550 <reader{number}@example.net> refused, id 12345{number}")
    assert verdicts.stop.ending == ("message" if blame == "message" else "everybody")
    assert verdicts.close() == []


def test_at_the_end_what_one_alone_heard_is_his_and_what_two_heard_is_unknown():
    alone, two = Verdicts(accepted=1), Verdicts(accepted=1)
    said(alone, 1, "rejected", "unclear", "550 policy")
    for number in (1, 2):
        said(two, number, "rejected", "unclear", "550 policy")
    assert [one.state for one in alone.close()] == ["rejected"]
    assert two.close() == []
    assert (alone.stop, two.stop.ending) == (None, "everybody")


def test_where_nobody_is_accepted_nothing_is_known():
    verdicts = Verdicts()
    said(verdicts, 1, "rejected", "reader", "550 5.1.1 no such user")
    assert verdicts.close() == []
    assert verdicts.stop.ending == "everybody"


def test_what_is_put_off_or_unknown_stays_so():
    verdicts = Verdicts()
    assert said(verdicts, 1, "deferred", "temporary", "451 later") == {"reader1@example.net": "deferred"}
    assert said(verdicts, 2, "uncertain") == {"reader2@example.net": "uncertain"}
    assert verdicts.stop is None
