"""What `digest run` knows of itself, and the two pages that tell it to a monitor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from digest.commands.parts.state import state_of
from digest.config import load_audience
from digest.errors import DigestError
from digest.web.serving import listen, port_of, server
from digest.web.watching import Standing, watching_app

_ASLEEP = timedelta(minutes=5)  # without a look, and not at work: the loop has stopped
_STUCK = timedelta(hours=6)  # at work on one audience


class Watch:
    """The run as it stands. One thread looks, others ask."""

    def __init__(self, configs: Sequence[Path], clock: Callable[[], datetime]) -> None:
        self._configs, self._clock, self._lock = configs, clock, Lock()
        self._looked, self._began = clock(), None if configs else clock()
        self.said: dict[Path, str] = {}
        self._wrong: dict[Path, str] = {}

    @contextmanager
    def working(self) -> Iterator[None]:
        """While one audience is looked at, which takes long where its issue is due."""
        self._began = self._clock()
        try:
            yield
        finally:
            self._began = None

    def looked(self) -> None:
        """All audiences have been looked at."""
        self._looked = self._clock()

    def told(self, config: Path, news: str, *, wrong: bool) -> None:
        """Keep what there was to say of an audience."""
        with self._lock:
            self.said[config] = news
            if wrong:
                self._wrong[config] = news
            else:
                self._wrong.pop(config, None)

    def standing(self) -> Standing:
        """What the pages show. Each audience is read afresh: one that can't be read is among what is wrong."""
        with self._lock:
            wrong = {str(config): news for config, news in self._wrong.items()}
        states: list[dict[str, Any]] = []
        for config in self._configs:
            try:
                states.append(state_of(load_audience(config), self._clock()))
            except DigestError as error:
                wrong.setdefault(str(config), str(error))
        return Standing(self._alive() and bool(states), self._looked, tuple(states), wrong)

    def _alive(self) -> bool:
        now, began = self._clock(), self._began
        return now - began < _STUCK if began else now - self._looked < _ASLEEP


@contextmanager
def serve_watch(watch: Watch, host: str, port: int) -> Iterator[str]:
    """Serve `/health` and `/metrics` in a thread of their own; gives the address."""
    with listen(port, host) as listening:
        running = server(watching_app(watch.standing))
        thread = Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://{host}:{port_of(listening)}/"
        finally:
            running.should_exit = True
            thread.join(timeout=5)
