"""`digest explain`: why a story or an item is where it is, or why it is out."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@click.argument("wanted", metavar="ITEM_OR_STORY")
@options.config
@options.at
@click.option("--sample", is_flag=True, help="In the sample news days.")
@options.as_json
def command(wanted: str, config: Path, at: str | None, sample: bool, as_json: bool) -> None:
    """Say why a story or an item is where it is, or why it is out.

    Takes an id, the beginning of one, an address, or some words of the headline; looks at the issue that
    `digest preview` would build.

    \b
    digest explain minerals --sample
    digest explain 3f9a1c
    digest explain https://example.org/article --at 2025-02-27T17:30
    """
    from digest.commands.parts.explaining import explain, explain_as_json
    from digest.console import progress
    from digest.wiring import SAMPLE, open_desk

    options.refuse_config_beside(sample, "config")
    audience = options.load(SAMPLE if sample else config)
    moments = [options.moment(audience, text) for text in (options.SAMPLE_DAYS if sample and at is None else (at,))]
    with open_desk(audience, progress(quiet=True), in_memory=sample) as desk:
        if as_json:
            click.echo(explain_as_json(desk, moments, wanted, past=at is not None, remember=sample))
            return
        for line in explain(desk, moments, wanted, past=at is not None, remember=sample):
            click.echo(line)
