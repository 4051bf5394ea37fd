"""`digest check`: what is fine and what is not, before an issue depends on it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@options.config
@click.option("--online", is_flag=True, help="Also fetch the feeds, log in to the mail server, ask the model.")
def command(config: Path, online: bool) -> None:
    """Say what is fine and what is not, before an issue depends on it.

    \b
    digest check
    digest check --online --config europe.yaml
    """
    from digest.commands.parts.checking import check

    wrong = 0
    for row in check(config, options.now(), online=online):
        wrong += not row.ok
        mark = click.style("ok   ", fg="green") if row.ok else click.style("wrong", fg="red")
        detail = row.detail.replace("\n", "\n" + " " * 35)  # below its first line
        click.echo(f"{mark}  {row.what:<26}  {detail}")
    sys.exit(bool(wrong))
