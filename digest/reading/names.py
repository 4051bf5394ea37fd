"""Read the proper names of a text, and what stands for the same name: adjectives, acronyms, titles.

A name is a run of capitalised words; the first word of a sentence counts only where it can't be a common word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.reading.languages import Language
from digest.reading.numbers import quantities
from digest.reading.sentences import sentences
from digest.reading.words import STOP, stem, word_key


def _by_first(words: str) -> dict[str, str]:
    """Of each line of a list its words, with the first of them, which stands for all."""
    lines = (line.split() for line in Language.load("en")[words])
    return {word: line[0] for line in lines for word in line}


OFFICES = _by_first("one_office")
# They tell "Negotiators met" from "Netanyahu met": a capital at the head of a sentence says nothing by itself.
COMMON = frozenset(stem(word_key(word)) for word in Language.load("en")["common"])
FORMER = Language.load("en")["former"]
_HONORIFICS = Language.load("en")["courtesies"]

SAME = _by_first("one_name")

_WORD = re.compile(r"[^\W\d_](?:[\w&]|['’.\-](?=\w))*\.?|\d+(?:\w+)?")
_LINKS = Language.load("en")["links_of_names"]
_NEUTRAL = Language.load("en")["neutral_capitals"]


_CONTRACTIONS = ("'t", "'ll", "'re", "'ve", "'d", "'m")
_ARTICLES = Language.load("en")["articles_of_offices"]
_OF_OFFICE = Language.load("en")["words_of_offices"]


_TITLE_LENGTH = 6  # words: "president of the European Central Bank"
_IN_BRACKETS = 4  # words: "(R., Utah)"

_SHOUTED = re.compile(r"\b[A-Z]{4,}(?:\s+[A-Z]{4,})*\b")
# What follows a name that opens a sentence, rather than a noun it would describe.
_PREDICATE = re.compile(
    r"\w+ed|said|says?|is|was|are|were|has|had|have|will|would|could|can|may|might|must|told|went|came|took|made|gave|"
    r"won|lost|met|and|or|who|to|in|on|at|does|did|got|left|led|kept|held|saw|knew|began|became|ran|sought|spoke|wrote"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, folded.

    `offices` are the words of office that stand with it, before or in apposition: "President", "foreign minister".
    `former` says that one of them is qualified ("former", "acting").
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    offices: frozenset[str] = frozenset()
    former: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    key: str
    capital: bool
    opens: bool  # a sentence, a quotation, or what follows a colon
    joined: bool  # nothing but white space before it, in the same sentence
    comma: bool  # a comma before it
    closed: bool  # a closing bracket and a comma before it


def is_common(word: str) -> bool:
    """Whether a folded word is also an ordinary English word."""
    return word in STOP or stem(word) in COMMON or word.endswith(_CONTRACTIONS)


def is_title_case(text: str) -> bool:
    """Whether nearly every word is capitalised, as American headlines are, so that capitals say nothing."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", text) if word_key(word) not in STOP]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


@lru_cache(maxsize=4096)
def names(text: str) -> tuple[Name, ...]:
    """The proper names of a text in order, with the offices that stand with them."""
    return tuple(_names(text))


def acronym(words: Sequence[str]) -> str:
    """The initials of a name: `fbi` of Federal Bureau of Investigation."""
    return "".join(word[0] for word in words if word not in _LINKS)


def _names(text: str) -> Iterator[Name]:
    tokens = list(_tokens(text))
    at = 0
    while at < len(tokens):
        end = _run(tokens, at)
        words = [token for token in tokens[at:end] if token.key not in _NEUTRAL and token.key not in _LINKS]
        offices, former = _offices(tokens, at, end)
        bare = [token for token in words if token.key not in _HONORIFICS and len(token.key) > 1]
        if bare:
            start, stop = bare[0].start, bare[-1].end
            shown = text[start:stop] if "." in text[start : stop - 1] else text[start:stop].rstrip(".")
            yield Name(start, start + len(shown), shown, tuple(token.key for token in bare), offices, former)
        at = max(end, at + 1)


