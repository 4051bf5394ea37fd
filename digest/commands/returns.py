"""`digest returns`: bounces, complaints and mails that ask to leave."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@options.config
def command(config: Path) -> None:
    """Read the mailbox of returns: who bounced, complained or asked to leave by mail gets no further issue.

    `digest send` and `digest run` do the same before an issue goes out. Silent under cron when there is nothing for
    you to do.

    \b
    digest returns
    digest returns --config europe.yaml
    """
    from digest.commands.parts.returning import take_returns

    taken = take_returns(options.load(config), options.now, options.stop_on_signals().is_set)
    if sys.stdout.isatty() or taken.concerns:
        click.echo("\n".join([taken.line, *taken.concerns]))
