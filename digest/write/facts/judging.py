"""What the doubts about a sentence weigh together: enough to be asked about, or too much for anybody to set aside.

A logistic model with a weight for each part (`judging.json`), fitted by `python -m bench.claims --fit`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from digest.model import Item
from digest.write.facts.alignment import Alignment, Doubt
from digest.write.facts.conflicts import about_text, align, doubts

PARTS = (
    "name", "actor", "place", "crossed", "unit", "figure", "month", "unsure", "turned", "unsaid", "whole", "judged",
    "swapped", "number", "day", "span", "rank", "sureness", "softened", "denial", "direction", "quoted", "scope",
    "all", "cause", "event",
)  # fmt: skip

_ENOUGH = 4  # words of content beside the names by which a sentence is told from others about the same people


def found_doubts(text: str, items: Sequence[Item]) -> dict[str, Doubt]:
    """The greatest doubt of each part of a sentence, by the name of the part."""
    return _greatest(align(text, items))


def _greatest(aligned: Alignment) -> dict[str, Doubt]:
    greatest: dict[str, Doubt] = {}
    for doubt in doubts(aligned):
        if doubt.part not in greatest or doubt.strength > greatest[doubt.part].strength:
            greatest[doubt.part] = doubt
    return greatest


def strengths(found: Mapping[str, Doubt]) -> list[float]:
    """One row for the model: how great the doubt of each part is, in the order of `PARTS`."""
    return [found[part].strength if part in found else 0.0 for part in PARTS]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The part that speaks most against a sentence, and whether all of them together are a conflict (`firm`) and not
    only a doubt.
    """

    worst: Doubt
    firm: bool


def weighed(text: str, items: Sequence[Item]) -> Weighed | None:
    """What speaks against a sentence; None where it is not enough for a doubt.

    A sentence about the text ("Here is a summary") is a conflict at once.
    """
    aligned = align(text, items)
    if told := next(about_text(aligned), None):
        return Weighed(told, firm=True)
    found = _greatest(aligned)
    fitted = _fitted()
    likely = likelihood(strengths(found), fitted["constant"], fitted["weights"].values())
    if not found or likely < fitted["doubted"]:
        return None
    worst = max(found.values(), key=lambda doubt: doubt.strength * fitted["weights"][doubt.part])
    return Weighed(worst, firm=likely >= fitted["refused"])


def told_share(text: str, items: Sequence[Item]) -> float:
    """The share of a sentence's words of content that some passage tells, without the names where enough others are
    left: the same people are told of in every report about them.
    """
    aligned = align(text, items)
    plain = [word for word in aligned.own if not word.name]
    words = plain if len(plain) >= _ENOUGH else aligned.own
    return max((aligned.share(at, words) for at in range(len(aligned.passages))), default=0.0) if words else 1.0


def likelihood(row: Sequence[float], constant: float, weights: Iterable[float]) -> float:
    """How likely a sentence is false, by the model."""
    return 1 / (1 + math.exp(-constant - sum(a * b for a, b in zip(row, weights, strict=True))))


@cache
def _fitted() -> Any:
    return json.loads((files(__package__) / "judging.json").read_text(encoding="utf-8"))
