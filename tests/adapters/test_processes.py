"""Work in other processes: what hangs or crashes there costs its part, and no other."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from digest.adapters.processes import Processes
from digest.errors import WorkFailed


def odd_work(part: str) -> str:
    if part == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if part == "raise":
        raise ValueError("a bug")
    return f"{part} done by another" if os.getpid() != int(os.environ["DIGEST_TEST_PARENT"]) else part


def test_what_hangs_crashes_or_raises_is_one_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_TEST_PARENT", str(os.getpid()))
    parts = ["a", "crash", "b", "raise", "c"]
    outcomes = list(Processes(seconds=4, processes=2).each(odd_work, parts))
    for at, part in enumerate(parts):
        if part == "crash":
            with pytest.raises(WorkFailed, match="took too long, or ended the process"):
                outcomes[at]()
        elif part == "raise":
            with pytest.raises(ValueError, match="a bug"):
                outcomes[at]()
        else:
            assert outcomes[at]() == f"{part} done by another"


def test_no_parts_start_nothing() -> None:
    before = threading.active_count()
    assert list(Processes().each(odd_work, [])) == []
    assert threading.active_count() == before
