"""Stories: how well and how fast the reports of one event are folded into one story.

    python -m bench.stories GOLD.jsonl.gz ... [--vectors FILE] [--scorer score_stories.py] [--fit]
    python -m bench.stories GOLD.jsonl.gz ... --scale        1k, 3k, 10k and 30k items, next to all pairs
    python -m bench.stories GOLD.jsonl.gz ... --halves       each half of the events on its own, ten random splits
    python -m bench.stories --feeds DIR                      the front page of each day of recorded feeds

GOLD has one event a line: {"event", "docs": [{"id", "title", "text", "date", "url", "source"}]}. The measures
are those of the scorer beside the data (`scorers/score_stories.py`, found from GOLD); each set is folded as it is and
as small mixed sets of 73 reports (`small_sets`), by the settings that the program comes with and by settings fitted
to the other sets, as the thresholds of the rivals are (`story_quality`). The rivals need scikit-learn. One of them, and
ours with vectors, needs the extra `[embed]`; FILE keeps its vectors for the next time. `--fit` writes the weights of
`digest.curate.pairs`, fitted to all the sets.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import multiprocessing
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import mean
from typing import TypeVar

from bench.arguments import corpus, made_by, parser
from bench.story_baselines import average_link
from bench.story_fitting import STEPS, STEPS_OF_VECTORS, Gold, Scorer, fitted
from bench.story_quality import table
from bench.vectors import local_vectors
from digest.config import Source
from digest.curate.kinds import kind_of
from digest.curate.meaning import BACKGROUND, item_text
from digest.curate.origins import by_origin
from digest.curate.stories import Group, fold
from digest.errors import ParseError
from digest.gather.feeds import parse_feed
from digest.model import Item, Response
from digest.spans import WINDOW

T = TypeVar("T")
WORD = re.compile(r"[^\W_]+")
THRESHOLDS = [step / 50 for step in range(3, 48)]
SEED = 20250227
BAND = 500  # rare words of about the same frequency
Stories = list[list[str]]  # ids of items
WEIGHTS = Path(__file__).resolve().parents[1] / "digest" / "curate" / "weights" / "stories.json"
NOWHERE = datetime(2014, 9, 13, tzinfo=UTC)  # for sets without dates: all items of one day


def main() -> None:
    """Read the command line and print one table."""
    options = parser(__doc__)
    options.add_argument("gold", nargs="*", type=corpus)
    options.add_argument("--vectors", type=Path, help="a file that keeps the vectors")
    options.add_argument("--fit", action="store_true")
    options.add_argument("--scorer", type=Path, help="score_stories.py; default: ../scorers/ beside the set's folder")
    options.add_argument("--scale", action="store_true")
    options.add_argument("--halves", action="store_true")
    options.add_argument("--feeds", type=corpus)
    args = options.parse_args()
    if args.feeds:
        print_days(read_feeds(args.feeds))
    elif not args.gold:
        options.error("expected a GOLD.jsonl.gz or --feeds DIR")
    elif args.scale:
        print_scale(args.gold)
    elif args.halves:
        print_halves(args.gold, load_scorer(args.scorer or beside(args.gold[0])))
    else:
        print_quality(args.gold, load_scorer(args.scorer or beside(args.gold[0])), args.vectors, fit=args.fit)


# --- reading -------------------------------------------------------------------------------------------


def read_gold(path: Path) -> tuple[list[Item], dict[str, str]]:
    """The items of a set, and for each id its event."""
    items, event_of = [], {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for event in map(json.loads, file):
            for doc in event["docs"]:
                event_of[doc["id"]] = event["event"]
                items.append(item_from(doc))
    return items, event_of


def item_from(doc: Mapping[str, str]) -> Item:
    """A document of a set as an item."""
    day = doc.get("date", "")[:10]
    published = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) if day else NOWHERE
    url = doc.get("url", "")
    outlet = doc.get("source") or url.partition("//")[2].partition("/")[0]
    return Item(doc["id"], url, doc["title"], outlet, "", published, doc["text"], dated=bool(day))


def read_feeds(folder: Path) -> list[Item]:
    """The items of all feeds in a folder, through the product's own parser."""
    items: list[Item] = []
    for path in sorted(folder.glob("*.xml")):
        source = Source(outlet=path.stem, feed=str(path))
        parsed = parse_feed(Response(str(path), path.read_bytes()), source, NOWHERE)
        items += [] if isinstance(parsed, ParseError) else parsed.items
    return items


