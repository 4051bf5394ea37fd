"""The fact check on real texts: `python -m bench.facts [DATA] [-v]`, DATA being the folder of the corpora;
`-v` prints what is refused.

Three figures from one run. *Sentence AUC* on `qags` (sentences of model summaries that three people judged):
how well a score tells faithful sentences from others. The same of sentences that copy: those of four systems about the
articles of `realsumm_cnndm`, against 400 pieced together from the beginning of one sentence and the end of another,
as such systems do where they are wrong. *Blocked* on `realsumm_cnndm`: the share of sentences of
human reference summaries, all of them good paraphrase, that are refused: by the facts gate, and by the whole check
of a draft, which also asks for quotation marks around what somebody said.

Reading the texts honestly. The references are tokenised and keep their capitals: they are split at their sentence
ends and the token marks (`` '' -lrb-) are put back, nothing else. The articles are lower-cased, which loses the
joints between offices and names, and have no date: a weekday that an article leaves out counts as refused.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.arguments import DATA, corpus, parser
from digest.model import Draft, Finding, Item, Sentence, Story
from digest.reading.statements import statements
from digest.write.checks.checking import check_draft
from digest.write.checks.copy_desk import Round
from digest.write.facts.support import support
from digest.write.facts.unsupported import unsupported

_HED = "The news of the day"
_PADDING = ("The newspaper was printed at night.", "It was sold in the morning.")
_SHORT, _LONG = 5, 40  # words of a sentence that can be pieced with another
_EACH = 4  # such sentences of an article
_DAY = datetime(2015, 5, 1, 12, tzinfo=UTC)  # realsumm is of spring 2015; a weekday resolves to some day in any case


def main() -> None:
    """Print the table."""
    options = parser(__doc__)
    options.add_argument("data", nargs="?", type=corpus, default=f"{DATA}")
    options.add_argument("-v", action="store_true", help="print what is refused")
    asked = options.parse_args()
    data = asked.data
    judged = [row for name in sorted((data / "qags").glob("*.jsonl.gz")) for row in _qags(name)]
    truth = [faithful for _, _, faithful in judged]
    print(f"{'sentence AUC on qags, ' + str(len(judged)) + ' sentences':50} AUC    halves        20 folds, sd")
    for name, score in _SCORES.items():
        values = [score(sentence, item) for item, sentence, _ in judged]
        halves = " ".join(f"{auc(values[at::2], truth[at::2]):.3f}" for at in (0, 1))
        print(f"  {name:48} {auc(values, truth):.3f}  {halves}   {_spread(values, truth):.3f}")
    _print_single(data)
    print("\nreference sentences of realsumm_cnndm that are refused")
    references = list(_references(data))
    for name, gate in _GATES.items():
        _print_refused(
            name, sum(len(summary) for summary, _ in references), [gate(*one) for one in references], asked.v
        )


def _print_single(data: Path) -> None:
    """How well a score tells the sentences of four systems, most of them copied and true, from pieced ones."""
    dice = random.Random(7)
    told = [(item, sentence) for item, summaries in _systems(data) for sentence in summaries]
    pieced = [(item, sentence) for item, _ in _systems(data) for sentence in _pieced(item, dice)]
    truth = [True] * len(told) + [False] * len(pieced)
    title = f"{len(told)} sentences of systems, {len(pieced)} pieced together"
    print(f"\n{title:50} AUC")
    for name, score in _SCORES.items():
        print(f"  {name:48} {auc([score(sentence, item) for item, sentence in (*told, *pieced)], truth):.3f}")


def _systems(data: Path) -> Iterator[tuple[Item, list[str]]]:
    with (data / "realsumm_cnndm" / "docs.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            lines = (line for text in row["systems"].values() for line in re.sub(r"</?t>", "", text).split("\n"))
            written = [detokenised(line.strip()) for line in lines]
            yield _item(row["id"], detokenised(row["article"])), [one for one in written if len(one.split()) >= _SHORT]


def _pieced(item: Item, dice: random.Random) -> Iterator[str]:
    """Sentences of the beginning of one of the article's and the end of one beside it."""
    found = [one.text.split() for one in statements(item.text) if _SHORT < len(one.text.split()) < _LONG]
    for at in dice.sample(range(len(found)), min(_EACH, len(found))):
        first, second, cut = found[at], found[at - 1], dice.uniform(0.35, 0.65)
        yield " ".join((*first[: int(cut * len(first))], *second[int(cut * len(second)) :]))


def _print_refused(name: str, total: int, results: list[tuple[int, tuple[Finding, ...]]], each: bool) -> None:
    refused, findings = sum(count for count, _ in results), [finding for _, found in results for finding in found]
    print(f"  {name:48} {refused} of {total} = {refused / total:.1%}")
    print("    " + ", ".join(f"{kind} {count}" for kind, count in Counter(f.kind for f in findings).most_common()))
    if each:
        for finding in findings:
            print("     ", finding.kind, finding.detail)


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
    return math.sqrt(sum((one - mean) ** 2 for one in found) / len(found))


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
    sources = [set(_words(one.text)) for one in statements(item.text)]
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


def _facts(summary: list[str], item: Item) -> tuple[int, tuple[Finding, ...]]:
    """How many sentences the facts gate refuses, each by itself, and why."""
    found = [unsupported(sentence, [item]) for sentence in summary]
    return sum(map(bool, found)), tuple(finding for findings in found for finding in findings)


def _whole_check(summary: list[str], item: Item) -> tuple[int, tuple[Finding, ...]]:
    """The same of the whole check of a draft; a sentence that must lose its quotation marks counts as refused, and
    so do all of a draft that is refused as a whole.

    Two sentences of the article's own stand behind each summary, so that none is refused for being short.
    """
    item = replace(item, text=f"{item.text}\n\n{' '.join(_PADDING)}")
    draft = Draft(item.title, tuple(Sentence(sentence, (item.id,)) for sentence in (*summary, *_PADDING)))
    brief, findings = check_draft(
        draft, Story("story", "topic", (item,)), (), "reference", Round(_DAY.date(), rescue=True)
    )
    if brief is None:  # its first sentence is refused, and what is left does not tell the hed
        return len(summary), findings
    unmarked = sum(finding.facts.line == "marks lost" for finding in findings)
    return len(draft.summary) - len(brief.summary) + unmarked, findings


_GATES: dict[str, Callable[[list[str], Item], tuple[int, tuple[Finding, ...]]]] = {
    "facts alone: numbers, dates, names": _facts,
    "the whole check of a draft": _whole_check,
}


def _references(data: Path) -> Iterator[tuple[list[str], Item]]:
    with (data / "realsumm_cnndm" / "docs.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            summary = [detokenised(sentence) for sentence in _reference_sentences(row["reference"])]
            yield summary, _item(row["id"], detokenised(row["article"]))


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
