"""One message to each reader, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.config import Audience
from digest.deliver import slots
from digest.deliver.messages import Composer
from digest.deliver.parcels import Parcels
from digest.errors import DeliveryError, NothingRead, ServerUnavailable, StoreError
from digest.model import FindingKind, Issue, Receipt, Recipient, RunReport
from digest.pipeline import batches
from digest.pipeline.delivering import Sending, compose, deliver, ended
from digest.pipeline.desk import Desk
from digest.pipeline.ledger import Ledger, still_open
from digest.pipeline.making import make_issue
from digest.ports import Mailer

_FAILURES: tuple[FindingKind, ...] = ("model failed", "model refused", "bad reply", "limit reached")


def send_issue(sending: Sending) -> RunReport:
    """Send the issue of a slot, or the rest of it, to whoever has no receipt yet.

    What is sent is fixed in the store before the first message, so a run that goes on after a crash sends the
    same issue. A message that a killed run had in hand is reported as uncertain and not sent again. Readers whom
    the server defers are tried by each run until `schedule.catch_up` is over, and then given up and named.
    Raises `NothingRead` where no feed could be read, `ServerUnavailable` where messages are left for a later run,
    `SenderRefused` where the server's refusals are about the sender or the issue, `AllRefused` where it takes none.
    In each of these cases the slot stays open, and a later run goes on.
    """
    desk, slot, now = sending.desk, sending.slot, sending.clock
    with desk.store.locks.exclusive(slot.newsletter):
        if resting := batches.resting(sending):
            return RunReport(slot, "sending", resting)
        desk.store.checkpoint()
        given_up = _give_up(sending)
        begun = _begun(sending)
        if isinstance(begun, RunReport):
            return replace(begun, alerts=given_up)
        ledger = Ledger(desk.store, slot, now)
        if handed_out := batches.hand_out(sending, ledger):
            report = RunReport(slot, "sending", handed_out)
        else:
            if sending.queue is None:
                ledger.begin()
                deliver(sending, begun.composer, ledger, ledger.left(sending.recipients), begun.total)
            _forget(desk, now())
            report = _closed(sending, ledger)
        told = tuple(ledger.concerns)
        return replace(report, counts=ledger.ended, concerns=told, alerts=given_up, model_failed=begun.model_failed)


@dataclass(frozen=True)
class _Begun:
    """An issue that is fixed in the store, now or by an earlier run."""

    composer: Composer | Parcels
    total: int = 0  # readers, where they were counted
    model_failed: str = ""


def _begun(sending: Sending) -> _Begun | RunReport:
    """The issue of the slot, made where it was not; else why there is none to be sent."""
    desk, slot, store, now = sending.desk, sending.slot, sending.desk.store, sending.clock
    if outcome := store.slots.outcome(slot):
        return RunReport(slot, "already sent" if outcome == "sent" else "skipped")
    if rendered := store.issues.rendered(slot):
        return _Begun(compose(desk, store.issues.find(slot), rendered, slot, now(), sending.key))
    if reason := _held_back(sending):
        return RunReport(slot, "not due", reason)
    if slots.is_late(slot, desk.audience.calendar, now()):
        return _missed(sending)
    total = sending.recipients.count()
    workings = make_issue(desk, slot, now())
    if reason := _not_worth_sending(desk.audience, workings.issue):
        store.slots.finish(slot, "skipped", reason, now())
        return RunReport(slot, "skipped", reason)
    composer = compose(desk, workings.issue, workings.rendered, slot, now(), sending.key)
    store.issues.begin(slot, workings.issue, workings.rendered, now())
    return _Begun(composer, total, model_failed(workings.issue))


def send_proof(composer: Composer, recipient: Recipient, mailer: Mailer) -> None:
    """An issue to one address; nothing is marked as sent. Raises a `DeliveryError` with what the server said."""
    said: list[Receipt] = []
    mailer.send([composer.message(recipient)], lambda _, receipts: said.extend(receipts))
    for receipt in said:
        if receipt.state != "accepted":
            raise DeliveryError(f"{receipt.address}: the proof was {receipt.state}: {receipt.detail}")


def thin_news(audience: Audience, issue: Issue) -> str:
    """That the news is thin, and what the config says to do then; empty where there are stories enough."""
    told, least = len(issue.briefs), audience.issue.min_stories
    return f"thin news: {told} of {least} stories, `when_thin: {audience.issue.when_thin}`" if told < least else ""


def model_failed(issue: Issue) -> str:
    """That the model wrote none of the stories, and why; empty where it wrote one, or there is no model."""
    told, model = issue.briefs, issue.spend.model
    if not told or not issue.spend.fallbacks or any(brief.writer == model for brief in told):
        return ""
    why = next((finding.detail for finding in issue.findings if finding.kind in _FAILURES), "see `digest explain`")
    return f"{model} wrote none of {len(told)} stories: {why}"


def _forget(desk: Desk, now: datetime) -> None:
    """Let what is old go, once the readers have their issue."""
    keep, shape = desk.audience.keep, desk.audience.issue
    texts = max(keep.texts, shape.look_back or keep.texts)
    with desk.store.locks.in_turn("forgetting"):  # newsletters share what they let go
        desk.store.gathered.forget((source.feed for source in desk.audience.sources), now - keep.items, now - texts)
        desk.store.vectors.forget(now - keep.items)
    desk.store.readers.forget_pending(desk.audience.newsletter.slug, now - desk.audience.delivery.pages.confirm_within)
    try:
        desk.store.shrink()
    except StoreError as error:  # nothing is lost: the file stays as large as it was
        desk.progress.note(str(error))


def _give_up(sending: Sending) -> tuple[str, ...]:
    """Close the slots whose `catch_up` is over while readers still wait; a line for each of those readers."""
    desk, now = sending.desk, sending.clock()
    lines: list[str] = []
    for record in desk.store.slots.history(desk.audience.newsletter.slug, slots.RECENT):
        if record.outcome or not slots.is_late(record.slot, desk.audience.calendar, now):
            continue
        desk.store.receipts.mark_uncertain(record.slot, now)
        left = [
            f"{reader.address}: given up: {receipt.detail if receipt else 'not reached'}"
            for reader, receipt in still_open(desk.store, record.slot, sending.recipients)
        ]
        lines += left
        waited = f"readers given up when `schedule.catch_up` was over: {len(left)}" if left else ""
        desk.store.slots.finish(record.slot, "sent", waited, now)
    return tuple(lines)


def _held_back(sending: Sending) -> str:
    store, slot, now = sending.desk.store, sending.slot, sending.clock()
    since = store.slots.follow(slot.newsletter, now)
    records = store.slots.history(slot.newsletter, slots.RECENT)
    return slots.held_back(sending.desk.audience.calendar, slot, now, None if sending.named else since, records)


def _missed(sending: Sending) -> RunReport:
    """The report of a slot past its catch-up: skipped and noted, or nothing at all on a first day."""
    slot, store, now = sending.slot, sending.desk.store, sending.clock()
    due = slots.next_slot(sending.desk.audience.calendar, now)
    if not store.slots.history(slot.newsletter, 1):
        return RunReport(slot, "not due", f"the first issue is due {due.local}")
    late = f"missed by {(now - slot.due) / timedelta(hours=1):.1f} h, more than `schedule.catch_up` allows"
    store.slots.finish(slot, "skipped", late, now)
    return RunReport(slot, "missed", late)


def _not_worth_sending(audience: Audience, issue: Issue) -> str:
    """Why this issue is to be skipped; empty where it is not. Raises `NothingRead` where nobody can know."""
    failed = [finding.detail for finding in issue.findings if finding.kind == "feed failed"]
    if len(failed) == len(audience.sources):
        raise NothingRead(f"{issue.slot.key}: not one feed could be read; the next run tries again: {failed[0]}")
    return thin_news(audience, issue) if audience.issue.when_thin == "skip" else ""


def _closed(sending: Sending, ledger: Ledger) -> RunReport:
    """Close the slot when every recipient has a final receipt; else leave it open for the next run."""
    desk, slot = sending.desk, sending.slot
    if stop := ledger.verdicts.stop:
        raise ended(slot, stop, ledger)
    if not ledger.whole or desk.store.receipts.open(slot):
        waiting = _waiting(sending)
        if waiting and not ledger.whole:
            raise ServerUnavailable(f"{slot.key}: messages are still to be sent; run `digest send` again")
        if waiting:
            return RunReport(slot, "waiting", f"{len(waiting)} deferred: {waiting[0]}")
    issue = desk.store.issues.find(slot)
    notes = (thin_news(desk.audience, issue), model_failed(issue)) if issue else ()
    detail = "; ".join(filter(None, notes))
    desk.store.slots.finish(slot, "sent", detail, sending.clock())
    return RunReport(slot, "sent", detail)


def _waiting(sending: Sending) -> list[str]:
    """A line for each reader who is still owed the issue."""
    found = still_open(sending.desk.store, sending.slot, sending.recipients)
    return [f"{reader.address}: {receipt.detail if receipt else 'not reached'}" for reader, receipt in found]
