"""Options that several commands take, and what they mean: the audience, the moment, the port, the signals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from digest.errors import ConfigError
from digest.nearby import configs_in

if TYPE_CHECKING:
    from digest.config import Audience

SAMPLE_DAYS = ("2025-02-27T17:30", "2025-02-28T17:30")
DEFAULT = Path("config.yaml")
FILE = click.Path(path_type=Path)


def usual_config() -> Path:
    """What is meant where no config is named: `config.yaml`, or where there is none the only config of the folder."""
    if not DEFAULT.exists() and len(found := configs_in(Path())) == 1:
        return found[0]
    return DEFAULT


def _usual(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    if context.get_parameter_source(parameter.name or "") is not ParameterSource.DEFAULT:
        return value
    return (usual_config(),) if parameter.multiple else usual_config()


SHOWN = "config.yaml, or the only config of the folder"
config = click.option(
    "-c",
    "--config",
    type=FILE,
    default=DEFAULT,
    callback=_usual,
    show_default=SHOWN,
    metavar="FILE",
    help="The audience.",
)
configs = click.option(
    "-c",
    "--config",
    "configs",
    type=FILE,
    default=[DEFAULT],
    callback=_usual,
    show_default=SHOWN,
    multiple=True,
    metavar="FILE",
    help="The audience; give it again for more.",
)
at = click.option(
    "--at",
    metavar="TIME",
    help="As if it were TIME on the newsletter's clock: 2025-02-27T17:30, or that day's issue: 2025-02-27.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="As JSON, for programs: docs/machines.md.")
host = click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; 0.0.0.0 in a container.",
)


def port(default: int) -> Callable[[Any], Any]:
    """`--port`, each server with a default of its own, so that all can run on one machine."""
    return click.option("--port", default=default, show_default=True, help="Where to listen; 0 for any that is free.")


def watched(default: int) -> Callable[[Any], Any]:
    """`--serve`, `--port` and `--host` of a command that a monitor may ask how it stands: host and port, or None."""

    def serving(command: Callable[..., Any]) -> Any:
        @wraps(command)
        def told(*args: Any, serve: bool, port: int, host: str, **more: Any) -> Any:
            return command(*args, watched=(host, port) if serve else None, **more)

        asked = "Also answer /health and /metrics (Prometheus), for a monitor."
        return click.option("--serve", is_flag=True, help=asked)(port(default)(host(told)))

    return serving


def refuse_config_beside(sample: bool, option: str) -> None:
    """The sample has a config of its own: one that is named too would go unread."""
    given = click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE
    if sample and given:
        raise click.UsageError("expected --sample or --config, not both")


def load(path: Path) -> Audience:
    """The audience of a config file."""
    from digest.config import load_audience

    return load_audience(path)


def now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


def moment(audience: Audience, text: str | None) -> datetime:
    """The moment that `--at` names, on the newsletter's clock unless it has an offset of its own; else now."""
    if text is None:
        return now()
    try:
        if "T" not in text.upper() and " " not in text.strip():
            return _due_on(audience, date.fromisoformat(text.strip()))
        named = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--at {text}: expected a time such as 2025-02-27T17:30, or a day, 2025-02-27") from None
    return (named if named.tzinfo else named.replace(tzinfo=audience.newsletter.timezone)).astimezone(UTC)


def _due_on(audience: Audience, day: date) -> datetime:
    """When the issue of a day is due, or would be where the schedule leaves the day out."""
    from digest.deliver.slots import next_slot

    midnight = datetime.combine(day, time.min, audience.newsletter.timezone)
    slot = next_slot(audience.calendar, midnight.astimezone(UTC) - timedelta.resolution)
    due = slot.due if slot.date == day.isoformat() else datetime.combine(day, audience.schedule.time, midnight.tzinfo)
    return due.astimezone(UTC)


def open_in_browser(address: str) -> None:
    """Show a page, where this machine can; else say that it can't, once, in place of what each browser says of it."""
    import webbrowser

    try:
        webbrowser.get()
    except webbrowser.Error:
        told = click.get_current_context().meta
        if not told.get(__name__):
            click.echo(f"no browser here; look at {address} with one elsewhere", err=True)
        told[__name__] = True
        return
    click.launch(address)


def stop_on_signals() -> Event:
    """An event that SIGTERM and SIGINT set: the message in hand is finished, the rest waits for the next run."""
    import signal

    stop = Event()

    def request_stop(_number: int, _frame: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, request_stop)
    signal.signal(signal.SIGINT, request_stop)
    return stop
