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
_NEGATED = re.compile(r"(?:\b(?:not|no|never|nor|neither|without|cannot)|n't)\s\Z", re.IGNORECASE)
_MAGNITUDE = re.compile(
    r"[.,]?\d|\s?%|[\s-]?(?:percent|per cent|dozen|hundred|thousand|million|billion|trillion|bn|mn|m|k)\b",
    re.IGNORECASE,
)


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
    wanted = _trimmed(compared(text))
    if not any(map(str.isalnum, wanted)):
        return None
    for item in items:
        span = next(_hits(wanted, _fold(item.text)), None)
        if span:
            return item, *span
    return None


def compared(text: str) -> str:
    """The text as `locate` compares it."""
    return _fold(text).text


def _trimmed(folded: str) -> str:
    """Without marks around it and without the comma or period that belongs to the sentence it stood in."""
    return folded.strip().strip('"').strip().rstrip(".,").rstrip()


def _hits(wanted: str, folded: _Folded) -> Iterator[tuple[int, int]]:
    first = re.escape(wanted[0])
    small, large = wanted[0].lower(), wanted[0].upper()
    if small != large and len(small) == len(large) == 1:  # "ß" has no capital of one letter
        first = f"[{re.escape(small)}{re.escape(large)}]"
    for match in re.finditer(first + re.escape(wanted[1:]), folded.text):
        if _is_uncut(folded.text, match.start(), match.end()):
            yield folded.starts[match.start()], folded.ends[match.end() - 1]


def _is_uncut(text: str, start: int, end: int) -> bool:
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
