"""Workers killed in the middle of an issue, and the server of the store with them; then others go on."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from digest.adapters.store import SqlStore
from digest.errors import StoreError
from digest.model import Receipt
from tests import postgres
from tests.adapters.mail_server import Sink, serving
from tests.pipeline.conftest import Newsroom

READERS, WORKERS, KILLS = 240, 2, 5
IN_HAND = WORKERS * 2 * 4  # workers, batches each has at a time, connections of each


@dataclass
class SlowSink(Sink):
    async def handle_DATA(self, server, session, envelope):  # type: ignore[no-untyped-def]  # noqa: N802
        reply = await super().handle_DATA(server, session, envelope)
        time.sleep(0.004)  # taken, and its receipt not yet given: the moment that matters
        return reply


@pytest.fixture
def own_server() -> Iterator[postgres.Server]:
    """A server that may be killed."""
    if not postgres.is_here():
        pytest.skip(postgres.MISSING)
    with postgres.server() as running:
        yield running


def receipts(address: str) -> tuple[Receipt, ...]:
    """The receipts of the issue once its slot is closed; none before."""
    try:
        with closing(SqlStore(address)) as store:
            last = store.slots.history("white-house-watch", 1)
            return store.receipts.of(last[0].slot) if last and last[0].outcome else ()
    except StoreError:  # being started
        return ()


def test_nobody_twice_and_nobody_missed(newsroom: Newsroom, own_server: postgres.Server) -> None:
    address, sink, chance = own_server.database(), SlowSink(), random.Random(7)
    readers = newsroom.folder / "readers.csv"
    readers.write_text("email\n" + "".join(f"reader{one}@example.org\n" for one in range(READERS)), encoding="utf-8")
    with serving(sink) as port:
        smtp = {"host": "127.0.0.1", "port": port, "tls": "none", "connections": 4}
        newsroom.settings |= {"store": address}
        newsroom.settings["delivery"] |= {"smtp": smtp, "recipients": "readers.csv"}
        command = [sys.executable, "-m", "tests.pipeline.working", str(newsroom.config)]
        running = [subprocess.Popen(command) for _ in range(WORKERS)]
        killed = 0
        for _ in range(1200):
            if killed < KILLS and len(sink.addresses) > killed * READERS // (KILLS + 1):
                killed += 1
                time.sleep(chance.uniform(0, 0.05))
                if killed == KILLS // 2:
                    own_server.stop("immediate")
                    own_server.start()
                else:
                    gone = chance.randrange(WORKERS)
                    running[gone].kill()
                    running[gone].wait()
                    running[gone] = subprocess.Popen(command)
            if found := receipts(address):
                break
            time.sleep(0.05)
        for worker in running:
            worker.terminate()
        for worker in running:
            worker.wait()
    taken = Counter(sink.addresses)
    uncertain = {receipt.address for receipt in found if receipt.state == "uncertain"}
    assert killed == KILLS
    assert set(taken.values()) == {1}, "nobody twice"
    assert {f"reader{one}@example.org" for one in range(READERS)} - set(taken) <= uncertain, "nobody missed"
    assert len(found) == READERS
    assert {receipt.state for receipt in found} <= {"accepted", "uncertain"}
    assert len(uncertain) <= KILLS * IN_HAND
