"""Excerpts: how well the choice among a story's reports agrees with editors, and the weights it is made with.

    python -m bench.excerpts MARKS.jsonl EVENTS.jsonl.gz ... [--fit]

MARKS has one line for each report of a story whose opening an editor marked, under the report's own title:
`{"url", "story", "mark": "A" | "E" | "N"}` (printable, with a small edit, not). EVENTS hold the reports. Two halves of
the stories are fitted and judged crosswise, so that no story is judged with weights that saw it. Printed is what would
be told at the cut, beside the first report, the one that says most, and the best there is. `--fit` writes the weights
of `digest.write.excerpts.choice`, fitted to all of them.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.arguments import corpus, made_by, parser
from bench.kinds import read_articles
from bench.logistic import fit
from digest.model import Item
from digest.reading.languages import Language
from digest.write.choosing.case import Case
from digest.write.excerpts.choice import agreement, features
from digest.write.excerpts.consensus import consensus
from digest.write.excerpts.excerpt import excerpt_of
from digest.write.excerpts.heds import hed_of

WEIGHTS = Path(__file__).resolve().parents[1] / "digest" / "write" / "excerpts" / "choice.json"
PENALTY = 2.0
TOLD = 0.85  # share of the stories that are told; the others are headlines
LEADS_TOLD = 0.95  # share of the leads

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One report of a story: what is seen of its excerpt, how much it says what all agree on, and its mark."""

    story: int
    seen: Mapping[str, float]
    agrees: float
    mark: str

    def likely(self, weights: Weights) -> float:
        """As `choice` judges it with these weights."""
        total = weights["constant"] + math.fsum(weights[name] * value for name, value in self.seen.items())
        return 1 / (1 + math.exp(-total))

    def worth(self, weights: Weights) -> float:
        """By which of two reports of one time and source the program chooses."""
        return self.likely(weights) * self.agrees


def main() -> None:
    """Measure, or fit."""
    options = parser(__doc__)
    options.add_argument("marks", type=corpus)
    options.add_argument("events", nargs="+", type=corpus)
    options.add_argument("--fit", action="store_true")
    args = options.parse_args()
    candidates = list(read_candidates(args.marks, args.events))
    halves = [[one for one in candidates if _half(one.story) is half] for half in (False, True)]
    print("\n".join(table(halves)))
    if args.fit:
        made = f"python -m bench.excerpts {args.marks.name} {' '.join(path.name for path in args.events)} --fit"
        whole = {**made_by(made), "weights": dict(fitted(candidates))}
        WEIGHTS.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {WEIGHTS}")


def read_candidates(marks: Path, events: Sequence[Path]) -> Iterator[Candidate]:
    """The marked reports that can still tell their story, with what is seen of them."""
    items = {item.url: item for path in events for item in read_articles(path)}
    stories = defaultdict[int, list[tuple[Item, str]]](list)
    for mark in map(json.loads, marks.read_text(encoding="utf-8").splitlines()):
        if mark["url"] in items:
            stories[mark["story"]].append((items[mark["url"]], mark["mark"]))
    days = defaultdict[Any, list[Item]](list)
    for item in items.values():
        days[item.published.date()].append(item)
    cases = {day: Case(found) for day, found in days.items()}
    language = Language.load("en")
    for story, marked in stories.items():
        reports = [item for item, _ in marked]
        agreed = consensus(tuple(reports))
        for item, mark in marked:
            excerpt = excerpt_of(item, agreed)
            if excerpt and (hed := hed_of(excerpt.beginning, excerpt.text, item, cases[item.published.date()])):
                seen = features(excerpt, hed, reports, language)
                yield Candidate(story, seen, agreement(excerpt, hed, agreed), mark)


def fitted(candidates: Sequence[Candidate]) -> Weights:
    """The weights that make the marks likeliest, and the likelihoods below which a story is a headline."""
    names = list(candidates[0].seen)
    rows = [[1.0, *(one.seen[name] for name in names)] for one in candidates]
    found = fit(rows, [one.mark == "A" for one in candidates], PENALTY)
    weights = {name: round(weight, 3) for name, weight in zip(["constant", *names], found, strict=True)}
    best = sorted((max(one.likely(weights) for one in story) for story in _stories(candidates)), reverse=True)
    least, of_lead = (round(best[int(share * len(best)) - 1], 3) for share in (TOLD, LEADS_TOLD))
    return weights | {"least": least, "least of a lead": of_lead}


def table(halves: Sequence[Sequence[Candidate]]) -> Iterator[str]:
    """Of what would be told: how many stories, and the share of each mark."""
    crosswise = [(fitted(halves[1 - at]), half) for at, half in enumerate(halves)]
    judged = [(one.likely(weights), one) for weights, half in crosswise for one in half]
    yield f"{len(judged)} reports; a printable one goes before one that is not in {_auc(judged):.3f} of the pairs"
    ways: dict[str, Callable[[Sequence[Candidate], Weights], Candidate | None]] = {
        "as told, at the cut": lambda story, weights: _told(story, weights, weights["least"]),
        "as told, leads": lambda story, weights: _told(story, weights, weights["least of a lead"]),
        "as told, all": lambda story, weights: _told(story, weights, 0.0),
        "likeliest": lambda story, weights: max(story, key=lambda one: one.likely(weights)),
        "says what all agree on": lambda story, _: max(story, key=lambda one: one.agrees),
        "the first": lambda story, _: story[0],
        "best there is": lambda story, _: min(story, key=lambda one: one.mark),
    }
    yield f"{'':24}{'told':>6}{'A':>8}{'E':>8}{'N':>8}"
    for name, choose in ways.items():
        chosen = [choose(story, weights) for weights, half in crosswise for story in _stories(half)]
        marks = Counter(one.mark for one in chosen if one)
        shares = "".join(f"{marks[mark] / max(1, marks.total()):8.2f}" for mark in "AEN")
        yield f"{name:24}{marks.total():6}{shares}"


def _told(story: Sequence[Candidate], weights: Weights, least: float) -> Candidate | None:
    fit = [one for one in story if one.likely(weights) >= least]
    return max(fit, key=lambda one: one.worth(weights), default=None)


def _stories(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    found = defaultdict[int, list[Candidate]](list)
    for one in candidates:
        found[one.story].append(one)
    return list(found.values())


def _auc(judged: Sequence[tuple[float, Candidate]]) -> float:
    good, bad = ([likely for likely, one in judged if (one.mark == "A") is side] for side in (True, False))
    return sum((a > b) + 0.5 * (a == b) for a in good for b in bad) / max(1, len(good) * len(bad))


def _half(story: int) -> bool:
    return sha256(str(story).encode()).digest()[0] % 2 == 1


if __name__ == "__main__":
    main()
