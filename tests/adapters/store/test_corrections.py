from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from digest.model import (
    Correction,
)
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue, slot_on


def test_a_correction_is_printed_once(store):
    store.issues.begin(SLOT, issue(), RENDERED, NOW)
    first = Correction(SLOT, "s1", "Leaders meet", "They did not.", NOW)
    better = replace(first, text="They did not meet.", added=NOW + timedelta(hours=1))
    other = Correction(SLOT, "s2", "Second", "It was the third.", NOW)
    for correction in (first, other, better):
        store.corrections.save(correction)
    assert store.corrections.waiting("watch") == (other, better), "a second one replaces what was not printed"
    assert store.corrections.waiting("other") == ()
    following = slot_on("2025-02-28")
    store.issues.begin(following, replace(issue(following), corrections=(other, better)), RENDERED, NOW)
    assert store.corrections.waiting("watch") == ()
    assert store.issues.find(following).corrections == (other, better)
    store.corrections.save(replace(first, added=NOW + timedelta(days=1)))
    assert [correction.text for correction in store.corrections.waiting("watch")] == ["They did not."]
