"""Whether a run has anything to do, decided before what writes, renders and sends is imported."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import digest
from digest.adapters.glance import Glance, glance
from digest.commands.parts.quiet import leave_note
from digest.config import Outline, outline_of
from digest.deliver.alerts import is_untold
from digest.deliver.slots import RECENT, held_back, is_late, latest_slot, next_slot
from digest.model import RunReport


def nothing_due(outline: Outline, now: datetime, *, named: bool = False) -> RunReport | None:
    """The report of a run that has nothing to do; None where there may be something.

    Due is a slot that is open or was never begun, a slot whose `catch_up` is over and that nobody has noted, and a
    feed of whose failures nobody was told. `named`: the operator named the moment.
    """
    seen = _seen(outline)
    return _nothing_due(outline, seen, now, named=named) if seen else None


def still_nothing_due(config: Path, now: datetime) -> str | None:
    """A line about a run that has nothing to do, from a config that is not checked again; None where it must be.

    It need not be where neither it nor this program was changed since a slot was due that is closed: the run that
    closed it, or the one that skipped it, read the very same file.
    """
    outline = outline_of(config)
    seen = _seen(outline) if outline else None
    closed = next((record.slot.due for record in seen.slots if record.outcome), None) if seen else None
    if not outline or not seen or not closed or _changed(config, digest.__file__) >= closed.timestamp():
        return None
    report = _nothing_due(outline, seen, now)
    return note(config, outline, report, now) if report else None


def note(config: Path, outline: Outline, report: RunReport, now: datetime) -> str:
    """The line about a run that has nothing to do, noted for those that come after it."""
    told = line(report)
    if isinstance(outline.store, Path):  # a file that shows when it was written
        leave_note(config, outline.store, told, now, next_slot(outline.calendar, now).due)
    return told


def _changed(*files: str | Path) -> float:
    """When one of these was written or put in its place last, by the file system's clock."""
    states = [os.stat(file) for file in files]
    return max(max(state.st_ctime, state.st_mtime) for state in states)


def _seen(outline: Outline) -> Glance | None:
    return glance(outline.store, outline.calendar.newsletter, outline.feeds, RECENT)


def _nothing_due(outline: Outline, seen: Glance, now: datetime, *, named: bool = False) -> RunReport | None:
    calendar, slot = outline.calendar, latest_slot(outline.calendar, now)
    if not all(record.outcome for record in seen.slots):
        return None
    if any(is_untold(state, outline.failures) for state in seen.feeds.values()):
        return None
    if outcome := next((record.outcome for record in seen.slots if record.slot.key == slot.key), None):
        return RunReport(slot, "already sent" if outcome == "sent" else "skipped")
    if reason := held_back(calendar, slot, now, None if named else seen.since, seen.slots):
        return RunReport(slot, "not due", reason)
    if not seen.slots and is_late(slot, calendar, now):  # the first day
        return RunReport(slot, "not due", f"the first issue is due {next_slot(calendar, now).local}")
    return None


def line(report: RunReport) -> str:
    """One line about a run: slot, outcome, how many receipts of which state it made; or when the next is due."""
    detail = detail_of(report)
    if report.outcome == "not due":
        return f"{report.slot.newsletter}: nothing is due; {detail}"
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
