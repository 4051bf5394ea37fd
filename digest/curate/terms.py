"""What an item is about: the words and names of its title and of its first paragraphs, weighed.

A word weighs more the oftener its item says it and the fewer items around that day do (TF-IDF). So the
name that everybody prints this week says little about which of this week's events an item reports. How
rare a word is among few items is not known from them: there the share of news texts that hold it counts
(`weights/background.txt`), as if so many more items had been read.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain, compress, islice
from operator import and_, itemgetter, mul, not_
from sys import intern

from digest.curate.lists import read_lines
from digest.model import Item
from digest.reading.forms import fold
from digest.reading.words import bases, bases_of

LEAD = 2000  # characters of the text that count: news tells the event first and the background after
OPENING = 80  # words of the text in which a report says what happened
TITLE = 5  # a word of the title counts like so many in the text
NEAR = 2  # days before and after that count as "around that day"
KEPT_READINGS = 16384  # items whose terms are not counted again: more than most audiences have in a week
KEPT_TOKENS = 30_000  # words, as they are written, that are kept from one day to the next
MOST = 255  # times that a term counts in one item
KEPT = 80  # weightiest terms that make the vector of an item
STRONG = 24  # of these the ones through which an item is found
SMALL = 5  # a title with a word so long in small letters writes only names with a capital
ROOT = 4  # letters by which a name is known: Reagan and Reaganite
BELIEF = 20  # items' worth of trust in the background
FADING = 0.75  # how fast, with more items, a word of one item alone fades
MANY = 10  # two items that name so many people and places each
SHARED = 0.15  # and share less than this of them, by weight, are strangers; shorter ones must share less,
FEW = 2  # and with fewer names nothing is sure
APART = 0.1  # a short item shares less than this with one whose title names others
PERENNIAL = 0.04  # share of news texts that hold a name which says nothing about one affair: Washington, Obama
TOPICAL = 0.05  # most that two items of a day are taken to share for being on one topic
RARE = 0.0005  # share of texts expected to hold a word that the background does not have


@dataclass(frozen=True, slots=True)
class Profile:
    """What an item is about, as it stands out from the items around it. Tuples hold a term once, in no order."""

    vector: Mapping[str, float]  # TF-IDF, of length 1
    strong: tuple[str, ...]  # its weightiest terms that other items have too
    names: Mapping[str, float]  # those of the vector that are only written with a capital, by root: shares of 1
    known: tuple[str, ...]  # the roots of all that it writes with a capital, and of its title
    subject: tuple[str, ...]  # the roots of the names in its title
    title: Mapping[str, float]  # the terms of its title, with their shares of 1
    opening: tuple[str, ...]  # the terms of its title and of the first words of its text that other items have too
    chance: float  # likeness of any two items around its day


@dataclass(frozen=True, slots=True)
class _Reading:
    """The terms of an item, before they are weighed. Tuples, because many readings are kept."""

    title: tuple[str, ...]
    opening: tuple[str, ...]
    names: tuple[str, ...]
    known: tuple[str, ...]  # the roots of all that it writes with a capital, and of its title
    subject: tuple[str, ...]  # the roots of the names in its title
    terms: tuple[str, ...]  # in their order as words, so that of two that weigh the same always the same one is kept
    counts: bytes  # how often the item says each of the terms; one in the title counts `TITLE` times


@cache
def silent() -> frozenset[str]:
    """The words that say nothing about what a text is about, as `bases` gives them."""
    return frozenset(bases(" ".join(read_lines("silent.txt"))))


def text_terms(title: str, text: str) -> AbstractSet[str]:
    """The distinct terms by which an item with this title and text is compared."""
    return frozenset(_read(title, text).terms)


def named_in_title(item: Item) -> AbstractSet[str]:
    """Whom and what the title names, without those that the news always names."""
    reading, background = _read(item.title, item.text), _background()
    return {name for name in reading.names if name in reading.title and background.get(name, 0.0) < PERENNIAL}


def profiles(items: Sequence[Item]) -> list[Profile]:
    """The profiles of items that are looked at together, in their order."""
    readings = {place: _read(item.title, item.text) for place, item in enumerate(items)}
    if _token.cache_info().currsize > KEPT_TOKENS:  # the many words of a busy day would outweigh what is made of them
        _token.cache_clear()
    days: dict[int, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        days[item.published.toordinal()].append(place)
    found: dict[int, Profile] = {}
    for together, around in _neighbours(days):
        near = [place for day in around for place in days[day]]
        frequency = Counter(chain.from_iterable([readings[place].terms for place in near]))
        fading = _fading(len(near))
        rarities = _rarities(frequency, len(near), fading)
        for place in together:
            found[place] = _profile(readings[place], frequency, rarities, fading)
    del readings
    total = {day: _sum(found[place].vector for place in places) for day, places in days.items()}
    for together, around in _neighbours(days):
        chance = _chance(_sum(total[day] for day in around), sum(len(days[day]) for day in around))
        for place in together:
            found[place] = replace(found[place], chance=chance)
    return [found[place] for place in range(len(items))]


def likeness(one: Profile, other: Profile) -> float:
    """How alike two items are, above what any two items of those days are: 0, nothing in common, to 1, the same text.

    The cosine of their vectors, corrected for chance as in Cohen's kappa (1960).
    """
    ours, theirs = one.vector, other.vector
    chance = max(one.chance, other.chance)
    cosine = math.fsum([ours[term] * theirs[term] for term in ours.keys() & theirs.keys()])
    return max(0.0, (cosine - chance) / (1 - chance))


def told(one: Profile, other: Profile) -> float:
    """The share of one title, by weight, that the opening of the other item tells too: of the two shares the larger."""
    return max(_share(one.title, other.opening), _share(other.title, one.opening))


def strangers(one: Profile, other: Profile) -> bool:
    """Whether the two tell of different people and places: a fire in Chile, a fire in Sydney.

    The fewer names an item has, the less of them may be shared. Two short items are strangers too where neither
    tells anything of whom or what the other's title names.
    """
    known = min(len(one.names), len(other.names))
    shared = _share(one.names, other.known), _share(other.names, one.known)
    if known >= FEW and max(shared) < SHARED * min(1.0, known / MANY):
        return True
    named = bool(one.subject and other.subject) and known < MANY
    return named and min(shared) < APART and not (_meet(one.subject, other.known) or _meet(other.subject, one.known))


def _share(shares: Mapping[str, float], terms: Iterable[str]) -> float:
    return math.fsum(map(shares.__getitem__, shares.keys() & terms))


def _meet(some: Iterable[str], others: Iterable[str]) -> bool:
    return not set(some).isdisjoint(others)


def _neighbours(days: Mapping[int, Sequence[int]]) -> Iterator[tuple[list[int], tuple[int, ...]]]:
    """The places of items that have the same days near them, their own included, and these days."""
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for day, places in days.items():
        alike[tuple(near for near in range(day - NEAR, day + NEAR + 1) if near in days)] += places
    for around, places in alike.items():
        yield places, around


# --- reading -------------------------------------------------------------------------------------------


_Token = tuple[tuple[str, ...], bool, bool]
_BREAK: _Token = ((), False, False)


@lru_cache(maxsize=KEPT_READINGS)
def _read(title: str, text: str) -> _Reading:
    """One pass over the title and the first paragraphs, kept by content."""
    heads, body = list(map(_token, title.split())), list(map(_token, text[:LEAD].split()))
    cased = max((len(run) for run in title.split() if run.islower()), default=0) >= SMALL
    stems, capital, goes_on = zip(*(heads if cased else ()), _BREAK, *body, strict=True)
    names = set[str]().union(*compress(stems[1:], map(and_, capital[1:], goes_on)))  # capitals within a sentence
    names.difference_update(_calendar(), *compress(stems, map(not_, capital)))
    titled = list(chain.from_iterable([stems for stems, _, _ in heads]))
    said = list(chain.from_iterable([stems for stems, _, _ in body]))
    counts = Counter(said)
    for stem in titled:
        counts[stem] += TITLE
    terms = sorted(counts)
    return _Reading(
        title=tuple(set(titled)),
        opening=tuple({*said[:OPENING], *titled}),
        names=tuple(names),
        known=_roots({*titled, *chain.from_iterable(compress(stems, capital))}),
        subject=_roots(names.intersection(titled)),
        terms=tuple(terms),
        counts=bytes([count if count < MOST else MOST for count in map(counts.__getitem__, terms)]),
    )


@cache
def _token(run: str) -> _Token:
    """What stands between two spaces: its terms, whether it has a capital, whether its sentence goes on."""
    places = _places()
    stems = tuple([intern(places.get(stem, stem)) for stem in bases_of(fold(run))])
    return stems, run[:1].isupper(), run[-1:].islower() or run[-1:] in ",;"


@cache
def _places() -> Mapping[str, str]:
    """For each name of a state, its people and its capital, the one term that stands for all of them."""
    lines = (bases(line) for line in read_lines("places.txt"))
    return {name: state for state, *names in lines for name in names}


# --- weighing ------------------------------------------------------------------------------------------


def _profile(reading: _Reading, frequency: Mapping[str, int], rarities: Mapping[str, float], fading: float) -> Profile:
    vector = _vector(reading, rarities)
    # What one title alone says counts there, the more the less stands beside it: two titles that share one word of ten
    # tell little of each other.
    whole = fading ** (min(1.0, len(reading.terms) / KEPT) ** 2 - 1)
    titled = {term: rarities[term] * (1.0 if frequency[term] > 1 else whole) for term in reading.title}
    names: dict[str, float] = defaultdict(float)
    for term in reading.names:
        if term in vector:
            names[intern(term[:ROOT])] += vector[term] ** 2
    return Profile(
        vector=vector,
        strong=tuple(islice((term for term in vector if frequency[term] > 1), STRONG)),
        names=_shares(names),
        known=reading.known,
        subject=reading.subject,
        title=_shares({term: weight**2 for term, weight in titled.items()}),
        opening=tuple([term for term in reading.opening if frequency[term] > 1]),
        chance=0.0,
    )


def _roots(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple({intern(term[:ROOT]) for term in terms})


def _sum(values: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for value in values:
        for term, weight in value.items():
            total[term] += weight
    return total


def _chance(total: Mapping[str, float], items: float) -> float:
    """The mean cosine of all pairs of items, got from the sum of their vectors."""
    return min(TOPICAL, (sum(weight * weight for weight in total.values()) - items) / (items * (items + 1)))


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    total = math.fsum(weights.values()) or 1.0
    return {term: weight / total for term, weight in weights.items()}


def _fading(items: int) -> float:
    """What is left of the weight of a term that one item alone has.

    It links nothing. It counts among few items, where others might well have had it, and fades among many, where it is
    only an oddity of that text.
    """
    left: float = (BELIEF / (BELIEF + items)) ** FADING
    return left


def _rarities(frequency: Mapping[str, int], items: int, fading: float) -> dict[str, float]:
    """The inverse document frequency of each term, in these items and in the background together."""
    background = _background()
    known = BELIEF + items
    rarities = {}
    for term, count in frequency.items():
        rarity = max(0.0, math.log(known / (count + BELIEF * background.get(term, RARE))))
        rarities[term] = rarity if count > 1 else rarity * fading
    return rarities


def _vector(reading: _Reading, rarities: Mapping[str, float]) -> dict[str, float]:
    emphases = map(_emphases().__getitem__, reading.counts)
    weights = map(mul, emphases, map(rarities.__getitem__, reading.terms))
    kept = sorted(zip(reading.terms, weights, strict=True), key=itemgetter(1), reverse=True)[:KEPT]
    length = math.sqrt(math.fsum([weight * weight for _, weight in kept])) or 1.0
    return {term: weight / length for term, weight in kept}


@cache
def _emphases() -> tuple[float, ...]:
    """What a term that an item says so often counts more than one that it says once."""
    return (0.0, *(1 + math.log(count) for count in range(1, MOST + 1)))


@cache
def _background() -> Mapping[str, float]:
    """The share of news texts that hold a word."""
    lines = (line.split() for line in read_lines("background.txt", "weights"))
    return {term: int(thousandth) / 1000 for term, thousandth in lines}


@cache
def _calendar() -> frozenset[str]:
    """What is written with a capital and is no name."""
    return frozenset(term for line in read_lines("calendar.txt") for term in bases(line))
