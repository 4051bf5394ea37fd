"""`digest history`: what became of each slot, and of each reader of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from digest.commands.lookup import ALL, the_slot
from digest.model import ReceiptState, SlotRecord
from digest.ports import Store


def history(records: Iterable[SlotRecord]) -> Iterator[tuple[str, ...]]:
    """A row of cells for each slot: when, how it ended, how many readers of each state, subject and details."""
    for record in records:
        counts = ", ".join(
            f"{record.counts[state]} {state}" for state in get_args(ReceiptState) if record.counts.get(state)
        )
        yield (
            record.slot.local,
            record.outcome or "open",
            counts,
            "; ".join(filter(None, (record.subject, record.detail, _gone(record)))),
        )


def readers(store: Store, newsletter: str, wanted: str) -> Iterator[tuple[str, ...]]:
    """A row of cells for each reader of one slot, those without the issue first: address, state, the server's words."""
    record = the_slot(wanted, "slots", store.history(newsletter, ALL))
    receipts = store.receipts(record.slot)
    for receipt in sorted(receipts, key=lambda receipt: receipt.state == "accepted"):
        yield receipt.address, receipt.state, " ".join(receipt.detail.split())


def _gone(record: SlotRecord) -> str:
    return f"withdrawn: {record.withdrawal.reason}" if record.withdrawal else ""
