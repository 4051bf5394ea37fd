"""`digest init`: a commented config for a new audience."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@click.argument("name")
@click.option(
    "--opml", "--from-opml", type=options.FILE, metavar="FILE", help="Take the feeds from a feed reader's export."
)
@click.option("--template", metavar="PRESET", help="Also copy the files of a preset, to be changed, into templates/.")
def command(name: str, opml: Path | None, template: str | None) -> None:
    """Write a commented config for a new audience, with a place for each thing that only you know.

    \b
    digest init "Morning Brief"
    digest init "Europe Today" --opml feeds.opml
    digest init "Protest & Policing" --template bullets
    """
    from digest.commands.parts.starting import write_config

    click.echo(write_config(name, Path(), opml, template))
