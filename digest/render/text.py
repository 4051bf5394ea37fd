"""The plain-text part: lines of one width, links as numbered notes. The layout itself is `templates/*.txt.j2`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WIDTH = 72  # columns; mail programs wrap what is longer than 76 (RFC 3676)
_NOTE = re.compile(r" (?=\[\d+\])")


class Notes:
    """The links of one text part, numbered as they are first met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, url: str) -> str:
        """The mark of a link, `[3]`; the same link keeps its number, no link has no mark."""
        return f"[{self._numbers.setdefault(url, len(self._numbers) + 1)}]" if url else ""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Marks and addresses, in order."""
        return ((f"[{number}]", url) for url, number in self._numbers.items())

    def __len__(self) -> int:
        return len(self._numbers)


def fill(text: str, indent: str = "", hanging: str | None = None, *, width: int = WIDTH) -> str:
    """The text in lines of at most so many columns, the first after `indent`, the others after `hanging`.

    Wide characters count two columns and combining ones none (UAX #11). A longer word stands alone, uncut:
    it may be an address. The mark of a link stays with the word before it.
    """
    hanging = indent if hanging is None else hanging
    lines, line, used = [], indent, columns(indent)
    fresh = True
    for word in _NOTE.sub("\u00a0", text).split(" "):
        room = columns(word) + (not fresh)
        if not fresh and used + room > width:
            lines.append(line)
            line, used, fresh, room = hanging, columns(hanging), True, columns(word)
        line, used, fresh = (line + word, used + room, False) if fresh else (f"{line} {word}", used + room, False)
    return "\n".join((*lines, line))


def underline(text: str, *, width: int = WIDTH) -> str:
    """A hed, in lines, with a rule below it as wide as its longest line."""
    return f"{text}\n{'-' * min(max(map(columns, text.splitlines()), default=0), width)}"


def banner(title: str, *, width: int = WIDTH) -> str:
    """The title of a section in capitals, and a rule that runs on from it to the edge."""
    lines = fill(title.upper(), width=width)
    room = width - columns(lines.splitlines()[-1]) - 1
    return f"{lines} {'=' * room}" if room > 0 else lines


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 1 + (unicodedata.east_asian_width(character) in "WF")
