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
@click.option("--serve", is_flag=True, help="Also answer /health and /metrics (Prometheus), for a monitor.")
@options.port(8428)
@options.host
def command(
    configs: tuple[Path, ...], queues: tuple[str, ...], concurrency: int, serve: bool, port: int, host: str
) -> None:
    """Work on the issues of many audiences beside other workers, on this machine or others.

    The audiences share a store on a Postgres server; every worker gets the same configs. See docs/many-machines.md.

    \b
    digest work *.yaml
    digest work --queue batch --concurrency 8 *.yaml     send, and leave the rest to others
    """
    from digest.commands.parts.working import work
    from digest.console import steady
    from digest.model import JOB_KINDS

    work(
        configs or (options.DEFAULT,),
        steady(),
        options.now,
        options.stop_on_signals(),
        kinds=queues or JOB_KINDS,
        concurrency=concurrency,
        watched=(host, port) if serve else None,
    )
