"""Messages a second to Postfix's `smtp-sink` on loopback, beside `smtp-source` and `smtplib`: python -m bench.sending

All send the same sizes, one after the other in every round, so that a busy machine slows all of them. Ours composes
each message for its reader and keeps the ledger on disk. `--resume` times a run that goes on after all but the last of
a million readers; `--memory` sends to 10,000 and then to a million readers and prints what each took at most;
`--connections` sends over 1 to 16 of them, to the sink and to one 20 ms away; `--kills N` kills N runs at any moment
and counts who got the issue twice, or not at all.
Needs `smtp-sink` and `smtp-source` (Debian: postfix; no daemon has to run).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import smtplib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import partial
from itertools import count
from pathlib import Path
from socket import create_connection
from threading import Thread

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
    """An audience whose CSV file lists so many readers; made where it is not there."""
    if not (folder / "readers.csv").exists():
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
    """Print how long a run takes that has one of so many readers left, where a killed run promised the last part."""
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
        *_, (place, _), _ = open_recipients(made, store).parts()
        store.receipts.promise(SLOT, [], place, NOW)
        store.close()
        began = time.perf_counter()
        store = SqlStore(folder / "digest.sqlite")
        _send(store, made, port, 1, 10)
        taken = time.perf_counter() - began
        print(f"the last of {readers} readers after {taken:.2f} s, {len(store.receipts.of(SLOT))} receipts")
        store.close()


def memory(port: int, kilobytes: int) -> None:
    """Print the most memory that a program of its own had, for each number of readers."""
    for readers in (10_000, 100_000, 1_000_000):
        with tempfile.TemporaryDirectory() as folder:
            code = (
                f"import resource; from pathlib import Path; from bench.sending import ours\n"
                f"seconds = ours(Path({folder!r}), {port}, {readers}, {kilobytes}, 10)\n"
                "print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
            )
            ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            seconds, most = map(float, ended.stdout.split())
        print(f"{readers} readers in {seconds:.0f} s: at most {most:.0f} MB", flush=True)


def connections(port: int, readers: int) -> None:
    """Print messages a second over one connection and over more of them, here and to a server 20 ms away."""
    for where, milliseconds in (("loopback", 0), ("20 ms away", 20)):
        with relay(port, milliseconds / 1000) if milliseconds else nullcontext(port) as reached:
            for number in (1, 2, 4, 8, 16):
                many = readers if not milliseconds else readers // 4
                with tempfile.TemporaryDirectory() as folder:
                    rate = many / ours(Path(folder), reached, many, 10, number)
                print(f"{where}, {number:2} connections: {rate:6.0f} messages a second", flush=True)


@contextmanager
def relay(port: int, seconds: float) -> Iterator[int]:
    """The port of a relay that passes everything on so many seconds later, each way a half of them."""
    loop = asyncio.new_event_loop()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            loop.call_later(seconds / 2, writer.write, data)
        loop.call_later(seconds, writer.close)

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pass_on(reader, back), pass_on(there, writer))

    with _served(take, loop) as reached:
        yield reached


@contextmanager
def _served(
    talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
    loop: asyncio.AbstractEventLoop | None = None,
) -> Iterator[int]:
    """The port of a server that runs in a thread of its own while the block does."""
    loop = loop or asyncio.new_event_loop()

    async def quietly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await talk(reader, writer)
        writer.close()

    server = loop.run_until_complete(asyncio.start_server(quietly, "127.0.0.1", 0, limit=1 << 20))
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield server.sockets[0].getsockname()[1]
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


class Counting:
    """A mail server that notes whom it has a message for; it answers late, so that many are killed before they hear."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        writer.write(b"220 here\r\n")
        recipient = ""
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"EHLO":
                writer.write(b"250-here\r\n250 PIPELINING\r\n")
            elif verb == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                self.taken.append(recipient)
                await asyncio.sleep(random.uniform(0, 0.004))
                writer.write(b"250 taken\r\n")
            else:
                recipient = line[9:-3].decode() if verb == b"RCPT" else recipient
                writer.write(b"250 so be it\r\n")


def kills(number: int, readers: int) -> None:
    """Kill so many runs at any moment; print whom the server had twice, and whom not at all without our knowing."""
    sink_ = Counting()
    twice = lost = uncertain = 0
    with _served(sink_.talk) as port, tempfile.TemporaryDirectory() as name:
        done, round_ = 0, 0
        while done < number:
            folder = Path(name) / str(round_)
            folder.mkdir()
            sink_.taken.clear()
            done += _killed(folder, port, readers, number - done, sink_)
            with sqlite3.connect(folder / "digest.sqlite") as connection:
                unknown = {
                    row[0] for row in connection.execute("SELECT address FROM receipts WHERE state = 'uncertain'")
                }
            connection.close()
            taken = Counter(sink_.taken)
            twice += sum(count - 1 for count in taken.values())
            lost += readers - len(set(taken) | unknown)
            uncertain += len(unknown)
            round_ += 1
    print(f"{done} kills in {round_} issues to {readers} readers: {twice} twice, {lost} lost, {uncertain} uncertain")


def _killed(folder: Path, port: int, readers: int, most: int, sink_: Counting) -> int:
    """Start the same sending again and again, each run killed at a random moment, until one comes to its end."""
    code = (
        "import sys; from pathlib import Path; from bench.sending import go_on\n"
        f"go_on(Path({str(folder)!r}), {port}, {readers}, 4)"
    )
    for killed in range(most + 1):
        with subprocess.Popen([sys.executable, "-c", code]) as run:
            had, patience = len(sink_.taken), random.uniform(0, 60)  # messages after which it is killed
            while killed < most and run.poll() is None and len(sink_.taken) < had + patience:
                time.sleep(random.uniform(0, 0.002))
            if run.poll() is None and killed < most:
                run.kill()
                continue
            run.wait()
        return killed
    return most


def go_on(folder: Path, port: int, readers: int, number: int) -> None:
    """Send an issue, or the rest of it."""
    made, store = readers_in(folder, readers), SqlStore(folder / "digest.sqlite")
    if store.issues.rendered(SLOT) is None:
        store.issues.begin(SLOT, Issue("Watch", SLOT, None, (), (), (), (), Spend()), issue(10), NOW)
    _send(store, made, port, number, 10)
    store.close()


def main() -> None:
    """Measure what the arguments ask for."""
    options = parser(__doc__)
    options.add_argument("--readers", type=int, default=5000)
    options.add_argument("--kilobytes", type=int, nargs="*", default=[10, 45], help="of HTML")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--resume", action="store_true")
    options.add_argument("--memory", action="store_true")
    options.add_argument("--connections", action="store_true")
    options.add_argument("--kills", type=int, default=0)
    asked: argparse.Namespace = options.parse_args()
    if not shutil.which("smtp-sink"):
        sys.exit("smtp-sink is not installed; Debian has it in the package postfix")
    if asked.kills:
        kills(asked.kills, 400)
        return
    with sink() as port:
        if asked.resume:
            resume(port, 1_000_000)
        if asked.memory:
            memory(port, 10)
        if asked.connections:
            connections(port, asked.readers)
        if not (asked.resume or asked.memory or asked.connections):
            for kilobytes in asked.kilobytes:
                compare(port, asked.readers, kilobytes, asked.rounds)


if __name__ == "__main__":
    main()
