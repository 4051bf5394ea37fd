"""Since the last issue: which later reports are taken for news.

    python -m bench.memory [FILE.jsonl.gz ...]

FILE holds events, each with the dated reports of several outlets; default both sets in ../shared/data/allsides_events.
A newsletter is replayed day by day with the product's own functions: the issue of a day tells every event of that
day, but for one report of each, which comes after the issue. That one is a retelling, and no news. The reports of
the next days' events are news, whatever of the last fourteen days they carry on. Nobody marked which event follows
which, so a follow-up is what is taken for one. The baseline calls everything news that stands at another address,
as other tools do. The events of one day overlap, so some retellings do tell something else.

In data/follow_ups.jsonl pairs of new reports and past stories are marked: whether they go on from that story, or are
another event of its topic. The last lines say how many of each are taken for developing, of the days that rules were
made on ("fit") and of those that they were judged on.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

from bench.arguments import DATA, corpus, parser
from digest.curate.memory import alive, since_last_issue
from digest.curate.stories import fold
from digest.model import Item, PastStory, Status, Story

MARKS = Path(__file__).parent / "data" / "follow_ups.jsonl"
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


def replayed(events: dict[str, list[Item]]) -> tuple[Counter[Status], Counter[Status], list[Story]]:
    """How many retellings, and how many reports of new events, are new, developing and unchanged; all stories."""
    told: dict[datetime, list[PastStory]] = defaultdict(list)
    late: dict[datetime, list[Item]] = defaultdict(list)
    for name, items in events.items():
        before = items[:-1] or items
        day = max(item.published for item in before)
        told[day].append(PastStory(name, f"{day:%Y-%m-%d}", before[0].title, (), tuple(before)))
        late[day] += (replace(item, published=item.published - NOON + LATE) for item in items[1:][-1:])
    retold: Counter[Status] = Counter()
    news: Counter[Status] = Counter()
    stories: list[Story] = []
    for day in sorted({*told, *(day + timedelta(days=1) for day in told)}):
        past = [story for when in told for story in told[when] if day - REMEMBERED <= when < day]
        again = late[day - timedelta(days=1)]
        found = _stories([*again, *(item for story in told[day] for item in story.items)], past)
        stories += found
        status = {item.id: story.status for story in found for item in story.items}
        retold.update(status[item.id] for item in again)
        news.update(status[item.id] for story in told[day] for item in story.items)
    return retold, news, stories


def _stories(items: Sequence[Item], past: Sequence[PastStory]) -> tuple[Story, ...]:
    return since_last_issue(fold(items, alive(past)), past)


def marked(stories: Sequence[Story], marks: Path) -> Iterator[str]:
    """A line for each part: of the marked pairs, how many are taken for developing."""
    pairs = {pair for story in stories if story.status is Status.DEVELOPING for pair in _pairs(story)}
    rows = [json.loads(line) for line in marks.read_text(encoding="utf-8").splitlines()]
    known = {item.url for story in stories for item in story.items}
    taken, of = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for row in rows:
        if known.intersection(row["new"]):
            key = row["part"], row["goes_on"]
            of[key] += 1
            taken[key] += any(pair in pairs for pair in product(row["new"], row["earlier"]))
    for part in ("fit", "judge"):
        right, wrong = (f"{taken[part, goes_on]} of {of[part, goes_on]}" for goes_on in (True, False))
        yield f"  developing, days to {part:7}     {right} that go on, {wrong} other events"


def _pairs(story: Story) -> Iterator[tuple[str, str]]:
    earlier = story.earlier.items if story.earlier else ()
    return ((item.url, other.url) for item, other in product(story.items, earlier))


def main() -> None:
    """Print the figures of each file."""
    options = parser(__doc__)
    options.add_argument("files", nargs="*", type=corpus)
    for path in options.parse_args().files or sorted((DATA / "allsides_events").glob("*.jsonl.gz")):
        retold, news, stories = replayed(read_events(path))
        of, follow_ups = retold.total(), news[Status.DEVELOPING] + news[Status.UNCHANGED]
        print(f"{path.name}: {of} retellings, {news.total()} reports of new events, {follow_ups} of them follow-ups")
        print(f"  retellings counted as news    {1 - retold[Status.UNCHANGED] / of:.3f}   (any new address: 1.000)")
        print(f"      as new, as developing     {retold[Status.NEW] / of:.3f}, {retold[Status.DEVELOPING] / of:.3f}")
        missed = news[Status.UNCHANGED]
        print(f"  follow-ups missed             {missed / max(follow_ups, 1):.3f}   ({missed} reports)")
        told = Counter(story.status for story in stories)
        print(f"  stories                       {told.total()}, {told[Status.DEVELOPING]} of them developing")
        print("\n".join(marked(stories, MARKS)))


if __name__ == "__main__":
    main()
