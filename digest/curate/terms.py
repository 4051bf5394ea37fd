"""What an item is about: the words and names of its title and of its first paragraphs, weighed.

A word weighs more the oftener its item says it and the fewer items around that day do (TF-IDF). So the
name that everybody prints this week says little about which of this week's events an item reports.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain

from digest.model import Item

LEAD = 2000  # characters of the text that count: news tells the event first and the background after
OPENING = 80  # words of the text in which a report says what happened
TITLE = 5  # a word of the title counts like so many in the text
NEAR = 2  # days before and after that count as "around that day"
KEPT = 80  # weightiest terms that make the vector of an item
STRONG = 16  # of these the ones through which an item is found
NAMES = 10  # two items that name so many people and places each
SHARED = 0.25  # and share less than this of them, by weight, are strangers; shorter ones must share less,
FEW = 2  # and with fewer names nothing is sure
APART = 0.2  # a short item shares less than this with one whose title names others
SMALL = 5  # a title with a word so long in small letters writes only names with a capital
ROOT = 4  # letters by which a name is known: Canada and Canadian
LONE = 5  # how many times what all other words say, at most, one word can raise the likeness to
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
    "want we week what when while win work world you monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december 1 2 3 4 5 6 7 8 9 10",
}

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_POINTS = ".,:;!?()\"'“”‘’"
_NAME = re.compile(r"[A-Z](?<=[a-zß-ÿ,;] [A-Z])[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Profile:
    """What an item is about, as it stands out from the items around it."""

    vector: Mapping[str, float]  # TF-IDF, of length 1
    strong: tuple[str, ...]  # its weightiest terms that other items have too
    roots: frozenset[str]  # the first letters of all terms
    names: Mapping[str, float]  # those of the vector that are only written with a capital, by root: shares of 1
    subject: frozenset[str]  # the roots of the names in its title
    title: Mapping[str, float]  # the terms of its title, with their shares of 1
    opening: frozenset[str]  # the terms of its title and of the first words of its text
    chance: float  # likeness of any two items around its day


@dataclass(frozen=True, slots=True)
class _Reading:
    """The terms of an item, before they are weighed."""

    title: frozenset[str]
    opening: frozenset[str]
    names: frozenset[str]
    terms: Mapping[str, int]  # with how often the item says them; one in the title counts `TITLE` times


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, in lower case, without the commonest English endings."""
    return list(chain.from_iterable(map(_stems, text.lower().split())))


