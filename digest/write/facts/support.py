"""How well a story's articles carry a sentence as a whole: a score to rank by, not a verdict.

Each thing the sentence says and the articles don't costs something; the score is what is left. The prices are
set by hand in steps, not fitted: a name that is nowhere costs 1, a number 2, an ordinary word half (it is often
paraphrase), words that the articles never bring together less. See `bench/facts.py` for what it is worth.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from digest.model import Item
from digest.reading.names import is_common
from digest.reading.words import NEGATIONS, STOP, listed, stem, tokens
from digest.write.facts.source import Source, read_source
from digest.write.facts.unsupported import unsupported

_UNKNOWN_NAME = 1.0
_UNKNOWN_WORD = 0.5
_UNKNOWN_LINK = 0.1  # a preposition, an auxiliary
_REFUSED = {  # never paraphrase
    "unsupported number": 2.0,
    "unsupported date": 2.0,
    "unsupported name": 0.5,
    "unsupported sentence": 1.0,
}
_UNKNOWN_QUOTATION = 1.0
_STRANGERS = 0.5  # two uncommon words side by side that the articles never join: a wrong first name
_LONELY = 0.3  # a word that stands far from all its neighbours
_SCATTERED = 1.0  # times the share of the words outside the best passage
_CONTRADICTED = 1.0
_PIECED = 9.0  # times the share of the words that the sentence nearest to it lacks and others have, if all is copied
_COPIED = 4  # power of the share of copied pairs of words: what is told in other words is not pieced together
_DECAY = 3.0

_WINDOW = 20  # words of a passage, or as many as the sentence has
_FAR = 15  # words
_OPPOSITES = {
    frozenset(map(stem, pair.split("/")))
    for pair in listed(
        "rise/fall rose/fell risen/fallen increase/decrease increased/decreased win/lose won/lost accept/reject "
        "accepted/rejected approve/reject approved/rejected support/oppose supports/opposes supported/opposed up/down "
        "higher/lower highest/lowest more/fewer allow/ban allowed/banned guilty/acquitted convicted/acquitted "
        "open/closed begin/end began/ended before/after agreed/refused first/last largest/smallest gain/loss "
        "for/against"
    )
}
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]|``(.+?)''")


def support(sentence: str, items: Sequence[Item]) -> float:
    """From 1, a sentence of the articles, down towards 0, one that has little in common with them."""
    source = read_source(items)
    raw = [part for word in tokens(sentence) for part in word.split("-") if part]
    if not raw or not source.positions:
        return 0.0
    return math.exp(-sum(_costs(sentence, raw, source)) / _DECAY)


def _costs(sentence: str, raw: Sequence[str], source: Source) -> Iterator[float]:
    known = {word for word in raw if _is_known(word, source)}
    yield sum(_price(word) for word in raw if word not in known)
    yield sum(_REFUSED[finding.kind] for finding in unsupported(sentence, source.items))
    yield _UNKNOWN_QUOTATION * sum(not _is_verbatim(match, source) for match in _QUOTED.finditer(sentence))
    yield _STRANGERS * sum(_are_strangers(one, other, source) for one, other in pairwise(raw))
    meaning = [stem(word) for word in raw if word not in STOP]
    yield _LONELY * sum(_is_lonely(at, meaning, source) for at in range(len(meaning)))
    wanted = {stem(word) for word in raw if word not in STOP} or set(map(stem, raw))
    passage = _best_passage(wanted, source, max(_WINDOW, len(raw) + 2))
    yield _SCATTERED * (1 - len(wanted & set(passage)) / len(wanted))
    yield _CONTRADICTED * _contradicts(raw, passage)
    yield _PIECED * _is_pieced(raw, source)


def _is_pieced(raw: Sequence[str], source: Source) -> float:
    """How much of a sentence that is copied from the articles word for word stands in several sentences of theirs: the
    beginning of one with the end of another says what none of them says.
    """
    pairs = list(pairwise(raw))
    copied = sum(pair in source.pairs for pair in pairs) / max(1, len(pairs))
    found = sum(word in source.words for word in raw)
    nearest = max((sum(word in words for word in raw) for words in source.sentence_words), default=0)
    return copied**_COPIED * max(0, found - nearest) / len(raw)


def _price(word: str) -> float:
    if word in STOP:
        return _UNKNOWN_LINK
    return _UNKNOWN_WORD if is_common(word) else _UNKNOWN_NAME


def _is_known(word: str, source: Source) -> bool:
    """Whether the word stands in the articles, or one that shares most of its letters: develop for developer."""
    if source.has(word) or stem(word) in source.stems:
        return True
    if word in STOP or word[0].isdigit() or len(word) < 5:
        return False
    return any(_shared(word, other) >= 0.8 * max(4, min(len(word), len(other))) for other in source.by_letter(word[0]))


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common from the start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _is_verbatim(match: re.Match[str], source: Source) -> bool:
    return " ".join(tokens(match[1] or match[2])) in source.running


def _are_strangers(one: str, other: str, source: Source) -> bool:
    both = one in source.positions and other in source.positions
    return both and not is_common(one) and not is_common(other) and not source.near(one, other)


def _is_lonely(at: int, meaning: Sequence[str], source: Source) -> bool:
    """The word stands in the articles, and so do neighbours of its, but never within reach of one another."""
    where = source.stem_positions
    places = where.get(meaning[at], ())
    others = [
        there for other in (*meaning[max(0, at - 2) : at], *meaning[at + 1 : at + 3]) for there in where.get(other, ())
    ]
    return bool(places and others) and not any(abs(here - there) <= _FAR for there in others for here in places)


def _best_passage(wanted: set[str], source: Source, length: int) -> Sequence[str]:
    """The run of words of the articles with most of what is wanted."""
    step = max(1, length // 4)
    starts = range(0, max(1, len(source.stemmed) - length + step), step)
    passages = (source.stemmed[at : at + length + step] for at in starts)
    return max(passages, key=lambda passage: len(wanted & set(passage)), default=())


def _contradicts(raw: Sequence[str], passage: Sequence[str]) -> bool:
    """One of the two denies, or says the opposite word."""
    ours, theirs = set(map(stem, raw)), set(passage)
    for pair in _OPPOSITES:
        one, other = tuple(pair) if len(pair) == 2 else ("", "")
        if (one in ours and other not in ours and other in theirs and one not in theirs) or (
            other in ours and one not in ours and one in theirs and other not in theirs
        ):
            return True
    return bool(set(raw) & _DENIALS) and not theirs & _DENIALS


_DENIALS = NEGATIONS & {"not", "no", "never", "nobody", "nothing", "neither", "nor", "without", "cannot"}
