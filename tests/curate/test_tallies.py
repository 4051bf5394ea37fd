from __future__ import annotations

from datetime import timedelta

from digest.curate.tallies import week_of
from digest.model import Item, Slot, Tally

from .newsdesk import NOW, audience, item

SLOT = Slot("test", "2025-02-27T22:30", NOW)


def on(number: int, days_ago: int, title: str = "Ukraine talks") -> Item:
    return item(number, f"{title}, account number {number}", published=NOW - timedelta(days=days_ago, hours=1))


def test_reports_on_topic_are_counted_by_day() -> None:
    items = [on(1, 6), on(2, 2), on(3, 2), on(4, 0), on(5, 0, "Cricket"), on(6, 9)]
    chart = week_of(items, audience(), SLOT, NOW)
    assert chart
    assert (chart.days[0], chart.days[-1]) == ("2025-02-21", "2025-02-27")
    assert chart.tallies == (Tally("Ukraine", (1, 0, 0, 0, 2, 0, 1)),)
    assert chart.feeds == 1


def test_days_are_those_of_the_audiences_clock() -> None:
    far = audience(newsletter={"name": "Test", "timezone": "Pacific/Auckland"})
    chart = week_of([on(1, 6), on(2, 0)], far, SLOT, NOW)
    assert chart
    assert (chart.days[-1], chart.tallies[0].counts) == ("2025-02-28", (1, 0, 0, 0, 0, 0, 1))


def test_a_week_that_the_store_does_not_hold_whole_is_not_drawn() -> None:
    assert week_of([on(1, 5), on(2, 0)], audience(), SLOT, NOW) is None
    assert week_of([], audience(), SLOT, NOW) is None
