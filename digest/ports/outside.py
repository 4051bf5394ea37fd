"""What is asked of the world while an issue is made: pages, models, processes, the operator's eye."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from digest.errors import FetchError
from digest.model import Prompt, Reply, Request, Response, Vector

T = TypeVar("T")
Part = TypeVar("Part")


class Progress(Protocol):
    """Tells the operator how far a run is."""

    def track(self, label: str, steps: Iterable[T], total: int) -> Iterator[T]:
        """The steps themselves, counted as they pass."""

    def note(self, text: str) -> None:
        """One line about what was done."""


class Fetcher(Protocol):
    """Gets pages from the web, or files where the config names files."""

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """All answers, in the order of the requests, fetched concurrently. Failures are values."""


class Workers(Protocol):
    """Does a piece of work for each of many parts, apart from the rest of the program."""

    def each(self, work: Callable[[Part], T], parts: Sequence[Part]) -> Iterator[Callable[[], T]]:
        """What became of each part, in their order: called, it gives the result or raises what the work raised.

        Raises `WorkFailed` there where the work took too long or crashed. Work and parts must be picklable.
        """


class Model(Protocol):
    """A language model."""

    name: str

    def ask(self, prompt: Prompt, within: float | None = None) -> Reply:
        """One reply. Raises a `ModelError`, also where none has come `within` so many seconds. Threads may share it."""

    def shortfalls(self) -> Sequence[str]:
        """What was asked of it so far and is not done by its server, a line each."""


class Embedder(Protocol):
    """A model that turns texts into vectors: texts of like meaning into like ones."""

    name: str

    def embed(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        """One vector of length 1 for each text, in their order, by one request. Raises a `ModelError`."""
