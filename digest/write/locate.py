"""Finds words that a model typed in the articles they came from, exactly or not at all.

Both sides are folded before they are compared: Unicode compatibility forms, curly and straight marks, kinds
of dashes with the spaces around them, the ellipsis character, white space, invisible characters. Nothing
that carries meaning is folded: letters, digits, signs and the order of words stay, so a changed negation,
number or name is never found. A hit is given as offsets into the article's own characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.model import Item

_SINGLE = "'‘’‚‛‹›ʼ′`´"
_DOUBLE = '"“”„‟«»″'
_DASHES = "‐‑‒–—―−"
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|hardly|barely|cannot)\b|n't\b", re.IGNORECASE
)
_NEGATED = re.compile(r"(?:\b(?:not|no|never|nor|neither|without|cannot)|n't)\s\Z", re.IGNORECASE)
_MAGNITUDE = re.compile(
    r"[.,]?\d|\s?%|[\s-]?(?:percent|per cent|dozen|hundred|thousand|million|billion|trillion|bn|mn|m|k)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s*(?:\[[^\[\]]*\]|\(\.{3}\)|(?<!\.)\.{3,4}(?!\.))\s*")
_MAX_GAP = 40  # words that an ellipsis may leave out
_MIN_SIDE = 2  # words on each side of it


@dataclass(frozen=True, slots=True)
class Joined:
    """A quotation with words left out: spans of one item, in order; what the model put between them is gone."""

    item: Item
    spans: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The article's own words with an ellipsis at each gap."""
        return " … ".join(self.item.text[start:end] for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class _Folded:
    text: str
    starts: tuple[int, ...]  # of the source's character behind each folded one
    ends: tuple[int, ...]


def locate(text: str, items: Sequence[Item]) -> tuple[Item, int, int] | None:
    """Where these words stand: the first item that has them, with `item.text[start:end]` equal when folded.

    The case of the first letter and a comma or period at the end don't count, because both follow the
    sentence around a quotation. Refused: a hit that cuts a word or a number in two ("350" of "350 billion"),
    or that begins right after a negation.
    """
    wanted = _trimmed(fold(text))
    if not any(map(str.isalnum, wanted)):
        return None
    for item in items:
        span = next(_hits(wanted, _fold(item.text)), None)
        if span:
            return item, *span
    return None


def locate_joined(text: str, items: Sequence[Item]) -> Joined | None:
    """Where words with `...` or [brackets] between them stand, each side in order in one paragraph of one item.

    Refused where what is left out holds a negation or a quotation mark or is longer than forty words, and
    where a side has fewer than two words: an ellipsis must not turn a statement round.
    """
    sides = [side for side in map(_trimmed, _GAP.split(fold(text))) if side]
    if len(sides) < 2 or any(len(side.split()) < _MIN_SIDE for side in sides):
        return None
    for item in items:
        spans = _chain(sides, _fold(item.text), item.text)
        if spans:
            return Joined(item, spans)
    return None


def fold(text: str) -> str:
    """The text as `locate` compares it."""
    return _fold(text).text


def _trimmed(folded: str) -> str:
    """Without marks around it and without the comma or period that belongs to the sentence it stood in."""
    return folded.strip().strip('"').strip().rstrip(".,").rstrip()


def _chain(sides: list[str], folded: _Folded, source: str) -> tuple[tuple[int, int], ...] | None:
    for first in _hits(sides[0], folded):
        spans = [first]
        for side in sides[1:]:
            after = spans[-1][1]
            span = next((hit for hit in _hits(side, folded) if hit[0] >= after), None)
            if span is None or not _may_leave_out(source[after : span[0]]):
                break
            spans.append(span)
        else:
            return tuple(spans)
    return None


def _may_leave_out(gap: str) -> bool:
    plain = fold(gap)
    return "\n" not in gap and '"' not in plain and len(plain.split()) <= _MAX_GAP and not _NEGATION.search(plain)


def _hits(wanted: str, folded: _Folded) -> Iterator[tuple[int, int]]:
    first = re.escape(wanted[0])
    if wanted[0].lower() != wanted[0].upper():
        first = f"[{re.escape(wanted[0].lower()[0])}{re.escape(wanted[0].upper()[0])}]"
    for match in re.finditer(first + re.escape(wanted[1:]), folded.text):
        if _stands_alone(folded.text, match.start(), match.end()):
            yield folded.starts[match.start()], folded.ends[match.end() - 1]


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and _joins(text[start - 1], text[start]):
        return False
    if end < len(text) and _joins(text[end - 1], text[end]):
        return False
    if text[start].isdigit() and re.search(r"[\d$€£¥][.,]?\Z|(?<!\w)[-+]\Z", text[max(0, start - 3) : start]):
        return False
    if text[end - 1].isdigit() and _MAGNITUDE.match(text, end):
        return False
    if text[end : end + 2] == "'t" or re.match(r"'(?:s|re|ve|ll|d|m)\b", text[end : end + 4]):
        return False
    return not _NEGATED.search(text, max(0, start - 12), start)


def _joins(before: str, after: str) -> bool:
    """Whether two neighbours belong to one word."""
    return bool(unicodedata.combining(after)) or (before.isalnum() and after.isalnum())


@lru_cache(maxsize=256)
def _fold(text: str) -> _Folded:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(characters: str, start: int, end: int) -> None:
        for character in characters:
            out.append(character)
            starts.append(start)
            ends.append(end)

    for piece in _PIECES.finditer(text):
        put(_folded_piece(piece.group(), text, piece.end()), piece.start(), piece.end())
    return _Folded("".join(out), tuple(starts), tuple(ends))


_PIECES = re.compile(
    rf"\s*(?:--+|[{_DASHES}])\s*|\s+-\s+|\s+|''|``|\.(?:\s?\.){{2,3}}|[{re.escape(_SINGLE + _DOUBLE)}]|.", re.DOTALL
)


def _folded_piece(piece: str, text: str, end: int) -> str:
    bare = piece.strip()
    if not bare:
        return " "
    if bare in ("''", "``") or bare in _DOUBLE:
        return '"'
    if bare in _SINGLE:
        return "'"
    if bare.strip("-" + _DASHES) == "":
        return piece if text[end : end + 1].isdigit() and bare == "-" else "-"
    if bare.startswith("."):
        return "..." if len(bare) > 1 else "."
    return _plain(piece)


def _plain(character: str) -> str:
    """One character decomposed; invisible ones vanish; superscripts and fractions stay (10² is not 102)."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category == "No" else unicodedata.normalize("NFKD", character)
