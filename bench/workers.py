"""Many workers on one Postgres server, all on this machine: python -m bench.workers [PART...]

    audiences   so many due at one minute over shared feeds, with 1, 2 and 4 workers: time, the server's load, what was
                fetched and sent twice or not at all
    kills       one long list planned, a part of it sent while workers are killed at random instants, and once the
                server itself: who got it twice, and who is in no receipt; the memory of a worker meanwhile
    plans       what the planner thinks of the hot queries over sampled receipts, and how that grows

Without a part all of them, small enough for some minutes; `--full` takes the numbers that are aimed at (200 audiences
over 300 feeds; a million readers, 50,000 sent, 100 kills). The server keeps its promises: fsync is on. Mail goes to a
server of the bench's own, which knows whom it has a message for. Needs Postgres (Debian: postgresql).
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import yaml

from bench.arguments import parser
from bench.feeds import feed
from bench.postgres_load import load_of, memory_of
from bench.sending import Counting, _served
from bench.worker_plans import plans
from digest.adapters.store import SqlStore
from digest.commands.parts import options, running
from digest.commands.parts.process import Process
from digest.commands.parts.working import Taking, work
from digest.console import steady
from digest.errors import StoreError
from digest.model import Receipt
from tests.postgres import MISSING, Server, is_here, server

DUE = datetime(2025, 2, 28, 22, 30, 5, tzinfo=UTC)
HEARTBEAT = 1.0  # seconds; ten in real life, which a bench has no time for
CONNECTIONS, CONCURRENCY = 4, 2


def run_worker(configs: Sequence[Path]) -> None:
    """A worker whose clock stands at the minute in which all is due."""
    running.TICK = 1
    this = Process(steady(), lambda: DUE, options.stop_on_signals())
    work(configs, this, taking=Taking(concurrency=CONCURRENCY), heartbeat=HEARTBEAT)


class Feeds:
    """Feeds on a loopback address each, so that the limit per host counts as it does on the web; counts who asks."""

    def __init__(self, number: int) -> None:
        bodies, self.asked = [gzip.compress(feed(one, 10)) for one in range(number)], Counter[str]()
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked[self.path] += 1
                time.sleep(0.05)  # as from a near server
                body = bodies[int(self.path[1:])]
                self.send_response(200)
                for name, value in (("Content-Encoding", "gzip"), ("Content-Length", str(len(body))), ("ETag", '"1"')):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        port = self.server.server_address[1]
        self.addresses = [f"http://127.0.{one // 200}.{one % 200 + 1}:{port}/{one}" for one in range(number)]


def config(folder: Path, slug: str, store: str, port: int, feeds: Sequence[str], readers: Sequence[str] | str) -> Path:
    """An audience of these feeds and readers."""
    settings = {
        "newsletter": {"name": slug, "slug": slug, "language": "en", "timezone": "America/New_York"},
        "schedule": {"time": "17:30"},
        "topics": [{"name": "Talks", "match": "talks OR committee"}],
        "sources": [{"outlet": f"Outlet {one.rsplit('/')[-1]}", "feed": one} for one in feeds],
        "issue": {"when_thin": "quiet"},
        "delivery": {
            "from": "Desk <desk@example.org>",
            "postal_address": "1 Street",
            "unsubscribe": {"mailto": "leave@example.org"},
            "smtp": {"host": "127.0.0.1", "port": port, "tls": "none", "connections": CONNECTIONS},
            "recipients": readers if isinstance(readers, str) else list(readers),
        },
        "store": store,
    }
    path = folder / f"{slug}.yaml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path


@contextmanager
def started(configs: Sequence[Path], number: int) -> Iterator[Callable[[int], None]]:
    """So many workers in processes of their own; gives what kills one and starts another in its place."""
    code = (
        f"from pathlib import Path; from bench.workers import run_worker\nrun_worker({[str(one) for one in configs]!r})"
    )
    code = code.replace("run_worker([", "run_worker([Path(one) for one in [").replace("])", "]])", 1)
    said = tempfile.TemporaryFile()  # noqa: SIM115 - it ends with the program
    call = [sys.executable, "-c", code]
    workers = [subprocess.Popen(call, stderr=said) for _ in range(number)]

    def replace(one: int) -> None:
        workers[one].kill()
        workers[one].wait()
        workers[one] = subprocess.Popen(call, stderr=said)

    replace.workers = workers  # type: ignore[attr-defined]
    try:
        yield replace
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()


def audiences(own: Server, number: int, feeds: int, readers: int) -> None:
    """Print what so many audiences take that are due at one minute."""
    print(f"{number} audiences of {readers} readers due at one minute over {feeds} feeds of 10 items, 20 feeds each:")
    for workers in (1, 2, 4):
        address, sink, web, chance = own.database(), Counting(), Feeds(feeds), random.Random(1)
        with tempfile.TemporaryDirectory() as name, _served(sink.talk) as port:
            configs = [
                config(
                    Path(name),
                    f"a{one}",
                    address,
                    port,
                    chance.sample(web.addresses, min(20, feeds)),
                    [f"reader{reader}@a{one}.example" for reader in range(readers)],
                )
                for one in range(number)
            ]
            SqlStore(address).close()
            before, began, spent_before = load_of(own, address), time.monotonic(), _spent()
            with started(configs, workers):
                late = _late(address, number, began)
            taken, load, sent = late[-1], load_of(own, address) - before, Counter(sink.taken)
            spent = _spent() - spent_before
        web.server.shutdown()
        again = sum(count > 1 for count in web.asked.values())
        twice, missed = sum(count > 1 for count in sent.values()), number * readers - len(sent)
        print(f"  {workers} workers: slots closed after {late[0]:.1f} s (first) to {taken:.1f} s (last)")
        database = f"{load.seconds:.0f} s and {load.transactions} transactions"
        print(f"    processor {spent:.0f} s, of the database {database}")
        print(f"    feeds fetched {len(web.asked)}, more than once {again}")
        print(f"    messages {sum(sent.values())}, twice {twice}, not at all {missed}", flush=True)


def _spent() -> float:
    """Processor seconds of the workers that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _late(address: str, number: int, began: float) -> list[float]:
    """After how many seconds each of so many slots was closed, as seen twice a second."""
    late: list[float] = []
    with psycopg.connect(address, autocommit=True) as connection:
        while len(late) < number:
            time.sleep(0.5)
            [closed] = connection.execute("SELECT count(*) FROM slots WHERE outcome <> ''").fetchone() or (0,)
            late += [time.monotonic() - began] * (closed - len(late))
    return late


