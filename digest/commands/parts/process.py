"""What a command that goes on by itself is run with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event

from digest.ports import Progress

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Process:
    """Where a run tells how it goes, by which clock, and what has it stop after the message in hand."""

    progress: Progress
    clock: Clock
    stop: Event
