"""Since the last issue: which later reports are taken for news.

    python -m bench.memory [FILE.jsonl.gz ...]

FILE holds events, each with the dated reports of several outlets; default both sets in ../shared/data/allsides_events.
A newsletter is replayed day by day with the product's own functions: the issue of a day tells every event of that
day, but for one report of each, which comes after the issue. That one is a retelling, and no news. The reports of
the next days' events are news, whatever of the last fourteen days they carry on. Nobody marked which event follows
which, so a follow-up is what is taken for one. The baseline calls everything news that stands at another address,
as other tools do. The events of one day overlap, so some retellings do tell something else.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.arguments import DATA, corpus, parser
from digest.curate.memory import alive, since_last_issue
from digest.curate.stories import fold
from digest.model import Item, PastStory, Status

REMEMBERED = timedelta(days=14)
NOON, LATE = timedelta(hours=12), timedelta(hours=23)  # when reports are published, before the issue and after it


def read_events(path: Path) -> dict[str, list[Item]]:
    """The reports of each event, in order of time."""
    events: dict[str, list[Item]] = {}
    for event in map(json.loads, gzip.decompress(path.read_bytes()).decode().splitlines()):
        items = [
            Item(doc["id"], doc["url"], doc["title"], doc["source"], "", _noon(doc["date"]), doc["text"])
            for doc in event["docs"]
            if doc["text"].strip()
        ]
        if items:
            events[event["event"]] = sorted(items, key=lambda item: (item.published, item.id))
    return events


def _noon(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC) + NOON


def replayed(events: dict[str, list[Item]]) -> tuple[Counter[Status], Counter[Status]]:
    """How many retellings, and how many reports of new events, are new, developing and unchanged."""
    told: dict[datetime, list[PastStory]] = defaultdict(list)
    late: dict[datetime, list[Item]] = defaultdict(list)
    for name, items in events.items():
        before = items[:-1] or items
        day = max(item.published for item in before)
        told[day].append(PastStory(name, f"{day:%Y-%m-%d}", before[0].title, (), tuple(before)))
        late[day] += (replace(item, published=item.published - NOON + LATE) for item in items[1:][-1:])
    retold: Counter[Status] = Counter()
    news: Counter[Status] = Counter()
    for day in sorted({*told, *(day + timedelta(days=1) for day in told)}):
        past = [story for when in told for story in told[when] if day - REMEMBERED <= when < day]
        again = late[day - timedelta(days=1)]
        status = _statuses([*again, *(item for story in told[day] for item in story.items)], past)
        retold.update(status[item.id] for item in again)
        news.update(status[item.id] for story in told[day] for item in story.items)
    return retold, news


def _statuses(items: Sequence[Item], past: Sequence[PastStory]) -> dict[str, Status]:
    stories = since_last_issue(fold(items, alive(past)), past)
    return {item.id: story.status for story in stories for item in story.items}


def main() -> None:
    """Print the figures of each file."""
    options = parser(__doc__)
    options.add_argument("files", nargs="*", type=corpus)
    for path in options.parse_args().files or sorted((DATA / "allsides_events").glob("*.jsonl.gz")):
        retold, news = replayed(read_events(path))
        of, follow_ups = retold.total(), news[Status.DEVELOPING] + news[Status.UNCHANGED]
        print(f"{path.name}: {of} retellings, {news.total()} reports of new events, {follow_ups} of them follow-ups")
        print(f"  retellings counted as news    {1 - retold[Status.UNCHANGED] / of:.3f}   (any new address: 1.000)")
        print(f"      as new, as developing     {retold[Status.NEW] / of:.3f}, {retold[Status.DEVELOPING] / of:.3f}")
        missed = news[Status.UNCHANGED]
        print(f"  follow-ups missed             {missed / max(follow_ups, 1):.3f}   ({missed} reports)")


if __name__ == "__main__":
    main()
