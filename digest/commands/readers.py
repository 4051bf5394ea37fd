"""`digest readers`: the store's own list of readers, for `delivery.readers: store`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from digest.commands.parts import options


@click.group
def command() -> None:
    """Keep the list of readers in the store, and serve the pages where readers sign up, confirm and leave.

    \b
    digest readers add ann@example.org --source "asked at the spring fair"
    digest readers import members.csv --source "members of 2025"
    digest readers remove ann@example.org
    digest readers show ann@example.org
    digest readers export > readers.csv
    digest readers erase ann@example.org
    digest readers serve --port 8426 --config europe.yaml --config markets.yaml
    digest readers form > form.html
    """


_source = click.option(
    "--source", required=True, metavar="TEXT", help="Where the reader agreed to get it, for the record."
)


@command.command
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@options.config
@_source
def add(addresses: tuple[str, ...], config: Path, source: str) -> None:
    """Put readers on the list who have agreed."""
    from digest.commands.parts import enrolling

    for line in enrolling.add(options.load(config), addresses, source, options.now()):
        click.echo(line)


@command.command("import")
@click.argument("file", type=options.FILE)
@options.config
@_source
def import_(file: Path, config: Path, source: str) -> None:
    """Put the readers of a CSV file on the list: `email` or `address`, perhaps `name`; all rows or none."""
    from digest.commands.parts import enrolling

    click.echo(enrolling.import_file(options.load(config), file, source, options.now()))


@command.command
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@options.config
def remove(addresses: tuple[str, ...], config: Path) -> None:
    """Write to these readers no more; the list remembers that they left."""
    from digest.commands.parts import leaving

    for line in leaving.unsubscribe(options.load(config), addresses, options.now()):
        click.echo(line)


@command.command
@options.config
@options.as_json
def export(config: Path, as_json: bool) -> None:
    """Print the list as CSV: address, name, state, source, time of consent."""
    from digest.commands.parts import enrolling

    if as_json:
        click.echo(json.dumps(list(enrolling.listed(options.load(config))), ensure_ascii=False, indent=2))
        return
    for line in enrolling.export(options.load(config)):
        click.echo(line)


@command.command
@click.argument("address")
@options.config
@options.as_json
def show(address: str, config: Path, as_json: bool) -> None:
    """Print all that is known of one reader."""
    from digest.commands.parts import enrolling

    known = enrolling.known_of(options.load(config), address)
    click.echo(json.dumps(known, ensure_ascii=False, indent=2) if as_json else "\n".join(enrolling.show(known)))


@command.command
@click.argument("address")
@options.config
def erase(address: str, config: Path) -> None:
    """Forget a reader; what stays is a hash that keeps the address from being imported again."""
    from digest.commands.parts import enrolling

    click.echo(enrolling.erase(options.load(config), address, options.now()))


@command.command
@options.configs
@options.port(8426)
@options.host
def serve(configs: tuple[Path, ...], port: int, host: str) -> None:
    """Serve the pages where readers sign up, confirm and leave, behind your web server, until interrupted."""
    from digest.commands.parts.serving import serve_readers

    serve_readers(configs, (host, port), options.now, click.echo, lambda line: click.echo(f"digest: {line}", err=True))


@command.command
@options.config
def form(config: Path) -> None:
    """Print the sign-up form as HTML, for a page of your own; it needs no script."""
    from digest.commands.parts import enrolling

    click.echo(enrolling.form(options.load(config)), nl=False)
