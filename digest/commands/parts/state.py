"""How a newsletter stands: for `digest status`, and for the pages that watch over `digest run`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from digest.addresses import public_address
from digest.config import Audience
from digest.deliver.slots import RECENT, held_back, is_late, latest_slot, next_to_send
from digest.model import Slot, SlotRecord
from digest.ports import Store
from digest.wiring import has_store, open_queue, open_store


def state_of(audience: Audience, now: datetime) -> dict[str, Any]:
    """The state as plain JSON values; makes no store where there is none."""
    return {**state_in_store(audience, now), "queue": _queue(audience)}


def state_in_store(audience: Audience, now: datetime) -> dict[str, Any]:
    """The same without the queue of workers."""
    with closing(open_store(audience, in_memory=not has_store(audience))) as store:
        return _state(audience, store, now)


def _queue(audience: Audience) -> dict[str, Any] | None:
    """The queue that workers share; None where the store is a file."""
    if (queue := open_queue(audience)) is None:
        return None
    with closing(queue):
        standing = queue.standing()
    return {
        "workers": standing.workers,
        "waiting": dict(standing.waiting),
        "at_work": dict(standing.at_work),
        "oldest_seconds": round(standing.oldest),
    }


def _state(audience: Audience, store: Store, now: datetime) -> dict[str, Any]:
    records = store.slots.history(audience.newsletter.slug, RECENT)
    states = store.gathered.states(source.feed for source in audience.sources)
    failing = ((source, states[source.feed]) for source in audience.sources if source.feed in states)
    spent, latest = store.spending.today(), latest_slot(audience.calendar, now)
    upcoming, why_not = next_to_send(audience.calendar, now, records)
    due = _is_open(latest, records, audience, now)
    return {
        "newsletter": audience.newsletter.slug,
        "last": _last(records[0]) if records else None,
        "due": latest.local if due else None,
        "late_seconds": round((now - latest.due).total_seconds()) if due else _late(records),
        "next": upcoming.local,
        "next_at": _moment(upcoming.due),
        "held_back": why_not,
        "waiting": sum(record.counts.get("deferred", 0) for record in records if not record.outcome),
        "feeds_failing": [
            {
                "outlet": source.outlet,
                "feed": public_address(source.feed),
                "errors": state.failures,
                "error": state.last_error,
            }
            for source, state in failing
            if state.failures
        ],
        "spent_today": {
            "calls": spent.calls,
            "tokens": spent.prompt_tokens + spent.reply_tokens,
            "cost": round(spent.cost, 4),
            "currency": audience.writer.prices.currency,
        },
    }


def _late(records: Sequence[SlotRecord]) -> int | None:
    """Seconds from the moment the last issue was due until its slot was closed; None where none was sent."""
    closed = ((record.closed - record.slot.due) for record in records if record.closed and record.outcome == "sent")
    return next((round(late.total_seconds()) for late in closed), None)


def _is_open(latest: Slot, records: Sequence[SlotRecord], audience: Audience, now: datetime) -> bool:
    """Whether the slot that was due last may still be sent."""
    closed = any(record.slot == latest and record.outcome for record in records)
    return not (
        closed or is_late(latest, audience.calendar, now) or held_back(audience.calendar, latest, now, None, records)
    )


def _last(record: SlotRecord) -> dict[str, Any]:
    return {
        "slot": record.slot.local,
        "due_at": _moment(record.slot.due),
        "outcome": record.outcome or "open",
        "closed_at": _moment(record.closed) if record.closed else None,
        "detail": record.detail,
        "subject": record.subject,
        "readers": dict(record.counts),
    }


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
