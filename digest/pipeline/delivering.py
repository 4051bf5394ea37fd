"""Messages handed over, by a run that sends to all readers or by a worker that sends to some."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from digest.deliver.messages import Composer
from digest.deliver.parcels import Parcels
from digest.deliver.verdicts import Stop
from digest.errors import AllRefused, DeliveryError, SenderRefused, ServerUnavailable
from digest.model import Issue, Recipient, RenderedIssue, Slot
from digest.pipeline.desk import Desk
from digest.pipeline.ledger import Ledger
from digest.ports import Mailer, Queue, Recipients
from digest.render.document import issue_document

_IN_VAIN = 3  # rounds to readers for whom the server wanted less at a time, without one accepted
_GOES_ON = "nobody was booked as refused, and the next `digest send` goes on"
_WHAT_TO_DO = {
    "sender": "it is about the sender: look at delivery.from, delivery.envelope_sender, the login, and the DNS of both",
    "message": "it is about the issue itself: its size or its content",
    "everybody": "everybody got the same answer, so it is not about them: ask the server's administrator",
}


@dataclass(frozen=True)
class Sending:
    """One issue on its way to its readers: the slot, who is to get it, and by what means."""

    desk: Desk
    slot: Slot
    recipients: Recipients
    mailer: Mailer
    clock: Callable[[], datetime]
    key: bytes | None = None  # signs the links by which readers leave
    stopping: Callable[[], bool] = lambda: False  # asked before each message
    named: bool = False  # the operator named the moment, which may lie before the store was made
    queue: Queue | None = None  # where batches wait for workers; None: this run sends to everybody itself


def compose(
    desk: Desk, issue: Issue | None, rendered: RenderedIssue, slot: Slot, now: datetime, key: bytes | None
) -> Composer | Parcels:
    """What makes the messages of an issue: one to each reader, or one to another program."""
    if desk.audience.delivery.whole and issue:
        return Parcels(rendered, desk.audience, slot, issue_document(issue, rendered), desk.templates)
    return Composer(rendered, desk.audience, slot, now=now, key=key)


def deliver(
    sending: Sending, composer: Composer | Parcels, ledger: Ledger, recipients: Iterator[Recipient], total: int
) -> None:
    """Hand the issue over to these; again, slower, to those for whom the server wanted less at a time."""
    in_vain = 0
    while in_vain < _IN_VAIN:
        readers = takewhile(lambda _: _goes_on(sending, ledger), recipients)
        messages = (composer.message(reader, sending.clock()) for reader in readers)
        had = ledger.verdicts.accepted
        sending.mailer.send(sending.desk.progress.track("messages", messages, total), ledger.note)
        again, ledger.again = ledger.again, []
        if not again or not _goes_on(sending, ledger):
            break
        in_vain = 0 if ledger.verdicts.accepted > had else in_vain + 1
        recipients, total = ledger.promised(again), len(again)
    ledger.close()


def _goes_on(sending: Sending, ledger: Ledger) -> bool:
    return ledger.verdicts.stop is None and not sending.stopping()


def ended(slot: Slot, stop: Stop, ledger: Ledger) -> DeliveryError:
    """Why the run ended before its readers did, and what to do."""
    if stop.ending == "quota":
        return ServerUnavailable(f"{slot.key}: the account may send no more for now: {stop.words}; {_GOES_ON}")
    advice = f"{stop.words}; {_WHAT_TO_DO[stop.ending]}; {_GOES_ON}"
    if not ledger.verdicts.accepted:
        return AllRefused(f"{slot.key}: the server refuses every recipient: {advice}")
    return SenderRefused(f"{slot.key}: the run ended early: {advice}")
