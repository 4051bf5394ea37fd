"""`digest preview`: the issue that would go out, as files or as a page that follows every edit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.parts import options

if TYPE_CHECKING:
    from datetime import datetime

    from digest.commands.parts.previewing import Wanted
    from digest.config import Audience


@click.command
@options.configs
@click.option("--out", type=options.FILE, default=Path("preview"), show_default=True, metavar="DIR")
@click.option("--open", "show", is_flag=True, help="Open the issue in a browser.")
@click.option("--sample", is_flag=True, help="Two days of sample news: no key, no network, no config.")
@options.at
@click.option("--save", type=options.FILE, metavar="DIR", help="Also write a JSON file for each stage.")
@click.option("--ledger", is_flag=True, help="Print the passage behind each sentence and quotation.")
@click.option("--serve", is_flag=True, help="A page that shows the issue and follows every edit; writes no files.")
@options.port(8425)
def command(
    configs: tuple[Path, ...],
    out: Path,
    show: bool,
    sample: bool,
    at: str | None,
    save: Path | None,
    ledger: bool,
    serve: bool,
    port: int,
) -> None:
    """Build the issue that would go out; send nothing, mark nothing as sent.

    Writes issue.html, issue.txt, issue.eml and issue.json to DIR/NEWSLETTER/DATE.

    \b
    digest preview --open
    digest preview --sample
    digest preview --serve --open --config europe.yaml --config markets.yaml
    digest preview --config europe.yaml --at 2025-02-27T17:30 --save stages
    """
    from digest.commands.parts.previewing import Wanted
    from digest.wiring import BRIEFING, SAMPLE, refuse_shared_slots

    options.refuse_config_beside(sample, "configs")
    chosen = (SAMPLE,) if sample else configs
    if len(chosen) > 1:
        refuse_shared_slots(map(options.load, chosen))
    moments = options.SAMPLE_DAYS if sample and at is None else (at,)
    if serve:
        _serve(chosen, port, moments, show=show, in_memory=sample)
        return
    wanted = Wanted(out, save, remember=sample, ledger=ledger)
    if sample:  # the first day once more, as a model tells it
        page = _write(BRIEFING, wanted, moments[:1])
        if show:
            options.open_in_browser(page.resolve().as_uri())
    for config in chosen:
        page = _write(config, wanted, moments)
        if show:
            options.open_in_browser(page.resolve().as_uri())


def _write(config: Path, wanted: Wanted, moments: Sequence[str | None]) -> Path:
    from digest.commands.parts.previewing import preview
    from digest.console import progress
    from digest.wiring import open_desk, token_key

    audience = options.load(config)
    with open_desk(audience, progress(), in_memory=wanted.remember) as desk:
        for at in moments:
            now, key = options.moment(audience, at), token_key(audience)
            page = preview(desk, now, wanted, key, past=at is not None)
    return page


def _serve(configs: Sequence[Path], port: int, moments: Sequence[str | None], *, show: bool, in_memory: bool) -> None:
    from digest.commands.parts.previews import FilePreviews
    from digest.commands.parts.serving import serve_preview

    def moment(audience: Audience, day: str) -> datetime:
        return options.moment(audience, day or None)

    def announce(url: str) -> None:
        click.echo(f"{url}  follows every edit; Ctrl-C stops it")
        if show:
            options.open_in_browser(url)

    days = [at for at in moments if at]
    serve_preview(FilePreviews(configs, moment, days, in_memory=in_memory), port, announce)
