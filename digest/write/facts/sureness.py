"""How sure a sentence is of what it tells, beside how sure the passages are of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from digest.reading.languages import Language
from digest.reading.parts import Mood, Word, base_stem
from digest.write.facts.alignment import Alignment, Doubt, cues

_FEWEST_SHARED = 2  # words by which a passage tells the same as a clause of ours
_SURENESS: dict[Mood, float] = {"told": 3.0, "open": 2.5, "planned": 2.0, "possible": 1.0, "denied": 0.0}
_LESS_SURE = 0.5
_NEAR = 0.5  # share of a clause that a passage must tell to be compared
_AS_NEAR = 0.8  # of what the nearest tells: so much must another one tell to count with it


def moods(found: Alignment) -> Iterator[Doubt]:
    """A verb that the passages tell as less sure, or as not happened; or that ours denies and they tell."""
    lists = Language.load("en")
    undecided = lists["fact_negations"] | lists["undecided"]  # "has promised nothing", "will decide whom to endorse"
    denies = any(word.key in undecided for word in found.ours.words)
    for word in found.own:
        present = word.mood == "open" and word.key.endswith("s")  # "the storm reaches the islands on Thursday"
        if (
            word.mood == "possible"
            or (word.mood == "open" and not present)
            or word.key in cues()
            or is_attributive(word, found.ours.words)
            or _is_wished(word, found.ours.words)
        ):
            continue

        def moods(at: int, word: Word = word) -> set[Mood]:
            words = found.passages[at].words
            places = (place for stem in found.alike(word) for place in found.passages[at].places.get(stem, ()))
            return {words[place].mood for place in places if not words[place].key.endswith("ing")}

        def ours(at: int, word: Word = word, moods: Callable[[int], set[Mood]] = moods) -> bool:
            if word.mood in ("denied", "open"):
                return bool(moods(at) - ({"told"} if word.mood == "denied" else {"possible"}))
            least = _SURENESS[word.mood] - _LESS_SURE
            return any(_SURENESS[mood] >= least or (mood == "denied" and denies) for mood in moods(at))

        def theirs(at: int, moods: Callable[[int], set[Mood]] = moods) -> bool:
            return bool(moods(at))

        yield from found.doubt("sureness", word.start, found.rest({word.start}), ours, theirs)


def _is_wished(word: Word, words: Sequence[Word]) -> bool:
    """Whether somebody wants it done, has to, would under a condition, or does something for it: ours is no surer."""
    lists = Language.load("en")
    at = words.index(word)
    before = [one.key for one in words[:at] if one.clause == word.clause]
    purpose = before[-1:] == ["to"] and not lists["be"] & set(before[-3:])  # "has to pass", "a week to look into it"
    would = word.mood == "planned" and "would" in before and any(one.key in lists["undecided"] for one in words)
    return purpose or would or bool(lists["wanting"] & set(before))


def is_attributive(word: Word, words: Sequence[Word]) -> bool:
    """ "the dismissed workers": a participle before its noun."""
    at = words.index(word)
    return at > 0 and words[at - 1].key in Language.load("en")["before_participles"]


def softened(found: Alignment) -> Iterator[Doubt]:
    """A clause that tells what was or will be, where the passages have it with a word of what may or shall be."""
    lists = Language.load("en")
    conditions = lists["undecided"]
    conditional = any(word.key in conditions for word in found.ours.words)
    reported = any(word.key in cues() for word in found.ours.words)  # "said it would" is no less sure than "will"
    for clause in found.clauses:
        sure = max((_SURENESS[word.mood] for word in clause if _is_event(word)), default=0.0)
        soft = lists["unsure"] if sure == _SURENESS["planned"] else lists["unsure"] | lists["softening"]
        soft = soft - conditions if conditional else soft
        first, last = (clause[0].start, clause[-1].start) if clause else (0, 0)
        inside = {word.key for word in found.ours.words if first <= word.start <= last}
        hedged = lists["unsure"] - conditions | lists["still_to_come"] - lists["sure_to_come"]
        hedged = hedged if reported else hedged | {"would"}
        if sure < _SURENESS["planned"] or inside & hedged or (sure > _SURENESS["planned"] and inside & soft):
            continue

        def theirs(at: int, clause: Sequence[Word] = clause, soft: frozenset[str] = soft) -> bool:
            passage = found.passages[at]
            shared = [{passage.clauses[place] for place in passage.places.get(word.stem, ())} for word in clause]
            counts = Counter(one for some in shared for one in some)
            most = max(counts, key=lambda one: (counts[one], -one), default=-1)
            near = counts[most] >= max(_FEWEST_SHARED, sum(map(bool, shared)) / 2)
            inside = (word for word, one in zip(passage.words, passage.clauses, strict=True) if one == most)
            keys = {
                word.key
                for word, after in pairwise((*inside, None))
                if word and word.text != "May" and not _is_not(after)
            }
            return near and bool(keys & soft)

        def ours(at: int, theirs: Callable[[int], bool] = theirs) -> bool:
            return not theirs(at)

        yield from found.doubt("softened", first, clause, ours, theirs)


def _is_not(word: Word | None) -> bool:
    return word is not None and word.key == "not"


def _is_event(word: Word) -> bool:
    return word.mood in ("told", "planned") and word.key not in cues()


def unsure(found: Alignment) -> Iterator[Doubt]:
    """A clause that tells what will be, which most of the passages nearest to it tell as what may or might be."""
    if not _is_sure_to_come(found.ours.words):
        return
    for clause in found.clauses:
        shares = [found.share(at, clause) for at in range(len(found.passages))]
        best = max(shares, default=0.0)
        near = [at for at, share in enumerate(shares) if share >= _AS_NEAR * best]
        softer = [at for at in near if _may_be(found, at, clause)]
        if len(clause) >= _FEWEST_SHARED and best > _NEAR and len(softer) > len(near) / 2:
            strength = (best - _NEAR) / (1 - _NEAR) * len(softer) / len(near)
            yield Doubt("unsure", strength, clause[0].start, found.passages[softer[0]].text)


def _is_sure_to_come(words: Sequence[Word]) -> bool:
    """Whether a sentence says "will", and nothing that would make it less sure."""
    lists = Language.load("en")
    soft = lists["unsure"] | (lists["softening"] - lists["planned"])
    if any(word.key in soft or word.mood == "possible" or word.quoted for word in words):
        return False
    return any(word.key in lists["planned"] - {"to", "would"} for word in words)


def _may_be(found: Alignment, at: int, clause: Sequence[Word]) -> bool:
    """Whether the clause of a passage that has most of ours tells what may be, or is wanted or expected."""
    passage = found.passages[at]
    places = {place for word in clause for stem in found.alike(word) for place in passage.places.get(stem, ())}
    counts = Counter(passage.words[place].clause for place in places)
    most = max(counts, key=lambda one: (counts[one], -one), default=-1)
    inside = (word for word in passage.words if word.clause == most and word.text != "May")
    return any(word.stem in _stems("may_be") or word.mood == "possible" for word in inside)


@lru_cache(maxsize=8)
def _stems(name: str) -> frozenset[str]:
    return frozenset(base_stem(word) for word in Language.load("en")[name])
