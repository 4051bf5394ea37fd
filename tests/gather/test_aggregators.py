from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.config import Source
from digest.gather.aggregators import title_and_outlet
from digest.gather.feeds import ParsedFeed, parse_feed
from digest.model import Response

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)


def parsed(*items: str, aggregator: bool = False) -> ParsedFeed:
    source = Source(outlet="All News", feed="https://news.example/rss", aggregator=aggregator)
    body = f"<rss version='2.0'><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    found = parse_feed(Response(source.feed, body.encode()), source, NOW)
    assert isinstance(found, ParsedFeed)
    return found


def test_the_outlet_is_the_source_and_leaves_the_title() -> None:
    found = parsed(
        "<title>Talks go on - The Daily Example</title><link>https://news.google.com/rss/articles/CB1</link>"
        "<source url='https://daily.example'>The Daily Example</source><description>Other headlines</description>"
    )
    (item,) = found.items
    assert (item.title, item.outlet, item.text) == ("Talks go on", "The Daily Example", "Talks go on")
    assert "1 links of an aggregator that can't be followed" in found.missing


def test_an_aggregator_of_the_config_whose_links_can_be_followed() -> None:
    entry = "<title>Talks go on | Post</title><link>https://post.example/1</link>"
    entry += "<description>A text of its own.</description>"
    (item,) = parsed(entry, aggregator=True).items
    assert (item.title, item.outlet, item.text) == ("Talks go on", "Post", "A text of its own.")
    (item,) = parsed(entry).items
    assert (item.title, item.outlet) == ("Talks go on | Post", "All News")


@pytest.mark.parametrize(
    ("title", "named", "expected"),
    [
        ("Mid-air talks - again", "Post", ("Mid-air talks - again", "Post")),
        ("Talks - again - Post", "Post", ("Talks - again", "Post")),
        ("Talks", "", ("Talks", "Default")),
    ],
)
def test_titles(title: str, named: str, expected: tuple[str, str]) -> None:
    assert title_and_outlet(title, named, "Default") == expected
