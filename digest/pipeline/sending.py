"""One message to each reader, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from digest.config import Audience
from digest.deliver import slots
from digest.deliver.messages import Composer
from digest.deliver.parcels import Parcels
from digest.deliver.verdicts import Stop
from digest.errors import AllRefused, DeliveryError, NothingRead, SenderRefused, ServerUnavailable, StoreError
from digest.model import FindingKind, Issue, Receipt, Recipient, RenderedIssue, RunReport, Slot
from digest.pipeline.desk import Desk
from digest.pipeline.ledger import Ledger, still_open
from digest.pipeline.making import make_issue
from digest.ports import Mailer, Recipients
from digest.render.document import issue_document

_FAILURES: tuple[FindingKind, ...] = ("model failed", "model refused", "bad reply", "limit reached")
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
    store, audience = desk.store, desk.audience
    with store.locks.exclusive(audience.newsletter.slug):
        store.checkpoint()
        given_up = _give_up(sending)
        if outcome := store.slots.outcome(slot):
            return RunReport(slot, "already sent" if outcome == "sent" else "skipped", alerts=given_up)
        rendered = store.issues.rendered(slot)
        if rendered is None and (reason := _held_back(sending)):
            return RunReport(slot, "not due", reason, alerts=given_up)
        if rendered is None and slots.is_late(slot, audience.calendar, now()):
            return replace(_missed(sending), alerts=given_up)
        workings, total = None, 0
        if rendered is None:
            total = sending.recipients.count()
            workings = make_issue(desk, slot, now())
            if reason := _not_worth_sending(audience, workings.issue):
                store.slots.finish(slot, "skipped", reason, now())
                return RunReport(slot, "skipped", reason, alerts=given_up)
            rendered = workings.rendered
        issue = workings.issue if workings else store.issues.find(slot)
        composer = compose(desk, issue, rendered, slot, now(), sending.key)
        if workings:
            store.issues.begin(slot, workings.issue, rendered, now())
        ledger = Ledger(store, slot, now)
        _deliver(sending, composer, ledger, total)
        _forget(desk, now())
        failed = model_failed(workings.issue) if workings else ""
        report = _closed(sending, ledger)
        told = tuple(ledger.concerns)
        return replace(report, counts=ledger.ended, concerns=told, alerts=given_up, model_failed=failed)


def compose(
    desk: Desk, issue: Issue | None, rendered: RenderedIssue, slot: Slot, now: datetime, key: bytes | None
) -> Composer | Parcels:
    """What makes the messages of an issue: one to each reader, or one to another program."""
    if desk.audience.delivery.whole and issue:
        return Parcels(rendered, desk.audience, slot, issue_document(issue, rendered), desk.templates)
    return Composer(rendered, desk.audience, slot, now=now, key=key)


def send_proof(
    audience: Audience,
    slot: Slot,
    rendered: RenderedIssue,
    recipient: Recipient,
    mailer: Mailer,
    now: datetime,
    key: bytes | None = None,
) -> None:
    """An issue to one address; nothing is marked as sent. Raises a `DeliveryError` with what the server said."""
    said: list[Receipt] = []
    message = Composer(rendered, audience, slot, now=now, key=key).message(recipient)
    mailer.send([message], lambda _, receipts: said.extend(receipts))
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


def _deliver(sending: Sending, composer: Composer | Parcels, ledger: Ledger, total: int) -> None:
    """Hand over what is still to be sent; again, slower, to those for whom the server wanted less at a time."""
    ledger.begin()
    recipients, in_vain = ledger.left(sending.recipients), 0
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


def _closed(sending: Sending, ledger: Ledger) -> RunReport:
    """Close the slot when every recipient has a final receipt; else leave it open for the next run."""
    desk, slot = sending.desk, sending.slot
    if stop := ledger.verdicts.stop:
        raise _ended(slot, stop, ledger)
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


def _ended(slot: Slot, stop: Stop, ledger: Ledger) -> DeliveryError:
    """Why the run ended before its readers did, and what to do."""
    if stop.ending == "quota":
        return ServerUnavailable(f"{slot.key}: the account may send no more for now: {stop.words}; {_GOES_ON}")
    advice = f"{stop.words}; {_WHAT_TO_DO[stop.ending]}; {_GOES_ON}"
    if not ledger.verdicts.accepted:
        return AllRefused(f"{slot.key}: the server refuses every recipient: {advice}")
    return SenderRefused(f"{slot.key}: the run ended early: {advice}")
