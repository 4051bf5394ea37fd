"""Since the last issue: which later reports carry on an earlier one, and which of them tell news.

    python -m bench.memory [FILE.jsonl.gz]

FILE holds events, each with the reports of several outlets; default ../shared/data/allsides_events/dev.jsonl.gz.
Nobody marked which event follows which, so two halves are measured: reports of one event by other outlets should
carry it on and be nothing new, and what is taken to carry on *another* event, one to fourteen days older, should
be seldom, and news. The baseline calls everything news that stands at another address, as other tools do.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from digest.curate.changes import is_development
from digest.curate.memory import Likeness
from digest.model import Item, PastStory, Story

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "allsides_events" / "dev.jsonl.gz"


def reports(path: Path) -> Iterator[tuple[str, Item]]:
    """Each report with its event."""
    for event in map(json.loads, gzip.decompress(path.read_bytes()).decode().splitlines()):
        for doc in event["docs"]:
            if doc["text"].strip():
                day = datetime.fromisoformat(doc["date"]).replace(tzinfo=UTC)
                yield event["event"], Item(doc["id"], doc["url"], doc["title"], doc["source"], "", day, doc["text"])


def main() -> None:
    """Print the figures of one file."""
    rows = sorted(
        reports(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA), key=lambda row: (row[1].published, row[1].id)
    )
    alike = Likeness(item for _, item in rows)
    pairs = {True: 0, False: 0}
    carried: dict[bool, list[bool]] = {True: [], False: []}
    for (one_event, one), (other_event, other) in combinations(rows, 2):
        same = one_event == other_event
        if not same and not 1 <= (other.published - one.published).days <= 14:
            continue
        pairs[same] += 1
        if alike.goes_on([other], [one]):
            earlier = PastStory("p", "", one.title, (), (one,))
            story = Story("s", "", (other,), earlier=earlier, fresh=frozenset([other.id]))
            carried[same].append(is_development(story, alike.of(one, other)))
    for same, name in ((True, "the same event, another outlet"), (False, "another event, 1-14 days later")):
        told, news = len(carried[same]), sum(carried[same])
        print(f"{name}: {pairs[same]} pairs, {told} carried on ({told / pairs[same]:.1%})")
        print(f"    told as news: {news / max(told, 1):.2f}    (baseline, any new address: 1.00)")


if __name__ == "__main__":
    main()
