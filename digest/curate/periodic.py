"""Figures that come out again and again: next week's is another event, however like it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from digest.curate.lists import read_lines
from digest.curate.terms import named_in_title
from digest.model import Item
from digest.reading.article import read

OPENING = 2  # sentences
PERIOD = timedelta(days=5)  # between two issues of a figure, at least: a weekly one may come a day early

_NUMBER = re.compile(r"(?<![\w-])\d")


def is_next_figure(some: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether some reports open with the next figure of a series that others gave: jobless claims of another week.

    A figure of a period is nobody's: what names the same people in its titles is an affair that goes on.
    """
    later = min(item.published for item in some) - max(item.published for item in others) >= PERIOD
    return later and not _named(some) & _named(others) and _is_figure(some) and _is_figure(others)


def _named(items: Sequence[Item]) -> frozenset[str]:
    return frozenset[str]().union(*map(named_in_title, items))


def _is_figure(items: Sequence[Item]) -> bool:
    return any(map(_opens_with_figure, items))


def _opens_with_figure(item: Item) -> bool:
    """Whether the title or one of the first sentences gives a number and the period that it is of."""
    opening = [item.title, *(sentence.text for sentence in read(item).sentences[:OPENING])]
    return any(_NUMBER.search(text) and _periods().search(text.casefold()) for text in opening)


@cache
def _periods() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, read_lines('periods.txt')))})\b")
