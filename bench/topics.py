"""Topics from a one-line description: ours by words and with embeddings, keywords, TF-IDF and MiniLM, side by side.

    python -m bench.topics [FOLDER] [--vectors FILE]

`MiniLM` is the plain cosine; `digest+` is what `digest` makes of the same vectors and of the words. Both are left
out where the extra `[embed]` is not installed. FILE keeps the vectors for the next time.

FOLDER holds `bbc_topics/*.jsonl.gz` and `allsides_topics/*.jsonl.gz`, one article a line with `label`, `title`
and `text`; default ../shared/data. Each article carries one topic, given by an editor. The descriptions below
were written before anything was measured; topics with fewer than 20 articles are left out. TF-IDF is measured
if scikit-learn is installed. The last lines say what an issue would keep: F1 over all topics of the articles
that fit well enough, and how many fit subjects that the set hardly has, which should be next to none.
"""

from __future__ import annotations

import gzip
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import mul
from pathlib import Path

from bench.arguments import DATA, corpus, parser
from bench.vectors import local_vectors
from digest.curate.describing import ON_TOPIC, Shelf
from digest.curate.meaning import BACKGROUND, NO_VECTORS, Meanings, item_text
from digest.curate.topics import described_fits
from digest.model import Item, Vector
from digest.reading.words import bases

LEAST = 20  # articles of a topic
ABOUT = {
    "bbc_topics": {
        "politics": "British politics: government, parliament, elections and parties",
        "business": "Business: companies, markets, economy and finance",
        "sport": "Sport: football, rugby, cricket, tennis and athletics",
        "entertainment": "Entertainment: film, music, television and celebrities",
        "tech": "Technology: computers, internet, mobile phones and games",
    },
    "allsides_topics": {
        "north_korea": "North Korea's nuclear programme and diplomacy with it",
        "fbi": "The FBI and its investigations",
        "immigration": "Immigration policy and border security in the United States",
        "trade": "International trade, tariffs and trade agreements",
        "gun_control_and_gun_rights": "Gun control and gun rights in America",
        "supreme_court": "The US Supreme Court, its justices and rulings",
        "economy_and_jobs": "The US economy, jobs and unemployment",
        "healthcare": "Health care and health insurance policy",
        "violence_in_america": "Shootings and violent crime in America",
        "education": "Schools, universities and education policy",
        "middle_east": "Conflicts and politics in the Middle East",
        "environment": "Climate change and the environment",
        "federal_budget": "The federal budget, spending and government shutdowns",
        "abortion": "Abortion rights and law",
        "taxes": "Taxes and tax reform",
    },
}

ABSENT = {
    "bbc_topics": ("Recipes, cooking and restaurants of Italy", "Space exploration and astronomy"),
    "allsides_topics": ("Tennis and golf tournaments", "Formula One racing", "Space exploration and astronomy"),
}

Score = Callable[[str], Sequence[float]]


@dataclass(frozen=True)
class Set:
    """Articles with the topics an editor gave them, and the vectors of their texts; none without the model."""

    name: str
    items: Sequence[Item]
    labels: Sequence[str]
    vectors: Mapping[str, Vector]


def average_precision(scores: Sequence[float], relevant: Sequence[bool]) -> float:
    """The mean precision at each relevant article; articles of equal score count as shuffled among themselves."""
    found, seen, total = 0.0, 0, 0.0
    by_score = Counter(scores)
    hits = Counter(score for score, right in zip(scores, relevant, strict=True) if right)
    for score in sorted(by_score, reverse=True):
        share = hits[score] / by_score[score]
        for _ in range(by_score[score]):
            seen, found = seen + 1, found + share
            total += share * found / seen
    return total / max(sum(relevant), 1)


def scorers(data: Set) -> dict[str, Callable[[], Score]]:
    """The candidates by name: each prepares the articles and gives what scores them for one description."""
    items, vectors = data.items, data.vectors
    found: dict[str, Callable[[], Score]] = {"keywords": lambda: keywords(items)}
    try:
        import sklearn  # noqa: F401
    except ImportError:
        print("scikit-learn is not installed: no column TF-IDF")
    else:
        found["TF-IDF"] = lambda: tf_idf(items)
    if vectors:
        found["MiniLM"] = lambda: cosine(items, vectors)
    found["digest"] = lambda: with_vectors(items, NO_VECTORS)
    if vectors:
        found["digest+"] = lambda: with_vectors(items, vectors)
    return found


