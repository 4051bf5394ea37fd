"""Of how many it is told, why, and whether it is told at all: all for some, a cause that nobody gives, an event of
which no report has a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from digest.reading.languages import Language
from digest.reading.parts import Word, base_stem
from digest.write.facts.alignment import Alignment, Doubt
from digest.write.facts.sureness import is_attributive

_AS_NEAR = 0.8  # of what the nearest passage tells: so much must another one tell to count with it
_JOINED = 0.4  # of the words of a cause, and of its effect, that passages which join them must have


def scope(found: Alignment) -> Iterator[Doubt]:
    """All, where the passages that tell the rest say it of a part; or none of them says all."""
    lists = Language.load("en")
    for word in found.ours.words:
        if _says_all(word, found.ours.words):
            rest = found.rest({word.start})
            ours = _having(found, lists["all_of"], word)
            yield from found.doubt("scope", word.start, rest, ours, _having(found, lists["part_of"]))
            yield from found.doubt("all", word.start, rest, ours, lambda _: True)


def _says_all(word: Word, words: Sequence[Word]) -> bool:
    """Whether a word says it of all: not "nearly all", nor an "all" that counts nothing ("it all turned out well")."""
    lists = Language.load("en")
    if word.key not in lists["all_of"] or word.quoted:
        return False
    at = words.index(word)
    before, after = words[max(0, at - 1) : at], words[at + 1 : at + 2]
    numbered = any(one.key[0].isdigit() for one in after)
    if numbered and [one.key for one in before] == ["of"]:  # "convicted of all 18", but not "most of all 18"
        before = words[max(0, at - 2) : at - 1]
    counts = numbered or any(one.key in lists["after_all"] for one in after)
    bare = word.key == "all" and at > 0 and not counts
    return not bare and not any(one.key in lists["short_of_all"] for one in before)


def _having(found: Alignment, keys: frozenset[str], told: Word | None = None) -> Callable[[int], bool]:
    """Whether a passage has one of these words, or one like ours: "full approval" for "fully approved"."""
    alike = {*found.alike(told), base_stem(told.key.removesuffix("y"))} if told else set()
    return lambda at: any(word.key in keys or word.stem in alike for word in found.passages[at].words)


def causes(found: Alignment) -> Iterator[Doubt]:
    """A cause or purpose that no passage joins to what it explains."""
    lists = Language.load("en")
    pairs = zip((None, *found.ours.words), found.ours.words, strict=False)
    cause = next((word for before, word in pairs if not word.quoted and _is_cause(before, word)), None)
    if not cause:
        return
    turn = cause.start if cause.start else _end_of_clause(found.ours.words, cause)
    telling = [word for word in found.own if word.start != cause.start]
    sides = [[word for word in telling if (word.start < turn) is side] for side in (True, False)]
    joins = lists["causes"] | lists["reasons"]
    near = [at for at in range(len(found.passages)) if all(found.share(at, side) >= _JOINED for side in sides)]
    if not any(_having(found, joins)(one) for at in near for one in found.before(at, 1)):
        yield Doubt("cause", 1.0, cause.start, found.passages[found.nearest].text)


def _is_cause(before: Word | None, word: Word) -> bool:
    """Whether a word gives a cause or purpose; "order" does only in "in order to"."""
    told = word.key in Language.load("en")["causes"]
    return told and (word.key != "order" or (before is not None and before.key == "in"))


def _end_of_clause(words: Sequence[Word], first: Word) -> int:
    """Where the clause after that of a word begins: of "Because of the storm, schools closed" at "schools"."""
    return next((word.start for word in words if word.clause != first.clause), words[-1].start + 1)


def events(found: Alignment) -> Iterator[Doubt]:
    """A hard event of which no passage about the same has a word."""
    for word in found.own:
        kinds = _kinds().get(word.stem, ())
        if not kinds or word.name or (word.mood != "told" and not (word.mood == "open" and word.key.endswith("s"))):
            continue
        if is_attributive(word, found.ours.words):
            continue
        rest = found.rest({word.start})

        def ours(at: int, kinds: Sequence[frozenset[str]] = kinds) -> bool:
            return any(kind & found.passages[one].stems for kind in kinds for one in found.before(at, 1))

        yield from found.doubt("event", word.start, rest, ours, lambda _: True)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, list[frozenset[str]]]:
    """The kinds of events that each stem is of: those whose line begins with it, or that it is listed in."""
    found: dict[str, list[frozenset[str]]] = {}
    for line in Language.load("en")["events"]:
        kind = frozenset(base_stem(word) for word in line.split())
        for word in line.split()[:2]:
            found.setdefault(base_stem(word), []).append(kind)
    return found


def whole(found: Alignment) -> Iterator[Doubt]:
    """A sentence of all, of which no passage says all that tells nearly as much of it as the nearest."""
    words = Language.load("en")["all_of"]
    told = [word for word in found.ours.words if _says_all(word, found.ours.words)]
    shares = [found.share(at, found.own) for at in range(len(found.passages))]
    best = max(shares, default=0.0)
    near = [at for at, share in enumerate(shares) if share >= _AS_NEAR * best]
    if told and best > _JOINED and not any(_having(found, words, told[0])(at) for at in near):
        yield Doubt("whole", (best - _JOINED) / (1 - _JOINED), told[0].start, found.passages[near[0]].text)


def judged(found: Alignment) -> Iterator[Doubt]:
    """A word of judgement that no passage has."""
    judging = Language.load("en")["verdicts"]
    for word in found.own:
        if word.key in judging and not word.name and not found.alike(word):
            yield Doubt("judged", 1.0, word.start, "")
