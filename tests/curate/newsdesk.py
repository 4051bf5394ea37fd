"""Items, audiences and past stories for the tests of topics, ranking and memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from digest.config import Audience
from digest.model import Item, PastStory

NOW = datetime(2025, 2, 27, 22, 30, tzinfo=UTC)
SINCE = NOW - timedelta(hours=26)


def item(number: int, title: str, text: str = "", **more: Any) -> Item:
    """An item one hour older than `NOW`, of an outlet of its own unless told otherwise."""
    fields: dict[str, Any] = {
        "id": f"item-{number}",
        "url": f"https://example.org/{number}",
        "outlet": f"Outlet {number}",
        "feed": "feed.xml",
        "published": NOW - timedelta(hours=1),
        **more,
    }
    return Item(title=title, text=text or f"{title}. Nothing more was said.", **fields)


def audience(**more: Any) -> Audience:
    """An audience with the topic Ukraine, or with what the test says."""
    return Audience.model_validate(
        {
            "newsletter": {"name": "Test"},
            "topics": [{"name": "Ukraine", "match": "Ukraine"}],
            "sources": [{"outlet": "Sample Wire", "feed": "feed.xml"}],
            "delivery": {"from": "a@example.org", "postal_address": "1 Example Street"},
            **more,
        }
    )


def past(number: int, *items: Item) -> PastStory:
    """A story of yesterday's issue."""
    return PastStory(f"story-{number}", "test/2025-02-26T17:30", items[0].title, (), items)
