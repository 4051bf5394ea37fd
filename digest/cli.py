"""The group of commands: it knows their names, and imports `digest.commands.NAME` when one is wanted."""

from __future__ import annotations

import sys
from errno import EDQUOT, ENETDOWN, ENETUNREACH, ENOSPC
from importlib import import_module

import click

from digest import __version__
from digest.commands.parts import speech
from digest.errors import DigestError

COMMANDS = {  # in the order of a first day, not of the alphabet
    "First day": ("preview", "check", "send", "run", "work", "crontab", "init", "schema"),
    "Every day": (
        "status",
        "history",
        "explain",
        "replay",
        "sources",
        "correct",
        "archive",
        "backup",
        "store",
        "withdraw",
        "readers",
        "returns",
        "unsubscribe",
    ),
}


FOR_NOW = (ENOSPC, EDQUOT, ENETDOWN, ENETUNREACH)  # a full disk, no network: a later run may have better luck
MATTERING = (
    "openai",
    "mjml-python",
    "trafilatura",
    "pydantic",
    "SQLAlchemy",
)  # libraries whose versions explain faults


class _Lazy(click.Group):
    """Finds a command by its name; only the one that runs, or whose help is asked for, is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in COMMANDS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"digest.commands.{cmd_name}").command
        if command.name != cmd_name:
            command.name = cmd_name
            speech.let_speak(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A list for each part of the day, each line whole however narrow the terminal."""
        for title, names in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(name, self._first_sentence(ctx, name)) for name in names])

    def _first_sentence(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=1000) if command else ""


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """The versions that a report of a fault should name."""
    if not wanted or ctx.resilient_parsing:
        return
    import sqlite3
    from importlib.metadata import version

    python = ".".join(map(str, sys.version_info[:3]))
    parts = (f"{name} {version(name)}" for name in MATTERING)
    click.echo(f"digest {__version__} (Python {python}, SQLite {sqlite3.sqlite_version}, {', '.join(parts)})")
    ctx.exit()


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, also when nothing was due; 1 failed; 2 config or usage; 75 try again later.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print versions.")
def app() -> None:
    """A newsletter engine whose every printed quotation is cut from a linked article.

    \b
    digest preview --sample --open    look at a briefing now: no key, no network
    digest check                      see what is right in config.yaml, and what is not
    digest preview --open             the issue that would go out now; sends nothing
    digest send --to me@example.org   a proof to one address; marks nothing as sent
    digest crontab                    the line that sends every issue on time
    """


def main() -> None:
    """Run one command. Expected errors are a message on standard error and an exit code."""
    try:
        app()
    except DigestError as error:
        click.echo(f"digest: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:  # a folder that can't be written, a port that is taken
        named = f"{error.filename}: " if error.filename else ""
        click.echo(f"digest: {named}{error.strerror or error}", err=True)
        sys.exit(75 if error.errno in FOR_NOW else 1)
