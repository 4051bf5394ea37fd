"""Which issue is due. Nothing but a calendar: `now` is an argument, the store remembers what was sent.

Every scheduled local day that exists has exactly one slot, also where the clocks change:

    a time in the gap of spring    the first moment after the gap
    a time that comes twice        the first of the two
    a day that a zone skips        no slot (Samoa had no 30 December 2011)

The name of a slot (`Slot.local`) is always the time of the config, so it doesn't move with the clocks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from digest.config import DAYS, Calendar
from digest.model import Slot, SlotRecord

RECENT = 10  # slots of a newsletter that may still be open
_DAY = timedelta(days=1)
_AT_ONCE = timedelta(minutes=1)  # a timer's very first run makes the store a moment after its slot is due
_ASTRAY = timedelta(days=7)  # a slot closed so far ahead was closed by a clock that has been set right since


def latest_slot(calendar: Calendar, now: datetime) -> Slot:
    """The last slot that is due at or before `now`."""
    return next(slot for slot in _slots(calendar, _today(calendar, now) + _DAY, -1) if slot.due <= now)


def next_slot(calendar: Calendar, now: datetime) -> Slot:
    """The first slot that is due after `now`."""
    return next(slot for slot in _slots(calendar, _today(calendar, now) - _DAY, 1) if slot.due > now)


def previous_slot(calendar: Calendar, slot: Slot) -> Slot:
    """The slot before this one."""
    return next(_slots(calendar, date.fromisoformat(slot.date) - _DAY, -1))


def next_to_send(calendar: Calendar, now: datetime, records: Sequence[SlotRecord]) -> tuple[Slot, str]:
    """The first slot after `now` that gets an issue, and why the one before it gets none, empty where there is no such.

    `records` are the newsletter's last slots.
    """
    why = ""
    for slot in _slots(calendar, _today(calendar, now) - _DAY, 1):
        if slot.due > now:
            reason = held_back(calendar, slot, now, None, records)
            if not reason:
                return slot, why
            why = why or reason
    raise AssertionError("the calendar has no end")  # pragma: no cover


def is_late(slot: Slot, calendar: Calendar, now: datetime) -> bool:
    """Whether the slot is past the lateness that `schedule.catch_up` allows."""
    return now - slot.due > calendar.catch_up


def held_back(
    calendar: Calendar, slot: Slot, now: datetime, since: datetime | None, records: Sequence[SlotRecord]
) -> str:
    """Why a slot that has not begun is not sent, also within `catch_up`; empty where nothing speaks against it.

    A changed `time:` or `name:`, a clock that was set back or a store that is new would give readers an issue of a day
    that they had one of, because its slot has another name. `since` is when the store got to know the newsletter, None
    where the operator has asked for an older one; `records` are its last slots.
    """
    if any(record.slot.key == slot.key and record.begun for record in records):
        return ""
    due = next_slot(calendar, max(now, slot.due)).local
    closed = [record for record in records if record.outcome and record.slot.due <= now + _ASTRAY]
    if later := next((one.slot for one in closed if one.slot.due > slot.due), None):
        clock = "; is the clock of this machine right?" if later.due > now else ""
        return f"the issue of {later.local} is closed, and older ones are not sent any more; next is {due}{clock}"
    begun = (one.slot for one in records if one.outcome == "sent" or one.begun)
    if other := next((one for one in begun if one.date == slot.date and one.key != slot.key), None):
        return f"the issue of this day went out as {other.local}; next is {due}"
    if since and slot.due + _AT_ONCE < since:
        return f"the first issue is due {due}"
    return ""


def _today(calendar: Calendar, now: datetime) -> date:
    return now.astimezone(calendar.zone).date()


def _slots(calendar: Calendar, day: date, step: int) -> Iterator[Slot]:
    """The slots from `day` on, forward (1) or back (-1) in time, without end."""
    zone, at = calendar.zone, calendar.time
    for days in count(0, step):
        today = day + days * _DAY
        if DAYS[today.weekday()] in calendar.days and _exists(today, zone):
            local = datetime.combine(today, at)
            yield Slot(calendar.newsletter, local.isoformat(timespec="minutes"), _first_moment(local, zone))


def _exists(day: date, zone: ZoneInfo) -> bool:
    begin = _first_moment(datetime.combine(day, time.min), zone)
    return begin.astimezone(zone).date() == day


def _first_moment(local: datetime, zone: ZoneInfo) -> datetime:
    """The first moment, in UTC, at which the zone's clocks show `local` or later (PEP 495)."""
    moment = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local:
        return moment
    # In a gap. With fold=1 the offset after the change counts, which gives a moment before the change.
    before = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    offset = before.astimezone(zone).utcoffset()
    seconds = range(int((moment - before).total_seconds()) + 1)
    changed = bisect_left(
        seconds, True, key=lambda s: (before + timedelta(seconds=s)).astimezone(zone).utcoffset() != offset
    )
    return before + timedelta(seconds=changed)
