"""Messages a second to Postfix's `smtp-sink` on loopback, beside `smtp-source` and `smtplib`: python -m bench.sending

All send the same sizes, one after the other in every round, so that a busy machine slows all of them. Ours composes
each message for its reader and keeps the ledger on disk. `--resume` times a run that goes on after all but the last of
a million readers; `--memory` sends to 10,000 and then to a million readers and prints what each took at most;
`--connections` sends over 1 to 16 of them, to the sink and to one 20 ms away; `--kills N` kills N runs at any moment and
counts who got the issue twice, or not at all.
Needs `smtp-sink` and `smtp-source` (Debian: postfix; no daemon has to run).
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import smtplib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import partial
from itertools import count
from pathlib import Path
from socket import create_connection

from bench.arguments import parser
from bench.messages import SLOT, audience, issue
from digest.adapters.mail.smtp import SmtpMailer
from digest.adapters.recipients import open_recipients
from digest.adapters.store import SqlStore
from digest.config import Audience, Smtp
from digest.deliver.messages import Composer
from digest.model import Issue, Spend
from digest.pipeline.ledger import Ledger

NOW = datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
KEY = b"bench"
_LOOP = 300  # messages of the smtplib loop, which is slow


@contextmanager
def sink() -> Iterator[int]:
    """The port of a running `smtp-sink`."""
    port = 20000 + os.getpid() % 20000
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    with subprocess.Popen(
        ["smtp-sink", *user, "-c", f"127.0.0.1:{port}", "1000"], stdout=subprocess.DEVNULL
    ) as running:
        for _ in range(100):
            try:
                create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        try:
            yield port
        finally:
            running.kill()


def readers_in(folder: Path, readers: int) -> Audience:
    """An audience whose CSV file lists so many readers."""
    with (folder / "readers.csv").open("w", encoding="utf-8") as file:
        file.write("address,name\n")
        file.writelines(f"reader{number}@example.net,Reader {number}\n" for number in range(readers))
    made = audience()
    delivery = made.delivery.model_copy(update={"recipients": str(folder / "readers.csv")})
    return made.model_copy(update={"delivery": delivery})


def ours(folder: Path, port: int, readers: int, kilobytes: int, connections: int) -> float:
    """Seconds for an issue to so many readers, ledger and all."""
    made = readers_in(folder, readers)
    rendered = issue(kilobytes)
    store = SqlStore(folder / "digest.sqlite")
    try:
        store.issues.begin(SLOT, Issue("Watch", SLOT, None, (), (), (), (), Spend()), rendered, NOW)
        return _send(store, made, port, connections, kilobytes)
    finally:
        store.close()


def _send(store: SqlStore, made: Audience, port: int, connections: int, kilobytes: int) -> float:
    composer = Composer(issue(kilobytes), made, SLOT, now=NOW, key=KEY)
    mailer = SmtpMailer(Smtp(host="127.0.0.1", port=port, tls="none", connections=connections))
    ledger, began = Ledger(store, SLOT, lambda: NOW), time.perf_counter()
    ledger.begin()
    mailer.send(map(composer.message, ledger.left(open_recipients(made, store))), ledger.note)
    return time.perf_counter() - began


def source(port: int, readers: int, size: int, connections: int) -> float:
    """Seconds that `smtp-source` takes for as many messages of as many bytes on kept connections."""
    began = time.perf_counter()
    command = ["smtp-source", "-d", "-s", str(connections), "-m", str(readers), "-l", str(size)]
    subprocess.run([*command, "-f", "desk@example.org", "-t", "reader@example.net", f"127.0.0.1:{port}"], check=True)
    return time.perf_counter() - began


def loop(port: int, size: int, readers: int) -> float:
    """Seconds of the loop that everybody writes first: an `EmailMessage` each, `send_message` on one connection."""
    sentence = "The president said on Thursday that “a very big agreement” would be signed in Washington.\n"
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as client:
        for number in range(readers):
            email = EmailMessage()
            email["From"], email["To"], email["Subject"] = "desk@example.org", f"reader{number}@example.net", "News"
            email.set_content(sentence * (size // 5 // len(sentence)))
            email.add_alternative(f"<p>{sentence * (size * 3 // 5 // len(sentence))}</p>", subtype="html")
            client.send_message(email)
    return time.perf_counter() - began


def compare(port: int, readers: int, kilobytes: int, rounds: int) -> None:
    """Print the median rate of each, and what ours are beside the others."""
    size = len(Composer(issue(kilobytes), audience(), SLOT, now=NOW, key=KEY).message(next(_one())).data)
    rates: dict[str, list[float]] = {}

    def take(name: str, messages: int, seconds: Callable[[], float]) -> None:
        rates.setdefault(name, []).append(messages / seconds())

    for _ in range(rounds):
        for connections in (10, 1):
            with tempfile.TemporaryDirectory() as folder:
                take(
                    f"digest {connections}", readers, partial(ours, Path(folder), port, readers, kilobytes, connections)
                )
            take(f"smtp-source {connections}", readers, partial(source, port, readers, size, connections))
        take("send_message loop", _LOOP, lambda: loop(port, size, _LOOP))
    medians = {name: statistics.median(found) for name, found in rates.items()}
    print(f"messages of {size / 1000:.0f} kB, {readers} readers, median of {rounds} rounds, messages a second:")
    for name, rate in medians.items():
        print(f"  {name:<20} {rate:8.0f}")
    print(f"  of smtp-source, 10 connections: {medians['digest 10'] / medians['smtp-source 10']:.2f}")
    print(f"  of the loop, 1 connection:      {medians['digest 1'] / medians['send_message loop']:.1f}")


def _one() -> Iterator:  # type: ignore[type-arg]
    from digest.model import Recipient

    return (Recipient(f"reader{number}@example.net", f"Reader {number}") for number in count())


def resume(port: int, readers: int) -> None:
    """Print how long a run takes that has one of so many readers left."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made, store = readers_in(folder, readers), SqlStore(folder / "digest.sqlite")
        store.issues.begin(SLOT, Issue("Watch", SLOT, None, (), (), (), (), Spend()), issue(10), NOW)
        with sqlite3.connect(folder / "digest.sqlite") as connection:
            rows = (
                (SLOT.key, f"reader{at}@example.net", f"reader{at}@example.net", str(NOW)[:19])
                for at in range(readers - 1)
            )
            connection.executemany(
                "INSERT INTO receipts (slot, reader, address, state, detail, changed) "
                "VALUES (?, ?, ?, 'accepted', '250', ?)",
                rows,
            )
        connection.close()
        print(f"the last of {readers} readers after {_send(store, made, port, 1, 10):.1f} s")
        store.close()


def memory(port: int) -> None:
    """Print the most memory that this program had, for ten times as many readers each time."""
    for readers in (10_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            ours(Path(folder), port, readers, 10, 10)
        print(f"{readers} readers: at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    """Measure what the arguments ask for."""
    options = parser(__doc__)
    options.add_argument("--readers", type=int, default=5000)
    options.add_argument("--kilobytes", type=int, nargs="*", default=[10, 45], help="of HTML")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--resume", action="store_true")
    options.add_argument("--memory", action="store_true")
    asked: argparse.Namespace = options.parse_args()
    if not shutil.which("smtp-sink"):
        sys.exit("smtp-sink is not installed; Debian has it in the package postfix")
    with sink() as port:
        if asked.resume:
            resume(port, 1_000_000)
        if asked.memory:
            memory(port)
        if not (asked.resume or asked.memory):
            for kilobytes in asked.kilobytes:
                compare(port, asked.readers, kilobytes, asked.rounds)


if __name__ == "__main__":
    main()
