"""The dateline of a report: "KYIV, Feb 27 (Reuters) - ", "Bedminster, New Jersey (CNN) "."""

from __future__ import annotations

import re

_REACH = 60  # characters: a dateline ends within so many
_END = re.compile(r"\)\s*[-–—:]*\s*|\s[-–—]+\s+|—\s*")
_AGENCY = re.compile(r"\([A-Z][\w ./&-]{1,25}\Z")
_SHOUTED = re.compile(r"[A-Z]{4,}\b")


def dateline_length(text: str) -> int:
    """How many characters of a sentence are place, date and agency: up to a dash behind words in capitals, or a
    parenthesis that holds an agency's name.
    """
    for mark in _END.finditer(text, 0, _REACH):
        before = text[: mark.start()]
        agency = mark[0].startswith(")") and _AGENCY.search(before)
        place = before[: agency.start()] if agency else before
        words = place.replace(",", " ").split()
        capital = all(not word[0].islower() for word in words)
        if (agency and capital) or (mark[0][0] != ")" and capital and words and _SHOUTED.match(words[0])):
            return mark.end()
    return 0
