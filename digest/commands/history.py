"""`digest history`: what became of each slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from digest.model import ReceiptState, SlotRecord


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
            "; ".join(filter(None, (record.subject, record.detail))),
        )
