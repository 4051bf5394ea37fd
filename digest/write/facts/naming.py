"""The names of a sentence in whose place the passages have others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from digest.reading.languages import Language
from digest.reading.names import SAME
from digest.reading.parts import Anchor, Passage, Word, seats
from digest.write.facts.alignment import Alignment, Doubt

_FEWEST_SHARED = 2  # words but for names by which passages tell the same as ours
_FEWEST_WORDS = 3  # of content beside a name
_MOST_OF_IT = 0.4  # share of the rest that a passage with another name must tell,
_MUCH_OF_IT = 0.45  # and one with another place
_MERGED = 0.35  # share by which it may be nearer without any doubt: a sentence may merge two passages
_LONG_NAME = 25  # characters
_BACK = 3  # sentences before, in which stands whom a pronoun or an office means
_NOBODY = Word(0, "", "", "", 0, "open", False, False)


def other_names(found: Alignment) -> Iterator[Doubt]:
    """A name in whose place the passages that tell the rest have another one."""
    for name in found.ours.anchors["name"]:
        full = name.words | seats(name.words)
        starts = {word.start for word in found.ours.words if word.start == name.start or _of_name(word, name)}
        rest = found.rest(starts)
        plain = [word for word in rest if not word.name]

        def ours(at: int, full: frozenset[str] = full) -> bool:
            passage = found.passages[at]
            if (
                passage.has_office or at == found.report(at).start
            ):  # a title, or "a federal judge", whom any other sentence may name
                return any(full & found.passages[one].all_names for one in found.report(at))
            return any(full & found.passages[one].all_names for one in found.before(at, _BACK * passage.leans))

        def theirs(at: int, name: Anchor = name, plain: Sequence[Word] = plain) -> bool:
            others = found.passages[at].anchors["name"]
            return found.told(at, plain) >= _FEWEST_SHARED and any(
                other.is_nation is name.is_nation and not other.words & found.ours.all_names for other in others
            )

        yield from found.doubt("name", name.start, rest, ours, theirs)


def _of_name(word: Word, name: Anchor) -> bool:
    return word.key in name.words or word.stem in name.words


def instead(found: Alignment) -> Iterator[Doubt]:
    """The same of a passage by itself, whoever its pronouns and offices mean: it tells much more of the rest than any
    that has the name, and has another name.
    """
    for name in found.ours.anchors["name"]:
        full = name.words | seats(name.words)
        rest = [word for word in found.own if not _of_name(word, name)]
        if len(rest) < _FEWEST_WORDS:
            continue

        def ours(at: int, full: frozenset[str] = full) -> bool:
            return bool(full & found.passages[at].all_names)

        def theirs(at: int) -> bool:
            return any(not other.words & found.ours.all_names for other in found.passages[at].anchors["name"])

        yield from found.doubt(
            "actor", name.start, rest, ours, theirs, found.whole(rest), enough=_MOST_OF_IT, free=_MERGED
        )


def elsewhere(found: Alignment) -> Iterator[Doubt]:
    """A place ("in Osund") of a clause that the passages tell of another one ("in Vik")."""
    for place in _places(found.ours):
        full = frozenset({place.key, SAME.get(place.key, place.key)})
        full |= seats(full)
        rest = [word for word in found.own if word.clause == place.clause and not _beside(word, place)]
        if len(rest) < _FEWEST_SHARED:
            continue

        def ours(at: int, full: frozenset[str] = full) -> bool:
            return any(full & found.passages[one].all_names for one in found.before(at, 1))

        def theirs(at: int) -> bool:
            return any(other.key not in found.ours.all_names for other in _places(found.passages[at]))

        yield from found.doubt("place", place.start, rest, ours, theirs, found.whole(rest), enough=_MUCH_OF_IT)


@lru_cache(maxsize=4096)
def _places(passage: Passage) -> tuple[Word, ...]:
    """The names that stand behind a preposition of place, "the" or one word of direction between them or not."""
    lists = Language.load("en")
    words = (_NOBODY, _NOBODY, *passage.words)
    return tuple(
        word
        for before, after, word in zip(words, words[1:], words[2:], strict=False)
        if word.name
        and (
            after.key in lists["of_place"] or (before.key in lists["of_place"] and after.key in lists["before_places"])
        )
    )


def _beside(word: Word, place: Word) -> bool:
    """Whether a word is the place or goes on with its name."""
    return word.start == place.start or (word.name and 0 < word.start - place.start < _LONG_NAME)
