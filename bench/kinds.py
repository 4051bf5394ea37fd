"""Kinds: how well what is no report is told from what is, and the weights by which the style of a text is judged.

    python -m bench.kinds MARKS.jsonl ... [--articles A]  precision and recall of "not news", and a table of kinds
    python -m bench.kinds ARTICLES.jsonl.gz ... --fit     writes the weights of `digest.curate.style`

MARKS has one item a line: {"title", "url", "outlet", "opening", "kind"}, the kind given by a reader who has not seen
the rules. The whole text is taken from the articles or feeds A where they have the address. For `--fit` the labels are
the outlets' own, never a mark: what they put under "opinion", what is titled as an explainer, journals of opinion, and
the news pages of agencies and newspapers. ARTICLES are events (`docs`) or articles, one a line.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bench.arguments import corpus, parser
from bench.logistic import fit
from bench.stories import read_feeds
from digest.curate.kinds import Kind, is_news, kind_of, marked_kind
from digest.curate.style import features
from digest.model import Item

WEIGHTS = Path(__file__).resolve().parents[1] / "digest" / "curate" / "weights" / "style.json"
PENALTY = 3.0
SURE = 0.65  # of "not news"; a report taken for a column costs more than a column told among the news
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
    options.add_argument("--articles", nargs="+", type=corpus, default=[], help="ARTICLES, or folders of feeds")
    options.add_argument("--wrong", action="store_true", help="list what is told otherwise than it is marked")
    args = options.parse_args()
    if args.fit:
        WEIGHTS.write_text(json.dumps(fitted(args.files), indent=1) + "\n", encoding="utf-8")
        print(f"wrote {WEIGHTS}")
        return
    texts = {item.url: item for path in args.articles for item in read_articles(path)}
    for path in args.files:
        print_measured(path, texts, args.wrong)


def read_marks(path: Path, texts: Mapping[str, Item]) -> list[tuple[Item, str]]:
    """The marked items, with their whole text where it is known, each with the kind its reader gave it."""
    marks = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    items = [texts.get(mark["url"]) or _item(mark | {"text": mark["opening"]}) for mark in marks]
    return [(replace(item, outlet=mark["outlet"]), mark["kind"]) for item, mark in zip(items, marks, strict=True)]


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


def print_measured(path: Path, texts: Mapping[str, Item], wrong: bool) -> None:
    """Precision and recall of "not news", and how often each marked kind is told as which."""
    marks = read_marks(path, texts)
    told = [(kind_of(item), is_news(item)) for item, _ in marks]
    is_marked_news = [kind in MARKED_NEWS for _, kind in marks]
    called = [not news for _, news in told]
    right = sum(not news and not marked for (_, news), marked in zip(told, is_marked_news, strict=True))
    print(f"{path.name}: {len(marks)} items, {is_marked_news.count(False)} of them no news")
    print(f"  precision of 'not news' {right / max(sum(called), 1):.3f}")
    print(f"  recall                  {right / max(is_marked_news.count(False), 1):.3f}")
    for (marked, kind), count in sorted(Counter((m, k) for (_, m), (k, _) in zip(marks, told, strict=True)).items()):
        print(f"    marked {marked:12} told {kind:12} {count}")
    for (item, marked), (kind, news) in zip(marks, told, strict=True):
        if wrong and news != (marked in MARKED_NEWS):
            print(f"  {marked} told {kind}: {item.outlet} | {item.title} | {item.url} | {item.text[:150]!r}")


# --- fitting -------------------------------------------------------------------------------------------


def fitted(paths: Sequence[Path]) -> dict[str, Any]:
    """The weights file, with the command that made it."""
    rows, kinds = [], []
    for item in (item for path in paths for item in read_articles(path)):
        found = features(item.title.removeprefix("OPINION: "), item.text)
        kind = marked_kind(item) or _kind_by_outlet(item)
        if found and kind in ("report", "opinion", "explainer"):
            rows.append(found)
            kinds.append(kind)
    names = list(rows[0])
    table = [[1.0, *(row[name] for name in names)] for row in rows]
    other = [at for at, kind in enumerate(kinds) if kind != "report"]
    return {
        "made": f"python -m bench.kinds {' '.join(f'{path.parent.name}/{path.name}' for path in paths)} --fit",
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "texts": dict(Counter(kinds)),
        "sure": SURE,
        "not news": _named(names, fit(table, [kind != "report" for kind in kinds], PENALTY)),
        "opinion": _named(names, fit([table[at] for at in other], [kinds[at] == "opinion" for at in other], PENALTY)),
    }


def _kind_by_outlet(item: Item) -> Kind | None:
    """The kind of nearly all that the outlet prints; None where it prints both."""
    if item.outlet in VIEWS and "/news/" not in item.url:
        return "opinion"
    return "report" if item.outlet.startswith(NEWS_PAGES) else None


def _named(names: Sequence[str], weights: Sequence[float]) -> dict[str, float]:
    return {name: round(weight, 3) for name, weight in zip(["constant", *names], weights, strict=True)}


if __name__ == "__main__":
    main()