def beside(gold: Path) -> Path:
    """Where the scorer stands in a folder of corpora."""
    return gold.resolve().parents[1] / "scorers" / "score_stories.py"


def load_scorer(path: Path) -> Scorer:
    """The `score` function of the scorer."""
    spec = importlib.util.spec_from_file_location("score_stories", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"{path}: no scorer there; name it with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scorer: Scorer = module.score
    return scorer


# --- quality -------------------------------------------------------------------------------------------


def ours(items: Sequence[Item]) -> Stories:
    """The product, with its own constants."""
    return [[item.id for item in group.items] for group in fold(items)]


def evaluate(scorer: Scorer, event_of: Mapping[str, str], stories: Stories) -> Mapping[str, float]:
    """The measures of one result."""
    return scorer(event_of, {name: number for number, story in enumerate(stories) for name in story})


def print_quality(paths: Sequence[Path], scorer: Scorer, kept_in: Path | None, *, fit: bool) -> None:
    """Print the table, or write the weights that are best on all sets together."""
    golds = [Gold.of(path.name, *read_gold(path)) for path in paths]
    texts = [*BACKGROUND, *(item_text(item) for gold in golds for item in gold.items)]
    vectors = local_vectors(texts, kept_in)
    if not fit:
        for line in table(golds, scorer, vectors, with_rivals=has_sklearn()):
            print(line, flush=True)
    elif not vectors:
        sys.exit("nothing written: half of the weights are fitted with vectors")
    else:
        found = asdict(fitted(golds, scorer, vectors))
        made = made_by(f"python -m bench.stories {' '.join(path.name for path in paths)} --fit")
        parts = {"words": {key: found[key] for key in STEPS}, "vectors": {key: found[key] for key in STEPS_OF_VECTORS}}
        WEIGHTS.write_text(json.dumps({**made, **parts}, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {WEIGHTS}")


def print_halves(paths: Sequence[Path], scorer: Scorer) -> None:
    """How far the figures of a random half of the events, folded by themselves, differ from one another."""
    for path in paths:
        items, event_of = read_gold(path)
        events = sorted(set(event_of.values()))
        found = []
        for number in range(10):
            half = set(random.Random(SEED + number).sample(events, len(events) // 2))
            some = [item for item in items if event_of[item.id] in half]
            found.append(evaluate(scorer, {item.id: event_of[item.id] for item in some}, ours(some)))
        for key in ("b3_p", "b3_f1", "pair_r"):
            values = [scores[key] for scores in found]
            print(f"{path.name:32} {key:7} mean {mean(values):.3f}  {min(values):.3f} to {max(values):.3f}")


# --- cost ----------------------------------------------------------------------------------------------


def measured(work: Callable[..., T], *args: object) -> tuple[T, float, float]:
    """The result, the CPU seconds, and the peak memory in MB of a process of its own that did the work."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (work, args))


def _measure(work: Callable[..., T], args: Sequence[object]) -> tuple[T, float, float]:
    begin = time.process_time()
    result = work(*args)
    seconds = time.process_time() - begin
    # Linux's own count: getrusage would pass on the peak of the parent.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return result, seconds, int(peak[1]) / 1024 if peak else 0.0


def print_scale(paths: Sequence[Path]) -> None:
    """Seconds and peak memory of one process, as their number grows."""
    reports: list[Item] = []
    event_of: dict[str, str] = {}
    for path in paths:
        items, events = read_gold(path)
        reports += items
        event_of |= events
    baseline = has_sklearn()
    print(f"{'items':>7}{'stories':>9}{'s':>8}{'MB':>7}{'ms an item':>12}   all pairs (average link)")
    for size in (1_000, 3_000, 10_000, 30_000):
        items = grown(reports, event_of, size)
        stories, seconds, peak = measured(ours, items)
        rival = f"needs some {size * size * 20 / 1e9:.0f} GB"
        if baseline and size <= 10_000:
            _, rival_seconds, rival_peak = measured(average_link, items, [0.2])
            rival = f"{rival_seconds:.1f} s, {rival_peak:.0f} MB"
        print(f"{size:>7}{len(stories):>9}{seconds:>8.2f}{peak:>7.0f}{seconds / size * 1000:>12.2f}   {rival}")


def grown(reports: Sequence[Item], event_of: Mapping[str, str], size: int) -> list[Item]:
    """As many items as asked for, made from real reports, all within three days.

    Whole events are drawn again and again. Each time an event is drawn it becomes another event: every word
    that fewer than one report in ten uses is replaced, throughout the event, by another of about the same
    frequency. So an item has the length, the common words and the mix of rare and rarer words of a real one.
    """
    chance = random.Random(SEED)
    used = Counter(word for item in reports for word in set(WORD.findall(f"{item.title} {item.text}")))
    rare = sorted(
        (word for word, count in used.items() if count < len(reports) / 10), key=lambda word: (-used[word], word)
    )
    place_of = {word: place for place, word in enumerate(rare)}
    events: dict[str, list[Item]] = defaultdict(list)
    for item in reports:
        events[event_of[item.id]].append(item)
    names = sorted(events)
    items: list[Item] = []
    while len(items) < size:
        rename = partial(WORD.sub, partial(_other_word, rare, place_of, chance.randrange(BAND)))
        moment = NOWHERE + timedelta(minutes=chance.randrange(3 * 24 * 60))
        drawn = len(items)
        for item in events[chance.choice(names)]:
            later = moment + timedelta(minutes=chance.randrange(12 * 60))
            title, text = rename(item.title), rename(item.text)
            items.append(replace(item, id=f"{drawn}-{item.id}", title=title, text=text, published=later))
    return items[:size]


def _other_word(rare: Sequence[str], place_of: Mapping[str, int], shift: int, match: re.Match[str]) -> str:
    """The word that stands for this one in another event: some places on in its band of frequency."""
    place = place_of.get(match[0])
    if place is None:
        return match[0]
    begin = place - place % BAND
    return rare[begin + (place - begin + shift) % min(BAND, len(rare) - begin)]


# --- the front page --------------------------------------------------------------------------------------


def print_days(items: Sequence[Item]) -> None:
    """Day by day, as a run would do it with the stories still alive: the groups that have a new report."""
    alive: tuple[Group, ...] = ()
    for day in sorted({item.published.date() for item in items}):
        new = [item for item in items if item.published.date() == day]
        groups = fold(new, alive)
        print(f"\n{day}: {len(new)} new items, {len(groups)} stories")
        for group in groups:
            if len(group.items) > 1 and any(item in new for item in group.items):
                print(f"  {len(group.items)} reports, {len(by_origin(group.items))} voices")
                for item in group.items:
                    print(f"    {item.published:%d %b} {item.outlet[:20]:20} {kind_of(item):9} {item.title[:90]}")
        alive = tuple(group for group in groups if max(item.published for item in group.items).date() > day - WINDOW)


def has_sklearn() -> bool:
    """Whether the baselines can run; says so where they can't."""
    if importlib.util.find_spec("sklearn"):
        return True
    print("baselines left out: they need scikit-learn (pip install scikit-learn)")
    return False


if __name__ == "__main__":
    main()
