"""`digest run`: every issue as it falls due, for one or many audiences."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@click.argument("configs", nargs=-1, type=options.FILE, metavar="[FILE]...")
def command(configs: tuple[Path, ...]) -> None:
    """Keep running and send every issue as it falls due, for one or many audiences.

    \b
    digest run
    digest run europe.yaml markets.yaml
    """
    from digest.commands.parts.running import run
    from digest.console import Lines

    run(configs or (options.DEFAULT,), Lines(), options.now, options.stop_on_signals())
