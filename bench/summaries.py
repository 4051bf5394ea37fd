"""Extractive summaries on real texts: `python -m bench.summaries [DATA] [-v]`; needs `pip install rouge-score`.

ROUGE-1 / 2 / Lsum (F1, stemmed) against human references, every system in one run: on `allsides_events` (100
events with a neutral summary, several outlets each) and on `realsumm_cnndm` (one article each). The figures say
whether the sentences are about the right things; whether they read well is for an editor's eye (`-v` prints them).
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bench.arguments import DATA, corpus, parser
from digest.language.english import content
from digest.language.sentences import sentences
from digest.model import Draft, Item, Quote, Story
from digest.write.facts.unsupported import unsupported
from digest.write.quotes.finding import candidates
from digest.write.telling.extractive import draft


def main() -> None:
    """Print both tables."""
    options = parser(__doc__)
    options.add_argument("data", nargs="?", type=corpus, default=f"{DATA}")
    options.add_argument("-v", action="store_true", help="print the summaries")
    asked = options.parse_args()
    data = asked.data
    events = list(_events(data))[:100]
    _table(
        "allsides_events, 100 events",
        events,
        {"lead-1 of each": _lead_of_each, "LexRank, 3 sentences": _lexrank, "digest, 3 sentences": _digest(3),
         "digest, 2 sentences": _digest(2)}, each=asked.v,
    )  # fmt: skip
    _table(
        "realsumm_cnndm, 100 articles",
        list(_articles(data)),
        {"lead-3": _lead_3, "digest, 3 sentences": _digest(3)},
        False,
    )
    drafts = [(story, _draft(story)) for story, _ in events]
    lines = [(sentence.text, story) for story, told in drafts for sentence in told.summary]
    wrong = sum(bool(unsupported(text, story.items)) for text, story in lines)
    words = sum(len(text.split()) for text, _ in lines) / len(lines)
    heard = sum(
        len({item for s in told.summary for item in s.items}) > 1 for story, told in drafts if len(story.outlets) > 1
    )
    several = sum(len(story.outlets) > 1 for story, _ in events)
    print(f"\n{len(lines)} sentences of {words:.0f} words on average, {wrong} with something the gate refuses;")
    print(f"{heard} of {several} stories with several outlets are told from more than one; ", end="")
    print(f"{sum(not told.summary for _, told in drafts)} stories without a sentence")


def _table(
    title: str, stories: list[tuple[Story, str]], systems: dict[str, Callable[[Story], list[str]]], each: bool
) -> None:
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
        if each and name.startswith("digest, 3"):
            for story, _ in stories:
                _print(story)


def _draft(story: Story, most: int = 3, quotes: Sequence[Quote] = ()) -> Draft:
    """The story as told in an issue of the day of its latest report."""
    today = max(item.published for item in story.items).date()
    return draft(story, quotes, today, sentences=most)


def _print(story: Story) -> None:
    """All that a reader would get of it, the pull quote included."""
    quotes = candidates(story)
    told = _draft(story, 3, quotes)
    print(f"    {told.hed}", *(sentence.text for sentence in told.summary), sep="\n      ")
    for label, sentence in (("why", told.why), ("next", told.next)):
        if sentence:
            print(f"      {label}: {sentence.text}")
    for number in told.quotes:
        print(f"      “{quotes[number].text}” -- {quotes[number].speaker}, {quotes[number].role}")


def reference_sentences(text: str) -> list[str]:
    """One sentence a line, as ROUGE-Lsum wants them."""
    return [span.text for part in text.split("\n") for span in sentences(re.sub(r" (?=[.!?](?:\s|$))", "", part))]


def _events(data: Path) -> Iterator[tuple[Story, str]]:
    with gzip.open(data / "allsides_events" / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["ref_summary"]:
                items = (_item(doc["id"], doc["title"], doc["source"], doc["date"], doc["text"]) for doc in row["docs"])
                yield Story(row["event"], "topic", tuple(sorted(items, key=lambda i: -len(i.text)))), row["ref_summary"]


def _articles(data: Path) -> Iterator[tuple[Story, str]]:
    with (data / "realsumm_cnndm" / "docs.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            text = _capitalised(row["article"])
            yield Story(row["id"], "topic", (_item(row["id"], "", "outlet", "2015-05-01", text),)), row["reference"]


def _capitalised(text: str) -> str:
    """The tokenised, lower-cased article as text with sentences: the splitter and the writer look for capitals."""
    text = text.replace("``", '"').replace("''", '"').replace("-lrb-", "(").replace("-rrb-", ")")
    text = re.sub(r"\s+(n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", re.sub(r"\s+([.,;:!?])(?=\s|$)", r"\1", text))
    return re.sub(r"(^|[.!?]\s+(?:\"\s*)?)([a-z])", lambda match: match[1] + match[2].upper(), text)


def _item(name: str, title: str, outlet: str, date: str, text: str) -> Item:
    published = datetime.fromisoformat(f"{date[:10]}T12:00:00+00:00")
    return Item(name, "https://example.org/", title, outlet, "feed", published, text)


def _digest(most: int) -> Callable[[Story], list[str]]:
    return lambda story: [sentence.text for sentence in _draft(story, most).summary]


def _lead_of_each(story: Story) -> list[str]:
    return [spans[0].text for item in story.items if (spans := sentences(item.text))]


def _lead_3(story: Story) -> list[str]:
    return [span.text for span in sentences(story.items[0].text)[:3]]


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
