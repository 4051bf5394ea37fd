"""Kinds: how well what is no report is told from what is, and the weights by which the style of a text is judged.

    python -m bench.kinds ARTICLES ...                    precision and recall of "not news", and a table of kinds
    python -m bench.kinds ARTICLES ... --fit              writes the weights of `digest.curate.style`

ARTICLES are events (`docs`) or articles, one a line, or folders of feeds. Which of them is what kind of text stands in
`--marks` (data/kinds.jsonl: address, kind, and the part it belongs to), given by readers who had not seen the rules.
The part "fit" makes the weights, the part "judge" none. `--fit` learns from the marks, and with a tenth of their weight
from what outlets say themselves: what they put under "opinion", what is titled as an explainer, journals of opinion,
and the news pages of agencies and newspapers.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import pstdev
from typing import Any

from bench.arguments import corpus, made_by, parser
from bench.logistic import fit
from bench.stories import read_feeds
from digest.curate.kinds import NEWS, Kind, kind_of, marked_kind, may_tell, titled_kind
from digest.curate.style import features
from digest.model import Item

WEIGHTS = Path(__file__).resolve().parents[1] / "digest" / "curate" / "weights" / "style.json"
MARKS = Path(__file__).parent / "data" / "kinds.jsonl"
PENALTY = 30.0
SURE = 0.55  # of "not news"; a report taken for a column loses its voice on what is one event
DOUBT = 0.35  # another report tells the story
OWN = 0.1  # how often a text counts of which only its outlet says what it is
ALIKE = {"news": "report", "feature": "explainer", "live": "report"}  # marks, and the kind that they count as
VIEWS = ("National Review", "Reason", "Slate", "The Atlantic", "Daily Kos", "Salon", "The Federalist", "New Republic")
MARKED_NEWS = ("news", "report", "live")
NEWS_PAGES = (
    *("Reuters", "Associated Press", "AP Politics", "USA TODAY", "BBC", "CNBC", "NBC News", "ABC News", "CBS News"),
    *("The Hill", "NPR", "Fox Online", "Fox News", "Newsmax", "CBN", "Politico", "Washington Times", "CNN", "Axios"),
    *("Washington Examiner", "Washington Post", "New York Times", "New York Post", "The Epoch Times", "Bloomberg"),
    *("Wall Street Journal", "The Daily Caller", "Breitbart", "Los Angeles Times", "Fox Business"),
)


def main() -> None:
    """Measure against marks, or fit."""
    options = parser(__doc__)
    options.add_argument("files", nargs="+", type=corpus)
    options.add_argument("--fit", action="store_true")
    options.add_argument("--marks", type=Path, default=MARKS)
    options.add_argument("--wrong", action="store_true", help="list what is told otherwise than it is marked")
    args = options.parse_args()
    items = {item.url: item for path in args.files for item in read_articles(path)}
    marks = read_marks(args.marks)
    if args.fit:
        WEIGHTS.write_text(json.dumps(fitted(items, marks, args.files), indent=1) + "\n", encoding="utf-8")
        print(f"wrote {WEIGHTS}")
        return
    for part in sorted({mark.part for mark in marks.values()}):
        found = [(items[url], mark.kind) for url, mark in marks.items() if url in items and mark.part == part]
        print_measured(part, found, args.wrong)


@dataclass(frozen=True)
class Mark:
    """What kind of text a reader says that it is: one of `Kind`, "news" or "feature"."""

    kind: str
    part: str  # "fit" or "judge"


def read_marks(path: Path) -> dict[str, Mark]:
    """The marks, by the addresses of the texts."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["url"]: Mark(row["kind"], row["part"]) for row in rows}


def read_articles(path: Path) -> Iterator[Item]:
    """The articles of a file of events or of articles, or of the feeds in a folder."""
    if path.is_dir():
        yield from read_feeds(path)
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield from map(_item, row.get("docs", [row]))


