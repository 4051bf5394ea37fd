from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.errors import StoreError
from digest.model import (
    Attachment,
    Chart,
    Figure,
    PastStory,
    Receipt,
    Sentence,
    Tally,
    Viewpoint,
)
from tests.adapters.store.examples import LATER, NOW, RENDERED, SLOT, issue, item, slot_on


def test_viewpoints_number_chart_and_pictures_are_part_of_the_issue(store):
    piece, shown = item(7, title="A view"), item(1)
    full = replace(
        issue(),
        viewpoints=(Viewpoint(piece, "It argues"),),
        number=Figure("25%", Sentence("It is 25%.", ("i1",)), shown),
        chart=Chart(("2025-02-27",), (Tally("Talks", (3,)),), 2),
    )
    sent = replace(RENDERED, attachments=(Attachment("reports@digest", "iVBOR"),))
    store.issues.begin(SLOT, full, sent, NOW)
    store.slots.finish(SLOT, "sent", "", NOW)
    assert (store.issues.find(SLOT), store.issues.rendered(SLOT)) == (full, sent)
    assert piece in {known for story in store.issues.past_stories("watch", NOW, LATER) for known in story.items}


def test_a_begun_issue_stays_what_it_was(store):
    assert store.issues.rendered(SLOT) is None
    assert store.issues.find(SLOT) is None
    store.issues.begin(SLOT, issue(), RENDERED, NOW)
    assert store.issues.rendered(SLOT) == RENDERED
    assert store.issues.find(SLOT) == issue()
    with pytest.raises(StoreError, match="2025-02-27T17:30 was begun before"):
        store.issues.begin(SLOT, issue(), replace(RENDERED, subject="Other"), NOW)
    assert store.issues.rendered(SLOT) == RENDERED


def test_past_stories_are_those_a_reader_may_have(store):
    days = ["2025-02-24", "2025-02-25", "2025-02-26", "2025-02-27"]
    for day in days:
        store.issues.begin(slot_on(day), issue(slot_on(day), name=day), RENDERED, NOW)
    store.slots.finish(slot_on(days[0]), "sent", "", NOW)
    store.receipts.write(slot_on(days[1]), [], [Receipt("ann@example.net", "accepted")], NOW)
    store.receipts.write(slot_on(days[2]), [], [Receipt("ann@example.net", "rejected")], NOW)
    store.receipts.write(slot_on(days[3]), ["ann@example.net"], [], NOW)
    past = store.issues.past_stories("watch", NOW - timedelta(days=9), LATER)
    assert [story.id[:10] for story in past] == [days[3]] * 3 + [days[1]] * 3 + [days[0]] * 3
    assert past[0] == PastStory(
        f"{days[3]}1", f"watch/{days[3]}T17:30", "Leaders meet", ("One.", "Two.", "New."), (item(1), item(2))
    )
    assert (past[2].hed, past[2].sentences) == ("Title 3", ())
    assert {story.slot for story in store.issues.past_stories("watch", NOW, LATER)} == {SLOT.key}
    assert store.issues.past_stories("other", NOW - timedelta(days=9), LATER) == ()
    before = store.issues.past_stories("watch", NOW - timedelta(days=9), SLOT.due)
    assert {story.slot[-16:-6] for story in before} == {days[0], days[1]}, "what an issue of that slot looks back at"
