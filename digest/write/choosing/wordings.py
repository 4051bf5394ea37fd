"""Which wording of a remark is printed: that which most reports of a story have; none where as many differ."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from digest.model import Item, Quote
from digest.reading.article import read
from digest.reading.words import bare_line

_SHORTEST = 6  # words of a remark that may be told apart from another
_ALIKE = 0.7  # of the words of two wordings of one remark are the same


def is_worded_otherwise(quote: Quote, reports: Sequence[Item]) -> bool:
    """Whether no fewer reports give the remark in other words: "in a combat zone", "in a combat mission".

    One that is only shorter, at either end or by words left out, is no other wording, and its report has this one.
    """
    words = bare_line(quote.text).split()
    others = [_lines(item) for item in reports if item.id != quote.item.id]
    against = sum(any(_differ(words, line) for line in lines) for lines in others)
    return bool(against) and 1 + sum(any(_has(words, line) for line in lines) for lines in others) <= against


def _lines(item: Item) -> list[list[str]]:
    return [bare_line(other.text).split() for other in read(item).quotations]


def _has(one: list[str], other: list[str]) -> bool:
    """Whether the shorter is a part of the longer, and no mere phrase."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and f" {' '.join(short)} " in f" {' '.join(long)} "


def _differ(one: list[str], other: list[str]) -> bool:
    """Whether most words of the shorter are in the longer in their order, but some are replaced by others."""
    short = min(len(one), len(other))
    if short < _SHORTEST or len(set(one) & set(other)) < _ALIKE * min(len(set(one)), len(set(other))):
        return False
    parts = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    same = sum(end - start for kind, start, end, _, _ in parts if kind == "equal")
    inside = [kind for kind, *_ in parts]
    middle = inside[inside.index("equal") : len(inside) - inside[::-1].index("equal")] if same else []
    return same >= _ALIKE * short and "replace" in middle
