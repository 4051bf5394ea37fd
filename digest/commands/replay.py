"""`digest replay`: past issues made again with another config, beside what was sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from digest.commands.parts import options
from digest.errors import ConfigError


def _day(_: click.Context, option: click.Parameter, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{option.opts[0]} {text}: expected a day such as 2025-02-27") from None


@click.command
@options.config
@click.option("--from", "first", callback=_day, required=True, metavar="DATE", help="The first day: 2025-02-27.")
@click.option("--to", "last", callback=_day, required=True, metavar="DATE", help="The last day.")
@click.option(
    "--against", type=options.FILE, metavar="FILE", help="Compare with this config; default: with what was sent."
)
def command(config: Path, first: date, last: date, against: Path | None) -> None:
    """Make past issues again with another config and say what would have changed; sends and keeps nothing.

    Works from the stored items: asks no feed and no model, stories are excerpted. The config must name the
    same store and newsletter.

    \b
    digest replay --from 2025-02-24 --to 2025-02-28 --config new.yaml
    digest replay --from 2025-02-24 --to 2025-02-28 --config new.yaml --against config.yaml
    """
    from digest.commands.parts.replaying import replay

    for line in replay(options.load(config), first, last, options.load(against) if against else None):
        click.echo(line)
