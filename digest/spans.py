"""For how long things count, in one place. What an operator may want otherwise stands in the config under `keep:`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

KEPT = timedelta(days=400)  # items: a year of replays, and a month to notice
TEXTS = timedelta(days=30)  # their texts, where no issue used them: 2,000 items a day are 12 MB of text
MEMORY = timedelta(days=14)  # an issue is remembered: what it told is not news again
WINDOW = timedelta(days=3)  # reports further apart are not of one event
OVERLAP = timedelta(hours=2)  # feeds publish late: the look back goes beyond the slot before
LOOKED_AT = timedelta(days=7)  # of a feed, for `digest sources`, and of what a past issue left out
UNREADABLE = datetime(1990, 1, 1, tzinfo=UTC)  # stands for a date that a feed gives and nobody can read: never news
