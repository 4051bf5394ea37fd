"""Small articles with somebody who speaks."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.model import Item, Quote
from digest.reading.article import read


def article(text: str, title: str = "A day in the capital", **fields: object) -> Item:
    values: dict[str, object] = {
        "id": "1",
        "url": "https://paper.example/1",
        "outlet": "Sample Paper",
        "feed": "https://paper.example/feed",
        "published": datetime(2025, 2, 27, 17, tzinfo=UTC),
    }
    return Item(text=text, title=title, **{**values, **fields})  # type: ignore[arg-type]


def only(text: str, title: str = "A day in the capital") -> Quote:
    (quote,) = read(article(text, title)).quotations
    return quote
