"""`digest check`: what is fine and what is not, before an issue depends on it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@options.config
@click.option("--online", is_flag=True, help="Also fetch the feeds, log in to the mail server, ask the model.")
@click.option(
    "--dns",
    "name_server",
    is_flag=False,
    flag_value="",
    metavar="[SERVER]",
    help="Also ask the DNS for SPF, DKIM, DMARC and MX: this machine's name server, or SERVER.",
)
@options.as_json
def command(config: Path, online: bool, name_server: str | None, as_json: bool) -> None:
    """Say what is fine and what is not, before an issue depends on it.

    \b
    digest check
    digest check --online --config europe.yaml
    digest check --dns
    digest check --json
    """
    from digest.commands.parts.checking import check

    if as_json:
        rows = [asdict(row) for row in check(config, options.now(), online=online, name_server=name_server)]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        sys.exit(not all(row["ok"] for row in rows))
    wrong = 0
    for row in check(config, options.now(), online=online, name_server=name_server):
        wrong += not row.ok
        word, colour = ("wrong", "red") if not row.ok else ("look", "yellow") if row.look else ("ok", "green")
        mark = click.style(f"{word:<5}", fg=colour)
        detail = row.detail.replace("\n", "\n" + " " * 35)  # below its first line
        click.echo(f"{mark}  {row.what:<26}  {detail}")
    sys.exit(bool(wrong))
