"""Which way a sentence tells it: what the passages deny and ours affirms, and words of the opposite direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from digest.reading.languages import Language
from digest.reading.parts import Passage, Word, base_stem
from digest.reading.statements import Statement
from digest.write.facts.alignment import Alignment, Doubt

_TOLD_OF_IT = 0.35  # share of the rest that a passage must tell which denies a word of ours
_BESIDE = 6  # words on each side of a word of direction among which stands what it is told of
_SHARED = 2  # of them that must be ours
_REACH = 4  # words that a negation reaches


def denials(found: Alignment) -> Iterator[Doubt]:
    """A word that the passages deny and ours affirms, or the other way round."""
    undecided = Language.load("en")["undecided"]
    doubtful = _is_doubtful(found.ours.text) or any(word.key in undecided for word in found.ours.words)
    for word in found.own:
        ours_denied = word.stem in found.ours.denied
        if word.name or (word.mood != "denied" if ours_denied else doubtful):
            continue

        def theirs(at: int, word: Word = word, ours_denied: bool = ours_denied) -> bool:
            passage = found.passages[at]
            if ours_denied:
                return word.stem in passage.places and not _is_doubtful(passage.text)
            return word.stem in passage.denied

        def ours(at: int, word: Word = word, theirs: Callable[[int], bool] = theirs) -> bool:
            return word.stem in found.passages[at].places and not theirs(at)

        yield from found.doubt("denial", word.start, found.rest({word.start}), ours, theirs)


@lru_cache(maxsize=4096)
def _is_doubtful(text: str) -> bool:
    """Whether anything in a sentence might turn its sense round."""
    return bool(Statement(text).doubts)


def directions(found: Alignment) -> Iterator[Doubt]:
    """A word of direction in whose place they have the opposite one, neither of them denied."""
    told = {word.stem for word in found.ours.words}
    for word in (word for word in found.ours.words if not word.quoted and "-" not in word.text):
        for side, other in _opposites().get(word.stem, ()):
            if told & other or word.mood == "denied":
                continue

            def ours(at: int, side: frozenset[str] = side) -> bool:
                return bool(side & found.passages[at].places.keys())

            rest = found.rest({word.start})
            alike = frozenset(stem for one in found.own if one is not word for stem in found.alike(one))

            def theirs(at: int, other: frozenset[str] = other, alike: frozenset[str] = alike) -> bool:
                passage = found.passages[at]
                places = [place for stem in other for place in passage.places.get(stem, ())]
                return any(
                    passage.words[place].mood != "denied" and _is_near(passage, place, alike) for place in places
                )

            yield from found.doubt("direction", word.start, rest, ours, theirs)


def _is_near(passage: Passage, place: int, stems: frozenset[str]) -> bool:
    """Whether a word stands near others that have some of these stems, in one clause with them."""
    words = passage.words[max(0, place - _BESIDE) : place + _BESIDE + 1]
    return sum(one.stem in stems for one in words if one.clause == passage.words[place].clause) >= _SHARED


@lru_cache(maxsize=1)
def _opposites() -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """For each stem of a word of direction its own side and the other."""
    found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for line in Language.load("en")["opposites"]:
        one, other = (frozenset(base_stem(word) for word in side.split()) for side in line.split("/"))
        for side, against in ((one, other), (other, one)):
            for word in side:
                found.setdefault(word, []).append((side, against))
    return found


def turned(found: Alignment) -> Iterator[Doubt]:
    """A word of a sentence without any negation, which the passages that tell the rest have behind one."""
    if any(_negates(word) for word in found.ours.words):
        return
    for word in found.own:
        if word.name:
            continue
        rest = [one for one in found.own if one is not word]

        def theirs(at: int, word: Word = word) -> bool:
            passage = found.passages[at]
            places = [place for stem in found.alike(word) for place in passage.places.get(stem, ())]
            return bool(places) and all(_is_denied(passage, place) for place in places)

        def ours(at: int, word: Word = word, theirs: Callable[[int], bool] = theirs) -> bool:
            return any(stem in found.passages[at].places for stem in found.alike(word)) and not theirs(at)

        yield from found.doubt("turned", word.start, rest, ours, theirs, found.whole(rest), enough=_TOLD_OF_IT)


def _negates(word: Word) -> bool:
    lists = Language.load("en")
    return word.key in lists["negations"] | lists["fact_negations"] | lists["refusals"] or word.key.endswith("n't")


def _is_denied(passage: Passage, place: int) -> bool:
    """Whether a word stands behind a negation, with no preposition between them."""
    word = passage.words[place]
    bounds = Language.load("en")["prepositions"]
    words = passage.words[max(0, place - _REACH) : place + 1]
    pairs = [(one, after) for one, after in pairwise(words) if one.clause == word.clause]
    near = next((one for one in reversed(pairs) if _negates(one[0]) or one[0].key in bounds), None)
    only = near is not None and near[1].key in Language.load("en")["after_not"]  # "not only"
    behind = near is not None and _negates(near[0])
    return not only and (behind or word.mood == "denied" or word.stem in passage.denied)
