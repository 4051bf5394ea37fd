"""Vectors as a model would make them: near for texts of one subject, whatever their words."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

from digest.curate.meaning import BACKGROUND, item_text
from digest.model import Item, Vector

DEPTH = 96  # numbers of a vector


def meant(subjects: Mapping[str, Sequence[Item]], common: float = 0.0) -> dict[str, Vector]:
    """The vectors of items by their subjects; with `common` all lie on one side, as those of some models do."""
    vectors = {text: _own(text) for text in BACKGROUND}
    for subject, items in subjects.items():
        towards = _own(subject)
        vectors |= {item_text(one): _between(_own(item_text(one)), towards) for one in items}
    side = 1 / math.sqrt(DEPTH)
    return {text: _unit([value + common * side for value in vector]) for text, vector in vectors.items()}


def _own(text: str) -> Vector:
    chance = random.Random(text)
    return _unit([chance.gauss(0, 1) for _ in range(DEPTH)])


def _between(one: Vector, other: Vector) -> Vector:
    return _unit([a + 1.5 * b for a, b in zip(one, other, strict=True)])


def _unit(values: Sequence[float]) -> Vector:
    length = math.hypot(*values)
    return [value / length for value in values]
