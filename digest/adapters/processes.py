"""Work on strangers' pages in processes of their own: what hangs or crashes there ends there."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import TimeoutError as TookTooLong
from multiprocessing import get_context
from multiprocessing.pool import ApplyResult, Pool
from typing import Any, TypeVar

from digest.errors import WorkFailed

T = TypeVar("T")
Part = TypeVar("Part")
_SECONDS = 20.0  # for one part, the start of its process included; a page takes 0.05


class Processes:
    """The `Workers` of `digest.ports`. Processes are started when there is work, and end with it."""

    def __init__(self, seconds: float = _SECONDS, processes: int = min(4, os.cpu_count() or 1)) -> None:
        self._seconds, self._processes = seconds, processes

    def each(self, work: Callable[[Part], T], parts: Sequence[Part]) -> Iterator[Callable[[], T]]:
        """What became of each part, in their order: see `digest.ports`."""
        if not parts:
            return
        pool = self._pool()
        try:
            results = _begin(pool, work, parts)
            for number, result in enumerate(results):
                result.wait(self._seconds)
                yield _outcome(result)
                if not result.ready():  # it holds its process, or has killed it
                    pool.terminate()
                    pool = self._pool()
                    left = [at for at in range(number + 1, len(parts)) if not results[at].ready()]
                    for at, again in zip(left, _begin(pool, work, [parts[at] for at in left]), strict=True):
                        results[at] = again
        finally:
            pool.terminate()

    def _pool(self) -> Pool:
        # Not forked: this process has threads. An interrupt is ours to answer.
        return get_context("spawn").Pool(self._processes, signal.signal, (signal.SIGINT, signal.SIG_IGN))


def _begin(pool: Pool, work: Callable[[Part], T], parts: Sequence[Part]) -> list[ApplyResult[Any]]:
    return [pool.apply_async(work, (part,)) for part in parts]


def _outcome(result: ApplyResult[Any]) -> Callable[[], Any]:
    def get() -> Any:
        try:
            return result.get(0)
        except TookTooLong:
            raise WorkFailed("it took too long, or ended the process that read it") from None

    return get
