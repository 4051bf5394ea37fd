"""The receipts of one run: who is still owed the issue, what is noted before and after each message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digest.deliver.owed import owed
from digest.deliver.verdicts import Verdicts
from digest.journal import record
from digest.model import Message, Receipt, ReceiptState, Recipient, Slot, Suppression
from digest.ports import Recipients, Store

_PROMISED = 200  # messages promised by one durable write: no more are uncertain when the machine goes down
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
        self.join()

    def join(self) -> None:
        """Begin beside others who send the same issue: what they have in hand is theirs."""
        self.verdicts.accepted = int(self.store.receipts.any_accepted(self.slot))

    def places(self, recipients: Recipients, *, deferred: bool) -> Iterator[str]:
        """Where those parts of the list begin that have somebody who is owed the issue, deferred readers or not."""
        tried = frozenset(
            reader
            for reader, state in self.store.receipts.open(self.slot).items()
            if state == "deferred" and not deferred
        )
        for place, part in recipients.parts():
            if self._due([one for one in part if one.address.lower() not in tried]):
                yield place
        self.whole = True

    def batch(self, part: Sequence[Recipient]) -> Iterator[Recipient]:
        """Who of these is owed the issue, each once and once a message to them was promised."""
        known = {one.address.lower(): one for one in reversed(part)}
        return self.promised(self._due(list(reversed(known.values()))))

    def left(self, recipients: Recipients) -> Iterator[Recipient]:
        """Who is owed the issue: those nobody tried yet first, so that nobody waits for one whom the server defers.

        Begins where the run before stopped, and goes through the whole list only for those who are open before that.
        """
        waiting = dict(self.store.receipts.open(self.slot))
        tried = frozenset(reader for reader, state in waiting.items() if state == "deferred")
        for recipient in self._owed(recipients.parts(self.store.receipts.place(self.slot)), but=tried):
            waiting.pop(recipient.address.lower(), None)
            yield recipient
        if waiting:
            yield from self._owed(recipients.parts(), only=frozenset(waiting))
        self.whole = True

    def promised(self, recipients: Sequence[Recipient]) -> Iterator[Recipient]:
        """The readers, each once a message to them was promised."""
        return self._promised(recipients, self.store.receipts.place(self.slot))

    def _owed(
        self,
        parts: Iterable[tuple[str, Sequence[Recipient]]],
        only: frozenset[str] | None = None,
        but: frozenset[str] = frozenset(),
    ) -> Iterator[Recipient]:
        """Of some or all readers those who are owed the issue.

        The place that is promised lags a part behind: by then all of that were begun.
        """
        before, place = frozenset[str](), self.store.receipts.place(self.slot)
        for begins, part in parts:
            known = {one.address.lower(): one for one in reversed(part)}
            new = [
                one
                for key, one in reversed(known.items())
                if key not in before and key not in but and (only is None or key in only)
            ]
            if due := self._due(new):
                yield from self._promised(due, place)
            before, place = frozenset(known), begins if only is None else place

    def _due(self, readers: Sequence[Recipient]) -> Sequence[Recipient]:
        """Those without a closed receipt, and not on the suppression list, which closes it."""
        receipts = self.store.receipts.among(self.slot, [one.address for one in readers])
        due = owed(readers, receipts.values())
        listed = self.store.suppressions.among(self.slot.newsletter, [one.address for one in due]) if due else ()
        if gone := [Receipt(one.address, "suppressed") for one in due if one.address in listed]:
            self._write([], gone)
        return [one for one in due if one.address not in listed]

    def _promised(self, due: Sequence[Recipient], place: str) -> Iterator[Recipient]:
        for at in range(0, len(due), _PROMISED):
            some = due[at : at + _PROMISED]
            self.store.receipts.promise(self.slot, [one.address for one in some], place, self.clock())
            yield from some

    def _write(self, begun: Sequence[str], kept: Sequence[Receipt]) -> None:
        now = self.clock()
        for receipt in kept:
            if receipt.state == "rejected" and receipt.blame == "reader":
                gone = Suppression(receipt.address, self.slot.newsletter, receipt.detail, now, "bounced")
                self.store.suppressions.add(gone)
            self._count(receipt)
        self.store.receipts.write(self.slot, begun, kept, now)

    def _count(self, receipt: Receipt) -> None:
        record("message", receipt.address, receipt.state, detail=receipt.detail)
        if receipt.state != "deferred":  # that may not be its end yet
            self.ended[receipt.state] += 1
        if receipt.state in _TOLD:
            self.concerns.append(receipt)


def still_open(store: Store, slot: Slot, recipients: Recipients) -> Iterator[tuple[Recipient, Receipt | None]]:
    """The readers who are owed the issue after all, with what the server said of each."""
    for _, part in recipients.parts():
        receipts = store.receipts.among(slot, [one.address for one in part])
        known = {one.address.lower(): one for one in reversed(part)}
        for recipient in owed(reversed(known.values()), receipts.values()):
            yield recipient, receipts.get(recipient.address.lower())
