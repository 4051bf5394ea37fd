"""How much was reported on each topic, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from digest.config import Audience
from digest.curate.topics import select
from digest.model import Chart, Item, Slot, Tally

DAYS = 7


def first_day(audience: Audience, slot: Slot) -> datetime:
    """The midnight, on the audience's clock, at which the week of a slot begins."""
    day = slot.due.astimezone(audience.newsletter.timezone).date() - timedelta(DAYS - 1)
    return datetime.combine(day, time(), audience.newsletter.timezone)


def week_of(items: Iterable[Item], audience: Audience, slot: Slot, now: datetime) -> Chart | None:
    """Reports a day on each topic in the week of the slot, copies left aside.

    None where there are no reports of the first day: a store that has not been filled for a week would tell of
    a rise that never was.
    """
    start = first_day(audience, slot)
    zone = audience.newsletter.timezone
    days = [(start.date() + timedelta(number)).isoformat() for number in range(DAYS)]
    counts = Counter(
        (match.topic, match.item.published.astimezone(zone).date().isoformat())
        for match in select(items, audience, now, start).kept
    )
    tallies = [Tally(topic.name, tuple(counts[topic.name, day] for day in days)) for topic in audience.topics]
    told = tuple(tally for tally in tallies if any(tally.counts))
    return Chart(tuple(days), told, len(audience.sources)) if any(tally.counts[0] for tally in told) else None
