"""Leads: how often a day leads with the story that an editor would lead with, and the weights of that choice.

    python -m bench.leads EVENTS.jsonl.gz ... [--fit]

EVENTS hold dated events with their reports; every other day is made into stories as an issue makes them. What each
weighs as news, from 1 to 10, and which should lead, stands in `--marks` (data/leads.jsonl), given by readers who had
not seen the rules. Five parts of the days are each judged with weights fitted to the other four, beside the story that
most outlets report and the first in rank. `--fit` writes the weights of `digest.curate.news_value`, fitted to all days.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from bench.arguments import corpus, made_by, parser
from bench.issues import CONFIG
from bench.kinds import read_articles
from bench.logistic import fit
from digest.config import Audience, load_audience
from digest.curate import ranking, stories, topics
from digest.curate.news_value import features, independent, leading
from digest.model import Item, Story

WEIGHTS = Path(__file__).resolve().parents[1] / "digest" / "curate" / "weights" / "news_value.json"
MARKS = Path(__file__).parent / "data" / "leads.jsonl"
PENALTY = 1.0
PARTS = 5
HEAVIEST = 10  # a mark
# Set, not fitted: the corpus has at most three reports of an event, so it can't say what a fourth is worth. Of what it
# finds as good, from 1.2 to 2.4, the most; fitted they are .5 and .1; an affair counts most at .3.
SIZE = {"outlets": 2.4, "affair": 0.3}

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Marked:
    """A story, what it weighs (0 to 10; 1 where nobody marked it), and whether the day should lead with it."""

    story: Story
    weight: int
    leads: bool


def main() -> None:
    """Measure, or fit."""
    options = parser(__doc__)
    options.add_argument("events", nargs="+", type=corpus)
    options.add_argument("--marks", type=Path, default=MARKS)
    options.add_argument("--fit", action="store_true")
    args = options.parse_args()
    days = list(read_days(args.events, args.marks))
    print("\n".join(table(days)))
    if args.fit:
        made = f"python -m bench.leads {' '.join(path.name for path in args.events)} --fit"
        whole = {**made_by(made), "weights": dict(fitted(days))}
        WEIGHTS.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {WEIGHTS}")


def read_days(events: Sequence[Path], marks: Path) -> Iterator[list[Marked]]:
    """The stories of each marked day, in their rank."""
    rows = [json.loads(line) for line in marks.read_text(encoding="utf-8").splitlines()]
    weight = {url: row["weight"] for row in rows for url in row["urls"]}
    leads = {url for row in rows if row["leads"] for url in row["urls"]}
    wanted = {date.fromisoformat(row["day"]) for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        audience = _audience(Path(folder))
    for path in events:
        items = list(read_articles(path))
        for day in sorted(wanted & {item.published.date() for item in items}):
            found = _stories([item for item in items if item.published.date() == day], audience, day)
            told = [
                Marked(
                    story,
                    max(weight.get(item.url, 1) for item in story.items),
                    any(item.url in leads for item in story.items),
                )
                for story in found
            ]
            if any(one.leads for one in told):
                yield told


def _audience(folder: Path) -> Audience:
    (folder / "config.yaml").write_text(f"{CONFIG.lstrip()}  - {{feed: feed.xml, outlet: A}}\n", encoding="utf-8")
    return load_audience(folder / "config.yaml")


def _stories(items: Sequence[Item], audience: Audience, day: date) -> tuple[Story, ...]:
    now = datetime.combine(day, time(23), UTC)
    kept = topics.select(items, audience, now, datetime.combine(day, time(), UTC)).kept
    return ranking.rank(stories.fold([match.item for match in kept]), kept, audience, now)


def fitted(days: Sequence[Sequence[Marked]]) -> Weights:
    """The weights that come nearest to the marks: each story counts as so many tenths that lead and that don't."""
    marked = [(one.weight / HEAVIEST, features(one.story)) for day in days for one in day]
    names = list(marked[0][1])
    rows = [[1.0, *(found[name] for name in names)] for _, found in marked for _ in (True, False)]
    counts = [share for heavy, _ in marked for share in (heavy, 1 - heavy)]
    found = fit(rows, [True, False] * len(marked), PENALTY, counts)
    return {name: round(weight, 3) for name, weight in zip(["constant", *names], found, strict=True)} | SIZE


def table(days: Sequence[Sequence[Marked]]) -> Iterator[str]:
    """How often the lead is the right one, or weighs as much but for a point, and by how much it is too light."""
    ways: dict[str, Callable[[Sequence[Marked], Weights], Story | None]] = {
        "heaviest": lambda day, weights: leading([one.story for one in day], weights),
        "most outlets": lambda day, _: max((one.story for one in day), key=independent),
        "first in rank": lambda day, _: day[0].story,
    }
    parts = [days[part::PARTS] for part in range(PARTS)]
    weights = [fitted([day for other in parts if other is not part for day in other]) for part in parts]
    yield f"{'':16}{'days':>6}{'right':>8}{'near':>8}{'too light by':>14}"
    for name, choose in ways.items():
        judged = [_judged(day, choose(day, fit)) for part, fit in zip(parts, weights, strict=True) for day in part]
        right, near, light = (sum(values) / len(judged) for values in zip(*judged, strict=True))
        yield f"{name:16}{len(judged):6}{right:8.2f}{near:8.2f}{light:14.2f}"


def _judged(day: Sequence[Marked], lead: Story | None) -> tuple[bool, bool, int]:
    chosen = next((one for one in day if lead and one.story.id == lead.id), None)
    light = max(one.weight for one in day) - (chosen.weight if chosen else 0)
    return bool(chosen and chosen.leads), light <= 1, light


if __name__ == "__main__":
    main()
