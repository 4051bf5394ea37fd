from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from digest.model import (
    FeedState,
    Picture,
)
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue, item


def test_feed_states_are_kept(store):
    state = FeedState("https://a.example", '"etag"', "Thu", NOW, 0, "")
    store.gathered.save_state(state)
    failed = replace(state, failures=2, last_error="404")
    store.gathered.save_state(failed)
    store.gathered.save_state(FeedState("https://b.example"))
    assert store.gathered.states(["https://a.example", "https://c.example"]) == {"https://a.example": failed}


def test_items_come_back_as_they_were(store):
    kept = store.gathered.save([item(1), item(2)], NOW)
    assert kept == (item(1), item(2))
    assert store.gathered.items([item().feed], NOW - timedelta(hours=2)) == kept
    assert store.gathered.items([item().feed], NOW - timedelta(hours=1)) == kept[:1]
    assert store.gathered.items(["https://other.example"], NOW - timedelta(days=9)) == ()


def test_a_picture_is_kept_with_its_item(store):
    pictured = item(1, picture=Picture("https://img.example/a.jpg", "Talks", "Ann"))
    assert store.gathered.save([pictured], NOW) == (pictured,)
    assert store.gathered.items([pictured.feed], NOW - timedelta(hours=2)) == (pictured,)


def test_an_item_of_two_feeds_is_kept_for_both(store):
    store.gathered.save([item(1, feed="a", outlet="A"), item(1, feed="b", outlet="B")], NOW)
    assert [kept.outlet for kept in store.gathered.items(["a"], NOW - timedelta(days=1))] == ["A"]
    assert len(store.gathered.items(["a", "b"], NOW - timedelta(days=1))) == 2


def test_the_newest_text_wins_but_not_over_the_page(store):
    store.gathered.save([item(1, text="first")], NOW)
    assert store.gathered.save([item(1, text="second")], NOW)[0].text == "second"
    store.gathered.save([item(1, text="the whole page", full=True)], NOW)
    [kept] = store.gathered.save([item(1, text="feed again", title="New title")], NOW)
    assert (kept.text, kept.full, kept.title) == ("the whole page", True, "New title")
    assert store.gathered.items([kept.feed], NOW - timedelta(days=1)) == (kept,)
    assert store.gathered.save([item(1, text="page again", full=True)], NOW)[0].text == "page again"


def test_an_undated_item_keeps_its_first_moment(store):
    store.gathered.save([item(1, published=NOW, dated=False)], NOW)
    later = NOW + timedelta(days=1)
    [kept] = store.gathered.save([item(1, published=later, dated=False)], later)
    assert (kept.published, kept.dated) == (NOW, False)
    [dated] = store.gathered.save([item(1, published=NOW - timedelta(hours=5))], later)
    assert (dated.published, dated.dated) == (NOW - timedelta(hours=5), True)
    assert store.gathered.save([item(1, published=later, dated=False)], later) == (dated,)


LONG_AGO, BEFORE = NOW - timedelta(days=400), NOW - timedelta(days=30)


def kept(store):
    return {one.id: one for one in store.gathered.items([item().feed], NOW - timedelta(days=1000))}


def test_what_is_old_is_forgotten_and_what_is_still_carried_stays(store):
    store.gathered.save([item(1), item(2)], NOW - timedelta(days=500))
    store.gathered.save([item(2)], NOW)
    store.gathered.save([item(3, feed="https://other.example/feed")], NOW - timedelta(days=500))
    store.gathered.forget([item().feed], LONG_AGO, BEFORE)
    assert set(kept(store)) == {item(2).id}
    others = store.gathered.items(["https://other.example/feed"], NOW - timedelta(days=1000))
    assert [one.text for one in others] == [item(3).text], "what another audience follows is its own affair"


def test_a_text_goes_after_a_month_unless_an_issue_used_it(store):
    store.gathered.save([item(number, full=True) for number in range(1, 6)], NOW - timedelta(days=40))
    store.issues.begin(SLOT, issue(), RENDERED, NOW - timedelta(days=40))  # tells the first three
    store.gathered.save([item(4, full=True)], NOW)
    store.gathered.save([item(1, full=True)], NOW - timedelta(days=39))  # carried again: stays used
    store.gathered.forget([item().feed], LONG_AGO, BEFORE)
    texts = {number: one.text for number, one in kept(store).items()}
    assert [number for number, text in texts.items() if not text] == ["i5"]
    assert kept(store)["i5"] == item(5, text="", full=False), "its id, title and link stay"


def test_a_text_that_went_comes_back_with_its_feed(store):
    store.gathered.save([item(1, full=True)], NOW - timedelta(days=40))
    store.gathered.forget([item().feed], LONG_AGO, BEFORE)
    assert store.gathered.save([item(1)], NOW) == (item(1),)
