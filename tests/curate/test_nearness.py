"""Nearness in meaning: above what unlike subjects have in common, with any model."""

from __future__ import annotations

import pytest

from digest.curate.meaning import BACKGROUND, item_text, texts_to_compare
from digest.curate.nearness import FOUND, Nearness
from tests.curate.newsdesk import item
from tests.curate.vectors import meant

ITEMS = [item(number, f"Item {number}") for number in range(6)]
SUBJECTS = {"storm": ITEMS[:3], "vote": ITEMS[3:]}


@pytest.mark.parametrize("common", [0.0, 2.0])
def test_unlike_texts_are_not_near_whatever_the_model(common: float) -> None:
    near = Nearness(ITEMS, meant(SUBJECTS, common))
    assert near.of(0, 1) > 0.4
    assert near.of(0, 4) < 0.15
    assert near.of(0, 1) == near.of(1, 0)


def test_the_nearest_are_found_without_a_word_in_common() -> None:
    items = [item(number, f"Item {number}") for number in range(100)]
    quake = items[3::20]
    near = Nearness(items, meant({"quake": quake, **{one.id: [one] for one in items if one not in quake}}))
    found = [list(near.nearest(here, 0)) for here in range(len(items))]
    assert found[0] == []
    assert {3, 23, 43, 63} <= set(found[83])
    assert len(found[83]) == FOUND
    assert all(there < here for here, theirs in enumerate(found) for there in theirs)


def test_only_those_of_the_window_are_found() -> None:
    near = Nearness(ITEMS, meant(SUBJECTS))
    assert list(near.nearest(0, 0)) == []
    assert list(near.nearest(1, 0)) == [0]
    assert list(near.nearest(2, 2)) == []


def test_nothing_is_known_without_vectors_or_without_what_is_unlike() -> None:
    vectors = meant(SUBJECTS)
    only_items = {item_text(one): vectors[item_text(one)] for one in ITEMS}
    for near in (Nearness(), Nearness(ITEMS), Nearness(ITEMS, only_items)):
        assert not near.knows(0, 1)
        assert list(near.nearest(0, 0)) == []
    some = Nearness(ITEMS, {text: vector for text, vector in vectors.items() if text != item_text(ITEMS[0])})
    assert some.knows(1, 2)
    assert not some.knows(0, 1)


def test_a_model_that_tells_nothing_apart_is_not_heard() -> None:
    same = {text: [1.0, 0.0] for text in [*BACKGROUND, *map(item_text, ITEMS)]}
    assert not Nearness(ITEMS, same).knows(0, 1)


def test_vectors_are_wanted_where_an_item_is_short() -> None:
    short, whole = item(1, "Ferry sinks off Skerry"), item(2, "Storm closes port", "The wind rose in the night. " * 40)
    assert texts_to_compare([whole]) == ()
    assert texts_to_compare([]) == ()
    assert set(texts_to_compare([short, whole])) == {*BACKGROUND, item_text(short), item_text(whole)}
