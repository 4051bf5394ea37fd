"""How near items are to each other in meaning, by the vectors of an embeddings model.

Models disagree about what a cosine means: unlike texts have 0.1 with one and 0.7 with another. So only what is above
the mean cosine of twenty unlike subjects (`meaning.BACKGROUND`) counts, in parts of what is left to 1. Which items
are worth a product of some hundred numbers is seen from the signs of these alone: two vectors differ in the more
signs the wider the angle between them (Charikar, STOC 2002).
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from operator import mul

from digest.curate.meaning import BACKGROUND, NO_VECTORS, item_text
from digest.model import Item, Vector

FOUND = 4  # items that an item is compared with for their meaning
REACH = 1000  # latest items with a vector among which they are looked for: bounds the cost of a busy day


class Nearness:
    """The vectors of some items, by their places; `vectors` has them by their text, and may lack some or all.

    They are of length 1. Without those of `meaning.BACKGROUND` nothing is known.
    """

    def __init__(self, items: Sequence[Item] = (), vectors: Mapping[str, Vector] = NO_VECTORS) -> None:
        self._unlike = _unlike(vectors)
        known = self._unlike is not None
        self._vectors = [vectors.get(item_text(item)) if known else None for item in items]
        self._signs: deque[tuple[int, int]] = deque(maxlen=REACH)  # of the items that were asked for: place, signs

    def knows(self, one: int, other: int) -> bool:
        """Whether both have a vector."""
        return self._unlike is not None and self._vectors[one] is not None and self._vectors[other] is not None

    def of(self, one: int, other: int) -> float:
        """0, as unlike as two subjects that have nothing in common, to 1, the same; both must be known."""
        ours, theirs, unlike = self._vectors[one], self._vectors[other], self._unlike
        if ours is None or theirs is None or unlike is None:
            raise KeyError(one, other)
        return max(0.0, (_dot(ours, theirs) - unlike) / (1 - unlike))

    def nearest(self, here: int, first: int) -> Iterator[int]:
        """The items from `first` on, of those asked for before this one, that are likely to be nearest to it."""
        vector = self._vectors[here] if self._unlike is not None else None
        if vector is None:
            return iter(())
        own = _signs(vector)
        apart = [((own ^ signs).bit_count(), -there) for there, signs in self._signs if there >= first]
        self._signs.append((here, own))
        return (-there for _, there in heapq.nsmallest(FOUND, apart))


def _unlike(vectors: Mapping[str, Vector]) -> float | None:
    """The mean cosine of texts that have nothing in common; None where it is not known, or all texts are alike."""
    subjects = [vectors[text] for text in BACKGROUND if text in vectors]
    cosines = [_dot(one, other) for one, other in combinations(subjects, 2)]
    unlike = sum(cosines) / len(cosines) if cosines else 1.0
    return unlike if unlike < 1 else None


def _dot(one: Vector, other: Vector) -> float:
    total: float = sum(map(mul, one, other))
    return total


def _signs(vector: Vector) -> int:
    return int("".join("01"[value > 0] for value in vector), 2)
