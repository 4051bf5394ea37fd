"""The receipts of one run: who is still owed the issue, what is noted before and after each message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from digest.deliver.owed import owed
from digest.deliver.verdicts import Verdicts
from digest.journal import MESSAGES, record
from digest.model import Message, Receipt, ReceiptState, Recipient, Slot, Suppression
from digest.ports import Recipients, Store

_CHUNK = 500  # readers looked up at once
_TOLD = ("rejected", "uncertain")  # what the operator hears of


@dataclass
class Ledger:
    """What one run writes down. Memory stays the same however many readers there are."""

    store: Store
    slot: Slot
    clock: Callable[[], datetime]
    verdicts: Verdicts = field(default_factory=Verdicts)
    concerns: list[Receipt] = field(default_factory=list)
    ended: Counter[ReceiptState] = field(default_factory=Counter)
    again: list[Recipient] = field(default_factory=list)  # to be tried once more in this run, slower
    _in_hand: dict[str, Recipient] = field(default_factory=dict)
    whole: bool = False  # whether every reader was come to

    def note(self, begun: Sequence[Message], receipts: Sequence[Receipt]) -> None:
        """The `Note` of `digest.ports`: what is about to be handed over, and what became of earlier messages."""
        addresses = [message.recipient.address for message in begun]
        kept = self.verdicts.take(receipts)
        for receipt in receipts:
            reader = self._in_hand.pop(receipt.address, None)  # None: refused by ourselves, before it began
            if reader and receipt.blame == "rate":
                self.again.append(reader)
        self._in_hand |= {message.recipient.address: message.recipient for message in begun}
        self.verdicts.begin(addresses)
        self._write(addresses, kept)

    def close(self) -> None:
        """Keep what the end of the run shows of refusals that were not certain."""
        if own := self.verdicts.close():
            self._write([], own)

    def begin(self) -> None:
        """Take over from the run before: what it had in hand is uncertain."""
        for receipt in self.store.receipts.mark_uncertain(self.slot, self.clock()):
            self._count(receipt)
        self.verdicts.accepted = self.store.receipts.counts(self.slot).get("accepted", 0)

    def left(self, recipients: Recipients) -> Iterator[Recipient]:
        """Who is owed the issue: those nobody tried yet first, so that nobody waits for one whom the server defers."""
        tried = self.store.receipts.open(self.slot)
        for recipient in self._owed(recipients):
            if recipient.address.lower() not in tried:
                yield recipient
        if tried:
            yield from (one for one in self._owed(recipients) if one.address.lower() in tried)
        self.whole = True

    def _owed(self, recipients: Recipients) -> Iterator[Recipient]:
        before: frozenset[str] = frozenset()
        for chunk in _chunks(recipients):
            new = [one for one in chunk if one.address.lower() not in before]
            before = frozenset(one.address.lower() for one in chunk)
            receipts = self.store.receipts.among(self.slot, [one.address for one in new])
            if not (due := owed(new, receipts.values())):
                continue
            listed = self.store.suppressions.among(self.slot.newsletter, [one.address for one in due])
            if gone := [Receipt(one.address, "suppressed") for one in due if one.address in listed]:
                self._write([], gone)
            yield from (one for one in due if one.address not in listed)

    def _write(self, begun: Sequence[str], kept: Sequence[Receipt]) -> None:
        now = self.clock()
        for receipt in kept:
            if receipt.state == "rejected" and receipt.blame == "reader":
                gone = Suppression(receipt.address, self.slot.newsletter, receipt.detail, now, "bounced")
                self.store.suppressions.add(gone)
            self._count(receipt)
        self.store.receipts.write(self.slot, begun, kept, now)

    def _count(self, receipt: Receipt) -> None:
        record("message", receipt.address, receipt.state, detail=receipt.detail, level=MESSAGES)
        if receipt.state != "deferred":  # that may not be its end yet
            self.ended[receipt.state] += 1
        if receipt.state in _TOLD:
            self.concerns.append(receipt)


def _chunks(recipients: Recipients) -> Iterator[Sequence[Recipient]]:
    """So many readers at a time, each once."""
    source = iter(recipients)
    while some := tuple(islice(source, _CHUNK)):
        yield tuple({one.address.lower(): one for one in reversed(some)}.values())[::-1]


def still_open(store: Store, slot: Slot, recipients: Recipients) -> Iterator[tuple[Recipient, Receipt | None]]:
    """The readers who are owed the issue after all, with what the server said of each."""
    for chunk in _chunks(recipients):
        receipts = store.receipts.among(slot, [one.address for one in chunk])
        for recipient in owed(chunk, receipts.values()):
            yield recipient, receipts.get(recipient.address.lower())
