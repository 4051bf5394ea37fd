"""`digest work`: one of many workers, for a store on a server."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@click.argument("configs", nargs=-1, type=options.FILE, metavar="[FILE]...")
@click.option(
    "--queue",
    "queues",
    multiple=True,
    type=click.Choice(["gather", "issue", "batch"]),
    help="Take jobs of this kind alone; give it again for more.  [default: all]",
)
@click.option("--concurrency", default=4, show_default=True, type=click.IntRange(1), help="Jobs at a time.")
@options.watched(8428)
def command(
    configs: tuple[Path, ...], queues: tuple[str, ...], concurrency: int, watched: tuple[str, int] | None
) -> None:
    """Work on the issues of many audiences beside other workers, on this machine or others.

    The audiences share a store on a Postgres server; every worker gets the same configs. See docs/many-machines.md.

    \b
    digest work *.yaml
    digest work --queue batch --concurrency 8 *.yaml     send, and leave the rest to others
    """
    from digest.commands.parts.process import Process
    from digest.commands.parts.working import Taking, work
    from digest.console import steady
    from digest.model import JOB_KINDS

    work(
        configs or (options.DEFAULT,),
        Process(steady(), options.now, options.stop_on_signals()),
        taking=Taking(queues or JOB_KINDS, concurrency),
        watched=watched,
    )
