"""`digest send`: the issue that is due, once; or a proof of it, or all but the sending."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digest.commands.parts import options
from digest.commands.parts.quiet import leave_note, read_note
from digest.errors import ConfigError


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
    if not (dry_run or to or at) and (noted := read_note(config, options.now())):
        if sys.stdout.isatty():
            click.echo(noted)
        return
    from digest.commands.parts.due import concerns, line, nothing_due
    from digest.console import progress
    from digest.deliver.slots import next_slot

    audience = options.load(config)
    shown = progress(quiet=True)
    now = options.moment(audience, at)
    if dry_run:
        from digest.commands.parts import sending

        click.echo(sending.dry_run(audience, shown, now, past=at is not None))
    elif to:
        from digest.commands.parts import sending

        click.echo(sending.proof(audience, shown, now, to, past=at is not None))
    else:
        if now > options.now():
            raise ConfigError(f"--at {at}: expected a time that is past, since an issue goes out only when it is due")
        report = nothing_due(audience, now, named=at is not None)
        if report is None:
            from digest.commands.parts import sending

            clock = (lambda: now) if at else options.now
            report = sending.send(audience, shown, clock, options.stop_on_signals(), named=at is not None)
        elif not at and isinstance(store := audience.store_at, Path):  # of a server no file's time would tell
            until = next_slot(audience, now).due
            leave_note(config, store, line(report), now, until)
        told = concerns(report)
        if report.model_failed:
            click.echo(report.model_failed, err=True)
        if sys.stdout.isatty() or told:
            click.echo("\n".join([line(report), *told]))
        if report.outcome == "waiting":
            sys.exit(75)
