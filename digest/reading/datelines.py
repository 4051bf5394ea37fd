"""The dateline of a report: "KYIV, Feb 27 (Reuters) - ", "Bedminster, New Jersey (CNN) "."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from digest.reading.languages import Language

_REACH = 60  # characters: a dateline ends within so many
_END = re.compile(r"\)\s*[-–—:]*\s*|\s[-–—]+\s+|—\s*")
_AGENCY = re.compile(r"\([A-Z][\w ./&-]{1,25}\Z")
_DASH = re.compile(r"—|\s[-–]+\s")
_PLACE = 4  # words of a place in small letters at most: "Fort Worth, Texas"
_LEAST = 4  # letters in capitals at its beginning: "KYIV", "A CORUNA", "L'AQUILA", not "NATO closed" nor "UK"


def _is_signed(name: re.Match[str], after: str) -> bool:
    """Whether a parenthesis is an agency's: it opens the text, a dash follows, or its name is known; not "(R-Ohio)"."""
    wires = Language.load("en")["wires"]
    return name.start() == 0 or any(dash in after for dash in "-–—") or name[0][1:].lower() in wires


def _is_shouted(words: Sequence[str]) -> bool:
    """Whether a place in capitals opens it, in the letters of any language."""
    letters = (sum(map(str.isalpha, word)) for word in takewhile(str.isupper, words))
    return sum(letters) >= _LEAST


def dateline_length(text: str) -> int:
    """How many characters of a sentence are place, date and agency: up to a dash behind words in capitals or before
    the first word of a sentence, or a parenthesis that holds an agency's name.
    """
    for mark in _END.finditer(text, 0, _REACH):
        before = text[: mark.start()]
        agency = _AGENCY.search(before) if mark[0].startswith(")") else None
        if agency and not _is_signed(agency, mark[0]):
            continue
        place = before[: agency.start()] if agency else before
        words = place.replace(",", " ").split()
        capital = all(not word[0].islower() for word in words)
        placed = mark[0][0] != ")" and capital and words
        if (agency and capital) or (placed and (_is_shouted(words) or _begins_after(text, mark))):
            return mark.end()
    return 0


def _begins_after(text: str, dash: re.Match[str]) -> bool:
    """Whether a sentence begins behind a dash, so that what stands before it is a place: "Washington — The Senate"."""
    rest = text[dash.end() :].partition(". ")[0]
    return rest[:1].isupper() and not _DASH.search(rest) and len(text[: dash.start()].split()) <= _PLACE
