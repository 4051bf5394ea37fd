"""A worker to be killed: `python -m tests.pipeline.working CONFIG...`. It looks often and sends small batches."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from digest.adapters import recipients
from digest.commands.parts import options, running
from digest.commands.parts.process import Process
from digest.commands.parts.working import Taking, work
from digest.console import steady

DUE = datetime(2025, 2, 27, 22, 30, 5, tzinfo=UTC)
BATCH = 20  # readers
HEARTBEAT = 0.5  # seconds


def main(configs: list[Path]) -> None:
    """Work until stopped."""
    recipients._PART, running.TICK = BATCH, 1
    this = Process(steady(), lambda: DUE, options.stop_on_signals())
    work(configs, this, taking=Taking(concurrency=2), heartbeat=HEARTBEAT)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
