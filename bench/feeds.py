"""Reading feeds into the store beside lemon24's `reader`, from one server: the first time, and when none has changed.

    pip install reader                # https://reader.readthedocs.io; without it we stand alone
    python -m bench.feeds [FEEDS [ITEMS]]

Each program runs in a process of its own with a fresh store on disk. Each feed has a loopback address of its own
(127.0.0.N), so that the limit per host counts as it does on the web; every answer comes 50 ms late, as from a near
server. `cpu` is the process's own time; `memory` its peak, imports included. `digest` gives all items back, as the
making of an issue needs them; `reader` only stores them.
"""

from __future__ import annotations

import gzip
import http.server
import importlib.util
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.arguments import parser

RUNS = 5  # of the pass without changes
LATENCY = 0.05
WORKERS = 16
NOW = datetime(2025, 2, 28, tzinfo=UTC)
WORDS = "The committee said on Tuesday that talks between the two sides would go on until a text was agreed. " * 8
Pass = Callable[[], int]  # gives the number of items


def feed(number: int, items: int) -> bytes:
    """An RSS feed with full content."""
    entries = "".join(
        f"<item><title>Talks {number}.{n} &amp; what follows</title><link>https://outlet{number}.example/{n}?utm_source=rss"
        f"</link><guid>{number}-{n}</guid><pubDate>{format_datetime(NOW - timedelta(minutes=n))}</pubDate>"
        f"<description>{WORDS[:200]}</description><content:encoded><![CDATA[<p>{WORDS}</p><p>{n} {WORDS}</p>]]>"
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


def digest(urls: list[str], store: Path) -> Pass:
    """Our own reading of feeds, as every issue begins with it."""
    import jinja2

    from digest.adapters.sources.manners import Manners
    from digest.adapters.sources.web import WebFetcher
    from digest.adapters.store import SqlStore
    from digest.config import Audience
    from digest.console import Silence
    from digest.pipeline.desk import Desk
    from digest.pipeline.gathering import read_feeds

    audience = Audience.model_validate(
        {
            "newsletter": {"name": "Bench"},
            "topics": [{"name": "Talks", "match": "talks"}],
            "sources": [{"outlet": f"Outlet {number}", "feed": url} for number, url in enumerate(urls)],
            "delivery": {"from": "a@example.org", "postal_address": "x", "unsubscribe": {"mailto": "b@example.org"}},
        }
    )
    fetcher = WebFetcher(urls, Manners(workers=WORKERS))
    desk = Desk(audience, fetcher, SqlStore(store), None, jinja2.Environment(autoescape=True), Silence())

    def once() -> int:
        items, findings = read_feeds(desk, NOW - timedelta(days=1), NOW)
        if findings:
            raise SystemExit(f"the bench's own server failed: {findings[0]}")
        return len(items)

    return once


def lemon24(urls: list[str], store: Path) -> Pass:
    """What https://github.com/lemon24/reader does with them."""
    reader = importlib.import_module("reader").make_reader(str(store), search_enabled=False)
    for url in urls:
        reader.add_feed(url)

    def once() -> int:
        reader.update_feeds(scheduled=False, workers=WORKERS)
        return reader.get_entry_counts().total or 0

    return once


def measure(pipe: Connection, name: str, urls: list[str]) -> None:
    """Send seconds and processor seconds of the first pass and of one without changes, items, and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        once = {"digest": digest, "reader": lemon24}[name](urls, Path(folder) / "store.sqlite")
        passes, items = [], 0
        for _ in range(1 + RUNS):
            start, cpu = time.perf_counter(), time.process_time()
            items = once()
            passes.append((time.perf_counter() - start, time.process_time() - cpu))
        again = tuple(statistics.median(column) for column in zip(*passes[1:], strict=True))
    pipe.send((passes[0], again, items, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3))


def _print(name: str, row: Sequence[float]) -> None:
    print(f"{name:10}" + "".join(f"{number:8.2f}" for number in row[:4]) + f"{row[4]:8.0f}{row[5]:12.2f}", flush=True)


def main() -> None:
    """Print the table."""
    options = parser(__doc__)
    options.add_argument("feeds", nargs="?", type=int, default=200)
    options.add_argument("items", nargs="?", type=int, default=50)
    asked = options.parse_args()
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    server = spawn.Process(target=serve, args=(theirs, asked.feeds, asked.items), daemon=True)
    server.start()
    port = ours.recv()
    urls = [f"http://127.0.0.{number + 1}:{port}/{number}" for number in range(asked.feeds)]
    print(
        f"{asked.feeds} feeds x {asked.items} items, {LATENCY * 1000:g} ms latency, 304: median of {RUNS} runs, seconds"
    )
    print(f"{'':10}{'cold':>8}{'cpu':>8}{'304':>8}{'cpu':>8}{'items':>8}{'memory, MB':>12}")
    names = ["digest", *(["reader"] if importlib.util.find_spec("reader") else [])]
    rows = []
    for name in names:
        process = spawn.Process(target=measure, args=(theirs, name, urls))
        process.start()
        process.join()
        if process.exitcode:
            raise SystemExit(f"{name} failed")
        cold, again, items, memory = ours.recv()
        rows.append((*cold, *again, items, memory))
        _print(name, rows[-1])
    if len(rows) > 1:
        _print("times", [a / b for a, b in zip(*rows, strict=True)])
    server.terminate()


if __name__ == "__main__":
    main()
