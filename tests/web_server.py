"""A web server on loopback that answers as its pages say: well, late, twice, too much, or not at all."""

from __future__ import annotations

import contextlib
import gzip
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any


@dataclass
class Page:
    """One answer. `drip` sends it a byte at a time; `length` is what Content-Length claims."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: bool = False
    length: int | None = None
    hold: float = 0.0  # seconds before the answer


def gzipped(body: bytes) -> Page:
    return Page(gzip.compress(body, mtime=0), headers={"Content-Encoding": "gzip"})


class WebServer:
    """`pages` maps a path to the answers it gives one after the other; the last one stays."""

    def __init__(self) -> None:
        self.pages: dict[str, list[Page]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.posted: list[bytes] = []  # bodies
        self.busiest = 0  # most requests at one moment
        self._given: dict[str, int] = defaultdict(int)
        self._at_work = 0
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.port: int = self._server.server_address[1]

    def serve(self, path: str, *answers: Page) -> str:
        """Put answers under a path; gives its address."""
        self.pages[path] = list(answers)
        return self.url(path)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(seen == path for seen, _ in self.seen)

    @contextlib.contextmanager
    def running(self) -> Iterator[WebServer]:
        thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def next_page(self, path: str, headers: dict[str, str]) -> Page:
        with self._lock:
            self.seen.append((path, headers))
            answers = self.pages.get(path) or [Page(b"no such page", 404)]
            number = self._given[path]
            self._given[path] += 1
        page = answers[min(number, len(answers) - 1)]
        unchanged = page.headers.get("ETag") and headers.get("if-none-match") == page.headers["ETag"]
        return Page(status=304, headers=page.headers) if unchanged else page

    @contextlib.contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self._at_work += 1
            self.busiest = max(self.busiest, self._at_work)
        try:
            yield
        finally:
            with self._lock:
                self._at_work -= 1

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                page = owner.next_page(self.path, {name.lower(): value for name, value in self.headers.items()})
                with owner.counted():  # until the answer begins: who has it may ask again before this thread goes on
                    time.sleep(page.hold)
                with contextlib.suppress(OSError):
                    self._give(page)

            def do_POST(self) -> None:
                owner.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.do_GET()

            def do_HEAD(self) -> None:
                owner.next_page(self.path, {})
                self._give(Page(status=405))

            def _give(self, page: Page) -> None:
                self.send_response(page.status)
                for name, value in page.headers.items():
                    self.send_header(name, value)
                length = len(page.body) if page.length is None else page.length
                self.send_header("Content-Length", str(length))
                self.end_headers()
                if not page.drip:
                    self.wfile.write(page.body)
                for byte in page.body if page.drip else b"":
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.02)
                if length != len(page.body):
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        return Handler
