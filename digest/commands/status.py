"""`digest status`: how a newsletter stands now, for who looks after it or for a program that does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from digest.commands.parts import options


@click.command
@options.config
@options.as_json
def command(config: Path, as_json: bool) -> None:
    """Say how a newsletter stands: last issue, next slot, feeds that fail, readers who wait, what the model cost today.

    \b
    digest status
    digest status --json --config europe.yaml
    """
    from digest.commands.parts.state import state_of

    found = state_of(options.load(config), options.now())
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(found)))


def _lines(found: dict[str, Any]) -> list[str]:
    last, spent = found["last"], found["spent_today"]
    readers = ", ".join(f"{count} {state}" for state, count in last["readers"].items()) if last else ""
    said = "; ".join(filter(None, (last["outcome"], readers, last["detail"], last["subject"]))) if last else ""
    return [
        f"last issue   {last['slot']}  {said}" if last else "last issue   none yet",
        *([f"due now      {found['due']}, {found['late_seconds']} s late"] if found["due"] else []),
        "; ".join(filter(None, (f"next issue   {found['next']}", found["held_back"]))),
        f"waiting      {found['waiting']} readers whom the server deferred",
        f"model today  {spent['calls']} calls, {spent['tokens']} tokens, {spent['cost']:.2f} {spent['currency']}",
        *_of_queue(found["queue"]),
        *(f"feed fails   {one['outlet']}: {one['errors']} in a row: {one['error']}" for one in found["feeds_failing"]),
    ]


def _of_queue(queue: dict[str, Any] | None) -> list[str]:
    if queue is None:
        return []
    jobs = (f"{kind} {queue['waiting'][kind]} wait, {queue['at_work'][kind]} at work" for kind in queue["waiting"])
    return [
        f"workers      {queue['workers']}",
        f"queues       {'; '.join(jobs)}; the oldest for {queue['oldest_seconds']} s",
    ]
