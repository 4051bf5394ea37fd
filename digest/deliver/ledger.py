"""Who is still owed an issue, by the receipts. The rule that makes a second run harmless, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.model import Receipt, ReceiptState, Recipient

OPEN: frozenset[ReceiptState] = frozenset({"pending", "deferred"})  # to be tried (again) by a run of the same slot


def owed(
    recipients: Iterable[Recipient], receipts: Iterable[Receipt], suppressed: Iterable[str] = ()
) -> tuple[Recipient, ...]:
    """The readers that a run has to write to, in the given order.

    Not those with a receipt that is settled: accepted, rejected, or uncertain (a message that perhaps arrived is
    not sent again), and not the suppressed. Addresses are compared without case, as the store does.
    """
    done = {receipt.address.lower() for receipt in receipts if receipt.state not in OPEN}
    done |= {address.lower() for address in suppressed}
    return tuple(recipient for recipient in recipients if recipient.address.lower() not in done)


def settled(recipients: Iterable[Recipient], receipts: Iterable[Receipt], suppressed: Iterable[str] = ()) -> bool:
    """Whether nothing is left to do for a slot, so that it may be closed."""
    return not owed(recipients, receipts, suppressed)


def tally(receipts: Iterable[Receipt]) -> Mapping[ReceiptState, int]:
    """How many receipts are in each state."""
    counts: dict[ReceiptState, int] = {}
    for receipt in receipts:
        counts[receipt.state] = counts.get(receipt.state, 0) + 1
    return counts
