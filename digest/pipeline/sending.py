"""One message to each reader, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from digest.config import Audience
from digest.deliver import slots
from digest.deliver.messages import Composer
from digest.deliver.owed import owed
from digest.errors import AllRefused, DeliveryError, NothingRead, ServerUnavailable, StoreError
from digest.model import FindingKind, Issue, Receipt, Recipient, RenderedIssue, RunReport, Slot
from digest.pipeline.desk import Desk
from digest.pipeline.making import make_issue
from digest.ports import Mailer

_FAILURES: tuple[FindingKind, ...] = ("model failed", "model refused", "bad reply", "limit reached")


@dataclass(frozen=True)
class Sending:
    """One issue on its way to its readers: the slot, who is to get it, and by what means."""

    desk: Desk
    slot: Slot
    recipients: Sequence[Recipient]
    mailer: Mailer
    clock: Callable[[], datetime]
    key: bytes | None = None  # signs the links by which readers leave
    stopping: Callable[[], bool] = lambda: False  # asked before each message


def send_issue(sending: Sending) -> RunReport:
    """Send the issue of a slot, or the rest of it, to whoever has no receipt yet.

    What is sent is fixed in the store before the first message, so a run that goes on after a crash sends the
    same issue. A message that a killed run had in hand is reported as uncertain and not sent again. Readers whom
    the server defers are tried by each run until `schedule.catch_up` is over, and then given up and named.
    Raises `NothingRead` where no feed could be read, `ServerUnavailable` where messages are left for a later run,
    `AllRefused` where the server took none.
    """
    desk, slot, now = sending.desk, sending.slot, sending.clock
    store, audience = desk.store, desk.audience
    with store.locks.exclusive(audience.newsletter.slug):
        given_up = _give_up(sending)
        if outcome := store.slots.outcome(slot):
            return RunReport(slot, "already sent" if outcome == "sent" else "skipped", alerts=given_up)
        rendered = store.issues.rendered(slot)
        if rendered is None and slots.is_late(slot, audience, now()):
            return replace(_missed(sending), alerts=given_up)
        workings = None
        if rendered is None:
            workings = make_issue(desk, slot, now())
            if reason := _not_worth_sending(audience, workings.issue):
                store.slots.finish(slot, "skipped", reason, now())
                return RunReport(slot, "skipped", reason, alerts=given_up)
            rendered = workings.rendered
        composer = Composer(rendered, audience, slot, now=now(), key=sending.key)
        if workings:
            store.issues.begin(slot, workings.issue, rendered, now())
        receipts = _deliver(sending, composer)
        _forget(desk, now())
        failed = model_failed(workings.issue) if workings else ""
        return replace(_closed(sending), receipts=receipts, alerts=given_up, model_failed=failed)


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
    message = Composer(rendered, audience, slot, now=now, key=key).message(recipient)
    for receipt in mailer.send([message], lambda _: None):
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
    try:
        desk.store.shrink()
    except StoreError as error:  # nothing is lost: the file stays as large as it was
        desk.progress.note(str(error))


def _give_up(sending: Sending) -> tuple[str, ...]:
    """Close the slots whose `catch_up` is over while readers still wait; a line for each of those readers."""
    desk, now = sending.desk, sending.clock()
    lines: list[str] = []
    for record in desk.store.slots.history(desk.audience.newsletter.slug, slots.RECENT):
        if record.outcome or not slots.is_late(record.slot, desk.audience, now):
            continue
        desk.store.receipts.mark_uncertain(record.slot, now)
        receipts = desk.store.receipts.of(record.slot)
        said = {receipt.address.lower(): receipt.detail for receipt in receipts}
        left = owed(sending.recipients, receipts)
        lines += (f"{reader.address}: given up: {said.get(reader.address.lower()) or 'not reached'}" for reader in left)
        waited = f"readers given up when `schedule.catch_up` was over: {len(left)}" if left else ""
        desk.store.slots.finish(record.slot, "sent", waited, now)
    return tuple(lines)


def _missed(sending: Sending) -> RunReport:
    """The report of a slot past its catch-up: skipped and noted, or nothing at all on a first day."""
    slot, store, now = sending.slot, sending.desk.store, sending.clock()
    due = slots.next_slot(sending.desk.audience, now)
    if not store.slots.history(slot.newsletter, 1):
        return RunReport(slot, "not due", f"the first issue is due {due.local}")
    late = f"missed by {(now - slot.due) / timedelta(hours=1):.1f} h, more than `schedule.catch_up` allows"
    store.slots.finish(slot, "skipped", late, now)
    return RunReport(slot, "skipped", late)


def _not_worth_sending(audience: Audience, issue: Issue) -> str:
    """Why this issue is to be skipped; empty where it is not. Raises `NothingRead` where nobody can know."""
    failed = [finding.detail for finding in issue.findings if finding.kind == "feed failed"]
    if len(failed) == len(audience.sources):
        raise NothingRead(f"{issue.slot.key}: not one feed could be read; the next run tries again: {failed[0]}")
    return thin_news(audience, issue) if audience.issue.when_thin == "skip" else ""


def _deliver(sending: Sending, composer: Composer) -> tuple[Receipt, ...]:
    """Hand over what is still to be sent; each message is noted before, and its receipt kept after."""
    store, slot, clock = sending.desk.store, sending.slot, sending.clock
    made = list(store.receipts.mark_uncertain(slot, clock()))
    left = owed(sending.recipients, store.receipts.of(slot))
    for address in store.suppressions.among(slot.newsletter, [recipient.address for recipient in left]):
        made.append(Receipt(address, "suppressed"))
        store.receipts.save(slot, made[-1], clock())
    left = owed(left, store.receipts.of(slot))

    messages = (composer.message(recipient) for recipient in takewhile(lambda _: not sending.stopping(), left))
    receipts = sending.mailer.send(messages, lambda one: store.receipts.begin(slot, one.recipient.address, clock()))
    for receipt in sending.desk.progress.track("messages", receipts, len(left)):
        store.receipts.save(slot, receipt, clock())
        made.append(receipt)
    return tuple(made)


def _closed(sending: Sending) -> RunReport:
    """Close the slot when every recipient has a final receipt; else leave it open for the next run."""
    store, slot, recipients = sending.desk.store, sending.slot, sending.recipients
    receipts, issue = store.receipts.of(slot), store.issues.find(slot)
    left = owed(recipients, receipts)
    deferred = {receipt.address.lower(): receipt for receipt in receipts if receipt.state == "deferred"}
    if left and all(reader.address.lower() in deferred for reader in left):
        first = deferred[left[0].address.lower()]
        return RunReport(slot, "waiting", f"{len(left)} of {len(recipients)} deferred: {first.address}: {first.detail}")
    if left:
        raise ServerUnavailable(
            f"{slot.key}: {len(left)} of {len(recipients)} messages are still to be sent; run `digest send` again"
        )
    if recipients and all(receipt.state == "rejected" for receipt in receipts):
        refused = "the server refused every recipient"
        store.slots.finish(slot, "sent", refused, sending.clock())
        raise AllRefused(f"{slot.key}: {refused}, the first with: {receipts[0].detail}")
    notes = (thin_news(sending.desk.audience, issue), model_failed(issue)) if issue else ()
    detail = "; ".join(filter(None, notes))
    store.slots.finish(slot, "sent", detail, sending.clock())
    return RunReport(slot, "sent", detail)
