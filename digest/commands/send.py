"""`digest send`: the issue that is due, once; or a proof of it, or all but the sending."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.parts import options
from digest.commands.parts.quiet import read_note
from digest.errors import ConfigError

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Audience
    from digest.ports import Progress


@click.command
@options.config
@click.option("--dry-run", is_flag=True, help="Do all but send.")
@click.option("--to", metavar="ADDRESS", help="Send a proof to this address alone; marks nothing as sent.")
@options.at
def command(config: Path, dry_run: bool, to: str | None, at: str | None) -> None:
    """Send the issue that is due, once.

    Run it as often as you like: a reader who has the issue does not get it again, and a run that was killed
    goes on where it stopped. Silent under cron when all is well.

    \b
    digest send --to me@example.org
    digest send --dry-run
    digest send --at 2025-02-27T17:30     an issue that was missed
    """
    if dry_run and to:
        raise click.UsageError("expected --dry-run or --to, not both")
    if not (dry_run or to or at) and (told := _idle(config)):
        if sys.stdout.isatty():
            click.echo(told)
        return
    from digest.console import progress

    audience = options.load(config)
    shown, now = progress(quiet=True), options.moment(audience, at)
    if not (dry_run or to):
        _send(audience, shown, now, at)
        return
    from digest.commands.parts import sending

    past = at is not None
    click.echo(
        sending.proof(audience, shown, now, to, past=past) if to else sending.dry_run(audience, shown, now, past=past)
    )


def _idle(config: Path) -> str | None:
    """A line about a run that has nothing to do, found without checking the config; None where that must be."""
    now = options.now()
    if noted := read_note(config, now):
        return noted
    from digest.commands.parts.due import still_nothing_due

    return still_nothing_due(config, now)


def _send(audience: Audience, shown: Progress, now: datetime, at: str | None) -> None:
    from digest.commands.parts.due import concerns, line, note, nothing_due

    if now > options.now():
        raise ConfigError(f"--at {at}: expected a time that is past, since an issue goes out only when it is due")
    report = nothing_due(audience.outline, now, named=at is not None)
    if report is None:
        from digest.commands.parts import sending
        from digest.commands.parts.process import Process

        clock = (lambda: now) if at else options.now
        report = sending.send(audience, Process(shown, clock, options.stop_on_signals()), named=at is not None)
    elif not at:
        note(audience.path, audience.outline, report, now)
    told = concerns(report)
    if report.model_failed:
        click.echo(report.model_failed, err=True)
    if sys.stdout.isatty() or told:
        click.echo("\n".join([line(report), *told]))
    if report.outcome == "waiting":
        sys.exit(75)
