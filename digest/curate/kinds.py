"""What kind of text an item is: a report of one event, or something that touches several."""

from __future__ import annotations

import re
from typing import Literal

from digest.model import Item

Kind = Literal["report", "opinion", "live", "roundup", "explainer"]

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("live", re.compile(r"\blive (?:updates?|blog|coverage)\b|\bas it happened\b|^live:|/live/|/live-updates?/", re.I)),
    ("roundup", re.compile(r"\b(?:roundup|round-up|morning briefing|five things|in brief|week in review)\b", re.I)),
    ("opinion", re.compile(r"^(?:opinion|analysis|editorial|commentary|column)\b|/opinions?/|/commentisfree/", re.I)),
    ("explainer", re.compile(r"\bexplained\b|^explainer|^(?:what|how|why|who) .*\?$|what (?:we|to) know", re.I)),
)


def kind_of(item: Item) -> Kind:
    """What kind of text this is, by its title and address; `report` where nothing says otherwise."""
    for kind, pattern in _PATTERNS:
        if pattern.search(item.title) or pattern.search(item.url):
            return kind
    return "report"