def _item(row: dict[str, Any]) -> Item:
    day = datetime.combine(date.fromisoformat(row.get("date", "2000-01-01")[:10]), datetime.min.time(), UTC)
    outlet = row.get("outlet") or row.get("source", "")
    return Item(row.get("id", row["url"]), row["url"], row["title"], outlet, "", day, row["text"])


# --- measuring -----------------------------------------------------------------------------------------


def print_measured(part: str, marks: Sequence[tuple[Item, str]], wrong: bool) -> None:
    """Precision and recall of "not news" and of "may not tell", and how often each marked kind is told as which."""
    other = [kind not in MARKED_NEWS for _, kind in marks]
    told = [kind_of(item) for item, _ in marks]
    print(f"{part}: {len(marks)} items, {sum(other)} of them no news")
    print_precision("not news", [kind not in NEWS for kind in told], other)
    print_precision("may not tell", [not may_tell(item) for item, _ in marks], other)
    for (marked, kind), count in sorted(Counter(zip((kind for _, kind in marks), told, strict=True)).items()):
        print(f"    marked {marked:13} told {kind:10} {count}")
    for (item, marked), kind in zip(marks, told, strict=True):
        if wrong and (kind in NEWS) != (marked in MARKED_NEWS):
            print(f"  {marked} told {kind}: {item.outlet} | {item.title} | {item.url} | {item.text[:150]!r}")


def print_precision(name: str, called: Sequence[bool], true: Sequence[bool]) -> None:
    """Precision and recall of one call."""
    right = sum(map(all, zip(called, true, strict=True)))
    print(f"  {name:13} precision {right / max(sum(called), 1):.3f}  recall {right / max(sum(true), 1):.3f}")


# --- fitting -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """What is counted of a text, its kind, and how often it counts."""

    found: Mapping[str, float]
    kind: str
    count: float


def fitted(items: Mapping[str, Item], marks: Mapping[str, Mark], paths: Sequence[Path]) -> dict[str, Any]:
    """The weights file, with the command that made it."""
    examples = [example for url, item in items.items() if (example := _example(item, marks.get(url)))]
    no_news = [example for example in examples if example.kind != "report"]
    return {
        **made_by(f"python -m bench.kinds {' '.join(f'{path.parent.name}/{path.name}' for path in paths)} --fit"),
        "texts": dict(Counter(example.kind for example in examples)),
        "sure": SURE,
        "doubt": DOUBT,
        "not news": _weights(examples, [example.kind != "report" for example in examples]),
        "opinion": _weights(no_news, [example.kind == "opinion" for example in no_news]),
    }


def _example(item: Item, mark: Mark | None) -> Example | None:
    """The text as an example; None of one that judges, that nobody says anything about, or that can't be counted."""
    kind = ALIKE.get(mark.kind, mark.kind) if mark else marked_kind(item) or _kind_by_outlet(item)
    plain = replace(item, title=item.title.removeprefix("OPINION: "))
    found = features(plain.title, plain.text, plain.outlet, titled_kind(plain) or "")
    if found is None or kind not in ("report", "opinion", "explainer") or (mark and mark.part == "judge"):
        return None
    return Example(found, kind, 1.0 if mark else OWN)


def _kind_by_outlet(item: Item) -> Kind | None:
    """The kind of nearly all that the outlet prints; None where it prints both."""
    if item.outlet in VIEWS and "/news/" not in item.url:
        return "opinion"
    return "report" if item.outlet.startswith(NEWS_PAGES) else None


def _weights(examples: Sequence[Example], labels: Sequence[bool]) -> dict[str, float]:
    """Fitted to features of one spread, so that the penalty treats them alike; given for the features as they are."""
    names = list(examples[0].found)
    spread = [pstdev(example.found[name] for example in examples) or 1.0 for name in names]
    rows = [[1.0, *(example.found[name] / by for name, by in zip(names, spread, strict=True))] for example in examples]
    constant, *weights = fit(rows, labels, PENALTY, [example.count for example in examples])
    named = {name: round(weight / by, 3) for name, weight, by in zip(names, weights, spread, strict=True)}
    return {"constant": round(constant, 3)} | named


if __name__ == "__main__":
    main()
