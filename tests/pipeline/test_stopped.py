"""`digest send` stopped in the middle of 200 readers, and run again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter

from digest.adapters.store import SqlStore
from tests.pipeline.conftest import THURSDAY, Newsroom

READERS = [f"reader{number}@example.org" for number in range(200)]


def start(newsroom: Newsroom) -> subprocess.Popen[str]:
    newsroom.settings["delivery"]["recipients"] = READERS
    newsroom.settings["delivery"]["smtp"]["connections"] = 3
    command = [sys.executable, "-m", "digest", "send", "--config", str(newsroom.config), "--at", THURSDAY]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stop_in_the_middle(newsroom: Newsroom, number: signal.Signals) -> int:
    """Send the signal when a third of the readers have the issue; gives the exit code."""
    with start(newsroom) as run:
        while len(newsroom.mail.addresses) < 60:
            assert run.poll() is None, run.communicate()
            time.sleep(0.005)
        run.send_signal(number)
        run.communicate()
    return run.returncode


def test_after_a_kill_nobody_gets_it_twice_and_who_is_missing_is_reported(newsroom: Newsroom) -> None:
    assert stop_in_the_middle(newsroom, signal.SIGKILL) == -signal.SIGKILL
    with start(newsroom) as again:
        out, err = again.communicate()
    assert again.returncode == 0, err
    taken = Counter(newsroom.mail.addresses)
    uncertain = {line.split(":")[0] for line in out.splitlines() if ": uncertain: " in line}
    assert set(taken.values()) == {1}
    assert set(READERS) - set(taken) <= uncertain
    assert len(uncertain) <= 3, "one for each connection"


def test_sigterm_finishes_the_messages_in_hand(newsroom: Newsroom) -> None:
    assert stop_in_the_middle(newsroom, signal.SIGTERM) == 75
    store = SqlStore(newsroom.folder / "digest.sqlite")
    (record,) = store.slots.history("white-house-watch", 5)
    store.close()
    assert set(record.counts) <= {"accepted", "pending"}, "none is in hand"
    assert record.counts["accepted"] == len(newsroom.mail.addresses) < 200
    with start(newsroom) as again:
        again.communicate()
    assert Counter(newsroom.mail.addresses) == Counter(READERS)
