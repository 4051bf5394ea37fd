"""Excerpts beside human summaries: `python -m bench.summaries [DATA]`; needs `pip install rouge-score`.

ROUGE-1 / 2 / Lsum (F1, stemmed), every system in one run, on `allsides_events` (100 events with a neutral summary,
several outlets each). An excerpt is not made to resemble a summary: it is
one outlet's opening, as it stands. The figures say only whether the right report was chosen; whether it reads well is
for an editor's eye (`bench.issues`).
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from bench.arguments import DATA, corpus, parser
from digest.model import Item, Story
from digest.reading.sentences import sentences
from digest.reading.words import content
from digest.write.choosing.case import Case
from digest.write.excerpts.review import press_review


def main() -> None:
    """Print the table."""
    options = parser(__doc__)
    options.add_argument("data", nargs="?", type=corpus, default=f"{DATA}")
    data = options.parse_args().data
    events = list(_events(data))[:100]
    rivals = {"lead-1 of each": _lead_of_each, "LexRank, 3 sentences": _lexrank}
    _table("allsides_events, 100 events", events, rivals | {"digest, excerpt": _excerpt})
    print(f"\n{sum(not _excerpt(story) for story, _ in events)} of {len(events)} events without an excerpt")


def _table(title: str, stories: list[tuple[Story, str]], systems: Mapping[str, Callable[[Story], list[str]]]) -> None:
    try:
        from rouge_score import rouge_scorer
    except ImportError:
        raise SystemExit("bench.summaries measures with rouge-score; run: pip install rouge-score") from None

    kinds = ("rouge1", "rouge2", "rougeLsum")
    scorer = rouge_scorer.RougeScorer(kinds, use_stemmer=True)
    print(f"\n{title:44} R-1   R-2   R-Lsum   words")
    for name, system in systems.items():
        told = [system(story) for story, _ in stories]
        scores = [
            scorer.score("\n".join(reference_sentences(reference)), "\n".join(ours))
            for ours, (_, reference) in zip(told, stories, strict=True)
        ]
        means = [100 * sum(score[kind].fmeasure for score in scores) / len(scores) for kind in kinds]
        words = sum(len(" ".join(ours).split()) for ours in told) / len(told)
        print(f"  {name:42}" + " ".join(f"{mean:5.1f}" for mean in means) + f"    {words:5.0f}")


def _excerpt(story: Story) -> list[str]:
    """What an issue of the day of the story's latest report shows of it; nothing where it is a headline only."""
    today = max(item.published for item in story.items).date()
    brief = press_review(story, (), today, Case(story.items), news=story.items)
    return [sentence.text for sentence in (*brief.summary, *brief.adds)] if brief else []


def reference_sentences(text: str) -> list[str]:
    """One sentence a line, as ROUGE-Lsum wants them."""
    return [span.text for part in text.split("\n") for span in sentences(re.sub(r" (?=[.!?](?:\s|$))", "", part))]


def _events(data: Path) -> Iterator[tuple[Story, str]]:
    with gzip.open(data / "allsides_events" / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["ref_summary"]:
                items = (_item(doc["id"], doc["title"], doc["source"], doc["date"], doc["text"]) for doc in row["docs"])
                yield Story(row["event"], "topic", tuple(sorted(items, key=lambda i: -len(i.text)))), row["ref_summary"]


def _item(name: str, title: str, outlet: str, date: str, text: str) -> Item:
    published = datetime.fromisoformat(f"{date[:10]}T12:00:00+00:00")
    return Item(name, "https://example.org/", title, outlet, "feed", published, text)


def _lead_of_each(story: Story) -> list[str]:
    return [spans[0].text for item in story.items if (spans := sentences(item.text))]


def _lexrank(story: Story, most: int = 3) -> list[str]:
    """Continuous LexRank (Erkan and Radev, 2004): TF-IDF cosines, damping .85."""
    texts = [span.text for item in story.items for span in sentences(item.text)]
    bags = [Counter(content(text)) for text in texts]
    seen = Counter(word for bag in bags for word in bag)
    vectors = [{word: count * math.log(len(bags) / seen[word]) for word, count in bag.items()} for bag in bags]
    norms = [math.sqrt(sum(value * value for value in vector.values())) or 1.0 for vector in vectors]
    links = [
        [
            sum(value * other.get(word, 0.0) for word, value in one.items()) / norms[i] / norms[j]
            for j, other in enumerate(vectors)
        ]
        for i, one in enumerate(vectors)
    ]
    links = [[link / (sum(row) or 1.0) for link in row] for row in links]
    ranks = [1.0 / len(texts)] * len(texts)
    for _ in range(20):
        ranks = [
            0.15 / len(texts) + 0.85 * sum(rank * row[j] for rank, row in zip(ranks, links, strict=True))
            for j in range(len(texts))
        ]
    best = sorted(range(len(texts)), key=lambda at: -ranks[at])[:most]
    return [texts[at] for at in sorted(best)]


if __name__ == "__main__":
    main()