def keywords(items: Sequence[Item]) -> Score:
    """How often the words of the description stand in the article."""
    bags = [Counter(bases(f"{item.title} {item.text}")) for item in items]
    return lambda about: [sum(bag[word] for word in set(bases(about)) if len(word) > 3) for bag in bags]


def tf_idf(items: Sequence[Item]) -> Score:
    """The cosine of scikit-learn's TF-IDF vectors, with its English stop words and sublinear counts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    matrix = vectorizer.fit_transform([f"{item.title}. {item.text}" for item in items])
    return lambda about: (matrix @ vectorizer.transform([about]).T).toarray().ravel().tolist()


def cosine(items: Sequence[Item], vectors: Mapping[str, Vector]) -> Score:
    """The cosine of the vectors."""
    return lambda about: [sum(map(mul, vectors[item_text(item)], vectors[about])) for item in items]


def with_vectors(items: Sequence[Item], vectors: Mapping[str, Vector]) -> Score:
    """The fit of `digest`, by the vectors too where the config has `writer.embeddings`."""
    shelf, meanings = Shelf(items), Meanings(items, vectors)
    return lambda about: described_fits(shelf, meanings, about)


def articles(folder: Path) -> tuple[list[Item], list[str]]:
    """The articles of one set, and their topics."""
    rows = [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl.gz"))
        for line in gzip.open(file, "rt", encoding="utf-8")  # noqa: SIM115
    ]
    day = datetime(2025, 1, 1, tzinfo=UTC)
    items = [
        Item(row["id"], f"https://example.org/{row['id']}", row["title"], "", "", day, row["text"]) for row in rows
    ]
    return items, [row["label"] for row in rows]


def report(data: Set) -> None:
    """Print the table of one set."""
    truth = {
        label: [other == label for other in data.labels]
        for label in ABOUT[data.name]
        if data.labels.count(label) >= LEAST
    }
    table: dict[str, list[float]] = {}
    below: dict[str, tuple[float, int, float]] = {}
    for name, prepare in scorers(data).items():
        began = time.perf_counter()
        score = prepare()
        scores = {label: score(ABOUT[data.name][label]) for label in truth}
        seconds = time.perf_counter() - began
        table[name] = [average_precision(scores[label], truth[label]) for label in truth]
        strays = sum(fit >= ON_TOPIC for about in ABSENT[data.name] for fit in score(about))
        below[name] = (statistics.mean(kept_f1(scores[label], truth[label]) for label in truth), strays, seconds)
    print(f"\n{data.name}: {len(data.items)} articles")
    _row("average precision", table)
    for number, label in enumerate(truth):
        _row(label, [f"{column[number]:.3f}" for column in table.values()])
    _row("mean", [f"{statistics.mean(column):.3f}" for column in table.values()])
    ours = [name.startswith("digest") for name in table]
    _row(
        "F1 of what is kept",
        [f"{f1:.3f}" if own else "-" for own, (f1, _, _) in zip(ours, below.values(), strict=True)],
    )
    _row(
        "kept for absent subjects",
        [f"{n}" if own else "-" for own, (_, n, _) in zip(ours, below.values(), strict=True)],
    )
    _row("seconds", [f"{seconds:.2f}" for _, _, seconds in below.values()])


def kept_f1(fits: Sequence[float], relevant: Sequence[bool]) -> float:
    """F1 of the articles that fit well enough for an issue."""
    kept = [fit >= ON_TOPIC for fit in fits]
    right = sum(one and other for one, other in zip(kept, relevant, strict=True))
    return 2 * right / max(sum(kept) + sum(relevant), 1)


def _row(label: str, cells: Iterable[str]) -> None:
    print(f"{label:28}" + "".join(f"{cell:>10}" for cell in cells))


def main() -> None:
    """Print a table for each set that is there."""
    options = parser(__doc__)
    options.add_argument("folder", nargs="?", type=corpus, default=f"{DATA}")
    options.add_argument("--vectors", type=Path, help="a file that keeps the vectors")
    asked = options.parse_args()
    for name, abouts in ABOUT.items():
        if not (asked.folder / name).is_dir():
            print(f"{asked.folder / name} is not there")
            continue
        items, labels = articles(asked.folder / name)
        texts = [*BACKGROUND, *abouts.values(), *ABSENT[name], *map(item_text, items)]
        report(Set(name, items, labels, local_vectors(texts, asked.vectors)))


if __name__ == "__main__":
    main()
