"""`digest backup`: a copy of the store, also while issues go out."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@click.argument("file", type=options.FILE, metavar="FILE")
@options.config
def command(file: Path, config: Path) -> None:
    """Copy the store to FILE, also while other commands work.

    The copy is whole and readable by you alone; the one of yesterday is replaced only once it is.

    \b
    digest backup /backup/digest.sqlite
    """
    from digest.adapters.store.backup import back_up

    audience = options.load(config)
    size = back_up(audience.folder / audience.store, file)
    click.echo(f"{file}: {size / 1e6:.1f} MB")
