"""Which issue a preview, a proof or an explanation is of, and what the operator has to know about that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from digest.deliver.slots import RECENT, held_back, is_late, latest_slot, next_slot, next_to_send
from digest.model import Slot
from digest.pipeline import Desk, Workings

LONG_AGO = 10_000  # slots; a daily newsletter of 27 years


def slot_at(desk: Desk, now: datetime, *, past: bool = False) -> Slot:
    """The slot that an issue made at `now` is for: the one that is due, else the next that gets an issue.

    One that is sent or skipped is due no more. With `past` it is, as it was before; and a moment at which the store
    knows a slot means that one, also where the schedule has changed since.
    """
    audience, slot = desk.audience, latest_slot(desk.audience.calendar, now)
    late = is_late(slot, audience.calendar, now)
    if past:
        records = desk.store.slots.history(audience.newsletter.slug, LONG_AGO)
        known = next((record.slot for record in records if record.slot.due == now), None)
        return known or (next_slot(audience.calendar, now) if late else slot)
    records = desk.store.slots.history(audience.newsletter.slug, RECENT)
    closed = desk.store.slots.outcome(slot) or held_back(audience.calendar, slot, now, None, records)
    return next_to_send(audience.calendar, now, records)[0] if late or closed else slot


def about(desk: Desk, workings: Workings, now: datetime, *, past: bool = False) -> Iterator[str]:
    """Lines about an issue that is not the one that is due at `now`: which it is, why, and from when its news is."""
    slot, zone = workings.issue.slot, desk.audience.newsletter.timezone
    if past:
        if slot.due != now:
            yield f"no slot stands at {now.astimezone(zone):%Y-%m-%dT%H:%M}; this is the issue of {slot.local}"
        return
    if slot.due <= now:
        return
    since = workings.since.astimezone(zone)
    yield f"due {slot.due.astimezone(zone):%A %Y-%m-%d %H:%M}; what is older than {since:%A %Y-%m-%d %H:%M} is no news"
    yield from today(desk, now)


def today(desk: Desk, now: datetime) -> Iterator[str]:
    """That today's issue is done with; else why the next slot gets none, if it gets none."""
    audience, records = desk.audience, desk.store.slots.history(desk.audience.newsletter.slug, RECENT)
    day = now.astimezone(audience.newsletter.timezone).date().isoformat()
    done = next((record for record in records if record.outcome and record.slot.date == day), None)
    if done:
        local = done.slot.local
        yield f"today’s issue, {local}, is {done.outcome}, and a day has one; `digest preview --at {local}` shows it"
    elif why := next_to_send(audience.calendar, now, records)[1]:
        yield why
