"""`digest run`: every issue as it falls due, for one or many audiences."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@click.argument("configs", nargs=-1, type=options.FILE, metavar="[FILE]...")
@options.watched(8427)
def command(configs: tuple[Path, ...], watched: tuple[str, int] | None) -> None:
    """Keep running and send every issue as it falls due, for one or many audiences.

    Says first what is due when, and ends at once where no config can be used.

    \b
    digest run
    digest run europe.yaml markets.yaml
    digest run --serve --port 8427     http://127.0.0.1:8427/health
    """
    from digest.commands.parts.process import Process
    from digest.commands.parts.running import run
    from digest.console import steady

    run(configs or (options.usual_config(),), Process(steady(), options.now, options.stop_on_signals()), watched)
