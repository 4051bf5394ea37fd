from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.owed import owed
from digest.model import Receipt, ReceiptState, Recipient

READERS = tuple(Recipient(f"{name}@example.net") for name in ("ann", "bob", "cyd"))


def test_who_has_no_receipt_is_owed():
    assert owed(READERS, [Receipt("bob@example.net", "accepted")]) == (READERS[0], READERS[2])


def test_addresses_are_compared_without_case():
    assert owed(READERS, [Receipt("Bob@Example.NET", "accepted")]) == (READERS[0], READERS[2])


@given(st.sampled_from(get_args(ReceiptState)))
def test_only_an_open_receipt_is_tried_again(state):
    assert bool(owed(READERS[:1], [Receipt("ann@example.net", state)])) == (state in {"pending", "deferred"})
