"""The table of `bench.stories`: ours by words and with vectors, and what could be taken instead, on some sets.

No row of a set has a number that was chosen on that set, but for the settings that the program comes with: those were
chosen on all of them. What is fitted, and the thresholds of the rivals, are what is best on the mean of the other sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from statistics import mean

from bench.story_baselines import Stories, average_link, single_pass, vector_link
from bench.story_fitting import Gold, Read, Scorer, Scores, Vectors, fitted
from digest.curate.pairs import fitted_weights
from digest.model import Item

Rival = Callable[[Sequence[Item], Sequence[float]], list[Stories]]
Forms = Mapping[str, Scores]
THRESHOLDS = [step / 50 for step in range(3, 48)]


def table(golds: Sequence[Gold], scorer: Scorer, vectors: Vectors, *, with_rivals: bool) -> Iterator[str]:
    """A block of lines for each set."""
    rivals = _rivals(vectors) if with_rivals else {}
    swept = {(name, gold.name): _swept(rival, gold, scorer) for name, rival in rivals.items() for gold in golds}
    for gold in golds:
        others = [other for other in golds if other is not gold] or [gold]
        reads = gold.forms["all"][0]
        yield f"\n{gold.name}: {len(reads.items)} items, {len(set(reads.event_of.values()))} events"
        yield f"{'':38}   B3 P   B3 R  B3 F1  pair P  pair R   F1 of 73: " + "  ".join(list(gold.forms)[1:])
        for name, found in _ours(gold, others, scorer, vectors):
            yield _line(name, found)
        for name in rivals:
            best = max(
                range(len(THRESHOLDS)),
                key=lambda at: mean(_f1(swept[name, other.name][at]) for other in others),
            )
            yield _line(f"{name}, {THRESHOLDS[best]:.2f} from the others", swept[name, gold.name][best])


def _ours(gold: Gold, others: Sequence[Gold], scorer: Scorer, vectors: Vectors) -> Iterator[tuple[str, Forms]]:
    shipped, crossed = fitted_weights(), fitted(others, scorer, vectors)
    for kind, known in (("words", {}), ("vectors", vectors)) if vectors else (("words", {}),):
        yield f"ours by {kind}, as it comes", gold.scores(scorer, lambda read: read.folded(shipped, known))  # noqa: B023
        yield f"ours by {kind}, fitted to the others", gold.scores(scorer, lambda read: read.folded(crossed, known))  # noqa: B023


def _rivals(vectors: Vectors) -> Mapping[str, Rival]:
    found: dict[str, Rival] = {"TF-IDF single pass": single_pass, "TF-IDF average link": average_link}
    return found | ({"MiniLM average link": partial(vector_link, vectors)} if vectors else {})


def _swept(rival: Rival, gold: Gold, scorer: Scorer) -> list[Forms]:
    """What a rival reaches on a set at each threshold."""
    stories = {id(read): rival(read.items, THRESHOLDS) for reads in gold.forms.values() for read in reads}

    def at(place: int, read: Read) -> Stories:
        return stories[id(read)][place]

    return [gold.scores(scorer, partial(at, place)) for place in range(len(THRESHOLDS))]


def _f1(forms: Forms) -> float:
    return mean(scores["b3_f1"] for scores in forms.values())


def _line(name: str, forms: Forms) -> str:
    whole, *small = forms.values()
    keys = ("b3_p", "b3_r", "b3_f1", "pair_p", "pair_r")
    return (
        f"{name:38}"
        + "".join(f"{whole[key]:>{7 + ('pair' in key)}.3f}" for key in keys)
        + "    "
        + "".join(f"{scores['b3_f1']:>8.3f}" for scores in small)
    )
