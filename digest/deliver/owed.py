"""Who is still owed an issue, by the receipts. The rule that makes a second run harmless, in one place."""

from __future__ import annotations

from collections.abc import Iterable

from digest.model import Receipt, ReceiptState, Recipient

OPEN: frozenset[ReceiptState] = frozenset({"pending", "deferred"})  # to be tried (again) by a run of the same slot


def owed(recipients: Iterable[Recipient], receipts: Iterable[Receipt]) -> tuple[Recipient, ...]:
    """The readers that a run has to write to, in the given order.

    Not those with a receipt that is settled: accepted, rejected, suppressed, or uncertain (a message that perhaps
    arrived is not sent again). Addresses are compared without case, as the store does.
    """
    done = {receipt.address.lower() for receipt in receipts if receipt.state not in OPEN}
    return tuple(recipient for recipient in recipients if recipient.address.lower() not in done)
