"""`digest archive`: the issues that were sent, as a website."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@options.config
@click.option("--out", type=options.FILE, default=Path("archive"), show_default=True, metavar="DIR")
def command(config: Path, out: Path) -> None:
    """Write the issues that were sent as a website: pages, an Atom feed, no script.

    Issues that were not sent or were withdrawn don't appear, corrections do. The config's `archive.url` says where
    DIR will stand on the web.

    \b
    digest archive --out /var/www/news
    """
    from digest.commands.parts.archiving import archive

    count = archive(options.load(config), out)
    click.echo(f"{out / 'index.html'}: {count} issue{'' if count == 1 else 's'}")
