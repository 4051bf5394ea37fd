"""`digest run`: many audiences, looked at again and again until the run is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from digest.adapters.ticker import tick
from digest.boundary import within
from digest.commands.parts.due import concerns, line, nothing_due
from digest.commands.parts.sending import send
from digest.config import Audience, load_audience
from digest.errors import ConfigError, DeliveryError, ModelError, NothingRead, RenderError, StoreError
from digest.ports import Progress
from digest.wiring import refuse_shared_slots

TICK = 20  # seconds between two looks at the clock
_FIRST_WAIT, _LAST_WAIT = timedelta(seconds=20), timedelta(minutes=15)  # after a mail server that refused

Clock = Callable[[], datetime]


def run(configs: Sequence[Path], progress: Progress, clock: Clock, stop: Event) -> None:
    """Send the issues of many audiences as they fall due, until stopped.

    Configs are read afresh for every look, so an edit counts from the next slot on. A mistake in one audience,
    or a server that is down, is reported once and does not hold up the others. Refuses two that share their slots.
    """
    refuse_shared_slots(_readable(configs))
    said: dict[Path, str] = {}
    patience = {config: _Patience() for config in configs}

    def look() -> None:
        for config in configs:
            if stop.is_set():
                return
            if patience[config].waits(clock()):
                continue
            news = _look(config, progress, clock, stop, patience[config])
            if news and said.get(config) != news:
                progress.note(f"{clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {news}")
            said[config] = news

    tick(look, TICK, stop)


def _readable(configs: Sequence[Path]) -> Iterator[Audience]:
    for config in configs:
        with suppress(ConfigError):  # told when it is looked at
            yield load_audience(config)


class _Patience:
    """After a server that refused, each next try waits longer, so that a quota's window has time to open."""

    def __init__(self) -> None:
        self._wait, self._until = _FIRST_WAIT, datetime.min.replace(tzinfo=UTC)

    def waits(self, now: datetime) -> bool:
        return now < self._until

    def refused(self, now: datetime) -> None:
        self._until, self._wait = now + self._wait, min(self._wait * 2, _LAST_WAIT)

    def answered(self) -> None:
        self._wait = _FIRST_WAIT


def _look(config: Path, progress: Progress, clock: Clock, stop: Event, patience: _Patience) -> str:
    """What there is to say of one audience. Whatever nobody expected ends with it."""
    return within(
        f"audience {config}",
        lambda: _looked(config, progress, clock, stop, patience),
        lambda reason: f"{config}: {reason}",
    )


def _looked(config: Path, progress: Progress, clock: Clock, stop: Event, patience: _Patience) -> str:
    try:
        audience = load_audience(config)
        report = nothing_due(audience, clock()) or send(audience, progress, clock, stop)
        for concern in (report.model_failed, *concerns(report)):
            if concern:
                progress.note(f"{config}: {concern}")
        patience.answered()
    except DeliveryError as error:
        patience.refused(clock())
        return f"{config}: {error}"
    except (ConfigError, ModelError, NothingRead, RenderError, StoreError) as error:
        return f"{error}" if str(config) in str(error) else f"{config}: {error}"
    return line(report) if report.outcome in ("sent", "waiting", "skipped") else ""