def kills(own: Server, readers: int, send: int, number: int, workers: int) -> None:
    """Print who got an issue twice and who is in no receipt, after so many kills."""
    address, sink, web, chance = own.database(), Counting(), Feeds(5), random.Random(2)
    with tempfile.TemporaryDirectory() as name, _served(sink.talk) as port:
        folder = Path(name)
        with (folder / "readers.csv").open("w", encoding="utf-8") as file:
            file.write("email\n")
            file.writelines(f"reader{one}@example.net\n" for one in range(readers))
        path, memory, killed, began = config(folder, "long", address, port, web.addresses, "readers.csv"), [0.0], 0, 0.0
        start, planned = time.monotonic(), 0.0
        with started([path], workers) as replace:
            while len(sink.taken) < send:
                if sink.taken and not began:
                    began = time.monotonic()
                    planned = began - start
                memory.append(max(memory_of(one.pid) for one in replace.workers))  # type: ignore[attr-defined]
                if killed < number and len(sink.taken) >= killed * send // (number + 1) + 1:
                    killed += 1
                    time.sleep(chance.uniform(0, 0.2))
                    if killed == (number + 1) // 2:
                        own.stop("immediate")
                        own.start()
                    else:
                        replace(chance.randrange(workers))
                time.sleep(0.02)
            taken = time.monotonic() - began
        receipts = _receipts(address)
    sent, states = Counter(sink.taken), Counter(receipt.state for receipt in receipts)
    known = {receipt.address: receipt.state for receipt in receipts}
    twice = sum(count > 1 for count in sent.values())
    unknown = [one for one in sent if known.get(one) not in ("accepted", "uncertain", "sending")]
    claimed = [one for one, state in known.items() if state == "accepted" and one not in sent]
    print(f"{readers} readers, the first message after {planned:.0f} s; {len(sink.taken)} messages")
    print(f"  by {workers} workers in {taken:.0f} s,")
    print(f"  {killed} kills, one of them of the server: {twice} twice, {len(unknown)} sent and in no receipt,")
    print(f"  {len(claimed)} booked as accepted and not sent; receipts {dict(states)}; all others are owed")
    first, second = memory[: len(memory) // 2], memory[len(memory) // 2 :]
    print(
        f"  a worker had at most {max(first):.0f} MB in the first half and {max(second):.0f} MB in the second",
        flush=True,
    )


def _receipts(address: str) -> tuple[Receipt, ...]:
    while True:
        try:
            with closing(SqlStore(address)) as store:
                [record] = store.slots.history("long", 1)
                return store.receipts.of(record.slot)
        except StoreError:
            time.sleep(0.5)


def main() -> None:
    """Measure what the arguments ask for."""
    asked = parser(__doc__)
    asked.add_argument("parts", nargs="*", choices=["audiences", "kills", "plans", []], default=[])
    asked.add_argument("--full", action="store_true")
    asked.add_argument("--workers", type=int, default=4, help="that are killed")
    given: argparse.Namespace = asked.parse_args()
    if not is_here():
        sys.exit(MISSING)
    parts, full = given.parts or ["audiences", "kills", "plans"], given.full
    with server() as own:
        if "audiences" in parts:
            audiences(own, *((200, 300, 10) if full else (20, 60, 10)))
        if "kills" in parts:
            kills(own, *((1_000_000, 50_000, 100) if full else (50_000, 3_000, 10)), workers=given.workers)
        if "plans" in parts:
            plans(own.database(), 2_000_000 if full else 200_000)


if __name__ == "__main__":
    main()
