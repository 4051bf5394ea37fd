from __future__ import annotations

from digest.model import (
    Suppression,
)
from tests.adapters.store.examples import NOW


def test_a_suppressed_address_is_so_for_one_newsletter_or_for_all(store):
    store.suppressions.add(Suppression("ann@example.net", "watch", "unsubscribed", NOW))
    store.suppressions.add(Suppression("Bob@example.net", "", "complaint", NOW))
    asked = ["ANN@example.net", "bob@EXAMPLE.net", "cyd@example.net"]
    assert store.suppressions.among("watch", asked) == set(asked[:2])
    assert store.suppressions.among("other", asked) == {asked[1]}
    assert [entry.address for entry in store.suppressions.all()] == ["ann@example.net", "Bob@example.net"]
    assert store.suppressions.lift("watch", "Ann@example.net")
    assert not store.suppressions.lift("watch", "Ann@example.net")
    assert store.suppressions.among("watch", asked) == {asked[1]}
