"""The sentences of an article, as far as choosing among them needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"""[.!?…]["”’»)\]]*(?=\s+["“‘«(\[]?[^\Wa-z_])|\n+|\Z""")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without white space around it; a paragraph ends one in any case."""
    start = 0
    for found in _END.finditer(text):
        if not found[0].startswith("\n") and _ABBREVIATED.search(text, start, found.start() + 1):
            continue
        part = text[start : found.end()]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        start = found.end()
