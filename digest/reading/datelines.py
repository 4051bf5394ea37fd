"""The dateline of a report: "KYIV, Feb 27 (Reuters) - ", "Bedminster, New Jersey (CNN) "."""

from __future__ import annotations

import re

from digest.reading.languages import Language

_REACH = 60  # characters: a dateline ends within so many
_END = re.compile(r"\)\s*[-–—:]*\s*|\s[-–—]+\s+|—\s*")
_AGENCY = re.compile(r"\([A-Z][\w ./&-]{1,25}\Z")
_SHOUTED = re.compile(r"[A-Z]{2,}[A-Z ]{2,}\b")  # "KYIV", "LOS ANGELES"


def _is_signed(name: re.Match[str], after: str) -> bool:
    """Whether a parenthesis is an agency's: it opens the text, a dash follows, or its name is known; not "(R-Ohio)"."""
    wires = Language.load("en")["wires"]
    return name.start() == 0 or any(dash in after for dash in "-–—") or name[0][1:].lower() in wires


def dateline_length(text: str) -> int:
    """How many characters of a sentence are place, date and agency: up to a dash behind words in capitals, or a
    parenthesis that holds an agency's name.
    """
    for mark in _END.finditer(text, 0, _REACH):
        before = text[: mark.start()]
        agency = _AGENCY.search(before) if mark[0].startswith(")") else None
        if agency and not _is_signed(agency, mark[0]):
            continue
        place = before[: agency.start()] if agency else before
        words = place.replace(",", " ").split()
        capital = all(not word[0].islower() for word in words)
        if (agency and capital) or (mark[0][0] != ")" and capital and words and _SHOUTED.match(place)):
            return mark.end()
    return 0
