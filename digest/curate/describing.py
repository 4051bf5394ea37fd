"""How much each of a run's items is about a topic that is described in one line.

    description -> its words, weighed by rarity -> items that use them -> the vocabulary of those items -> fit

"British politics: government and elections" names few of the words that British politics is written in. The
run's own items know more: those that use the description's words also say `minister`, `ballot`, `Commons`.
So the description is widened by what sets its best items apart from the rest (pseudo-relevance feedback,
Rocchio 1971), the more so the more items there are to learn from, and every item is compared with that.
The scores order the items; `Shelf.fits` makes them absolute by how many of the description's words the best have.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from digest.curate.terms import silent
from digest.model import Item
from digest.reading.words import bases, printed

HEAD = 1500  # characters of the text that count: the tail of an article drifts
TITLE = 2  # a word of the title counts like so many in the text
LEARNT = 400  # words taken from the items
TRUST = 2.5  # how much those words count against the description's own in a large run
LARGE = 600  # items in a run of which half of that trust is earned
BEST = 5  # items, at least, whose mean score is a perfect fit
SURE = 0.5  # share of the description, by weight, that the best items must use
STEEP = 0.7  # fit of an item that scores like the best
ON_TOPIC = 0.25  # the least fit: more than any number of mentions in the tail of an article
ENOUGH = 100  # items of a run from which on their own fits say where a topic ends,
BOUNDS = (0.12, 0.3)  # between these
BROAD = 0.02  # share of the items, at least, that a topic has whose end may lie below `ON_TOPIC`


Vector = Mapping[str, float]


class Shelf:
    """The items of one run, prepared for any number of descriptions."""

    def __init__(self, items: Sequence[Item]) -> None:
        bags = [_bag(item) for item in items]
        self.count = len(bags)
        self.frequency = Counter(word for bag in bags for word in bag)
        self.vectors = [self._weighed(bag) for bag in bags]
        self.index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, vector in enumerate(self.vectors):
            for word, weight in vector.items():
                self.index[word].append((number, weight))

    def rarity(self, word: str) -> float:
        """The inverse document frequency; greatest for a word that no item has."""
        frequency = self.frequency[word]
        return math.log(1 + (self.count - frequency + 0.5) / (frequency + 0.5))

    def fits(self, about: str) -> list[float]:
        """The fit (0 to 1) of each item to the description, in the order of the items."""
        asked = self._weighed(Counter(word for word in bases(about) if word not in silent()))
        scores = self.scores(asked)
        scores = self.scores(_sum(asked, self._vocabulary(scores), TRUST * self.count / (self.count + LARGE)))
        best = sorted(range(self.count), key=lambda n: -scores[n])[: max(BEST, self.count // 50)]
        top = sum(scores[n] for n in best) / max(len(best), 1)
        if top <= 0:
            return [0.0] * self.count
        covered = sum(self._coverage(asked, n) for n in best) / len(best)
        scale = STEEP * min(1.0, covered / SURE) / top
        return [min(1.0, max(0.0, score * scale)) for score in scores]

    def shared(self, about: str, number: int) -> tuple[str, ...]:
        """The words of the description that the item has, as the description writes them."""
        has = self.vectors[number]
        return tuple(word for word in dict.fromkeys(printed(about)) if any(stem in has for stem in bases(word)))

    def scores(self, query: Vector) -> list[float]:
        """The cosine of each item with the query."""
        found = [0.0] * self.count
        for word, weight in query.items():
            for number, other in self.index.get(word, ()):
                found[number] += weight * other
        return found

    def _vocabulary(self, scores: Sequence[float]) -> Vector:
        """What the items say, each as loud as it scores, beyond what all items say; a word of one item is chance."""
        total = sum(scores)
        if not total:
            return {}
        said: dict[str, float] = {}
        for word, places in self.index.items():
            if len(places) > 1:
                more = sum(weight * (scores[n] / total - 1 / self.count) for n, weight in places)
                if more > 0:
                    said[word] = more
        return _unit(dict(sorted(said.items(), key=lambda pair: (-pair[1], pair[0]))[:LEARNT]))

    def _coverage(self, asked: Vector, number: int) -> float:
        has = self.vectors[number]
        return sum(weight for word, weight in asked.items() if word in has) / sum(asked.values())

    def _weighed(self, bag: Mapping[str, int]) -> Vector:
        return _unit({word: (1 + math.log(count)) * self.rarity(word) for word, count in bag.items()})


def with_cut(fits: Sequence[float]) -> list[float]:
    """The fits moved, in their order, so that `ON_TOPIC` stands where those on the topic part from the rest.

    A broad topic ("Sport: football, rugby, ...") has a long tail of items that fit less and less; where it ends is
    where two groups differ most from each other and least within (Otsu 1979). Few items don't tell: their fits stay.
    """
    found = [fit for fit in fits if fit > 0]
    if len(fits) < ENOUGH or len(found) < BEST:
        return list(fits)
    cut = min(max(_parting(found), BOUNDS[0]), BOUNDS[1])
    if cut < ON_TOPIC and sum(fit >= cut for fit in found) < BROAD * len(fits):
        return list(fits)
    above = (1 - ON_TOPIC) / (1 - cut)
    return [fit * ON_TOPIC / cut if fit < cut else ON_TOPIC + (fit - cut) * above for fit in fits]


def _parting(values: Sequence[float]) -> float:
    """The value at which two groups have the greatest variance between them."""
    ordered = sorted(values)
    total, below = math.fsum(ordered), 0.0
    best = (-1.0, ordered[0])
    for count, (value, following) in enumerate(pairwise(ordered), 1):
        below += value
        apart = below / count - (total - below) / (len(ordered) - count)
        best = max(best, (count * (len(ordered) - count) * apart * apart, (value + following) / 2))
    return best[1]


def _bag(item: Item) -> Counter[str]:
    bag = Counter(word for word in bases(item.text[:HEAD]) if word not in silent())
    for word in bases(item.title):
        if word not in silent():
            bag[word] += TITLE
    return bag


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def _sum(one: Vector, other: Vector, times: float) -> Vector:
    return _unit({word: one.get(word, 0.0) + times * other.get(word, 0.0) for word in dict.fromkeys([*one, *other])})
