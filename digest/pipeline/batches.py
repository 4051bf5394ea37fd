"""An issue handed out to workers, some hundred readers a batch, and a batch sent by one of them.

A batch is a part of the list of readers, by the place where it begins. The receipts decide who of it is still owed the
issue, so it may be sent twice, or not at all: once no batch is left, whoever sees to the issue looks through the whole
list, hands out again what has readers who are owed it, and closes the slot when nobody is.

Who sends a batch keeps out those who want to be alone with the newsletter, so "in hand" turns to "uncertain" only when
nobody has anything in hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from digest.errors import ConfigError, DeliveryError
from digest.model import Job, Slot
from digest.pipeline.delivering import Sending, compose, deliver, ended
from digest.pipeline.ledger import Ledger

FIRST = 2  # urgency of an issue's first batch; each further one is less urgent, so that a long list lets short ones by
_ANOTHER_LIST = (
    "the list of readers is not the one that this batch was planned from, so it is planned again; give every worker "
    "the very same file, or let the store keep the list (`delivery.readers: store`)"
)
_REST = timedelta(minutes=5)  # before deferred readers are tried again, or a server that refused


def waiting(slot: Slot) -> str:
    """How the keys of a slot's batches begin."""
    return Job("batch", slot.newsletter, slot.local).key


def resting(sending: Sending) -> str:
    """Why nothing is to be done for an issue that was handed out; empty where there may be something."""
    slot = sending.slot
    if sending.queue is None:
        return ""
    if left := sending.queue.left(waiting(slot)):
        return f"batches that wait for a worker: {left}"
    rests = sending.desk.store.receipts.rests(slot, sending.clock(), whole=True)
    return "it rests, since the mail server refused or deferred" if rests else ""


def hand_out(sending: Sending, ledger: Ledger) -> str:
    """Let batches wait for workers; says so. Empty where nobody is left to be tried now."""
    if sending.queue is None:
        return ""
    ledger.begin()
    slot, now, receipts = sending.slot, sending.clock(), sending.desk.store.receipts
    again = not receipts.rests(slot, now, whole=False)
    places = list(ledger.places(sending.recipients, deferred=again))
    if places:
        receipts.rest(slot, now + _REST, whole=False)
        sending.queue.defer(_jobs(slot, places))
        return f"batches handed out: {len(places)}"
    if receipts.open(slot):
        receipts.rest(slot, now + _REST, whole=True)
    return ""


def _jobs(slot: Slot, places: list[str]) -> Iterator[Job]:
    for number, place in enumerate(places):
        yield Job("batch", slot.newsletter, slot.local, place, urgency=-number if number else FIRST)


def send_batch(sending: Sending, place: str) -> Ledger:
    """Send an issue to those readers of one part of the list who are owed it; the receipts say what came of it.

    Raises a `StoreBusy` where somebody is alone with the newsletter, and like `send_issue` where the server refuses:
    then the whole slot rests for a while. A `ConfigError` where the list of readers is another than that of the place.
    """
    desk, slot, store = sending.desk, sending.slot, sending.desk.store
    with store.locks.shared(slot.newsletter):
        now, ledger = sending.clock(), Ledger(store, slot, sending.clock)
        rendered = store.issues.rendered(slot)
        if rendered is None or store.slots.outcome(slot) or store.receipts.rests(slot, now, whole=True):
            return ledger
        composer = compose(desk, store.issues.find(slot), rendered, slot, now, sending.key)
        begins, part = next(sending.recipients.parts(place), (place, ()))
        if begins != place:
            raise ConfigError(f"{desk.audience.where('delivery.recipients')}: {_ANOTHER_LIST}")
        try:
            ledger.join()
            deliver(sending, composer, ledger, ledger.batch(part), len(part))
            if stop := ledger.verdicts.stop:
                raise ended(slot, stop, ledger)
        except DeliveryError:
            store.receipts.rest(slot, sending.clock() + _REST, whole=True)
            raise
        return ledger
