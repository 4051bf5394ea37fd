from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import DAYS
from digest.deliver.slots import is_late, latest_slot, next_slot, previous_slot

ZONES = sorted(available_timezones())
SOME_DAYS = st.lists(st.sampled_from(DAYS), min_size=1, unique=True).map(tuple)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.integers(2 * 86400, 2**31 - 3 * 86400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@pytest.fixture(scope="module")
def daily(make_audience):
    def audience(zone="Europe/London", at="07:00", days=DAYS, **schedule):
        return make_audience(newsletter={"timezone": zone}, schedule={"time": at, "days": days, **schedule}).calendar

    return audience


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_latest_slot_is_due_at_or_before_now(daily):
    audience = daily(at="17:30")
    assert latest_slot(audience, utc("2025-02-27T17:30")).local == "2025-02-27T17:30"
    assert latest_slot(audience, utc("2025-02-27T17:29")).local == "2025-02-26T17:30"
    assert next_slot(audience, utc("2025-02-27T17:30")).local == "2025-02-28T17:30"


def test_a_slot_knows_its_newsletter_and_its_moment(daily):
    slot = latest_slot(daily(zone="America/New_York", at="17:30"), utc("2025-02-28T00:00"))
    assert (slot.newsletter, slot.key, slot.due) == (
        "white-house-watch",
        "white-house-watch/2025-02-27T17:30",
        utc("2025-02-27T22:30"),
    )


def test_only_the_days_of_the_schedule_have_slots(daily):
    audience = daily(days=("mon", "thu"))
    monday = latest_slot(audience, utc("2025-02-25T12:00"))
    assert monday.date == "2025-02-24"
    assert next_slot(audience, monday.due).date == "2025-02-27"
    assert previous_slot(audience, monday).date == "2025-02-20"


def test_late_is_later_than_the_catch_up(daily):
    audience = daily(catch_up="6h")
    slot = latest_slot(audience, utc("2025-02-27T13:00"))
    assert not is_late(slot, audience, utc("2025-02-27T13:00"))
    assert is_late(slot, audience, utc("2025-02-27T13:00:01"))


@pytest.mark.parametrize(
    ("zone", "at", "day", "due"),
    [
        ("Europe/London", "01:30", "2025-03-30", "2025-03-30T01:00"),  # no 01:30: at 02:00 summer time
        ("Europe/London", "02:00", "2025-03-30", "2025-03-30T01:00"),
        ("Europe/London", "00:59", "2025-03-30", "2025-03-30T00:59"),
        ("America/New_York", "02:30", "2025-03-09", "2025-03-09T07:00"),
        ("Australia/Lord_Howe", "02:10", "2025-10-05", "2025-10-04T15:30"),  # a gap of half an hour
        ("America/Nuuk", "23:30", "2025-03-29", "2025-03-30T01:00"),  # the gap ends at midnight
        ("Africa/Cairo", "00:15", "2025-04-25", "2025-04-24T22:00"),  # the gap begins at midnight
        ("Europe/London", "01:30", "2025-10-26", "2025-10-26T00:30"),  # comes twice: the first
        ("America/New_York", "01:30", "2025-11-02", "2025-11-02T05:30"),
        ("Asia/Kolkata", "07:00", "2025-03-30", "2025-03-30T01:30"),
    ],
)
def test_the_moment_where_clocks_change(daily, zone, at, day, due):
    audience = daily(zone=zone, at=at)
    slot = next(slot for slot in slots_after(audience, utc(due) - timedelta(days=2)) if slot.date == day)
    assert slot.due == utc(due)
    assert slot.local == f"{day}T{at}"


def test_a_day_that_a_zone_skips_has_no_slot(daily):
    days = [slot.date for slot in slots_after(daily(zone="Pacific/Apia"), utc("2011-12-28T00:00"), 4)]
    assert days == ["2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"]


@given(zone=st.sampled_from(ZONES), days=SOME_DAYS, at=TIMES, now=MOMENTS)
def test_slots_are_one_a_day_in_order_and_reversible(daily, zone, days, at, now):
    audience = daily(zone=zone, at=f"{at:%H:%M}", days=days)
    slot = latest_slot(audience, now)
    after = next_slot(audience, now)
    assert slot.due <= now < after.due
    assert slot.date < after.date
    assert next_slot(audience, slot.due) == after
    assert previous_slot(audience, after) == slot
    assert latest_slot(audience, after.due) == after
    assert next_slot(audience, previous_slot(audience, slot).due) == slot


@given(zone=st.sampled_from(ZONES), at=TIMES, now=MOMENTS)
@settings(max_examples=50)
def test_every_local_day_has_exactly_one_slot(daily, zone, at, now):
    audience = daily(zone=zone, at=f"{at:%H:%M}")
    slots = slots_after(audience, now - timedelta(days=1), 60)
    assert all(one.due < two.due for one, two in pairwise(slots))
    days = [date.fromisoformat(slot.date) for slot in slots]
    missing = {days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days)} - set(days)
    noon = [datetime.combine(day, time(12), ZoneInfo(zone)) for day in missing]
    assert all(local.astimezone(UTC).astimezone(ZoneInfo(zone)).date() != local.date() for local in noon)


def slots_after(audience, now, count=5):
    slots = [next_slot(audience, now)]
    while len(slots) < count:
        slots.append(next_slot(audience, slots[-1].due))
    return slots
