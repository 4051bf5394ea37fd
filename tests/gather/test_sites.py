"""Names of outlets: those of the site that an item stands on."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.gather.sites import named_by_site
from digest.model import Item


def item(outlet: str, url: str, feed: str = "https://gathers.example/feed") -> Item:
    return Item(
        f"{outlet} {url}", url, "Pier closes", outlet, feed, datetime(2026, 1, 1, tzinfo=UTC), "The pier closed."
    )


def names(*items: Item) -> list[str]:
    return [one.outlet for one in named_by_site(items)]


def test_what_stands_on_another_site_than_its_outlet_s_others_has_the_name_of_that_site() -> None:
    wire = [item("Harbour News", f"https://www.harbournews.com/{n}") for n in range(3)]
    assert names(*wire, item("Harbour News", "https://www.harbour29.com/a"))[3] == "harbour29.com"
    known = item("Channel 29", "https://www.harbour29.com/b")
    assert names(*wire, item("Harbour News", "https://www.harbour29.com/a"), known)[3:] == ["Channel 29"] * 2


def test_a_guest_writes_for_the_outlet_of_the_site() -> None:
    post = [item("Norvik Post", f"https://norvikpost.com/{n}") for n in range(2)]
    assert names(*post, item("Guest Writer", "https://norvikpost.com/views")) == ["Norvik Post"] * 3


def test_a_name_that_looks_like_its_address_stays() -> None:
    items = [item("Wide Norvik Times", f"https://widenorviktimes.com/{n}") for n in range(2)]
    items += [item("Wide Norvik Times", "https://wnt.co.uk/a"), item("Harbour Desk", "https://widenorviktimes.com/x")]
    assert names(*items)[2] == "Wide Norvik Times"


def test_a_feed_of_the_site_itself_names_its_items() -> None:
    post = [item("Norvik Post", f"https://norvikpost.com/{n}", "https://norvikpost.com/feed") for n in range(3)]
    desk = item("The Daily 202", "https://norvikpost.com/daily", "https://feeds.norvikpost.com/daily")
    assert names(*post, desk)[3] == "The Daily 202"


def test_links_that_nobody_can_follow_say_nothing() -> None:
    items = [item(name, "https://news.google.com/rss/articles/" + name) for name in ("Wire", "Post", "Wire")]
    assert names(*items) == ["Wire", "Post", "Wire"]
