"""Whose claim it is: what only somebody's words carry, told without saying whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from digest.reading.languages import Language
from digest.reading.parts import Passage, Word
from digest.write.facts.alignment import Alignment, Doubt, cues

_FEWEST = 3  # words of content in a sentence that can be told as a claim
_SAID = 0.5  # share of the words found in a passage that stand between quotation marks, if somebody says it
_FREE = 0.25  # share by which what is said may be nearer without any doubt
_SPEAKER = 4  # words between a speaker and the verb of speech
_SENTENCE = 50  # words; a longer passage is several that were not told apart
_CLOSING = 9  # words at the end of a sentence in which a speaker is named for all of it


def quoted(found: Alignment) -> Iterator[Doubt]:
    """What only words between quotation marks carry, told without saying whose they are."""
    words = found.ours.words
    told = any(word.key in _attributing() or word.quoted for word in words)
    told = told or any(_is_verb(one) and after.key == "that" for one, after in pairwise(words))
    if told or len(found.own) < _FEWEST:
        return
    yield from found.doubt(
        "quoted", 0, found.own, lambda at: _is_narrated(found, at), lambda at: _is_said(found, at), len(found.own)
    )


def _is_coming(found: Alignment) -> bool:
    """Whether a sentence tells what is to come, or names a day."""
    coming = Language.load("en")["still_to_come"]
    return any(word.key in coming for word in found.ours.words) or bool(found.ours.anchors["day"])


def _is_verb(word: Word) -> bool:
    """Whether a word can be a verb of the third person: "she reminds him that" is somebody's claim."""
    return not word.name and (word.mood != "open" or word.key.endswith("s"))


def _is_said(found: Alignment, at: int) -> bool:
    """Whether what a passage has of ours stands between its quotation marks."""
    passage = found.passages[at]
    words = [passage.words[place] for word in found.own for place in passage.places.get(word.stem, ())[:1]]
    return bool(words) and sum(word.quoted for word in words) >= _SAID * len(words)


def _is_narrated(found: Alignment, at: int) -> bool:
    """Whether the report says itself what a passage has of ours."""
    return not _is_said(found, at) and not _is_behind_a_cue(found, at)


def _is_attributed(found: Alignment, at: int) -> bool:
    """Whether somebody in person says what a passage has of ours; what a ministry or the police say is news."""
    words, cue = found.passages[at].words, _cue(found.passages[at])
    return _is_behind_a_cue(found, at) and _is_person(words[max(0, cue - _SPEAKER) : cue + _SPEAKER + 1])


def _is_behind_a_cue(found: Alignment, at: int) -> bool:
    """Whether most of what a passage has of ours stands behind a verb of speech, or all of it before one."""
    return _is_behind(found, at, _cue(found.passages[at]))


def _is_behind(found: Alignment, at: int, cue: int) -> bool:
    passage = found.passages[at]
    places = [place for word in found.own for place in passage.places.get(word.stem, ())[:1]]
    closes = (
        len(passage.words) - _CLOSING <= cue
        and len(passage.words) <= _SENTENCE
        and not any(word.quoted for word in passage.words[cue:])
    )
    return cue >= 0 and (closes or sum(place > cue for place in places) > len(places) / 2)


def _is_person(words: Sequence[Word]) -> bool:
    """Whether somebody is named, or is he or she, among the words beside a verb of speech."""
    lists = Language.load("en")
    return any((word.name and word.key not in lists["days"]) or word.key in lists["he_or_she"] for word in words)


@lru_cache(maxsize=4096)
def _cue(passage: Passage) -> int:
    """The number of the first word that says that somebody says something; -1 where none does."""
    words = enumerate(passage.words)
    told = (at for at, word in words if (word.key in cues() or word.key == "according") and not word.quoted)
    return next(told, -1)


def _attributing() -> frozenset[str]:
    lists = Language.load("en")
    return lists["strong_cues"] | lists["attributing"]


def unsaid(found: Alignment) -> Iterator[Doubt]:
    """A sentence that names no speaker, which is better told by what somebody says than by what a report says."""
    spoken = _attributing() | _contesting()
    words = found.ours.words
    if len(found.own) < _FEWEST or any(word.key in spoken or word.quoted or word.mood == "possible" for word in words):
        return
    coming = _is_coming(found)

    def theirs(at: int) -> bool:
        told = not coming and _is_attributed(found, at)
        return told or _is_said(found, at) or _is_behind(found, at, _contested(found.passages[at]))

    yield from found.doubt(
        "unsaid", 0, found.own, lambda at: not theirs(at), theirs, found.whole(found.own), enough=0.0, free=_FREE
    )


def _contesting() -> frozenset[str]:
    return Language.load("en")["contesting"]


@lru_cache(maxsize=4096)
def _contested(passage: Passage) -> int:
    """The number of the first word beside which what is told is an opinion or an accusation; -1 where none is."""
    words = enumerate(passage.words)
    return next((at for at, word in words if word.key in _contesting() and not word.quoted), -1)
