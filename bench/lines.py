"""Whole lines: of the quotations that we would print, how often words, terms, speaker and office are all right.

    python -m bench.lines EVENTS.jsonl.gz [MARKS.jsonl]

MARKS, by default `bench/data/lines.jsonl`, has the first candidate of each of some events as it was marked beside its
report: the address, a hash of the words, whether they may be printed at all, who said them and in which office (any of
several wordings). The texts are in EVENTS. The columns of the table count lines: those offered for print today under
more than a surname; of these the share with the right speaker, with the right office, with none though the report
gives one; with nothing wrong, whatever is missing; and with all right. No word is ever changed.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.arguments import corpus, parser
from bench.stories import read_feeds
from digest.gather.name_links import without_name_links
from digest.model import Item, Quote, Story
from digest.reading.speech.introductions import introduce, is_description
from digest.write.choosing.candidates import quotations
from digest.write.choosing.printable import is_printable

MARKS = Path(__file__).parent / "data" / "lines.jsonl"

Mark = dict[str, Any]


def main() -> None:
    """Print the table."""
    options = parser(__doc__)
    options.add_argument("events", type=corpus)
    options.add_argument("marks", nargs="?", type=corpus, default=MARKS)
    options.add_argument("--wrong", action="store_true", help="list the lines that are wrong")
    asked = options.parse_args()
    marks = [json.loads(line) for line in asked.marks.read_text(encoding="utf-8").splitlines()]
    lines = list(read_lines(marks, asked.events))
    Console(width=120).print(table(len(marks), lines))
    if asked.wrong:
        for mark, quote in lines:
            if not (_speaker(mark, quote) and _office(mark, quote)):
                print(f"{quote.speaker} | {quote.role} for {mark['speaker']} | {mark['roles']}: {quote.text[:60]!r}")


def read_lines(marks: list[Mark], events: Path) -> Iterator[tuple[Mark, Quote]]:
    """Each marked line that would still be printed, as it is introduced today."""
    wanted = {(mark["url"], mark["quote"]): mark for mark in marks}
    urls = {url for url, _ in wanted}
    for items in _stories(events):
        if urls.isdisjoint(item.url for item in items):
            continue
        for quote in introduce(quotations(Story("event", "event", items))):
            mark = wanted.get((quote.item.url, sha256(quote.text.encode()).hexdigest()[:12]))
            if mark and is_printable(quote) and (" " in quote.speaker or is_description(quote) or not _bare(mark)):
                yield mark, quote


def _stories(events: Path) -> Iterator[tuple[Item, ...]]:
    """The reports of each event, as they come out of `gather`; of a folder of feeds each item alone."""
    if events.is_dir():
        yield from ((item,) for item in read_feeds(events))
        return
    for line in gzip.decompress(events.read_bytes()).decode().splitlines():
        yield tuple(_item(doc) for doc in json.loads(line)["docs"] if doc["text"].strip())


def table(count: int, lines: list[tuple[Mark, Quote]]) -> Table:
    """What the module's head says, in a row."""
    spoken, offices = [_speaker(*line) for line in lines], [_office(*line) for line in lines]
    missing = [not quote.role and "" not in mark["roles"] for mark, quote in lines]
    given = [all(pair) for pair in zip(spoken, map(any, zip(offices, missing, strict=True)), strict=True)]
    whole = [all(pair) for pair in zip(spoken, offices, strict=True)]
    found = Table(title=f"{count} marked lines")
    for name in ("printed", "speaker right", "office right", "office missing", "nothing wrong", "line right"):
        found.add_column(name, justify="right")
    shares = [f"{sum(hits) / max(1, len(lines)):.3f}" for hits in (spoken, offices, missing, given, whole)]
    found.add_row(str(len(lines)), *shares)
    return found


def _item(doc: dict[str, str]) -> Item:
    day = datetime.fromisoformat(doc["date"]).replace(tzinfo=UTC)
    return Item(doc["id"], doc["url"], doc["title"], doc["source"], "", day, without_name_links(doc["text"]))


def _bare(mark: Mark) -> bool:
    """Whether the right name has more than a surname, so that a surname alone is not printed."""
    return " " in mark["speaker"]


def _speaker(mark: Mark, quote: Quote) -> bool:
    return bool(mark["printable"]) and quote.speaker == mark["speaker"]


def _folded(role: str) -> str:
    return role.replace("’", "'")


def _office(mark: Mark, quote: Quote) -> bool:
    return bool(mark["printable"]) and _folded(quote.role) in map(_folded, mark["roles"])


if __name__ == "__main__":
    main()
