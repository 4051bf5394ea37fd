"""The clock of the long-running scheduler.

The `schedule` package only ticks: it keeps no state and fires twice around a spring-forward gap
(its issues 598, 608, 636), so what is due is decided by slots in the store, and a tick too many is harmless.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import schedule


def tick(job: Callable[[], None], seconds: int, stop: Event) -> None:
    """Call `job` now and then every so many seconds until `stop` is set. The job handles its own errors."""
    scheduler = schedule.Scheduler()
    scheduler.every(seconds).seconds.do(job)
    scheduler.run_all()
    while not stop.wait(max(0.0, min(1.0, scheduler.idle_seconds or 0.0))):
        scheduler.run_pending()
