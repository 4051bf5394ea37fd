"""Whether a sentence turns round what its articles say, though each of its words stands there.

"did not support" told as "supported", "fell" as "rose", "7 to 4" as "4 to 7", the price of one thing as that of
another, what one person said as another's. Precise rather than complete: a sentence is compared only with
statements that say nearly the same, and it passes where any of them bears it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from digest.reading.names import Name
from digest.reading.numbers import Quantity
from digest.reading.statements import Statement, likened
from digest.reading.words import listed, stem, tokens
from digest.write.facts.source import Source

_CLOSE = 0.7  # share of the words of a sentence, or of a statement, that the other has too
_FEWEST = 2  # words that they must share at least
_MARGIN = 2  # words by which the statement that contradicts must be nearer than one that does not
_DIRECTIONS = tuple(
    tuple(frozenset(map(stem, side.split(","))) for side in pair.split("/"))
    for pair in listed(
        "rise,rose,risen,rising,climb,climbed,grew,grow,grown,increase,increased,jumped,soared,gained"
        "/fall,fell,fallen,falling,drop,dropped,shrank,decline,declined,decrease,decreased,plunged,lost,slumped "
        "win,won,wins/lose,lost,loses accept,accepted,accepts/reject,rejected,rejects "
        "approve,approved,approves,passed/reject,rejected,rejects,defeated support,supported,supports/"
        "oppose,opposed,opposes open,opened,opens,opening/close,closed,closes,closing "
        "allow,allowed,allows/ban,banned,bans convicted/acquitted,cleared agreed/refused began,begun/ended"
    )
)


def contradictions(text: str, source: Source) -> Iterator[tuple[int, str]]:
    """Where in the text, and what, the articles say otherwise."""
    claim = Statement(text)
    reading = _Reading(claim, source)
    if len(reading.words) < _FEWEST:
        return
    for word in (*reading.affirmed_against(), *reading.denied_against(), *reading.turned_round()):
        shown = next((token for token in tokens(text) if stem(token) == word), word)
        yield 0, f"the articles say the opposite (“{shown}”): {text[:80]}"
    for score in reading.reversed_scores():
        yield score.start, f"the articles have this count the other way round: {text[score.start :][:20]}"
    for number in reading.moved_numbers():
        yield number.start, f"the articles say this number of something else: {number.text}"
    for name in reading.moved_acts():
        yield name.start, f"the articles say this of somebody else than {name.text}: {text[:80]}"


class _Reading:
    """One sentence beside the statements of its articles."""

    def __init__(self, claim: Statement, source: Source) -> None:
        self._claim = claim
        self._source = source
        self.words = claim.meaning
        self._shared = {statement: statement.shared(self.words) for statement in source.statements}

    def affirmed_against(self) -> Iterator[str]:
        """Words that it affirms and the nearest statement denies."""
        if self._claim.doubts:
            return
        for statement, shared in self._shared.items():
            for word in sorted(shared & likened(self.words, statement.denied)):
                if self._is_near(statement) and not self._borne_out(word, len(shared), denied=False):
                    yield word

    def denied_against(self) -> Iterator[str]:
        """Words that it denies and the nearest statement affirms, where no statement denies anything of the kind."""
        for word in sorted(self._claim.denied):
            near = [one for one, shared in self._shared.items() if word in shared and self._is_told(one)]
            if near and not any(one.doubts for one in near) and not self._borne_out(word, 2, denied=True):
                yield word

    def _borne_out(self, word: str, shared: int, *, denied: bool) -> bool:
        """Whether another statement has the word with this sense, and is about as near."""
        return any(
            word in words and len(words) > shared - _MARGIN
            for one, words in self._shared.items()
            if (bool(one.doubts) if denied else word not in likened(self.words, one.denied))
        )

    def turned_round(self) -> Iterator[str]:
        """Words of direction in whose place the nearest statement has the opposite one."""
        for one, other in (*_DIRECTIONS, *(pair[::-1] for pair in _DIRECTIONS)):
            ours = self.words & one
            if not ours or self.words & other or self._claim.doubts - one:
                continue
            rest = self.words - one
            told = [s for s in self._shared if len(self._shared[s] - one) >= max(_FEWEST, _CLOSE * len(rest))]
            if told and all(s.meaning & other and not s.meaning & one and not s.doubts - other for s in told):
                yield next(iter(sorted(ours)))

    def reversed_scores(self) -> Iterator[Quantity]:
        """Counts as "4 to 7" that the statements have only as "7 to 4"."""
        theirs = {(one.value, other.value) for s in self._shared for one, other in _scores(s)}
        for one, other in _scores(self._claim):
            if (one.value, other.value) not in theirs and (other.value, one.value) in theirs:
                yield one

    def moved_numbers(self) -> Iterator[Quantity]:
        """Numbers in whose place the nearest statement has another, and that stand among other words."""
        for number in self._claim.numbers:
            words = self.words - Statement(number.text).meaning
            having = [s for s in self._shared if any(_equal(number, other) for other in s.numbers)]
            near = [
                s
                for s in self._shared
                if s not in having
                and any(_alike(number, other) for other in s.numbers)
                and len(self._shared[s] & words) >= max(_FEWEST, _CLOSE * len(words))
            ]
            if near and having and not any(self._shared[s] & words for s in having):
                yield number

    def moved_acts(self) -> Iterator[Name]:
        """Persons whose act the nearest statements report of somebody else."""
        for name, verb in self._claim.acts[:1]:
            words = {w for w in self.words if w not in {stem(word) for word in name.words}}
            told = [s for s in self._shared if len(self._shared[s] & words) >= max(_FEWEST, _CLOSE * len(words))]
            if told and all(self._by_another(name, verb, s) for s in told):
                yield name

    def _by_another(self, name: Name, verb: str, statement: Statement) -> bool:
        """Whether a statement reports an act of this verb by another person, and does not name ours."""
        persons = self._source.persons
        actors = [actor for actor, act in statement.acts if act == verb and actor.words[-1] in persons]
        named = set(tokens(statement.text))
        return bool(actors) and name.words[-1] in persons and not named & set(name.words)

    def _is_near(self, statement: Statement) -> bool:
        shared = len(self._shared[statement])
        return shared >= _FEWEST and shared >= _CLOSE * min(len(self.words), len(statement.meaning))

    def _is_told(self, statement: Statement) -> bool:
        shared = len(self._shared[statement])
        return shared > _FEWEST and shared >= _CLOSE * len(self.words)


def _scores(statement: Statement) -> Iterator[tuple[Quantity, Quantity]]:
    for one, other in pairwise(statement.numbers):
        between = statement.text[one.end : other.start].strip()
        if between in ("to", "-", "–", "—") and one.value != other.value and not one.unit and not other.unit:
            yield one, other


def _equal(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value and one.unit == other.unit


def _alike(one: Quantity, other: Quantity) -> bool:
    return bool(one.unit) and one.unit == other.unit and one.value != other.value
