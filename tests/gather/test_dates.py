from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.config import Source
from digest.curate import topics
from digest.gather.dates import DateReader
from digest.gather.feeds import ParsedFeed, parse_feed
from digest.model import Response
from digest.spans import UNREADABLE
from tests.curate.newsdesk import audience

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
THEN = datetime(2026, 11, 28, 3, 33, 57, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "language", "moment"),
    [
        ("2026/11/28 03:33:57", "", THEN),
        ("Sat, 28 Nov 2026 06:33:57 MSK", "", THEN),
        ("Sat, 28 Nov 2026 12:33:57 JST", "", THEN),
        ("Sat, 28 Nov 2026 09:03:57 IST", "", THEN),
        ("Sat, 28 Nov 2026 11:33:57 HKT", "", THEN),
        ("Sat, 28 Nov 2026 13:33:57 AEST", "", THEN),
        ("28 Nov 2026 04:33:57 CET", "", THEN),
        ("28-Nov-26 05:33:57 EET", "", THEN),
        ("Fri, 27 Nov 2026 22:33:57 -0500 (EST)", "", THEN),
        ("20261128T033357Z", "", THEN),
        ("2026-11-28T09:03:57.25+05:30", "", THEN),
        ("Sat Nov 28 03:33:57 UTC 2026", "", THEN),
        ("Sat, 28 Nov 2026 2:15 PM", "", datetime(2026, 11, 28, 14, 15, tzinfo=UTC)),
        ("November 28, 2026 12:05 a.m. EST", "", datetime(2026, 11, 28, 5, 5, tzinfo=UTC)),
        ("mer, 12 giu 2019 10:00:00 +0200", "it", datetime(2019, 6, 12, 8, tzinfo=UTC)),
        ("mer, 12 giu 2019 10:00:00 +0200", "", datetime(2019, 6, 12, 8, tzinfo=UTC)),
        ("lun., 3 févr. 2025 08:00:00 +0100", "fr-fr", datetime(2025, 2, 3, 7, tzinfo=UTC)),
        ("28 ноября 2026 10:00", "ru", datetime(2026, 11, 28, 10, tzinfo=UTC)),
        ("2026年11月28日 10:00", "ja", datetime(2026, 11, 28, 10, tzinfo=UTC)),
        ("28/11/2026", "", datetime(2026, 11, 28, tzinfo=UTC)),
        ("03/04/2026", "en-gb", datetime(2026, 4, 3, tzinfo=UTC)),
        ("03/04/2026", "en-us", datetime(2026, 3, 4, tzinfo=UTC)),
        ("03.04.2026", "de", datetime(2026, 4, 3, tzinfo=UTC)),
        ("Thu, 31 Dec 1998 23:59:60 GMT", "", datetime(1998, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_what_a_date_means(written: str, language: str, moment: datetime) -> None:
    assert DateReader(language).read(written) == moment


@pytest.mark.parametrize(
    "written",
    [
        "Sat, 28 Nov 2026 07:33:57 XYZ",
        "2026-11-28 07:33:57 XYZ",
        "03/04/2026 10:00",
        "2 hours ago",
        "yesterday",
        "soon",
        "1795837200",
        "Sat, 31 Feb 2026 10:00:00 GMT",
        "November 2026",
        "1" * 100_000,
    ],
)
def test_a_guess_is_not_a_fact(written: str) -> None:
    reader = DateReader()
    assert reader.read(written) is None
    assert len(reader.unread) == 1


def test_the_second_best_date_serves_where_the_best_cannot_be_read() -> None:
    assert DateReader().read("soon", "2026-11-28T03:33:57Z") == THEN


def test_a_feed_of_bad_dates_is_not_tried_for_ever() -> None:
    reader = DateReader()
    for number in range(2_000):
        assert reader.read(f"Kalends {number} of Brumaire, 12") is None


def feed(*dates: str) -> ParsedFeed:
    entries = "".join(
        f"<item><title>Talks {n}</title><link>https://wire.example/{n}</link><pubDate>{date}</pubDate></item>"
        for n, date in enumerate(dates)
    )
    body = f"<rss version='2.0'><channel><title>Wire</title>{entries}</channel></rss>"
    source = Source(outlet="Wire", feed="https://wire.example/rss")
    found = parse_feed(Response(source.feed, body.encode()), source, NOW)
    assert isinstance(found, ParsedFeed)
    return found


def test_an_item_whose_date_cannot_be_read_is_reported_and_never_news() -> None:
    found = feed("Sat, 28 Nov 2026 07:33:57 XYZ", "Sat, 28 Nov 2026 07:33:57 GMT")
    assert "07:33:57 XYZ'" in found.missing
    assert (found.items[0].published, found.items[0].dated) == (UNREADABLE, False)
    selection = topics.select(found.items, audience(), NOW, NOW - timedelta(days=20_000))
    assert [(dropped.reason) for dropped in selection.dropped if dropped.id == found.items[0].id] == ["undated"]
