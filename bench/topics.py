"""Topics from a one-line description: average precision of ours, keywords and TF-IDF, side by side.

    python -m bench.topics [FOLDER]

FOLDER holds `bbc_topics/*.jsonl.gz` and `allsides_topics/*.jsonl.gz`, one article a line with `label`, `title`
and `text`; default ../shared/data. Each article carries one topic, given by an editor. The descriptions below
were written before anything was measured; topics with fewer than 20 articles are left out. TF-IDF is measured
if scikit-learn is installed. The last column repeats what MiniLM embeddings reached, as published with the data.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from digest.curate.describing import Shelf
from digest.curate.terms import words
from digest.model import Item

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
MINILM = {("bbc_topics", "politics"): 0.869}
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

Scorer = Callable[[str], Sequence[float]]


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


def scorers(items: Sequence[Item]) -> dict[str, Callable[[], Scorer]]:
    """The candidates by name: each prepares the articles and gives what scores them for one description."""
    found: dict[str, Callable[[], Scorer]] = {
        "keywords": lambda: keywords(items),
        "digest": lambda: Shelf(items).fits,
    }
    try:
        import sklearn  # noqa: F401
    except ImportError:
        print("scikit-learn is not installed: no column TF-IDF")
    else:
        found["TF-IDF"] = lambda: tf_idf(items)
    return found


def keywords(items: Sequence[Item]) -> Scorer:
    """How often the words of the description stand in the article."""
    bags = [Counter(words(f"{item.title} {item.text}")) for item in items]
    return lambda about: [sum(bag[word] for word in set(words(about)) if len(word) > 3) for bag in bags]


def tf_idf(items: Sequence[Item]) -> Scorer:
    """The cosine of scikit-learn's TF-IDF vectors, with its English stop words and sublinear counts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    matrix = vectorizer.fit_transform([f"{item.title}. {item.text}" for item in items])
    return lambda about: (matrix @ vectorizer.transform([about]).T).toarray().ravel().tolist()


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


def report(name: str, folder: Path) -> None:
    """Print the table of one set."""
    items, labels = articles(folder)
    seconds: dict[str, float] = {}
    table: dict[str, dict[str, float]] = {}
    for scorer, prepare in scorers(items).items():
        began = time.perf_counter()
        score = prepare()
        table[scorer] = {
            label: average_precision(score(about), [other == label for other in labels])
            for label, about in ABOUT[name].items()
            if labels.count(label) >= 20
        }
        seconds[scorer] = time.perf_counter() - began
    print(
        f"\n{name}: {len(items)} articles\n{'average precision':28}" + "".join(f"{s:>10}" for s in table) + "    MiniLM"
    )
    for label in table["digest"]:
        quoted = MINILM.get((name, label))
        shown = "".join(f"{row[label]:10.3f}" for row in table.values())
        print(f"{label:28}{shown}{f'{quoted:10.3f}' if quoted else '         -'}")
    print(f"{'mean':28}" + "".join(f"{statistics.mean(row.values()):10.3f}" for row in table.values()))
    print(f"{'seconds':28}" + "".join(f"{seconds[scorer]:10.2f}" for scorer in table))


def main() -> None:
    """Print a table for each set that is there."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    for name in ABOUT:
        if (folder / name).is_dir():
            report(name, folder / name)
        else:
            print(f"{folder / name} is not there")


if __name__ == "__main__":
    main()
