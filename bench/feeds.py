"""Fetching and parsing 50 feeds of 100 items from a server in a process of its own, cold and unchanged (304).

    python -m bench.feeds [FEEDS [ITEMS]]

Each feed has a loopback address of its own (127.0.0.N), so that the limit per host counts as it does on the web.
Every answer comes 50 ms late, as from a near server. `network` is the fetch, `parse` what we do with the bytes;
`cpu` is this process's own time. The baseline is a loop over `feedparser.parse(url)`, as many scripts do it.
"""

from __future__ import annotations

import gzip
import http.server
import multiprocessing
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing.connection import Connection
from typing import Any

import feedparser

from bench.arguments import parser
from digest.adapters.sources.web import WebFetcher
from digest.config import Source
from digest.gather.feeds import ParsedFeed, parse_feed
from digest.model import Request, Response

RUNS = 5
LATENCY = 0.05
NOW = datetime(2025, 2, 28, tzinfo=UTC)
WORDS = "The committee said on Tuesday that talks between the two sides would go on until a text was agreed. " * 8


def feed(number: int, items: int) -> bytes:
    """An RSS feed with full content."""
    entries = "".join(
        f"<item><title>Talks {number}.{n} &amp; what follows</title><link>https://outlet{number}.example/{n}?utm_source=rss"
        f"</link><guid>{number}-{n}</guid><pubDate>{format_datetime(NOW - timedelta(minutes=n))}</pubDate>"
        f"<description>{WORDS[:200]}</description><content:encoded><![CDATA[<p>{WORDS}</p><p>{WORDS}</p>]]>"
        "</content:encoded></item>"
        for n in range(items)
    )
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Outlet {number}</title><link>https://outlet{number}.example/</link>{entries}</channel></rss>"
    ).encode()


def serve(pipe: Connection, feeds: int, items: int) -> None:
    """Run the server and send its port through the pipe."""
    bodies = [gzip.compress(feed(number, items)) for number in range(feeds)]

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            time.sleep(LATENCY)
            unchanged = self.headers.get("If-None-Match") == '"1"'
            body = b"" if unchanged else bodies[int(self.path.rsplit("/", 1)[1])]
            self.send_response(304 if unchanged else 200)
            self.send_header("ETag", '"1"')
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("", 0), Handler)
    pipe.send(server.server_address[1])
    server.serve_forever()


def measure(urls: list[str], etag: str) -> tuple[float, float, float, float, int]:
    """Seconds of fetching and of parsing, the CPU seconds in each, and the number of items."""
    start, cpu = time.perf_counter(), time.process_time()
    answers = list(WebFetcher(urls).fetch([Request(url, etag) for url in urls]))
    fetched, fetch_cpu = time.perf_counter(), time.process_time()
    items = 0
    for url, answer in zip(urls, answers, strict=True):
        if not isinstance(answer, Response):
            raise SystemExit(f"the bench's own server failed: {answer}")
        if not answer.not_modified:
            parsed = parse_feed(answer, Source(outlet="Bench", feed=url), NOW)
            items += len(parsed.items) if isinstance(parsed, ParsedFeed) else 0
    done = time.perf_counter(), time.process_time()
    return fetched - start, done[0] - fetched, fetch_cpu - cpu, done[1] - fetch_cpu, items


def baseline(urls: list[str], etag: str) -> tuple[float, float, float, float, int]:
    """The same with feedparser alone, one feed after the other."""
    start, cpu = time.perf_counter(), time.process_time()
    items = sum(len(feedparser.parse(url, etag=etag or None).entries) for url in urls)
    return time.perf_counter() - start, 0.0, time.process_time() - cpu, 0.0, items


def row(name: str, once: Callable[[list[str], str], tuple[float, ...]], urls: list[str], etag: str, runs: int) -> None:
    """Print the medians of several runs."""
    results = [once(urls, etag) for _ in range(runs)]
    network, parse, network_cpu, parse_cpu, items = (statistics.median(column) for column in zip(*results, strict=True))
    total = network + parse
    print(
        f"{name:24}{total:8.2f}{network:9.2f}{parse:8.2f}{network_cpu:12.2f}{parse_cpu:11.2f}{items:8.0f}", flush=True
    )


def main() -> None:
    """Print the table."""
    options = parser(__doc__)
    options.add_argument("feeds", nargs="?", type=int, default=50)
    options.add_argument("items", nargs="?", type=int, default=100)
    asked = options.parse_args()
    feeds, items = asked.feeds, asked.items
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs, feeds, items), daemon=True)
    server.start()
    port = ours.recv()
    urls = [f"http://127.0.0.{number + 1}:{port}/{number}" for number in range(feeds)]
    print(f"{feeds} feeds x {items} items, {LATENCY * 1000:g} ms latency, medians of {RUNS} runs, seconds")
    print(f"{'':24}{'total':>8}{'network':>9}{'parse':>8}{'network cpu':>12}{'parse cpu':>11}{'items':>8}")
    measure(urls[:2], "")  # imports and certificates
    row("digest, cold", measure, urls, "", RUNS)
    row("digest, 304", measure, urls, '"1"', RUNS)
    row("feedparser loop, cold", baseline, urls, "", 1)
    row("feedparser loop, 304", baseline, urls, '"1"', RUNS)
    server.terminate()


if __name__ == "__main__":
    main()
