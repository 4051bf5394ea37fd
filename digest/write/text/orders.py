"""Passages of an article that speak to a language model in place of a reader.

A reader loses nothing without them, so they stay out of prompts, and nothing is printed that stands in them. This
is one fence among others: an order that is worded in a way not known here still can't get past the checks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from digest.reading.languages import Language

_ORDER = Language.load("en").pattern("orders_to_models", "{}", re.IGNORECASE | re.MULTILINE)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")


@lru_cache(maxsize=512)
def orders(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs of a text that give orders to a model, as offsets."""
    return tuple(
        (paragraph.start(), paragraph.end())
        for paragraph in _PARAGRAPH.finditer(text)
        if _ORDER.search(_bare(paragraph[0]))
    )


def is_order(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text touches such a paragraph."""
    return any(first < end and start < last for first, last in orders(text))


def without_orders(text: str) -> str:
    """The text without those paragraphs."""
    for start, end in reversed(orders(text)):
        text = f"{text[:start]}{text[end:]}"
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _bare(text: str) -> str:
    """The text as a model reads it: compatibility forms resolved, invisible characters gone."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
