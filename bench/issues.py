"""Issues to read: one for each day of recorded feeds, set without a model, with counts of what an editor looks for.

    python -m bench.issues DIR --out OUT [--config CONFIG]
    python -m bench.issues FILE.jsonl.gz --out OUT [--days 10] [--half first|second]

DIR holds feeds (*.xml) as they were recorded; FILE holds dated events with their reports, of which the busiest days
of one half are taken (every other day of the calendar, so that what was looked at and what was not are apart).
Every issue knows what the ones before it told. OUT/DATE/issue.txt is the text to read, OUT/DATE/reports.txt what each
story could have been told from, and OUT/marks.jsonl a line for each told story, to be marked.
"""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from bench.arguments import corpus, parser
from digest.commands.parts.previewing import write_files
from digest.config import Audience, load_audience
from digest.console import progress
from digest.deliver.slots import latest_slot
from digest.model import Brief, Issue
from digest.pipeline import Workings, keep_as_sent, make_issue
from digest.write.excerpts.heds import told_share
from digest.write.excerpts.openings import opening

# What an editor strikes out at sight; the program itself has no such list.
SUSPECT = re.compile(
    r"https?:|www\.|@\w|©|\||\bMORE\b|ADVERTISEMENT|[Nn]ewsletter|[Ss]ign up|[Cc]lick here|[Rr]ead more"
    r"|Getty|[Cc]aption|\((?:Photo|AP|Reuters)|\bthis (?:article|story|post)\b|[Uu]pdated at|[a-z]{3}[.!?][A-Z]"
)
_SECTION = re.compile(r"[- ]*\(?\b(?:(?:Online |Web )?News|Online)\)?$")  # as the corpus tells pages of an outlet apart
_PAGES = re.compile(r" \(?(?:Web|Online) News\)?$| - News$")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CONFIG = """
newsletter: {name: Press Review, language: en, timezone: America/New_York}
schedule: {days: [mon, tue, wed, thu, fri, sat, sun], time: "18:00"}
topics: [{name: The news, match: the}]
issue: {stories: 8, headlines: 8, per_topic: 8, min_stories: 1}
writer: {}
delivery:
  from: Press Review <review@example.org>
  postal_address: 1 Example Street
  unsubscribe: {mailto: leave@example.org}
  smtp: {host: localhost, port: 25, tls: none}
  recipients: [reader@example.org]
store: digest.sqlite
sources:
"""


def main() -> None:
    """Write the issues, and print the counts."""
    options = parser(__doc__)
    options.add_argument("source", type=corpus)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--days", type=int, default=10)
    options.add_argument("--half", choices=("first", "second"), default="first")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        feeds = Path(folder)
        if given.source.is_dir():
            days = _copied(given.source, feeds)
        else:
            days = _from_events(given.source, feeds, given.days, given.half)
        report = build(_audience(feeds), days, given.out)
    print(report.table())


@dataclass
class Report:
    """What was counted over all issues."""

    issues: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)

    def add(self, issue: Issue) -> None:
        """Count one issue."""
        self.issues += 1
        self.counts["headlines"] += len(issue.headlines)
        for brief in issue.briefs:
            told = " ".join(sentence.text for sentence in brief.summary)
            self.counts["stories told"] += 1
            self.counts["of several reports"] += len(brief.story.items) > 1
            self.counts["begin at the lede"] += _begins_at_lede(brief)
            self.counts["sentences"] += len(brief.summary) + len(brief.adds)
            self.counts["sentences with furniture in them"] += sum(bool(SUSPECT.search(s.text)) for s in brief.summary)
            self.counts["sentences of others"] += len(brief.adds)
            self.counts["quotations"] += len(brief.quotes)
            self.counts["words"] += len(told.split())
            self.shares.append(told_share(brief.hed, told))

    def table(self) -> str:
        """A line for each count."""
        lines = [f"{self.issues:6} issues", *(f"{count:6} {name}" for name, count in self.counts.items())]
        told = sorted(self.shares)
        if told:
            lines.append(
                f"{told[len(told) // 2]:6.2f} of a hed's words stand in its text (median); least {told[0]:.2f}"
            )
        return "\n".join(lines)


