"""`digest unsubscribe`: who is never mailed again."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@options.configs
@click.option("--lift", is_flag=True, help="Take the addresses off the list again.")
@click.option("--list", "show", is_flag=True, help="Print who is on the list.")
def command(addresses: tuple[str, ...], configs: tuple[Path, ...], lift: bool, show: bool) -> None:
    """Never mail an address again: the suppression list of a newsletter.

    \b
    digest unsubscribe reader@example.org
    digest unsubscribe --lift reader@example.org
    digest unsubscribe --list
    """
    from digest.commands.parts import leaving

    if not addresses and not show:
        raise click.UsageError("expected an address, or --list")
    for audience in map(options.load, configs):
        told = leaving.lift(audience, addresses) if lift else leaving.unsubscribe(audience, addresses, options.now())
        for line in told:
            click.echo(line)
        for line in leaving.suppressions(audience) if show else ():
            click.echo(line)