def profiles(items: Sequence[Item]) -> list[Profile]:
    """The profiles of items that are looked at together, in their order."""
    readings = {place: _read(item) for place, item in enumerate(items)}
    days: dict[int, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        days[item.published.toordinal()].append(place)
    size = {day: sum(len(days[near]) for near in _around(day, days)) for day in days}
    said = {day: Counter(chain.from_iterable([readings[place].terms for place in days[day]])) for day in days}
    found: dict[int, Profile] = {}
    for day, places in days.items():
        frequency = _sum(said[near] for near in _around(day, days))
        rarities = _rarities(frequency, size[day])
        for place in places:
            found[place] = _profile(readings.pop(place), frequency, rarities)
    total = {day: _sum(found[place].vector for place in places) for day, places in days.items()}
    for day, places in days.items():
        chance = _chance(_sum(total[near] for near in _around(day, days)), size[day])
        for place in places:
            found[place] = replace(found[place], chance=chance)
    return [found[place] for place in range(len(items))]


def likeness(one: Profile, other: Profile) -> float:
    """How alike two items are, above what any two items of those days are: 0, nothing in common, to 1, the same text.

    The cosine of their vectors, corrected for chance as in Cohen's kappa (1960). One word alone makes nothing alike.
    """
    ours, theirs = one.vector, other.vector
    shared = [ours[term] * theirs[term] for term in ours.keys() & theirs.keys()]
    if not shared:
        return 0.0
    cosine = math.fsum(shared)
    cosine = min(cosine, LONE * (cosine - max(shared)))
    chance = max(one.chance, other.chance)
    return max(0.0, (cosine - chance) / (1 - chance))


def told(one: Profile, other: Profile) -> float:
    """The share of one title, by weight, that the opening of the other item tells too: of the two shares the larger."""
    return max(_share(one.title, other.opening), _share(other.title, one.opening))


def strangers(one: Profile, other: Profile) -> bool:
    """Whether the two tell of different actors and places: a fire in Chile, a fire in Sydney.

    The fewer names an item has, the less of them may be shared. Two short items are strangers too where neither
    tells anything of whom or what the other's title names.
    """
    known = min(len(one.names), len(other.names))
    shared = _share(one.names, other.roots), _share(other.names, one.roots)
    if known >= FEW and max(shared) < SHARED * min(1.0, known / NAMES):
        return True
    named = bool(one.subject and other.subject) and known < NAMES
    return named and min(shared) < APART and not (one.subject & other.roots or other.subject & one.roots)


def _share(shares: Mapping[str, float], terms: Set[str]) -> float:
    return math.fsum([share for term, share in shares.items() if term in terms])


def _read(item: Item) -> _Reading:
    lead = item.text[:LEAD]
    text = words(lead)
    terms = Counter(text)
    title = words(item.title)
    for stem in title:
        terms[stem] += TITLE
    opening = frozenset(text[:OPENING]).union(title)
    return _Reading(frozenset(title), opening, _names(item.title, lead), terms)


def _names(title: str, text: str) -> frozenset[str]:
    """What is written with a capital within sentences and never without: no `bank` where `Bank of Chile` is one."""
    small = [run for run in title.split() if run.islower()]
    if max(map(len, small), default=0) >= SMALL:
        text = f"{title}\n{text}"
    names = set(map(str.lower, _NAME.findall(text))).difference(text.split())
    return frozenset(words(" ".join(names))).difference(_EXPECTED)


def _profile(reading: _Reading, frequency: Mapping[str, float], rarities: Mapping[str, float]) -> Profile:
    vector = _vector(reading.terms, rarities)
    named = {term: weight for term, weight in vector.items() if term in reading.names}
    return Profile(
        vector=vector,
        strong=tuple([term for term in vector if frequency[term] > 1][:STRONG]),
        roots=_roots(reading.terms),
        names=_sum_by_root(_shares(named)),
        subject=_roots(named.keys() & reading.title),
        title=_shares({term: rarities[term] for term in reading.title}),
        opening=reading.opening,
        chance=0.0,
    )


def _roots(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_root, terms))


def _sum_by_root(shares: Mapping[str, float]) -> dict[str, float]:
    return _sum({_root(term): share} for term, share in shares.items())


@lru_cache(maxsize=200_000)  # so that a root is one string, however many items have it
def _root(term: str) -> str:
    return term[:ROOT]


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """The squares of the weights, as shares of 1."""
    total = math.fsum([weight * weight for weight in weights.values()])
    return {term: weight * weight / total for term, weight in weights.items()}


def _around(day: int, days: Container[int]) -> list[int]:
    """The days near this one, itself included, that have items."""
    return [near for near in range(day - NEAR, day + NEAR + 1) if near in days]


def _sum(values: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for value in values:
        for term, weight in value.items():
            total[term] += weight
    return total


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


def _vector(terms: Mapping[str, int], rarities: Mapping[str, float]) -> dict[str, float]:
    weights = {
        term: rarities[term] if count == 1 else _emphasis(count) * rarities[term] for term, count in terms.items()
    }
    kept = sorted(weights, key=weights.__getitem__, reverse=True)[:KEPT]
    length = math.sqrt(math.fsum([weights[term] ** 2 for term in kept])) or 1.0
    return {term: weights[term] / length for term in kept}


@cache
def _emphasis(count: int) -> float:
    return 1 + math.log(count)


def _chance(total: Mapping[str, float], items: float) -> float:
    """The mean cosine of all pairs of items, got from the sum of their vectors."""
    return min(TOPICAL, (sum(weight * weight for weight in total.values()) - items) / (items * (items + 1)))


@lru_cache(maxsize=200_000)
def _stems(run: str) -> tuple[str, ...]:
    """The words in what stands between two spaces. Most are one word with a comma at most, and need no pattern."""
    word = run.strip(_POINTS)
    return tuple(map(_stem, [word] if word.isalpha() else _WORD.findall(word)))


def _stem(word: str) -> str:
    if not word.isalpha():
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
