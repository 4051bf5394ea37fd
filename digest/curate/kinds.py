"""What kind of text an item is: a report of one event, or something that may touch several."""

from __future__ import annotations

import re
from typing import Literal

from digest.model import Item

Kind = Literal["report", "opinion", "live", "roundup", "explainer"]

# To the end of a title, nobody who says so: "Police should have acted, judge finds" is a report.
_UNATTRIBUTED = r"(?!.*\b(?:says?|said|tells?|told|finds?|found|rules?|ruled|hears?|heard)\b)[^,:;|–—‘’“”\"']*$"

# By title, the first that fits. Only what outlets write as a label or a set phrase: a wrong guess costs a report
# its vote on what is one event.
_TITLES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("live", re.compile(r"\blive (?:updates?|blog|coverage|reporting)\b|^live\b ?[:|–—-]|\bas it happened\b", re.I)),
    (
        "roundup",
        re.compile(
            r"\bround-?up\b|^(?:morning|evening|weekend|daily|news) (?:briefing|digest|wrap)\b|\bin brief\b"
            r"|\b(?:week|day) in review\b|^(?:the )?(?:five|ten|5|10|[3-9]) (?:things to know|stories)\b|^today in\b"
            r"|^what(?:'|’)s news\b|^the (?:week|day) ahead\b",
            re.I,
        ),
    ),
    (
        "opinion",
        re.compile(
            r"^(?:opinion|editorial|commentary|column|op-?ed|viewpoint|letters?|perspective)\b ?[:|–—-]"
            r"|[|–—-] ?(?:opinion|editorial|commentary)$|^another \w+, another\b|^why I\b|^the (?:\w+ )?case for\b"
            rf"|^(?:(?:[\w'’-]+ ){{1,3}}should (?:not |never )?have|an? [\w ]+ is not an? \w+)\b{_UNATTRIBUTED}",
            re.I,
        ),
    ),
    (
        "explainer",
        re.compile(
            r"\bexplained$|^explain(?:er|ed)\b ?[:|–—-]|^explaining\b|\bwhat (?:we|you need to) know\b"
            r"|\b(?:here(?:'|’)s )?what to know\b|^(?:a )?timeline\b ?[:|–—-]|^fact[- ]check\b|^q ?& ?a\b",
            re.I,
        ),
    ),
)
# By the folder in the address.
_FOLDERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("live", re.compile(r"/live(?:-?(?:news|blog|updates?|story|reporting))?/|-live(?:blog|-updates)?(?:/|$)", re.I)),
    ("opinion", re.compile(r"/(?:opinions?|commentisfree|editorials?|columnists?|commentary|op-?eds?)/", re.I)),
    ("explainer", re.compile(r"/(?:explainers?|fact-?check(?:s|er|ing)?)/", re.I)),
)


def kind_of(item: Item) -> Kind:
    """What kind of text this is, by what its title and its address say; `report` where they say nothing."""
    for kind, pattern in _TITLES:
        if pattern.search(item.title):
            return kind
    for kind, pattern in _FOLDERS:
        if pattern.search(item.url):
            return kind
    return "report"
