"""`digest backup`: a copy of the store, also while issues go out."""

from __future__ import annotations

from pathlib import Path

import click

from digest.addresses import public_address
from digest.commands.parts import options
from digest.errors import ConfigError


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

    where = options.load(config).store_at
    if isinstance(where, str):
        raise ConfigError(f"{public_address(where)}: a store on a server is copied with `pg_dump --format custom`")
    size = back_up(where, file)
    click.echo(f"{file}: {size / 1e6:.1f} MB")
