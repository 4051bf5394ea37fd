from __future__ import annotations

import re

import pytest

from digest.deliver.verp import ReturnAddresses

KEY = b"a key of some length"
IMAP = {"imap": {"host": "imap.example.org", "username_env": "IMAP_USER"}}
LOCAL = "2025-02-27T17:30"


@pytest.fixture
def addresses(make_audience):
    def made(key=KEY, separator="+", **delivery):
        returns = {**IMAP, "separator": separator}
        return ReturnAddresses(make_audience(returns=returns, delivery=delivery), key)

    return made


def test_an_address_is_short_and_found_again_in_any_case(addresses):
    own = addresses(envelope_sender="returns@news.example.org")
    address = own.address("b", LOCAL, "Ann@reader.example")
    assert re.fullmatch(r"returns\+b[a-z2-7]{21}@news\.example\.org", address)
    for text in (f"To: <{address}>", f"to {address.upper()}.", f"rfc822;{address}"):
        [tag] = own.tags(text)
        assert (tag.purpose, tag.local) == ("b", LOCAL)
        assert tag.signature == own.signature("b", LOCAL, "ann@READER.example")
    assert list(own.tags(f"x{address} {address.replace('news', 'other')} returns+bshort@news.example.org")) == []


def test_nobody_can_sign_for_another_reader_slot_purpose_newsletter_or_key(addresses, make_audience):
    own = addresses()
    signed = own.signature("b", LOCAL, "ann@reader.example")
    others = [
        own.signature("b", LOCAL, "bob@reader.example"),
        own.signature("b", "2025-02-28T17:30", "ann@reader.example"),
        own.signature("u", LOCAL, "ann@reader.example"),
        addresses(b"another key").signature("b", LOCAL, "ann@reader.example"),
        ReturnAddresses(make_audience(newsletter={"slug": "other"}, returns=IMAP), KEY).signature(
            "b", LOCAL, "ann@reader.example"
        ),
    ]
    assert signed not in others
    with pytest.raises(ValueError, match="key"):
        addresses(b"")


def test_bounces_and_wishes_to_leave_may_come_to_two_mailboxes(addresses):
    own = addresses(envelope_sender="b@in.example.org", unsubscribe={"mailto": "leave@example.org"}, separator="-")
    bounce, leave = own.address("b", LOCAL, "a@b.example"), own.address("u", LOCAL, "a@b.example")
    assert bounce.startswith("b-b")
    assert leave.startswith("leave-u")
    assert [tag.purpose for tag in own.tags(f"{leave}, {bounce}")] == ["u", "b"]


@pytest.mark.parametrize("local", ["2000-01-01T00:00", "2024-02-29T23:59", "2060-12-31T07:05"])
def test_the_slot_can_be_read_from_it(addresses, local):
    own = addresses()
    [tag] = own.tags(own.address("b", local, "a@b.example"))
    assert tag.local == local
