"""`digest init`: a commented config for a new audience."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@click.argument("name")
@click.option("--opml", type=options.FILE, metavar="FILE", help="Take the feeds from a feed reader's export.")
def command(name: str, opml: Path | None) -> None:
    """Write a commented config for a new audience.

    \b
    digest init "Morning Brief"
    digest init "Europe Today" --opml feeds.opml
    """
    from digest.commands.parts.starting import write_config

    click.echo(write_config(name, Path(), opml))
