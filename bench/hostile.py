"""Feeds and pages that want to stop a morning: how many of each kind were tried and held, with time and memory.

    python -m bench.hostile

Held is an input that was read, or refused in words, without an exception, in time in line with its length.
"""

from __future__ import annotations

import encodings.aliases
import resource
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bench.arguments import parser
from digest import boundary
from digest.config import Source
from digest.gather.articles import with_article
from digest.gather.feeds import parse_feed
from digest.model import Item, Response

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
SOURCE = Source(outlet="Wire", feed="https://wire.example/rss")
ITEM = Item("1", "https://wire.example/1", "Talks go on", "Wire", SOURCE.feed, NOW, "")
SLOWEST = 30.0  # microseconds for a character of input
LENGTH = 40_000  # characters
UNITS = [
    *(
        "a",
        "A",
        "A. ",
        "Word ",
        "Joe Biden Joe BidenTrump ",
        "of the ",
        ".",
        "… ",
        "-",
        '"',
        "“",
        "he said, ",
        "1",
        "1,000 ",
    ),
    *("<", "<p>", "<div>", "</p>", "<a ", '<a href="', "<!--", "<![CDATA[", "<script>", "&amp;", "&#", "&", "]]>"),
    *(" ", "\n", "A line\n\n", "\u200d", "e\u0301", "会", "\u202e", "[", "(", "http://a.b/ ", "a@b.c ", "\ud800", "\0"),
]
DATES = [
    "²",
    "9" * 5_000,
    "31 Feb 2026",
    "0001-01-01",
    "9999-12-31T23:59:60+23:59",
    "yesterday",
    "Kalends",
    "\u0662\u0660",
]


def feed(head: str = "", **parts: str) -> bytes:
    """A feed of one entry."""
    given = {"title": "Talks", "link": ITEM.url, "description": "A text.", **parts}
    entry = "".join(f"<{name}>{value}</{name}>" for name, value in given.items())
    return f"{head}<rss version='2.0'><channel><item>{entry}</item></channel></rss>".encode("utf-8", "replace")


def read(body: bytes, content_type: str = "text/xml") -> Callable[[], object]:
    """Reads a feed."""
    return lambda: parse_feed(Response(SOURCE.feed, body, {"content-type": content_type}), SOURCE, NOW)


def cases() -> Iterator[tuple[str, int, Callable[[], object]]]:
    """A kind, the length of the input, and what to try."""
    for label in [*set(encodings.aliases.aliases.values()), "undefined", "punycode", "\0", "²", "x" * 9_000]:
        body = feed(f'<?xml version="1.0" encoding="{label}"?>', title="Grüße")
        yield "encodings", len(body), read(body)
        yield "encodings", len(body), read(feed(title="Grüße"), f"text/xml; charset={label}")
    for unit in UNITS:
        text = (unit * LENGTH)[:LENGTH]
        for part in ("title", "description", "author", "pubDate", "guid", "link", "category"):
            yield f"long {part}", LENGTH, read(feed(**{part: text}))
        page = f"<html><body><article><p>{text}</article>".encode("utf-8", "replace")
        yield "pages", LENGTH, lambda page=page: with_article(ITEM, Response(ITEM.url, page))  # type: ignore[misc]
    for date in DATES:
        yield "dates", len(date), read(feed(pubDate=date))
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    bomb = feed(f'<!DOCTYPE rss [<!ENTITY e0 "boom">{entities}]>', title="&e12;")
    outside = feed('<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>', title="&f;")
    for body in (
        bomb,
        outside,
        b"{" * LENGTH,
        b"[" * LENGTH,
        b'{"version":"https://jsonfeed.org/version/1","items":5}',
    ):
        yield "entities and JSON", len(body), read(body)
    yield "many tags", 10_000_000, read(b"<rss>" * 2_000_000)


def main() -> None:
    """Print a row for each kind."""
    parser(__doc__).parse_args()
    boundary.strict = True
    rows: dict[str, list[float]] = {}
    for kind, length, attempt in cases():
        row = rows.setdefault(kind, [0, 0, 0.0])
        start = time.process_time()
        try:
            attempt()
            held = (time.process_time() - start) * 1e6 <= max(2e6, SLOWEST * length)
        except Exception as error:
            print(f"{kind}: {type(error).__name__}: {str(error)[:80]}")
            held = False
        row[0], row[1], row[2] = row[0] + 1, row[1] + held, max(row[2], time.process_time() - start)
    print(f"{'':20}{'tried':>7}{'held':>7}{'slowest, s':>12}")
    for kind, (tried, held_, slowest) in rows.items():
        print(f"{kind:20}{tried:7.0f}{held_:7.0f}{slowest:12.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3  # it counts in kilobytes
    print(f"most memory at one moment: {peak:.0f} MB, the program itself included")


if __name__ == "__main__":
    main()
