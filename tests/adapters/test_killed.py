"""SIGKILL in the middle of 200 readers, then the same command again."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass

from digest.adapters.store import SqlStore
from digest.deliver.owed import owed
from tests.adapters.mail_server import Sink, serving
from tests.adapters.sending import READERS, SLOT

CONNECTIONS = 4


@dataclass
class SlowSink(Sink):
    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        reply = await super().handle_DATA(server, session, envelope)
        time.sleep(0.004)  # the message is taken, its receipt not yet given: the moment that matters
        return reply


def test_nobody_twice_and_nobody_missed(tmp_path):
    sink = SlowSink()
    with serving(sink) as port:
        command = [sys.executable, "-m", "tests.adapters.sending", str(tmp_path / "store"), str(port), str(CONNECTIONS)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
            for _ in range(90):
                assert run.stdout.readline() == "accepted\n"
            run.kill()
        again = subprocess.run(command, capture_output=True, text=True, check=True)

    taken = Counter(sink.addresses)
    uncertain = {line.split()[1] for line in again.stdout.splitlines() if line.startswith("uncertain")}
    missed = {reader.address for reader in READERS} - set(taken)
    assert set(taken.values()) == {1}
    assert missed <= uncertain
    assert len(uncertain) <= CONNECTIONS
    assert owed(READERS, receipts_in(tmp_path / "store")) == ()


def receipts_in(path):
    store = SqlStore(path)
    receipts = store.receipts.of(SLOT)
    store.close()
    return receipts
