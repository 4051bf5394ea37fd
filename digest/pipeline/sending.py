"""One message to each reader, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from digest.config import Audience
from digest.deliver import slots
from digest.deliver.ledger import owed
from digest.deliver.messages import Composer
from digest.errors import AllRefused, ServerUnavailable
from digest.model import Issue, Receipt, Recipient, RunReport, Slot
from digest.pipeline.desk import Desk
from digest.pipeline.making import make_issue
from digest.ports import Mailer


def send_issue(
    desk: Desk,
    slot: Slot,
    recipients: Sequence[Recipient],
    mailer: Mailer,
    *,
    clock: Callable[[], datetime],
    key: bytes | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> RunReport:
    """Send the issue of a slot, or the rest of it, to whoever has no receipt yet.

    What is sent is fixed in the store before the first message, so a run that goes on after a crash sends the
    same issue. A message that a killed run had in hand is reported as uncertain and not sent again.
    Raises `ServerUnavailable` where messages are left for a later run, `AllRefused` where the server took none.
    """
    store, newsletter = desk.store, desk.audience.newsletter.slug
    with store.exclusive(newsletter):
        if closed := store.outcome(slot):
            return RunReport(slot, "already sent" if closed == "sent" else "skipped")
        rendered = store.rendered(slot)
        if rendered is None:
            if refusal := _refusal(desk, slot, clock()):
                return refusal
            workings = make_issue(desk, slot, clock())
            if desk.audience.issue.when_thin == "skip" and (thin := thin_news(desk.audience, workings.issue)):
                store.finish_slot(slot, "skipped", thin, clock())
                return RunReport(slot, "skipped", thin, workings.issue)
            rendered = workings.rendered
            composer = Composer(rendered, desk.audience, slot, now=clock(), key=key)
            store.begin_issue(slot, workings.issue, rendered, clock())
        else:
            composer = Composer(rendered, desk.audience, slot, now=clock(), key=key)
        _deliver(desk, slot, recipients, composer, mailer, clock, stopping)
        return _close(desk, slot, recipients, clock())


def send_proof(
    desk: Desk, slot: Slot, recipient: Recipient, mailer: Mailer, now: datetime, key: bytes | None = None
) -> RunReport:
    """The issue as it stands, to one address; nothing is marked as sent."""
    workings = make_issue(desk, slot, now)
    composer = Composer(workings.rendered, desk.audience, slot, now=now, key=key)
    receipts = tuple(mailer.send([composer.message(recipient)], lambda message: None))
    return RunReport(slot, "proof", issue=workings.issue, receipts=receipts)


def _refusal(desk: Desk, slot: Slot, now: datetime) -> RunReport | None:
    """A report where the slot is past its catch-up: skipped and noted, or nothing at all on a first day."""
    if not slots.is_late(slot, desk.audience, now):
        return None
    due = slots.next_slot(desk.audience, now)
    if not desk.store.history(slot.newsletter, 1):
        return RunReport(slot, "not due", f"the first issue is due {due.local}")
    late = f"missed by {(now - slot.due) / timedelta(hours=1):.1f} h, more than `schedule.catch_up` allows"
    desk.store.finish_slot(slot, "skipped", late, now)
    return RunReport(slot, "skipped", late)


def thin_news(audience: Audience, issue: Issue) -> str:
    """That the news is thin, and what the config says to do then; empty where there are stories enough."""
    told, least = len(issue.briefs), audience.issue.min_stories
    return f"thin news: {told} of {least} stories, `when_thin: {audience.issue.when_thin}`" if told < least else ""


def _deliver(
    desk: Desk,
    slot: Slot,
    recipients: Sequence[Recipient],
    composer: Composer,
    mailer: Mailer,
    clock: Callable[[], datetime],
    stopping: Callable[[], bool],
) -> None:
    """Hand over what is still to be sent; each message is noted before, and its receipt kept after."""
    store = desk.store
    store.mark_uncertain(slot, clock())
    left = owed(recipients, store.receipts(slot))
    for address in store.suppressed(slot.newsletter, [recipient.address for recipient in left]):
        store.save_receipt(slot, Receipt(address, "suppressed"), clock())
    left = owed(left, store.receipts(slot))

    messages = (composer.message(recipient) for recipient in takewhile(lambda _: not stopping(), left))
    receipts = mailer.send(messages, lambda message: store.begin_message(slot, message.recipient.address, clock()))
    for receipt in desk.progress.track("messages", receipts, len(left)):
        store.save_receipt(slot, receipt, clock())


def _close(desk: Desk, slot: Slot, recipients: Sequence[Recipient], now: datetime) -> RunReport:
    """Close the slot when every recipient has a final receipt; else leave it open for the next run."""
    receipts, issue = desk.store.receipts(slot), desk.store.issue(slot)
    thin = thin_news(desk.audience, issue) if issue else ""
    report = RunReport(slot, "sent", thin, issue, receipts)
    if left := owed(recipients, receipts):
        raise ServerUnavailable(
            f"{slot.key}: {len(left)} of {len(recipients)} messages are still to be sent; run `digest send` again"
        )
    if recipients and report.count("rejected") == len(recipients):
        refused = "the server refused every recipient"
        desk.store.finish_slot(slot, "sent", refused, now)
        raise AllRefused(f"{slot.key}: {refused}, the first with: {receipts[0].detail}")
    desk.store.finish_slot(slot, "sent", thin, now)
    return report
