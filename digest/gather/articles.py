"""The main text of an article's page, by trafilatura (https://trafilatura.readthedocs.io)."""

from __future__ import annotations

import re
from dataclasses import replace

from digest.gather.charsets import decode
from digest.gather.cleaning import article_only, shortened, tidy
from digest.gather.identity import COMMON, stems
from digest.model import Item, Response

MAX_PAGE = 3_000_000  # bytes
MAX_TAGS = 30_000  # ten times the largest news page measured
_SUMMARY = 300  # characters of what the feed says
_FEW = 3  # words that say too little to judge by
_TEASERS = 4  # articles of a list
_TEASER = re.compile(
    r"<article\b[^<>]{0,500}>\s*(?:<(?:div|header)\b[^<>]{0,300}>\s*){0,3}<h[1-4]\b[^<>]{0,300}>\s*<a\b", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"<p\b", re.IGNORECASE)
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
    """The item with the text of its page, or as it was where the page is not its article, or the feed says as much.

    A page is an entry's article if it has most words of the entry's title and summary, and is no list of others: what a
    consent wall, a captcha, a front page or a demand for payment says has other words.
    """
    text = main_text(response)
    if len(text.split()) < MIN_WORDS or len(text) <= len(item.text):
        return item
    if not _tells_of(item, text) or _is_list(response):
        return item
    return replace(item, text=text, full=True)


def _tells_of(item: Item, text: str) -> bool:
    """Whether a text has most of the longer words of an item's title and of what the feed says."""
    said = f"{item.title} {item.text[:_SUMMARY] if item.text != item.title else ''}"
    wanted, found = stems(said), stems(text)
    return len(wanted) < _FEW or len(wanted & found) >= COMMON * len(wanted)


def _is_list(response: Response) -> bool:
    """Whether the page has several articles, each under a heading that leads to it."""
    page = decode(response.body, response.headers.get("content-type", "")).text
    teasers = len(_TEASER.findall(page))
    return teasers >= _TEASERS and 3 * teasers >= len(_PARAGRAPH.findall(page))
