"""Whether a run has anything to do, decided before what writes, renders and sends is imported."""

from __future__ import annotations

from datetime import datetime

from digest.adapters.glance import glance
from digest.config import Audience
from digest.deliver.alerts import alerts
from digest.deliver.slots import RECENT, held_back, is_late, latest_slot, next_slot
from digest.model import RunReport


def nothing_due(audience: Audience, now: datetime, *, named: bool = False) -> RunReport | None:
    """The report of a run that has nothing to do; None where there may be something.

    Due is a slot that is open or was never begun, a slot whose `catch_up` is over and that nobody has noted, and a
    feed of whose failures nobody was told. `named`: the operator named the moment.
    """
    slot, feeds = latest_slot(audience, now), [source.feed for source in audience.sources]
    seen = glance(audience.store_at, audience.newsletter.slug, feeds, RECENT)
    if seen is None or not all(record.outcome for record in seen.slots) or alerts(audience, seen.feeds):
        return None
    if outcome := next((record.outcome for record in seen.slots if record.slot.key == slot.key), None):
        return RunReport(slot, "already sent" if outcome == "sent" else "skipped")
    if reason := held_back(audience, slot, now, None if named else seen.since, seen.slots):
        return RunReport(slot, "not due", reason)
    if not seen.slots and is_late(slot, audience, now):  # the first day
        return RunReport(slot, "not due", f"the first issue is due {next_slot(audience, now).local}")
    return None


def line(report: RunReport) -> str:
    """One line about a run: slot, outcome, how many receipts of which state it made."""
    detail = detail_of(report)
    apart = "" if not detail else " " if report.counts else ": "
    return f"{report.slot.key} {report.outcome}{apart}{detail}"


def detail_of(report: RunReport) -> str:
    """How many receipts of which state a run made, and what else there is to say."""
    counts = " ".join(f"{state}={count}" for state, count in sorted(report.counts.items()))
    return "; ".join(part for part in (counts, report.detail) if part)


def concerns(report: RunReport) -> list[str]:
    """A line for each reader (refused, or perhaps sent to) and each feed that the operator should know about."""
    readers = (f"{receipt.address}: {receipt.state}: {receipt.detail}" for receipt in report.concerns)
    return [*readers, *report.alerts]
