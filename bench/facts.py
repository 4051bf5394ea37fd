"""The fact check on real texts: `python -m bench.facts [DATA] [-v]`, DATA being the folder of the corpora;
`-v` prints the refused sentences.

Two figures from one run. *Sentence AUC* on `qags` (sentences of model summaries that three people judged):
how well a score tells faithful sentences from others. *Blocked* on `realsumm_cnndm`: the share of sentences of
human reference summaries, all of them good paraphrase, that are refused: by the facts gate, and by the whole check
of a draft, which also asks for quotation marks around what somebody said.

Reading the texts honestly. The references are tokenised and keep their capitals: they are split at their sentence
ends and the token marks (`` '' -lrb-) are put back, nothing else. The articles are lower-cased, which loses the
joints between offices and names, and have no date: a weekday that an article leaves out counts as refused.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from digest.model import Draft, Finding, Item, Sentence, Story
from digest.write.checking import check_draft
from digest.write.facts import unsupported
from digest.write.sentences import sentences
from digest.write.support import support

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_HED = "The news of the day"
_DAY = datetime(2015, 5, 1, 12, tzinfo=UTC)  # realsumm is of spring 2015; a weekday resolves to some day in any case


def main() -> None:
    """Print the table."""
    data = next((Path(word) for word in sys.argv[1:] if word != "-v"), DATA)
    judged = [row for name in sorted((data / "qags").glob("*.jsonl.gz")) for row in _qags(name)]
    truth = [faithful for _, _, faithful in judged]
    print(f"{'sentence AUC on qags, ' + str(len(judged)) + ' sentences':50} AUC    halves        20 folds, sd")
    for name, score in _SCORES.items():
        values = [score(sentence, item) for item, sentence, _ in judged]
        halves = " ".join(f"{auc(values[at::2], truth[at::2]):.3f}" for at in (0, 1))
        print(f"  {name:48} {auc(values, truth):.3f}  {halves}   {_spread(values, truth):.3f}")
    print("\nreference sentences of realsumm_cnndm that are refused")
    for name, gate in _GATES.items():
        _print_refused(name, [(sentence, gate(sentence, item)) for sentence, item in _references(data)])


def _print_refused(name: str, checked: list[tuple[str, tuple[Finding, ...]]]) -> None:
    failed = [(sentence, found) for sentence, found in checked if found]
    kinds = Counter(finding.kind for _, found in failed for finding in found)
    print(f"  {name:48} {len(failed)} of {len(checked)} = {len(failed) / len(checked):.1%}")
    print("    " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    if "-v" in sys.argv:
        for sentence, found in failed:
            print("     ", [finding.detail for finding in found], sentence)


def auc(values: list[float], truth: list[bool]) -> float:
    """The chance that a faithful sentence scores higher than another one (Mann and Whitney)."""
    good = [value for value, faithful in zip(values, truth, strict=True) if faithful]
    bad = [value for value, faithful in zip(values, truth, strict=True) if not faithful]
    return sum((one > other) + 0.5 * (one == other) for one in good for other in bad) / (len(good) * len(bad))


def _spread(values: list[float], truth: list[bool]) -> float:
    """Standard deviation over random halves: what a figure from so few sentences is worth."""
    dice, found = random.Random(1), []
    for _ in range(20):
        half = dice.sample(range(len(values)), len(values) // 2)
        found.append(auc([values[at] for at in half], [truth[at] for at in half]))
    mean = sum(found) / len(found)
    return (sum((one - mean) ** 2 for one in found) / len(found)) ** 0.5


def _qags(path: Path) -> Iterator[tuple[Item, str, bool]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            item = _item(row["id"], row["article"])
            for judged in row["sentences"]:
                yield item, judged["sentence"], judged["faithful"]


def _item(name: str, text: str) -> Item:
    return Item(name, "https://example.org/", _HED, "outlet", "feed", _DAY, text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _best_sentence(sentence: str, item: Item) -> float:
    words = _words(sentence)
    sources = [set(_words(span.text)) for span in sentences(item.text)]
    return max(sum(word in source for word in words) / len(words) for source in sources)


def _whole_article(sentence: str, item: Item) -> float:
    words, source = _words(sentence), set(_words(item.text))
    return sum(word in source for word in words) / len(words)


_SCORES: dict[str, Callable[[str, Item], float]] = {
    "best source sentence, unigram precision": _best_sentence,
    "whole article, unigram precision": _whole_article,
    "gate: number of findings": lambda sentence, item: -len(unsupported(sentence, [item])),
    "digest: support": lambda sentence, item: support(sentence, [item]),
}


def _checked(sentence: str, item: Item) -> tuple[Finding, ...]:
    """What the whole check of a draft finds in a draft of this one sentence, and of no hed but the article's."""
    story = Story("story", "topic", (item,))
    draft = Draft(_HED, (Sentence(sentence, (item.id,)),))
    brief, findings = check_draft(draft, story, (), "reference")
    return findings if brief is None else ()


_GATES: dict[str, Callable[[str, Item], tuple[Finding, ...]]] = {
    "facts alone: numbers, dates, names": lambda sentence, item: unsupported(sentence, [item]),
    "the whole check of a sentence": _checked,
}


def _references(data: Path) -> Iterator[tuple[str, Item]]:
    with (data / "realsumm_cnndm" / "docs.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            item = _item(row["id"], detokenised(row["article"]))
            for sentence in _reference_sentences(row["reference"]):
                yield detokenised(sentence), item


def _reference_sentences(reference: str | list[str]) -> Iterator[str]:
    parts = reference if isinstance(reference, list) else re.split(r"\n|(?<= [.!?]) (?!'')", reference)
    yield from (part.strip() for part in parts if re.search(r"\w", part))


def detokenised(text: str) -> str:
    """Penn tokens as running text."""
    text = text.replace("’", "'").replace("‘", "'")
    for token, mark in (("-lrb-", "("), ("-rrb-", ")"), ("``", '"'), ("''", '"')):
        text = text.replace(token, mark)
    text = re.sub(r"\s+(n't|'s|'re|'ve|'ll|'d|'m|')(?=\s|$)", r"\1", text)
    text = re.sub(r"(?<=[£$€#(])\s+|\s+(?=[,.;:!?%)](?!\d))", "", text)
    text = re.sub(r"\s-\s(?=\w)", "-", text)
    return re.sub(r"(?<=\d)\s*,\s*(?=\d{3}\b)", ",", text)


if __name__ == "__main__":
    main()
