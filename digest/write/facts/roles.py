"""Who does it to whom: the words on each side of a verb of ours, beside those on each side of the same verb in the
passages. A passive has its sides turned round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.reading.languages import Language
from digest.reading.names import SAME
from digest.reading.parts import Passage, Word, seats
from digest.write.facts.alignment import Alignment, Doubt, cues

_REACH = 9  # words on each side of a verb
_OF_WHO = 5  # words before "who" that say who it is
_CLEAR = 1.5  # by how much the sides must fit better crosswise to leave no doubt; two fit wholly
_HALF = 0.5  # of what one side counts that fits crosswise alone


@dataclass(frozen=True, slots=True)
class _Sides:
    """The words that tell who does something, and to whom or what."""

    doing: tuple[Word, ...]
    done_to: tuple[Word, ...]


def crossed(found: Alignment) -> Iterator[Doubt]:
    """A verb on whose sides the passages have what ours has on the other ones."""
    for at, word in enumerate(found.ours.words):
        if not _is_verb(word) or word.quoted or word.key in cues():
            continue
        ours = _sides(found.ours, at)
        if not ours.doing or not ours.done_to:
            continue
        straight, best, where = 0.0, 0.0, ""
        for passage, place in _same_verbs(found, word):
            theirs = _sides(passage, place)
            fits = _fit(found, ours.doing, theirs.doing) + _fit(found, ours.done_to, theirs.done_to)
            turned = _fit(found, ours.doing, theirs.done_to), _fit(found, ours.done_to, theirs.doing)
            across = sum(turned) * (1.0 if all(turned) else _HALF)
            straight = max(straight, fits)
            if across > best:
                best, where = across, passage.text
        if best > straight:
            yield Doubt("crossed", min(1.0, (best - straight) / _CLEAR), word.start, where)


def _same_verbs(found: Alignment, word: Word) -> Iterator[tuple[Passage, int]]:
    for passage in found.passages:
        for stem in found.alike(word):
            yield from ((passage, place) for place in passage.places.get(stem, ()))


def _is_verb(word: Word) -> bool:
    present = word.mood == "open" and word.key.endswith("s")
    return word.content and not word.name and (present or word.mood != "open")


def _fit(found: Alignment, ours: Sequence[Word], theirs: Sequence[Word]) -> float:
    """The share of our words on one side that stand on one of theirs."""
    keys = frozenset(word.key for word in theirs)
    having = {SAME.get(word.key, word.stem) for word in theirs} | seats(keys)
    hits = [word for word in ours if having & {*found.alike(word), SAME.get(word.key, word.stem)}]
    return found.whole(hits) / (found.whole(ours) or 1.0)


def _sides(passage: Passage, at: int) -> _Sides:
    words = passage.words
    before, after = _before(words, at), _after(words, at)
    if not words[at].passive and not _is_reduced(words, at):
        return _Sides(_telling(before), _telling(after))
    by = next((number for number, word in enumerate(after) if word.key == "by"), len(after))
    return _Sides(_telling(after[by:]), _telling(before))


def _is_reduced(words: Sequence[Word], at: int) -> bool:
    """Whether a verb has no object behind it: "testimony released on Friday", or "ships sank off Vik"."""
    after = words[at + 1 : at + 2]
    bounds = Language.load("en")["prepositions"] | Language.load("en")["days"]
    ends = not after or after[0].clause != words[at].clause or after[0].key in bounds
    return words[at].mood == "told" and ends


def _telling(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.content and not word.key[0].isdigit() and word.key not in cues())


def _before(words: Sequence[Word], at: int) -> Sequence[Word]:
    """The words before the group of a verb, back to where its clause or another verb begins."""
    lists = Language.load("en")
    chain = lists["auxiliaries"] | lists["possible"] | lists["planned"] | lists["negations"]
    last = at
    while last and words[last - 1].clause == words[at].clause and words[last - 1].key in chain:
        last -= 1
    first = last
    while first and last - first < _REACH and _goes_on(words[first - 1], words[at]):
        first -= 1
    opening = words[first - 1].key if first else ""
    if opening in lists["relative_words"]:
        return words[max(0, first - 1 - _OF_WHO) : first - 1]
    shared = first == last or words[last - 1].key in lists["conjunctions"]
    if shared and first and _is_verb(words[first - 1]):
        return _before(words, first - 1)  # "sued the board and left": the subject of the verb before
    return words[first:last]


def _after(words: Sequence[Word], at: int) -> Sequence[Word]:
    end = at + 1
    while end < len(words) and end - at <= _REACH and _goes_on(words[end], words[at]):
        end += 1
    return words[at + 1 : end]


def _goes_on(word: Word, verb: Word) -> bool:
    """Whether a word belongs to the same clause as a verb, and is none itself."""
    joints = Language.load("en")["clause_joints"] - Language.load("en")["conjunctions"]
    return word.clause == verb.clause and word.key not in joints and (not _is_verb(word) or word.mood == "open")
