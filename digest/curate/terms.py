"""What an item is about: the words and names of its title and of its first paragraphs, weighed.

A word weighs more the oftener its item says it and the fewer items around that day do (TF-IDF). So the
name that everybody prints this week says little about which of this week's events an item reports.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.model import Item

LEAD = 2000  # characters of the text that count: news tells the event first and the background after
TITLE = 5  # a word of the title counts like so many in the text
NEAR = 2  # days before and after that count as "around that day"
KEPT = 80  # weightiest terms that make the vector of an item
STRONG = 20  # of these the ones through which an item is found
BELIEF = 5  # items' worth of trust in the frequencies below, for a day with a handful of items
RARE = 0.01  # share of items expected to hold a word that is not listed below
TOPICAL = 0.1  # most that two items of a day are taken to share for being on one topic

# Share of English news texts, BBC News and American politics alike, that hold these words (rounded).
# With many items the words of any language are learned from the items themselves.
_COMMON = {
    0.75: "a and as at be but by for has have in is it of on said that the to was with",
    0.35: "after also an are been from had he his last more new not one out their they this up were which who will "
    "would year",
    0.15: "about against all back before being can could day down first get i if into its made make month most mr next "
    "no now number only or other over people report say she show since so some take than there three time told two us "
    "want we week what when while win work world you monday tuesday wednesday thursday friday saturday sunday",
}

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAME = re.compile(r"(?<=[^\W\d_A-Z] |[,;] )([A-Z][^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Profile:
    """What an item is about, as it stands out from the items around it."""

    vector: Mapping[str, float]  # TF-IDF, of length 1
    strong: tuple[str, ...]  # its weightiest terms that other items have too
    terms: Mapping[str, int]  # all terms, with how often the item says them; one in the title counts `TITLE` times
    names: frozenset[str]  # terms that the text writes with a capital inside a sentence
    chance: float  # likeness of any two items around its day


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, in lower case, without the commonest English endings."""
    return [_stem(word) for word in _WORD.findall(text.lower())]


def profiles(items: Sequence[Item]) -> list[Profile]:
    """The profiles of items that are looked at together, in their order."""
    days = [item.published.toordinal() for item in items]
    counts = [_counts(item) for item in items]
    size = _around((day, {"": 1}) for day in days)
    frequency = _around((day, dict.fromkeys(count, 1)) for day, count in zip(days, counts, strict=True))
    rarity = {day: _rarities(frequency[day], size[day][""]) for day in frequency}
    vectors = [_vector(count, rarity[day]) for day, count in zip(days, counts, strict=True)]
    total = _around(zip(days, vectors, strict=True))
    chance = {day: _chance(total[day], size[day][""]) for day in total}
    strong = (
        tuple([term for term in vector if frequency[day][term] > 1][:STRONG])
        for day, vector in zip(days, vectors, strict=True)
    )
    return [
        Profile(vector, terms, count, _names(item), chance[day])
        for vector, terms, count, item, day in zip(vectors, strong, counts, items, days, strict=True)
    ]


def likeness(one: Profile, other: Profile) -> float:
    """How alike two items are, above what any two items of those days are: 0, nothing in common, to 1, the same text.

    The cosine of their vectors, corrected for chance as in Cohen's kappa (1960).
    """
    get = other.vector.get
    cosine = sum(weight * get(term, 0.0) for term, weight in one.vector.items())
    chance = max(one.chance, other.chance)
    return max(0.0, (cosine - chance) / (1 - chance))


def _counts(item: Item) -> Counter[str]:
    counts = Counter(words(item.text[:LEAD]))
    for word in words(item.title):
        counts[word] += TITLE
    return counts


def _names(item: Item) -> frozenset[str]:
    stems = (_stem(name.lower()) for name in _NAME.findall(item.text[:LEAD]))
    return frozenset(stem for stem in stems if stem not in _EXPECTED)


def _around(values: Iterable[tuple[int, Mapping[str, float]]]) -> dict[int, Counter[str]]:
    """For each day that occurs, the sum of the values of the days around it."""
    of_day: dict[int, Counter[str]] = defaultdict(Counter)
    for day, value in values:
        of_day[day].update(value)
    around: dict[int, Counter[str]] = {day: Counter() for day in of_day}
    for day, total in around.items():
        for near in range(day - NEAR, day + NEAR + 1):
            total.update(of_day.get(near, {}))
    return around


def _rarities(frequency: Mapping[str, float], items: float) -> dict[str, float]:
    """The inverse document frequency of each term.

    A term of one item alone links nothing. It counts among few items, where others might well have had
    it, and fades among many, where it is only an oddity of that text.
    """
    known = BELIEF + items
    rarities = {}
    for term, count in frequency.items():
        rarity = math.log(known / (count + BELIEF * _EXPECTED.get(term, RARE)))
        rarities[term] = rarity if count > 1 else rarity * math.sqrt(BELIEF / known)
    return rarities


def _vector(counts: Mapping[str, int], rarities: Mapping[str, float]) -> dict[str, float]:
    weights = [(term, (1 + math.log(count)) * rarities[term]) for term, count in counts.items()]
    weights.sort(key=lambda pair: (-pair[1], pair[0]))
    length = math.sqrt(sum(weight * weight for _, weight in weights[:KEPT])) or 1.0
    return {term: weight / length for term, weight in weights[:KEPT]}


def _chance(total: Mapping[str, float], items: float) -> float:
    """The mean cosine of all pairs of items, got from the sum of their vectors."""
    return min(TOPICAL, (sum(weight * weight for weight in total.values()) - items) / (items * (items + 1)))


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word


_EXPECTED = {word: share for share, listed in _COMMON.items() for word in words(listed)}
