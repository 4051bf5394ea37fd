"""What the operator sees while a command works: bars on a terminal, a line a step elsewhere, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from digest.ports import Progress

T = TypeVar("T")


def progress(*, quiet: bool = False) -> Progress:
    """The right kind for where standard error goes. Quiet: nothing unless it is a terminal, as under cron."""
    if sys.stderr.isatty():
        return Bars()
    return Silence() if quiet else Lines()


class Silence:
    """Says nothing."""

    def track(self, label: str, steps: Iterable[T], total: int) -> Iterator[T]:
        """The steps."""
        yield from steps

    def note(self, text: str) -> None:
        """Nothing."""


class Lines:
    """One line a step, on standard error."""

    def track(self, label: str, steps: Iterable[T], total: int) -> Iterator[T]:
        """The steps; a line when all are done."""
        done = 0
        for done, step in enumerate(steps, 1):  # noqa: B007
            yield step
        if total:
            self.note(f"{label}: {done} of {total}")

    def note(self, text: str) -> None:
        """One line."""
        print(text, file=sys.stderr, flush=True)  # noqa: T201


class Bars:
    """A bar that goes away when the step is done, and leaves a line."""

    def track(self, label: str, steps: Iterable[T], total: int) -> Iterator[T]:
        """The steps, with a bar."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
            yield from bars.track(steps, total=total, description=label)

    def note(self, text: str) -> None:
        """One line."""
        print(text, file=sys.stderr, flush=True)  # noqa: T201
