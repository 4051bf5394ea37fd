"""Links to a person's page that a site left in the text: the name again, in full, with headlines run into it.

    "… said President Trump Donald John TrumpGOP senators balk at a long trial Warren goes local MORE on Friday."

The full name after a name ends with that same name, and the headline is glued to it. What follows up to the label
`MORE` is the list of headlines; where no label ends it nobody can say where the sentence goes on, and it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LABEL = re.compile(r"\sMORE\b")
_GLUED = re.compile(r"(?<=[a-z.)I])(?=[A-Z0-9][\w’'.-]*[\s:])")
_SUFFIXES = ("II", "III", "IV", "Jr.", "Sr.", "Jr", "Sr")
_NAME = 90  # characters; the longest full name of the kind has 40
_LIST = 700  # characters of headlines up to the label
_ENDS = re.compile(r"[.!?][\"'”’)]*(?=\s|$)")


def without_name_links(text: str) -> str:
    """The text with such links taken out: "… said President Trump on Friday."."""
    if not _GLUED.search(text):
        return text
    return "\n\n".join(filter(None, map(_cleaned, text.split("\n\n"))))


def _cleaned(paragraph: str) -> str:
    kept, done = [], 0
    for start, end in _runs(paragraph):
        if start >= done:
            kept.append(paragraph[done:start])
        done = max(done, end)
    return "".join((*kept, paragraph[done:])).strip()


def _runs(paragraph: str) -> Iterator[tuple[int, int]]:
    """The spans to take out, in order of their starts but for whole sentences, which reach further back."""
    for glued in _GLUED.finditer(paragraph):
        start = _name_before(paragraph, glued.start())
        if start is None:
            continue
        label = _LABEL.search(paragraph, glued.start(), glued.start() + _LIST)
        if label:
            yield start, label.end()
        else:
            yield _sentence(paragraph, start, glued.start())


def _name_before(paragraph: str, glued: int) -> int | None:
    """Where the name that is given in full again up to `glued` ends for the first time."""
    first = max(0, glued - _NAME)
    words = list(re.finditer(r"\S+", paragraph[first:glued]))
    if words and words[-1][0] in _SUFFIXES:
        words.pop()
    if len(words) < 2:
        return None
    last = words[-1][0]
    for word in reversed(words[:-1]):
        if not (word[0][0].isupper() or word[0][0] in '(“"'):
            return None
        if word[0] == last and len(last) > 1:
            return first + word.end()
    return None


def _sentence(paragraph: str, start: int, glued: int) -> tuple[int, int]:
    ends = [found.end() for found in _ENDS.finditer(paragraph, max(0, start - 600), start)]
    after = _ENDS.search(paragraph, glued, glued + _LIST)
    return (ends[-1] if ends else 0), (after.end() if after else len(paragraph))
