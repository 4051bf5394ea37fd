"""How much a command says, and where: `-v`, `-q` and `--log-file`, which every command takes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest import console

if TYPE_CHECKING:
    import logging

_WANTED = "digest.speech"  # in what click keeps with a call: the options as they were given


def let_speak(command: click.Command) -> None:
    """Give a command, and those under it, the three options."""
    for one in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
        one.params += _options()
        one.invoke = _speaking(one.invoke)


def _options() -> list[click.Parameter]:
    told: dict[str, Any] = {"expose_value": False, "callback": _keep}
    lines = "A line for each unit of work, on standard error; -vv for each message too."
    file = click.Path(path_type=Path)
    return [
        click.Option(["-v", "--verbose"], count=True, help=lines, **told),
        click.Option(["-q", "--quiet"], is_flag=True, help="No progress and no notes.", **told),
        click.Option(
            ["--log-file"], type=file, metavar="FILE", help="Add those lines to FILE: docs/machines.md.", **told
        ),
    ]


def _keep(context: click.Context, option: click.Parameter, value: Any) -> None:
    if value:
        context.meta.setdefault(_WANTED, {})[option.name] = value


def _speaking(invoke: Callable[[click.Context], Any]) -> Callable[[click.Context], Any]:
    def invoked(context: click.Context) -> Any:
        with _as_wanted(**context.meta.pop(_WANTED, {})):
            return invoke(context)

    return invoked


@contextmanager
def _as_wanted(verbose: int = 0, quiet: bool = False, log_file: Path | None = None) -> Iterator[None]:
    if verbose and quiet:
        raise click.UsageError("expected -v or -q, not both")
    with ExitStack() as open_:
        open_.enter_context(console.speaking("loud" if verbose else "silent" if quiet else "usual"))
        if not (verbose or log_file):
            yield
            return
        import logging

        from digest import journal

        if verbose:
            level = logging.INFO if verbose == 1 else journal.MESSAGES
            open_.enter_context(journal.writing(logging.StreamHandler(sys.stderr), level))
        if log_file:
            open_.enter_context(journal.writing(_opened(log_file), journal.MESSAGES))
        yield


def _opened(path: Path) -> logging.Handler:
    from logging.handlers import WatchedFileHandler

    from digest.errors import ConfigError

    try:
        return WatchedFileHandler(path, encoding="utf-8")  # goes on in a new file once logrotate took the old
    except OSError as error:
        raise ConfigError(f"--log-file {path}: cannot be written: {error.strerror}") from None
