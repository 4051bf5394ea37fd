"""Split news text into paragraphs and sentences, with exact offsets.

Rules instead of a model: a full stop ends a sentence unless it belongs to an abbreviation, an initial or a
number; closing quotation marks and brackets stay with the sentence they close. The idea is that of Punkt
(Kiss and Strunk, 2006), with a closed list of abbreviations in place of a learned one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from digest.reading.languages import Language


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: `text == whole[start:end]`, without white space at either end."""

    start: int
    end: int
    text: str


# Never the end of a sentence: a name or a number follows.
_TITLES = Language.load("en")["abbreviated_titles"]
_NUMBERED = Language.load("en")["abbreviations_of_numbers"]
# The end of a sentence only where the next word is one that begins sentences.
_ABBREVIATIONS = Language.load("en")["abbreviations"]
_STARTERS = Language.load("en")["starters"]
_CUES = (
    r"(?:said|says|asked|asks|wrote|writes|tweeted|added|told|shouted|yelled|wondered|cried|replied|responded|read|"
    r"reads|exclaimed|demanded|declared|chanted|joked|posted|continued|recalled)"
)

_MONTH = re.compile(  # German: "am 4. März"
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
# Characters that end a sentence (`Sentence_Terminal` of Unicode's UAX 29): those of scripts that leave a blank behind
# them, and those of scripts that leave none.
_SPACED = ".!?…‼⁇⁈⁉؟۔।॥։።፧။។៕"
_UNSPACED = "。！？｡．"
_CLOSING = "\"'”’»)\\]」』）】》"
# Terminators, what closes with them, then white space if the script has it.
_STOP = re.compile(
    rf"(?P<stop>(?<![{_SPACED}])[{_SPACED}]++|(?<=\s)\.)(?P<close>[{_CLOSING}]*)(?P<gap>\s+)"
    # "「…。」と言った" goes on after the mark, as "Why?" Trump asked does
    rf"|(?P<full>[{_UNSPACED}]+)(?:[{_CLOSING}]+(?![^\W\d_])|(?![{_CLOSING}{_UNSPACED}]))\s*"
)
_OPENING = "\"'“‘«„([—–-•*"
_BEFORE, _AHEAD = 60, 300  # characters that are looked at around a full stop
_LAST_WORD = re.compile(r"[\w.&'’/-]*$")
_NEXT_WORD = re.compile(r"[\w'’]+")
# "Trump asked the crowd"; of a longer name, where no clause follows: "Sen. Dick Durbin of Illinois asked Ford".
_LONG_NAME = r"[A-Z][\w.'’-]*(?:,? (?:(?:of|the|for|and) )*[A-Z][\w.'’-]*,?){0,7}"
_ATTRIBUTION = re.compile(
    rf"(?:[A-Z][\w.'’-]*\s+){{1,4}}{_CUES}\b|{_CUES}\s+[A-Z]"
    rf"|{_LONG_NAME} {_CUES}(?=[,.:]| (?!(?:that|he|she|it|they|there|the|a|no)\b)\w|\Z)"
)


@lru_cache(maxsize=512)
def paragraphs(text: str) -> tuple[Span, ...]:
    """The runs of text between blank lines."""
    return tuple(_trimmed(text, _cut(text, 0, len(text), (m.end() for m in _BREAK.finditer(text)))))


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[Span, ...]:
    """All sentences in order. Together they hold every character that is not white space, each once."""
    found: list[Span] = []
    for paragraph in paragraphs(text):
        stops = (
            m.end() for m in _STOP.finditer(text, paragraph.start, paragraph.end) if _ends_sentence(text, m, paragraph)
        )
        found.extend(_trimmed(text, _cut(text, paragraph.start, paragraph.end, stops)))
    return tuple(found)


def _cut(text: str, start: int, end: int, cuts: Iterator[int]) -> Iterator[tuple[int, int]]:
    for cut in cuts:
        yield start, cut
        start = cut
    yield start, end


def _trimmed(text: str, pieces: Iterator[tuple[int, int]]) -> Iterator[Span]:
    for start, end in pieces:
        piece = text[start:end]
        body = piece.strip()
        if body:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(body), body)


def _ends_sentence(text: str, match: re.Match[str], paragraph: Span) -> bool:
    if match["full"]:
        return True
    rest = text[match.end() : min(match.end() + _AHEAD, paragraph.end)]
    bare = rest.lstrip(_OPENING + " ")
    if not bare or bare[0].islower():
        return False
    if match["stop"] != ".":
        # "Why?" Trump asked.
        return not (match["close"] and _ATTRIBUTION.match(rest))
    before = _LAST_WORD.search(text, max(paragraph.start, match.start() - _BEFORE), match.start())
    word = before.group().strip("'’-") if before else ""
    return match["close"] != "" or not _is_abbreviation(word, bare)


def _is_abbreviation(word: str, rest: str) -> bool:
    """Whether the full stop after `word` is part of it, seen what follows."""
    key = word.lower()
    if re.fullmatch(r"\d\d?", word) and _MONTH.match(rest):
        return True
    if word == key and "." not in word and key not in ("vs", "v", "etc"):
        return key in _NUMBERED and rest[0].isdigit()  # "critical mass." is no Massachusetts
    if key.rpartition("-")[2] in _TITLES or (key in _NUMBERED and rest[0].isdigit()):  # "then-Sen.", "Lt.-Gov."
        return True
    following = _NEXT_WORD.match(rest)
    starts = following is not None and following.group().lower() in _STARTERS and rest[0].isupper()
    initial = re.fullmatch(r"(?:[A-Z]\.)*[^\W\d_]", word) is not None and word != "I"  # "J. Smith", "George H.W. Bush"
    return (initial or key in _ABBREVIATIONS) and not starts
