"""The sending of the issue that is due, a proof of it, and all but the sending."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta

from digest.adapters.ping import ping
from digest.adapters.recipients import open_recipients, read_recipient
from digest.commands.parts.due import detail_of
from digest.commands.parts.process import Process
from digest.commands.parts.queries import empty_topics
from digest.commands.parts.returning import take_into
from digest.commands.parts.which_issue import slot_at, today
from digest.config import Audience
from digest.console import counted
from digest.deliver.alerts import alert_message, alerts, model_alert
from digest.deliver.messages import Composer
from digest.deliver.slots import RECENT, held_back, latest_slot
from digest.errors import ConfigError, DeliveryError, DigestError
from digest.journal import record, work_for
from digest.model import Message, Receipt, RunReport
from digest.pipeline import Desk, Sending, make_issue, send_issue, send_proof, thin_news
from digest.pipeline.delivering import compose
from digest.ports import Progress
from digest.render.words import words_of
from digest.wiring import Shift, open_desk, pick_mailer, token_key

_FRESH = timedelta(minutes=15)


def send(audience: Audience, run: Process, *, named: bool = False, shift: Shift | None = None) -> RunReport:
    """Send the issue of the latest slot to whoever has not got it; then tell of feeds that broke or came back.

    Where that closes the slot `alerts.ping_url` hears of it. The journal gets a line, also where an error ends the run.
    `named`: the operator named the moment that the run's clock gives. In a worker's `shift` its batches are handed out.
    """
    began = time.monotonic()
    with work_for(audience.newsletter.slug):
        try:
            report = _send(audience, run, named=named, shift=shift)
        except DigestError as error:
            seconds = time.monotonic() - began
            record("run", audience.path.name, "failed", seconds=seconds, detail=str(error))
            raise
        record("run", report.slot.local, report.outcome, seconds=time.monotonic() - began, detail=detail_of(report))
        if report.outcome not in ("sent", "skipped") or not audience.alerts.ping_url:
            return report
        complaint = ping(audience.alerts.ping_url)
    return replace(report, alerts=(*report.alerts, complaint)) if complaint else report


def _send(audience: Audience, run: Process, *, named: bool, shift: Shift | None) -> RunReport:
    clock, stop = run.clock, run.stop
    mailer, queue = pick_mailer(audience), shift.queue if shift else None
    fresh = fresh_since(audience, clock()) if shift else None
    with open_desk(audience, run.progress, shift=shift, fresh=fresh) as desk:
        returned = _returned(desk, run)
        recipients = open_recipients(audience, desk.store)
        slot, key = latest_slot(audience.calendar, clock()), token_key(audience)
        report = send_issue(Sending(desk, slot, recipients, mailer, clock, key, stop.is_set, named, queue))
        told = (*tell_of_model(desk, report, clock()), *tell_of_feeds(desk, clock()))
        return replace(report, alerts=(*returned, *report.alerts, *told))


def fresh_since(audience: Audience, now: datetime) -> datetime:
    """Since when a feed must have been tried for the issue that is due: for a belated one not long ago either."""
    return max(latest_slot(audience.calendar, now).due, now - _FRESH)


def _returned(desk: Desk, run: Process) -> tuple[str, ...]:
    """Read the mailbox of bounces, so that nobody is written to who left since; lines for the operator."""
    try:
        taken = take_into(desk.store, desk.audience, run.clock, run.stop.is_set)
    except DeliveryError as error:  # no reason to hold up the issue
        return (f"returns were not read: {error}",)
    if taken.line:
        run.progress.note(taken.line)
    return taken.concerns


def tell_of_feeds(desk: Desk, now: datetime) -> tuple[str, ...]:
    """A line for each feed that broke or came back since it was told last, also mailed where `alerts.to` says so."""
    audience = desk.audience
    told = alerts(audience, desk.store.gathered.states(source.feed for source in audience.sources))
    for alert in told:
        desk.store.gathered.save_state(alert.state)
    lines = tuple(alert.line for alert in told)
    if not told or not audience.alerts.to:
        return lines
    return (*lines, *_mailed(audience, alert_message(audience, told, audience.alerts.to, now)))


def tell_of_model(desk: Desk, report: RunReport, now: datetime) -> tuple[str, ...]:
    """Mail that the model wrote no story where `alerts.to` says so; a line for each mail that was not accepted."""
    audience = desk.audience
    if not report.model_failed or not audience.alerts.to:
        return ()
    line = f"{report.slot.key}: {report.model_failed}"
    return _mailed(audience, model_alert(audience, line, audience.alerts.to, now))


def _mailed(audience: Audience, message: Message) -> tuple[str, ...]:
    """A line for each alert that could not be mailed: those before it are in the log all the same."""
    try:
        receipts: list[Receipt] = []
        mailer = pick_mailer(audience, "smtp" if audience.delivery.whole else "")  # a webhook takes issues only
        mailer.send([message], lambda _, known: receipts.extend(known))
    except DeliveryError as error:
        return (f"no alert could be mailed to {audience.alerts.to}: {error}",)
    return tuple(f"{r.address}: the alert was {r.state}: {r.detail}" for r in receipts if r.state != "accepted")


def proof(audience: Audience, progress: Progress, now: datetime, address: str, *, past: bool) -> str:
    """Send the issue as it stands to one address; marks nothing. Gives a line about it. `past` as in `slot_at`."""
    if audience.delivery.whole:
        raise ConfigError(
            f"{audience.where('delivery.via')}: a proof goes by mail, and here another program gets the issue; look at "
            "`digest preview`, or at what it would get with `digest send --dry-run`"
        )
    recipient, mailer, key = read_recipient(address), pick_mailer(audience), token_key(audience)
    with open_desk(audience, progress) as desk:
        slot = slot_at(desk, now, past=past)
        rendered = make_issue(desk, slot, now).rendered
        subject = words_of(desk.templates, audience.newsletter.language).proof.format(subject=rendered.subject)
        composer = Composer(replace(rendered, subject=subject), audience, slot, now=now, key=key)
        send_proof(composer, recipient, mailer)
    return f"{slot.key}: the server accepted a proof for {recipient.address}"


def dry_run(audience: Audience, progress: Progress, now: datetime, *, past: bool) -> str:
    """Do all but send: build the issue and every message. Gives a line about what would go out, or why nothing would.

    Below it what else there is to know: that today's issue is done with, that the news is thin.
    """
    with open_desk(audience, progress) as desk:
        recipients = open_recipients(audience, desk.store)
        count = recipients.count()
        slot = slot_at(desk, now, past=past)
        records = desk.store.slots.history(slot.newsletter, RECENT)
        if past and (reason := held_back(audience.calendar, slot, now, None, records)):
            return f"{slot.key}: would not be sent; {reason}"
        workings = make_issue(desk, slot, now)
        thin, rendered = thin_news(audience, workings.issue), workings.rendered
        below = (*empty_topics(workings, audience), *today(desk, now))
        if thin and audience.issue.when_thin == "skip":
            return "\n".join((f"{slot.key}: would be skipped; {thin}", *below))
        composer = compose(desk, workings.issue, rendered, slot, now, token_key(audience))
        size = sum(len(composer.message(recipient).data) for recipient in recipients)
        whom = pick_mailer(audience).where if audience.delivery.whole else counted(count, "reader")
        line = f"{slot.key}: {rendered.subject!r} would go to {whom}, {size / 1024 / count:.0f} KB each"
        return "\n".join(filter(None, (line, thin, *below)))
