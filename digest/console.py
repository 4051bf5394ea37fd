"""What the operator sees while a command works: bars on a terminal, a line a step elsewhere, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from digest.ports import Progress

T = TypeVar("T")
WIDTH = 110  # columns of what a command explains


Manner = Literal["usual", "loud", "silent"]
_manner: Manner = "usual"


@contextmanager
def speaking(manner: Manner) -> Iterator[None]:
    """Have `progress` say more than usual, or nothing."""
    global _manner  # noqa: PLW0603 (as standard error, there is one)
    before, _manner = _manner, manner
    try:
        yield
    finally:
        _manner = before


def progress(*, quiet: bool = False) -> Progress:
    """The right kind for where standard error goes. Quiet: nothing unless it is a terminal, as under cron."""
    if _manner == "silent":
        return Silence()
    if _manner == "loud":
        return Lines()
    if sys.stderr.isatty():
        return Bars()
    return Silence() if quiet else Lines()


def steady() -> Progress:
    """For a command that runs for days: a line a step also on a terminal, nothing with `-q`."""
    return Silence() if _manner == "silent" else Lines()


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


class Notes(Silence):
    """Says nothing and keeps what there was to say."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, text: str) -> None:
        """One line."""
        self.lines.append(text)


class Asides(Silence):
    """Passes on what there is to say, and counts no steps: for who does many things at a time."""

    def __init__(self, progress: Progress) -> None:
        self.note = progress.note  # type: ignore[method-assign]


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


# --- text on standard output ---------------------------------------------------------------------------


def block(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A title and indented lines, the long ones wrapped, addresses whole; deeper ones stay deeper."""
    yield ""
    yield title
    wrapper = TextWrapper(WIDTH, break_long_words=False, break_on_hyphens=False)
    for line in lines:
        wrapper.initial_indent = " " * (len(line) - len(line.lstrip()) + 2)
        wrapper.subsequent_indent = f"{wrapper.initial_indent}   "
        yield from wrapper.wrap(line.strip())


def counted(number: int, one: str, many: str = "") -> str:
    """`1 reader`, `2 readers`; `many` where the plural takes more than an s."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> Iterator[str]:
    """The rows as lines, each column as wide as its widest cell, those in `right` flush right."""
    from rich.cells import cell_len  # wide characters count two

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        blanks = [" " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
        cells = (blanks[n] + cell if n in right else cell + blanks[n] for n, cell in enumerate(row))
        yield "  ".join(cells).rstrip()
