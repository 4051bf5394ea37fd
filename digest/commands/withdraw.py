"""`digest withdraw`: an issue that was sent, off the website and back."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@click.argument("slot")
@click.argument("reason", default="")
@options.config
@click.option("--lift", is_flag=True, help="Put the issue back.")
def command(slot: str, reason: str, config: Path, lift: bool) -> None:
    """Take an issue that was sent off the website, with a REASON for readers.

    The next `digest archive` puts the reason in place of the issue. The emails stay with their readers: tell them
    with `digest correct`.

    \b
    digest withdraw 2025-02-27 "The lead rested on a report that its outlet took back."
    digest withdraw --lift 2025-02-27
    """
    from digest.commands.parts.archiving import restore, withdraw

    audience = options.load(config)
    record = restore(audience, slot) if lift else withdraw(audience, slot, reason, options.now())
    state = "is on the website again" if lift else "is withdrawn"
    click.echo(f"{record.slot.local} {state} with the next `digest archive`: {record.subject}")
