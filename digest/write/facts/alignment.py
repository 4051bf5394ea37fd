"""Our sentence beside every passage of the reports that it cites: which of our words stand in which, and how near to
what.

A part of ours is in doubt where the *rest* of its clause is better told by passages that have another part in its place
than by any that has ours. How much better is counted in words, a name or number for one and a half.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from digest.reading.languages import Language
from digest.reading.names import is_common
from digest.reading.parts import Passage, Word

_ALIKE = 0.75  # of a word that has only its beginning in common with ours
_SHARED = 0.8  # share of the shorter stem that two stems have in common to be alike
_BEGINNING = 4  # letters
_BEFORE = 0.5  # of a word that stands in the passage before, of which this one may speak
_NAME = 1.5  # words that a name or number counts for
_FEWEST = 3  # words of content in a clause that can be compared by itself
_ENOUGH = 0.5  # share of the rest that a passage must tell
_CLEAR = 3.0  # words by which passages with another part are nearer that leave no doubt


@dataclass(frozen=True, slots=True)
class Doubt:
    """One part of ours that the passages may have otherwise: how much so, from 0 to 1, where in ours, and where in
    theirs.
    """

    part: str
    strength: float
    start: int
    passage: str


class Alignment:
    """One sentence and its passages, in their order; those of one report follow one another."""

    def __init__(self, ours: Passage, articles: Sequence[Sequence[Passage]]) -> None:
        self.ours = ours
        self.articles = articles
        self.passages = tuple(passage for article in articles for passage in article)
        firsts = [len(article) for article in articles]
        self._first = frozenset(sum(firsts[:at]) for at in range(len(firsts)))

    @cached_property
    def own(self) -> tuple[Word, ...]:
        """Our words that carry content, without those that say who said it and what stands between quotation marks."""
        return tuple(word for word in self.ours.words if _tells(word))

    @cached_property
    def clauses(self) -> tuple[tuple[Word, ...], ...]:
        """Our words of content by clause; one that has too few goes with the clause before it."""
        found: list[list[Word]] = [[]]
        last = 0
        for word, clause in zip(self.ours.words, self.ours.clauses, strict=True):
            if clause != last and len(found[-1]) >= _FEWEST:
                found.append([])
            if _tells(word):
                found[-1].append(word)
            last = clause
        if len(found) > 1 and len(found[-1]) < _FEWEST:
            found[-2:] = [found[-2] + found[-1]]
        return tuple(map(tuple, found))

    def rest(self, without: Collection[int]) -> tuple[Word, ...]:
        """Our words around those that begin at these places, of their clause where it is long enough."""
        numbered = list(zip(self.ours.words, self.ours.clauses, strict=True))
        inside = {clause for word, clause in numbered if word.start in without}
        near = tuple(
            word for word, clause in numbered if clause in inside and _tells(word) and word.start not in without
        )
        alone = len(self.clauses) == 1
        return (
            tuple(word for word in self.own if word.start not in without)
            if alone
            else near[: len(near) * (len(near) >= _FEWEST)]
        )

    @cached_property
    def _holders(self) -> dict[str, frozenset[int]]:
        """The numbers of the passages that hold each stem."""
        found: dict[str, set[int]] = defaultdict(set)
        for at, passage in enumerate(self.passages):
            for stem in passage.places.keys() | passage.stems:
                found[stem].add(at)
        return {stem: frozenset(some) for stem, some in found.items()}

    @cached_property
    def _beginnings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for stem in self._holders:
            if len(stem) >= _BEGINNING:
                found[stem[:_BEGINNING]].append(stem)
        return found

    @cached_property
    def _likenesses(self) -> dict[str, dict[str, float]]:
        return {word.stem: dict(self._like(word.stem)) for word in self.ours.words}

    def _like(self, stem: str) -> Iterator[tuple[str, float]]:
        for other in self._beginnings.get(stem[:_BEGINNING], ()):
            if other != stem and _shared(stem, other) >= max(_BEGINNING, _SHARED * min(len(stem), len(other))):
                yield other, _ALIKE
        if stem in self._holders:
            yield stem, 1.0

    def alike(self, word: Word) -> dict[str, float]:
        """The stems of the passages that are or resemble one of our words."""
        return self._likenesses[word.stem]

    @cached_property
    def _told(self) -> dict[str, dict[int, float]]:
        """For each stem of ours how well each passage has it."""
        found: dict[str, dict[int, float]] = {}
        for stem, likenesses in self._likenesses.items():
            best = found.setdefault(stem, {})
            for other, likeness in likenesses.items():
                for at in self._holders[other]:
                    best[at] = max(best.get(at, 0.0), likeness)
        return found

    def told(self, at: int, words: Collection[Word]) -> float:
        """How many of these words of ours a passage tells, or in part the one before it."""
        return sum(_weight(word) * self._of(word, at) for word in words)

    def _of(self, word: Word, at: int) -> float:
        held = self._told[word.stem]
        before = 0.0 if at in self._first else _BEFORE * held.get(at - 1, 0.0)
        return max(held.get(at, 0.0), before)

    def share(self, at: int, words: Collection[Word]) -> float:
        """The share of these words that a passage tells."""
        return self.told(at, words) / (sum(map(_weight, words)) or 1.0)

    @cached_property
    def nearest(self) -> int:
        """The passage that tells most of ours."""
        return max(range(len(self.passages)), key=lambda at: self.told(at, self.own), default=0)

    @cached_property
    def unknown(self) -> float:
        """The share of our words that no passage has."""
        lost = sum(_weight(word) for word in self.own if not self._likenesses[word.stem])
        return lost / (sum(map(_weight, self.own)) or 1.0)

    def doubt(
        self,
        part: str,
        start: int,
        rest: Collection[Word],
        ours: Callable[[int], bool],
        theirs: Callable[[int], bool],
        clear: float = 0.0,
        enough: float = _ENOUGH,
        free: float = 0.0,
    ) -> Iterator[Doubt]:
        """By how much the rest is nearer to passages with another part (`theirs`) than to any with `ours`.

        `clear` words leave no doubt, else three or all of them; a share of them is `free`. `enough` of the rest must
        stand in a passage with another part.
        """
        having, best, rival = 0.0, 0.0, -1
        for at in frozenset(at for word in rest for at in self._told[word.stem]):
            told = self.told(at, rest)
            if told > having and ours(at):
                having = told
            elif told > best and theirs(at) and not ours(at):
                best, rival = told, at
        whole = sum(map(_weight, rest))
        clear = clear or min(_CLEAR, whole)
        if rival >= 0 and best - having > free * clear and best >= enough * whole:
            strength = ((best - having) / clear - free) / (1 - free)
            yield Doubt(part, min(1.0, strength), start, self.passages[rival].text)

    def whole(self, words: Collection[Word]) -> float:
        """How much these words count for together."""
        return sum(map(_weight, words))

    def report(self, at: int) -> range:
        """The numbers of all passages of the report of this one."""
        ends = sorted(self._first | {len(self.passages)})
        return range(max(one for one in ends if one <= at), min(one for one in ends if one > at))

    def holders(self, word: Word) -> int:
        """How many passages have one of our words."""
        return len(self._told[word.stem])

    def before(self, at: int, reach: int) -> range:
        """The numbers of a passage and of those before it in its report, at most so many."""
        return range(max(self.report(at).start, at - reach), at + 1)


def _tells(word: Word) -> bool:
    return word.content and not word.quoted and word.key not in cues()


def cues() -> frozenset[str]:
    """The verbs that say no more than that somebody said something."""
    return Language.load("en")["strong_cues"]


def _weight(word: Word) -> float:
    return 1.0 if is_common(word.key) and not word.key[0].isdigit() else _NAME


def _shared(one: str, other: str) -> int:
    """How many letters two stems have in common from the start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
