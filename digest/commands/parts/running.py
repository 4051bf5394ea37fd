"""`digest run`: many audiences, looked at again and again until the run is stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.adapters.ticker import tick
from digest.boundary import within
from digest.commands.parts.due import concerns, line, nothing_due
from digest.commands.parts.process import Clock, Process
from digest.commands.parts.sending import send
from digest.commands.parts.state import state_in_store
from digest.commands.parts.watch import Watch, serve_watch
from digest.config import Audience, load_audience
from digest.errors import ConfigError, DeliveryError, DigestError, ModelError, NothingRead, RenderError, StoreError
from digest.model import RunReport
from digest.ports import Progress
from digest.wiring import refuse_shared_slots

TICK = 20  # seconds between two looks at the clock
_FIRST_WAIT, _LAST_WAIT = timedelta(seconds=20), timedelta(minutes=15)  # after a mail server that refused

Send = Callable[[Audience, Process], RunReport]


def run(
    configs: Sequence[Path], this: Process, watched: tuple[str, int] | None = None, see_to: Send | None = None
) -> None:
    """Send the issues of many audiences as they fall due, until stopped.

    Says first what is due when. Configs are read afresh for every look, so an edit counts from the next slot on. A
    mistake in one audience, or a server that is down, is reported once and does not hold up the others. Refuses two
    that share their slots, and to start where no config can be used. `watched` is host and port of `/health` and
    `/metrics`; `see_to` has others do what is due; without it that is done here.
    """
    progress, clock, stop = this.progress, this.clock, this.stop
    watch = Watch(configs, clock)
    for said in _start(configs, clock):
        progress.note(dated(clock, said))
    patience = {config: _Patience() for config in configs}

    def look() -> None:
        for config in configs:
            if stop.is_set():
                return
            if patience[config].waits(clock()):
                continue
            with watch.working():
                said, wrong = _look(config, this, patience[config], see_to or send)
            if said and watch.said.get(config) != said:
                progress.note(dated(clock, said))
            watch.told(config, said, wrong=wrong)
        watch.looked()

    with ExitStack() as open_:
        if watched:
            address = open_.enter_context(serve_watch(watch, *watched))
            progress.note(dated(clock, f"{address}health and {address}metrics say how it stands"))
        tick(look, TICK, stop)


def dated(clock: Clock, text: str) -> str:
    """A line with its moment."""
    return f"{clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {text}"


def _start(configs: Sequence[Path], clock: Clock) -> list[str]:
    """A line for each audience: what is due when, or what is wrong with it. Raises where nothing can ever be sent."""
    usable: list[Audience] = []
    wrong: list[str] = []
    for config in configs:
        try:
            usable.append(load_audience(config))
        except ConfigError as error:
            wrong.append(str(error))
    if not usable:
        raise ConfigError("\n".join(wrong))
    refuse_shared_slots(usable)
    return [*(_due(audience, clock()) for audience in usable), *wrong]


def _due(audience: Audience, now: datetime) -> str:
    """`watch.yaml: White House Watch: next issue 2025-02-28T17:30 America/New_York (2025-02-28T22:30:00Z)`."""
    name = f"{audience.path}: {audience.newsletter.name}"
    try:
        state = state_in_store(audience, now)
    except StoreError as error:
        return f"{name}: {error}"
    zone = audience.newsletter.timezone.key
    at_once = f"due now {state['due']}, " if state["due"] else ""
    return f"{name}: {at_once}next issue {state['next']} {zone} ({state['next_at']})"


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


def _look(config: Path, run: Process, patience: _Patience, see_to: Send) -> tuple[str, bool]:
    """What there is to say of one audience, and whether it is a fault. Whatever nobody expected ends with it."""
    return within(
        f"audience {config}",
        lambda: _looked(config, run, patience, see_to),
        lambda reason: (f"{config}: {reason}", True),
    )


def _looked(config: Path, run: Process, patience: _Patience, see_to: Send) -> tuple[str, bool]:
    try:
        audience = load_audience(config)
        report = nothing_due(audience.outline, run.clock()) or see_to(audience, run)
        tell(config, report, run.progress)
        patience.answered()
    except DeliveryError as error:
        patience.refused(run.clock())
        return f"{config}: {error}", True
    except (ConfigError, ModelError, NothingRead, RenderError, StoreError) as error:
        return _named(config, error), True
    return news(report), False


def news(report: RunReport) -> str:
    """The line about a run that did something; empty about others."""
    return line(report) if report.outcome in ("sent", "waiting", "skipped", "missed") else ""


def tell(config: Path, report: RunReport, progress: Progress) -> None:
    """Name the readers and the feeds that the operator should know about."""
    for concern in (report.model_failed, *concerns(report)):
        if concern:
            progress.note(f"{config}: {concern}")


def _named(config: Path, error: DigestError) -> str:
    return f"{error}" if str(config) in str(error) else f"{config}: {error}"
