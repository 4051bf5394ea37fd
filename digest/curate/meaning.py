"""How near an item is to a one-line description in meaning, by the vectors of an embeddings model.

    item, description, other subjects -> nearness -> widened by the nearest items -> fit

Models disagree about what a cosine means: with one, unlike texts have 0.1, with another 0.7. So an item's
cosine with the description counts only as far as it exceeds its cosines with descriptions of other subjects
(the cohort of T-norm, Auckenthaler et al. 2000), in parts of what the description itself would reach. That is
0 for any odd text with any model. As in `describing`, the nearest items then teach what else belongs (Rocchio
1971): "British politics" lies nearer to a text about politics than to one about a by-election in Leicester.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import mul
from types import MappingProxyType

from digest.curate.describing import BEST, LARGE, STEEP
from digest.model import Item, Vector

HEAD = 1200  # bytes of an item that count: about 300 tokens in any script; small models read 256 to 512
CHOOSY = 6  # how much more the nearest items teach than the next ones: the power of their nearness
TRUST = 2.0  # how much what they teach counts against the description itself in a large run
LEAST = 0.01  # that a description differs from other subjects: a model may tell nothing apart
FEW = 100  # words of title and text; a longer item tells by its words of what event it is
NEVER, SURE = 0.15, 0.4  # nearness of the best items to a subject that is not in the run at all, and to one that is

NO_VECTORS: Mapping[str, Vector] = MappingProxyType({})

# Any other subject. Where one is close to the description it is one voice of many.
BACKGROUND = (
    "Football, tennis, cricket and other sports",
    "Films, music, television and celebrities",
    "Recipes, cooking and restaurants",
    "Gardening and houses",
    "Astronomy, physics and chemistry",
    "Medicine, diseases and nutrition",
    "Companies, shares and markets",
    "Computers, phones and software",
    "Elections, parties and government",
    "Wars and armies",
    "Crime, police and courts",
    "Schools and universities",
    "Travel, hotels and holidays",
    "Weather, storms and earthquakes",
    "Animals and plants",
    "Cars, trains and aeroplanes",
    "Fashion and beauty",
    "Religion and churches",
    "History and archaeology",
    "Books, theatre and painting",
)


def item_text(item: Item) -> str:
    """The text of an item whose vector stands for it: title and beginning."""
    return f"{item.title}\n{item.text}".encode()[:HEAD].decode(errors="ignore").strip()


def texts_to_compare(items: Iterable[Item]) -> tuple[str, ...]:
    """The texts whose vectors help to tell which items are of one event: none where all have words enough."""
    texts = dict.fromkeys(map(item_text, items))
    if not any(len(text.split()) < FEW for text in texts):
        return ()
    return (*BACKGROUND, *texts)


class Meanings:
    """The vectors of one run's items. All of length 1; `vectors` has them by their text, and may lack some."""

    def __init__(self, items: Sequence[Item], vectors: Mapping[str, Vector]) -> None:
        self._all = vectors
        self._numbers: list[int] = []  # of the items that have a vector
        self._vectors: list[Vector] = []
        self._count = len(items)
        for number, item in enumerate(items) if vectors else ():
            if vector := vectors.get(item_text(item)):
                self._numbers.append(number)
                self._vectors.append(vector)

    def fits(self, about: str) -> list[float | None]:
        """The fit (0 to 1) of each item to the description, in the order of the items; None where a vector lacks."""
        fits: list[float | None] = [None] * self._count
        asked = self._all.get(about)
        others = [self._all[text] for text in BACKGROUND if text in self._all]
        if asked and others and self._vectors:
            aim = _minus(asked, _mean(others, [1.0] * len(others)))
            own = max(_dot(asked, aim), LEAST)
            for number, fit in zip(self._numbers, self._fits(aim, own), strict=True):
                fits[number] = fit
        return fits

    def _fits(self, aim: Vector, own: float) -> list[float]:
        """The fits to what `aim` points at; `own` is the description's own product with it."""
        near = [_dot(vector, aim) / own for vector in self._vectors]
        scores = self._widened(aim, near)
        best = sorted(range(len(scores)), key=lambda n: -scores[n])[: max(BEST, len(scores) // 50)]
        top = sum(scores[n] for n in best) / len(best)
        there = (sum(near[n] for n in best) / len(best) - NEVER) / (SURE - NEVER)
        if top <= 0 or there <= 0:
            return [0.0] * len(scores)
        scale = STEEP * min(1.0, there) / top
        return [min(1.0, max(0.0, score * scale)) for score in scores]

    def _widened(self, aim: Vector, near: Sequence[float]) -> list[float]:
        """How near each item is to the aim and to what sets the nearest items apart from the average."""
        average = _mean(self._vectors, [1.0] * len(near))
        learnt = _unit(_minus(_mean(self._vectors, [max(0.0, one) ** CHOOSY for one in near]), average))
        trust = TRUST * len(near) / (len(near) + LARGE)
        query = [one + trust * other for one, other in zip(_unit(aim), learnt, strict=True)]
        floor = trust * _dot(average, learnt)
        return [_dot(vector, query) - floor for vector in self._vectors]


def _dot(one: Vector, other: Vector) -> float:
    total: float = sum(map(mul, one, other))
    return total


def _minus(one: Vector, other: Vector) -> Vector:
    return [a - b for a, b in zip(one, other, strict=True)]


def _mean(vectors: Sequence[Vector], weights: Sequence[float]) -> Vector:
    total = math.fsum(weights) or 1.0
    return [_dot(place, weights) / total for place in zip(*vectors, strict=True)]


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(_dot(vector, vector)) or 1.0
    return [one / length for one in vector]