def _tokens(text: str) -> Iterator[_Token]:
    for sentence in sentences(text):
        last = sentence.start
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            gap = text[last : match.start()]
            opens = last == sentence.start or bool(re.search(r"[:“\"‘«—;•]\s*$|\s['(]$", gap))
            joined = last != sentence.start and not gap.strip()
            capital = match.group()[0].isupper() and not _is_shouted(text, match)
            comma, closed = gap.strip() == ",", gap.strip() == "),"
            yield _Token(match.start(), match.end(), word_key(match.group()), capital, opens, joined, comma, closed)
            last = match.end()


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """CLICK HERE: capitals throughout, of an ordinary word or beside one."""
    near = _SHOUTED.search(text, max(0, match.start() - 20), match.end() + 20)
    words = [word for word in near.group().split() if len(word) > 3] if near and near.end() > match.start() else []
    return match.group() in words and any(is_common(word_key(word)) for word in words)


def _run(tokens: Sequence[_Token], at: int) -> int:
    """Where the run of capitalised words that begins at `at` ends; `at` itself where none does."""
    first = tokens[at]
    common = first.opens and (is_common(first.key) or bool(quantities(first.key)))  # "Sixty-two members"
    if not first.capital or common or first.key in STOP:
        return at
    if first.opens and _is_described(tokens, at):
        return at
    end = at + 1
    while end < len(tokens) and tokens[end].joined:
        ahead = tokens[end]
        linked = ahead.key in _LINKS and end + 1 < len(tokens) and tokens[end + 1].capital and tokens[end + 1].joined
        if not (ahead.capital or linked):
            break
        end += 1
    return end


def _is_described(tokens: Sequence[_Token], at: int) -> bool:
    """ "Toxicology tests", "Bundles of notes": the first word of a sentence goes with a lower-case noun."""
    if at + 1 == len(tokens) or not tokens[at + 1].joined or "-" in tokens[at].key:
        return False
    following = tokens[at + 1]
    return not following.capital and not _PREDICATE.fullmatch(following.key)


def _offices(tokens: Sequence[_Token], start: int, end: int) -> tuple[frozenset[str], bool]:
    """Words of office in the run, before it, and in an apposition after it or before it."""
    before = _apposed(tokens, start, end) if start < end else start
    first = before
    while before and first - before < 5 and tokens[before].joined:
        ahead = tokens[before - 1].key
        if not _is_office(ahead) and ahead not in FORMER | SAME.keys() | _OF_OFFICE:
            break
        before -= 1
    before = _qualified(tokens, before)
    end = _past_brackets(tokens, end) if start < end else end
    after = end
    if start < end < len(tokens) and (tokens[end].comma or tokens[end].closed):
        after = min(len(tokens), end + 7)
        breaks = [i for i in range(end + 1, after) if not tokens[i].joined or tokens[i].key in ("who", "and")]
        after = min([after, *breaks])
        if tokens[end].key not in _ARTICLES | FORMER and not _is_office(tokens[end].key):
            after = end
    near = [token.key for token in (*tokens[before:end], *tokens[end:after])]
    former = any(word in FORMER or word.startswith("ex-") for word in near)
    near = [word.removeprefix("ex-") for word in near]
    return frozenset(OFFICES[word] for word in near if word in OFFICES), former


def _past_brackets(tokens: Sequence[_Token], end: int) -> int:
    """The first word behind what stands in brackets after a name: "Ann Berg (R-Iowa), the chairman"."""
    reach = range(end + 1, min(len(tokens), end + _IN_BRACKETS)) if end < len(tokens) and tokens[end].opens else ()
    return next((at for at in reach if tokens[at].closed), end)


def _apposed(tokens: Sequence[_Token], start: int, end: int) -> int:
    """Where the office begins that a name explains: "the former mayor, Ruth Vane," or "the mayor of Plymouth, …"."""
    closed = end == len(tokens) or not tokens[end].joined
    if not (start and tokens[start].comma and closed):
        return start
    for at in range(start - 1, max(-1, start - 1 - _TITLE_LENGTH), -1):
        if _is_office(tokens[at].key):
            return at if at == start - 1 or tokens[at + 1].key == "of" else start
        if not tokens[at].joined:
            break
    return start


def _qualified(tokens: Sequence[_Token], start: int) -> int:
    """Where "former" stands, parted from the office by a place or one word: "former transport minister"."""
    at = start
    while at and start - at < _TITLE_LENGTH and tokens[at].joined and tokens[at - 1].capital:
        at -= 1
    if at == start and at and tokens[at].joined and tokens[at - 1].key not in STOP:
        at -= 1
    return at - 1 if at < start and at and tokens[at].joined and tokens[at - 1].key in FORMER else start


def _is_office(word: str) -> bool:
    return word.removeprefix("ex-") in OFFICES
