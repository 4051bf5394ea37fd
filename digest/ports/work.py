"""Work that waits for workers on any machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Event
from typing import Protocol

from digest.model import Job, QueueStanding


class Queue(Protocol):
    """Jobs that wait for workers on any machine. What is owed the store knows: a job lost here is made again."""

    def defer(self, jobs: Iterable[Job]) -> None:
        """Let jobs wait, but for those whose like (by `Job.key`) waits already."""

    def left(self, start: str) -> int:
        """How many jobs wait whose keys begin so; those at work are not counted."""

    def work(self, do: Callable[[Job], None], kinds: Sequence[str], concurrency: int, stop: Event) -> None:
        """Do jobs of these kinds, so many at a time in threads, until stopped. A server that is gone is waited for."""

    def rescue(self) -> int:
        """Let the jobs of workers that are gone wait again; gives how many."""

    def close(self) -> None:
        """Let go of the server."""

    def standing(self) -> QueueStanding:
        """How many jobs wait and are at work, for how long, and how many workers there are."""
