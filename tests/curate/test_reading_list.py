from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from digest.curate.reading_list import reading_list
from digest.model import Item, Lineup, Story

ITEM = Item("", "https://a.example/", "Talks", "Wire", "feed", datetime(2026, 11, 28, tzinfo=UTC), "")


def story(name: str, reports: int) -> Story:
    return Story(name, "Topic", tuple(replace(ITEM, id=f"{name}{number}") for number in range(reports)))


def ids(lineup: Lineup, ranked: list[Story], most: int = 100) -> str:
    return " ".join(item.id for item in reading_list(lineup, ranked, {"feed"}, most))


def test_told_stories_first_then_headlines_viewpoints_and_what_comes_next() -> None:
    lead, second, head, following = story("a", 5), story("b", 2), story("c", 2), story("d", 2)
    lineup = Lineup((lead, second), (head,), (), (replace(ITEM, id="v"),))
    ranked = [lead, second, head, following]
    assert ids(lineup, ranked) == "a0 b0 a1 b1 a2 c0 v d0 a3 a4 c1"
    assert ids(lineup, ranked, 4) == "a0 b0 a1 b1"


def test_what_was_read_or_needs_no_page_is_not_on_the_list() -> None:
    read, other, wanted = replace(ITEM, id="1", full=True), replace(ITEM, id="2", feed="other"), replace(ITEM, id="3")
    told = Story("s", "Topic", (read, other, wanted))
    assert ids(Lineup((told,), (), ()), [told]) == "3"
