"""What strangers write costs time in line with its length: three doublings, at most 2.6 times the time for each.

The shapes are those that make a careless pattern, parser or loop slow: one thing again and again, opened and never
closed, nearly what a pattern looks for.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from digest.config import Source
from digest.curate import stories
from digest.curate.kinds import kind_of
from digest.gather.articles import main_text
from digest.gather.charsets import decode
from digest.gather.cleaning import one_line, plain_text, tidy, whole_sentences
from digest.gather.feeds import parse_feed
from digest.gather.furniture import without_repeated
from digest.gather.links import canonical_url
from digest.model import Item, Response
from digest.query import Document, parse_query

SHORT, LONG = 10_000, 80_000  # characters
MOST = 2.6**3
NOTICED = 0.08  # seconds of processor time: shorter ones are noise

SHAPES = {
    "letter": "a",
    "capital": "A",
    "capitals": "ABC ",
    "initials": "A. ",
    "names": "Word ",
    "titles": "Mr. ",
    "full name": "Joe Biden Joe BidenTrump ",
    "glued": "Ab AbC MORE",
    "and": "A B, C and D ",
    "of": "of the ",
    "list": "of Alan ",
    "dots": ".",
    "sentences": "A. b ",
    "ellipses": "… ",
    "comma": ", ",
    "dashes": "— ",
    "hyphens": "-",
    "colons": "A: ",
    "quote": '"',
    "open": "“",
    "close": "”",
    "single": "'",
    "quotations": '"Go," said Ann Lee. ',
    "nested quotes": "“a ‘b ",
    "said": "he said, ",
    "that": "that that ",
    "digits": "1",
    "numbers": "1,000 ",
    "dates": "Feb. 3, 2025 ",
    "less": "<",
    "tag": "<p>",
    "nesting": "<div>",
    "closing": "</p>",
    "half tag": "<a ",
    "half link": '<a href="',
    "comment": "<!--",
    "cdata": "<![CDATA[",
    "script": "<script>",
    "entity": "&amp;",
    "half entity": "&#",
    "post": '<blockquote class="twitter-tweet">',
    "link lines": '<li><a href="/x">a</a></li>',
    "spaces": " ",
    "lines": "\n",
    "paragraphs": "A line\n\n",
    "tabs": "\t",
    "joiners": "\u200d",
    "accents": "é",
    "han": "会",
    "han sentences": "会。",
    "overrides": "\u202e",
    "slashes": "/",
    "brackets": "[",
    "parentheses": "(",
    "addresses": "http://a.b/ ",
    "mail": "a@b.c ",
    "post on": "The post appeared on ",
    "sign": "Sign up for ",
}

NOW = datetime(2026, 11, 28, tzinfo=UTC)
SOURCE = Source(outlet="Wire", feed="https://wire.example/rss")
QUERY = parse_query('("White House" OR Trump*) AND NOT title:golf')


def item(text: str) -> Item:
    return Item("1", "https://a.example/1", "Ann Lee says “no” to talks", "Wire", "f", NOW, text)


def clean(text: str) -> None:
    plain_text(text)
    tidy(text)
    one_line(text)
    whole_sentences(f"{text}…")
    canonical_url(text)
    decode(text.encode("utf-8", "replace"))


def feed(text: str) -> None:
    parts = {"title": text[:5_000], "link": text[:5_000], "description": f"<![CDATA[{text}]]>"}
    parts |= dict.fromkeys(("author", "pubDate", "guid", "category", "source"), text)
    entry = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items())
    body = f"<rss version='2.0'><channel><item>{entry}</item></channel></rss>"
    parse_feed(Response(SOURCE.feed, body.encode("utf-8", "replace")), SOURCE, NOW)


def page(text: str) -> None:
    main_text(Response("https://a.example/", f"<html><body><article><p>{text}</article>".encode("utf-8", "replace")))


def choose(text: str) -> None:
    one = item(text)
    without_repeated([one])
    kind_of(one)
    QUERY.match(Document(one))
    stories.fold([one, item(text[::-1])])


def seconds(work: Callable[[str], None], shape: str, size: int) -> float:
    text = (SHAPES[shape] * (size // len(SHAPES[shape]) + 1))[:size]
    gc.collect()
    gc.disable()
    start = time.process_time()
    work(text)
    spent = time.process_time() - start
    gc.enable()
    return spent


@pytest.mark.parametrize("work", [clean, feed, page, choose])
@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_in_line_with_the_text(shape: str, work: Callable[[str], None]) -> None:
    short = seconds(work, shape, SHORT)
    long = seconds(work, shape, LONG)
    for _ in range(3):  # another program may have taken the processor's cache
        if long <= max(NOTICED, MOST * short):
            return
        long, short = min(long, seconds(work, shape, LONG)), max(short, seconds(work, shape, SHORT))
    assert long <= MOST * short, f"{SHORT} characters {short:.3f} s, {LONG} characters {long:.3f} s"
