"""The main text of an article's page, by trafilatura (https://trafilatura.readthedocs.io)."""

from __future__ import annotations

from dataclasses import replace

from digest.gather.cleaning import article_only, shortened, tidy
from digest.model import Item, Response

MAX_PAGE = 3_000_000  # bytes
MAX_TAGS = 30_000  # ten times the largest news page measured
MIN_WORDS = 60  # fewer are a cookie notice or a paywall, not an article


def main_text(response: Response) -> str:
    """The article in a web page: paragraphs divided by one blank line, without navigation and comments.

    Empty where nothing is found, and for what is not HTML.
    """
    page = response.body
    if "html" not in response.headers.get("content-type", "text/html"):
        return ""
    if not page or len(page) > MAX_PAGE or page.count(b"<") > MAX_TAGS:
        return ""
    import trafilatura  # 160 ms

    found = trafilatura.extract(
        page, url=response.url or None, favor_precision=True, include_comments=False, include_tables=False
    )
    return article_only(shortened(tidy("\n\n".join((found or "").splitlines()))))


def with_article(item: Item, response: Response) -> Item:
    """The item with the text of its page, or as it was where the feed already says as much."""
    text = main_text(response)
    if len(text.split()) < MIN_WORDS or len(text) <= len(item.text):
        return item
    return replace(item, text=text, full=True)
