"""What strangers write costs time in line with its length: three doublings, at most 2.6 times the time for each.

The shapes are those that make a careless pattern, parser or loop slow: one thing again and again, opened and never
closed, nearly what a pattern looks for.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

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
from digest.reading.article import read
from digest.reading.languages import Language
from digest.write.choosing.case import Case
from digest.write.excerpts.excerpt import excerpt_of
from digest.write.facts.judging import weighed
from digest.write.facts.unsupported import unsupported
from digest.write.text.orders import without_orders

SHORT, LONG = 10_000, 80_000  # characters
READ = 4  # times less for what reads every word of an article: 2,500 and 20,000
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
CLAIM = "Mexico's President Ann Lee sent 29 cartel figures to the United States on Feb. 3, 2025, and said so."
_NUMBERS = count()
QUERY = parse_query('("White House" OR Trump*) AND NOT title:golf')


def item(text: str) -> Item:
    return Item("1", "https://a.example/1", "Ann Lee says “no” to talks", "Wire", "f", NOW, text)


def another(text: str) -> Item:
    """An item that no cache knows."""
    return replace(item(text), id=str(next(_NUMBERS)), text=f"{text} {next(_NUMBERS)}")


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
    gc.disable()  # what it finds is of the tests before
    start = time.process_time()
    work(text)
    spent = time.process_time() - start
    gc.enable()
    return spent


def quotations(text: str) -> None:
    _ = read(another(text)).quotations


def telling(text: str) -> None:
    one = another(text)
    excerpt_of(one)
    Case([one]).sentence(one.title, Language.load("en"))
    without_orders(text)


def checking(text: str) -> None:
    one = another(text)
    unsupported(CLAIM, [one])
    weighed(CLAIM, [one])


@pytest.mark.parametrize("work", [clean, feed, page, choose])
@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_in_line_with_the_text(shape: str, work: Callable[[str], None]) -> None:
    grows_in_line(work, shape, SHORT, LONG)


@pytest.mark.parametrize("work", [quotations, telling, checking])
@pytest.mark.parametrize("shape", SHAPES)
def test_time_to_read_an_article_grows_in_line_with_it(shape: str, work: Callable[[str], None]) -> None:
    grows_in_line(work, shape, SHORT // READ, LONG // READ)


def grows_in_line(work: Callable[[str], None], shape: str, small: int, large: int) -> None:
    long = seconds(work, shape, large)
    if long <= NOTICED:
        return
    short = seconds(work, shape, small)
    for _ in range(3):  # another program may have taken the processor's cache
        if long <= MOST * short:
            return
        long, short = min(long, seconds(work, shape, large)), max(short, seconds(work, shape, small))
    assert long <= MOST * short, f"{small} characters {short:.3f} s, {large} characters {long:.3f} s"
