"""`digest store`: the store as a whole, moved to another place."""

from __future__ import annotations

from pathlib import Path

import click

from digest.errors import ConfigError


@click.group
def command() -> None:
    """Move the store to another place, such as a Postgres server.

    \b
    digest store copy digest.sqlite postgresql://digest@db/digest
    """


@command.command
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy a store, FROM a file or a server TO a new file or an empty database; all or nothing.

    \b
    digest store copy digest.sqlite postgresql://digest@db/digest
    digest store copy postgresql://digest@db/digest digest.sqlite
    """
    from contextlib import closing

    from digest.adapters.store import SqlStore
    from digest.adapters.store.copying import copy_store

    places = [place if "://" in place else Path(place) for place in (source, target)]
    if isinstance(places[0], Path) and not places[0].exists():
        raise ConfigError(f"{source}: there is no such store")
    with closing(SqlStore(places[0])) as before, closing(SqlStore(places[1])) as after:
        counts = copy_store(before, after)
        for name, count in counts.items():
            click.echo(f"{name:<14} {count}")
        click.echo(f"put `store: {after.database.name}` into the config of every audience that shares it")
