"""The ticker ticks, at once and again, until it is told to stop."""

from __future__ import annotations

from threading import Event

from digest.adapters.ticker import tick


def test_it_ticks_until_it_is_stopped() -> None:
    stop, ticks = Event(), []

    def job() -> None:
        ticks.append(len(ticks))
        if len(ticks) == 2:
            stop.set()

    tick(job, seconds=1, stop=stop)
    assert ticks == [0, 1]