def build(audience: Audience, days: Sequence[date], out: Path) -> Report:
    """An issue for each day below `out`, each knowing what the ones before it told."""
    from digest.wiring import open_desk

    report = Report()
    with open_desk(audience, progress(quiet=True), in_memory=True) as desk, _marks(out) as marks:
        for day in days:
            now = datetime(day.year, day.month, day.day, 23, tzinfo=UTC)
            slot = latest_slot(audience.calendar, now)
            workings = make_issue(desk, slot, now)
            write_files(desk, workings, out / str(day), now, None)
            (out / str(day) / "reports.txt").write_text("\n".join(_reports(workings)), encoding="utf-8")
            for brief in workings.issue.briefs:
                line = {
                    "day": str(day),
                    "story": brief.story.id,
                    "hed": brief.hed,
                    "mark": "",
                    "faults": [],
                    "note": "",
                }
                marks.write(json.dumps(line, ensure_ascii=False) + "\n")
            report.add(workings.issue)
            keep_as_sent(desk, workings, now)
    return report


def _marks(out: Path):  # type: ignore[no-untyped-def]
    out.mkdir(parents=True, exist_ok=True)
    return (out / "marks.jsonl").open("w", encoding="utf-8")


def _begins_at_lede(brief: Brief) -> bool:
    item = next((item for item in brief.story.items if item.id == brief.excerpt_of), None)
    lines = opening(item) if item else ()
    return bool(lines and brief.summary and lines[0].text == brief.summary[0].text)


def _reports(workings: Workings) -> Iterator[str]:
    """What an editor holds a story against: its reports, their titles and what they begin with."""
    for brief in workings.issue.briefs:
        yield f"=== {brief.hed}\n"
        for item in brief.story.items:
            yield f"[{item.outlet}] {item.title}\n{item.url}\n{item.text[:1800]}\n"


def _audience(feeds: Path) -> Audience:
    config = feeds / "config.yaml"
    sources = (
        f"  - {{feed: {path.name}, outlet: {json.dumps(_outlet(path))}}}" for path in sorted(feeds.glob("*.xml"))
    )
    config.write_text(CONFIG.lstrip() + "\n".join(sources) + "\n", encoding="utf-8")
    return load_audience(config)


def _outlet(feed: Path) -> str:
    return _PAGES.sub("", ET.parse(feed).findtext("channel/title") or feed.stem)


def _copied(source: Path, feeds: Path) -> list[date]:
    days: set[date] = set()
    for path in sorted(source.glob("*.xml")):
        (feeds / path.name).write_bytes(path.read_bytes())
        days |= {_day(found.text or "") for found in ET.parse(path).iter("pubDate")}
    return sorted(days)


def _day(text: str) -> date:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(text).date()


def _from_events(path: Path, feeds: Path, number: int, half: str) -> list[date]:
    """Feeds of the reports of the busiest days among every other day, all outlets; gives the days."""
    docs = [
        doc for line in gzip.decompress(path.read_bytes()).decode().splitlines() for doc in json.loads(line)["docs"]
    ]
    wanted = {"first": 0, "second": 1}[half]
    count = Counter(doc["date"] for doc in docs if date.fromisoformat(doc["date"]).toordinal() % 2 == wanted)
    days = sorted(day for day, _ in count.most_common(number))
    by_outlet: dict[str, list[dict[str, str]]] = {}
    for doc in docs:
        if doc["date"] in days and doc["text"].strip():
            by_outlet.setdefault(doc["source"], []).append(doc)
    for place, (outlet, found) in enumerate(sorted(by_outlet.items())):
        (feeds / f"feed{place}.xml").write_bytes(_rss(_SECTION.sub("", outlet), found))
    return [date.fromisoformat(day) for day in days]


def _rss(outlet: str, docs: Sequence[dict[str, str]]) -> bytes:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    ET.SubElement(channel, "title").text = outlet
    for doc in docs:
        entry = ET.SubElement(channel, "item")
        noon = datetime.fromisoformat(doc["date"]).replace(tzinfo=UTC) + timedelta(hours=16)
        paragraphs = "".join(f"<p>{_escaped(part)}</p>" for part in doc["text"].split("\n\n"))
        for tag, text in (("title", doc["title"]), ("link", doc["url"]), ("guid", doc["id"])):
            ET.SubElement(entry, tag).text = text
        ET.SubElement(entry, "pubDate").text = format_datetime(noon)
        ET.SubElement(entry, CONTENT).text = paragraphs
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


if __name__ == "__main__":
    main()
