"""`digest status`: how a newsletter stands now, for who looks after it or for a program that does."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.commands.parts import options

if TYPE_CHECKING:
    from digest.config import Audience
    from digest.model import SlotRecord
    from digest.ports import Store


@click.command
@options.config
@options.as_json
def command(config: Path, as_json: bool) -> None:
    """Say how a newsletter stands: last issue, next slot, feeds that fail, readers who wait, what the model cost today.

    \b
    digest status
    digest status --json --config europe.yaml
    """
    from digest.wiring import open_store

    audience = options.load(config)
    kept = (audience.folder / audience.store).exists()
    with closing(open_store(audience, in_memory=not kept)) as store:
        found = status(audience, store, options.now())
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(found)))


def status(audience: Audience, store: Store, now: datetime) -> dict[str, Any]:
    """The state as plain JSON values; `last` is null before the first issue."""
    from digest.deliver.slots import RECENT, next_slot

    records = store.slots.history(audience.newsletter.slug, RECENT)
    states = store.gathered.states(source.feed for source in audience.sources)
    failing = ((source, states[source.feed]) for source in audience.sources if source.feed in states)
    spent, upcoming = store.spending.today(), next_slot(audience, now)
    return {
        "newsletter": audience.newsletter.slug,
        "last": _last(records[0]) if records else None,
        "next": upcoming.local,
        "waiting": sum(record.counts.get("deferred", 0) for record in records if not record.outcome),
        "feeds_failing": [
            {"outlet": source.outlet, "feed": source.feed, "errors": state.failures, "error": state.last_error}
            for source, state in failing
            if state.failures
        ],
        "spent_today": {
            "calls": spent.calls,
            "tokens": spent.prompt_tokens + spent.reply_tokens,
            "cost": round(spent.cost, 4),
            "currency": audience.writer.prices.currency,
        },
    }


def _last(record: SlotRecord) -> dict[str, Any]:
    return {
        "slot": record.slot.local,
        "outcome": record.outcome or "open",
        "detail": record.detail,
        "subject": record.subject,
        "readers": dict(record.counts),
    }


def _lines(found: dict[str, Any]) -> list[str]:
    last, spent = found["last"], found["spent_today"]
    readers = ", ".join(f"{count} {state}" for state, count in last["readers"].items()) if last else ""
    said = "; ".join(filter(None, (last["outcome"], readers, last["detail"], last["subject"]))) if last else ""
    return [
        f"last issue   {last['slot']}  {said}" if last else "last issue   none yet",
        f"next issue   {found['next']}",
        f"waiting      {found['waiting']} readers whom the server deferred",
        f"model today  {spent['calls']} calls, {spent['tokens']} tokens, {spent['cost']:.2f} {spent['currency']}",
        *(f"feed fails   {one['outlet']}: {one['errors']} in a row: {one['error']}" for one in found["feeds_failing"]),
    ]
