"""`digest history`: what became of each slot, and of each reader of one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from digest.commands.parts import options
from digest.commands.parts.lookup import ALL, the_slot
from digest.model import ReceiptState, ReturnKind, SlotRecord

if TYPE_CHECKING:
    from digest.config import Audience
    from digest.ports import Store

_BACK: dict[ReturnKind, str] = {  # what came back by mail, in the words of a line
    "hard": "bounced",
    "soft": "bounced for now",
    "refused": "refused by mail",
    "complaint": "complained",
    "left": "left by mail",
}


@click.command
@click.argument("slot", default="")
@options.config
@click.option("-n", "--limit", default=20, show_default=True, help="How many slots.")
@options.as_json
def command(slot: str, config: Path, limit: int, as_json: bool) -> None:
    """List the last slots: what was sent to how many, what was skipped and why; or the readers of one SLOT.

    \b
    digest history
    digest history 2025-02-27     what the mail server said of each reader
    """
    from digest.console import aligned
    from digest.wiring import open_store

    audience = options.load(config)
    slug = audience.newsletter.slug
    with closing(open_store(audience)) as store:
        if as_json:
            click.echo(json.dumps(_document(store, slug, slot, limit), ensure_ascii=False, indent=2))
            return
        rows = list(readers(store, slug, slot) if slot else history(store.slots.history(slug, limit)))
        for line in aligned(rows) if rows else [_nothing(audience, slot)]:
            click.echo(line)


def _nothing(audience: Audience, slot: str) -> str:
    from digest.deliver.slots import next_slot

    if slot:
        return f"{slot}: no reader yet"
    return f"no issue yet; the next is due {next_slot(audience.calendar, options.now()).local}"


def _document(store: Store, newsletter: str, slot: str, limit: int) -> list[dict[str, Any]]:
    """The same as plain JSON values."""
    if slot:
        return [dict(zip(("address", "state", "detail"), row, strict=True)) for row in readers(store, newsletter, slot)]
    return [
        {
            "slot": record.slot.local,
            "outcome": record.outcome or "open",
            "readers": dict(record.counts),
            "returned": dict(record.returned),
            "subject": record.subject,
            "detail": record.detail,
            "withdrawn": record.withdrawal.reason if record.withdrawal else None,
        }
        for record in store.slots.history(newsletter, limit)
    ]


def history(records: Iterable[SlotRecord]) -> Iterator[tuple[str, ...]]:
    """A row of cells for each slot: when, how it ended, how many readers of each state, subject and details."""
    for record in records:
        counts = ", ".join(
            f"{record.counts[state]} {state}" for state in get_args(ReceiptState) if record.counts.get(state)
        )
        back = ", ".join(f"{record.returned[kind]} {word}" for kind, word in _BACK.items() if record.returned.get(kind))
        yield (
            record.slot.local,
            record.outcome or "open",
            "; ".join(filter(None, (counts, back and f"then {back}"))),
            "; ".join(filter(None, (record.subject, record.detail, _gone(record)))),
        )


def readers(store: Store, newsletter: str, wanted: str) -> Iterator[tuple[str, ...]]:
    """A row of cells for each reader of one slot, those without the issue first: address, state, the server's words."""
    record = the_slot(wanted, "slots", store.slots.history(newsletter, ALL))
    receipts = store.receipts.of(record.slot)
    for receipt in sorted(receipts, key=lambda receipt: receipt.state == "accepted"):
        yield receipt.address, receipt.state, " ".join(receipt.detail.split())
    for one in store.returns.of(record.slot):
        yield one.address, _BACK[one.kind], one.detail


def _gone(record: SlotRecord) -> str:
    return f"withdrawn: {record.withdrawal.reason}" if record.withdrawal else ""
