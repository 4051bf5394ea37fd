"""The quotations of an article and of a story. Working version: the speaker finder is being deepened."""

from __future__ import annotations

import re

from digest.model import Item, Quote, Story
from digest.write.locate import Joined, locate, locate_joined
from digest.write.marks import marked_spans

__all__ = ["Joined", "candidates", "find_quotes", "locate", "locate_joined"]

_NEAR = re.compile(r"(?:((?:[A-Z][\w.’'-]+ )+)(said|says|told|added)|(said|says|added) ((?:[A-Z][\w.’'-]+ ?)+))")


def find_quotes(item: Item) -> tuple[Quote, ...]:
    """Every direct quotation of the item's text, in order, with its speaker."""
    out = []
    for span in marked_spans(item.text):
        near = _NEAR.search(item.text[span.right : span.right + 80])
        speaker = (near.group(1) or near.group(4)).strip() if near else ""
        end = span.end - 1 if item.text[span.end - 1] == "," else span.end
        words = len(item.text[span.start : end].split())
        text = item.text[span.start : end].rstrip()
        out.append(
            Quote(item, span.start, span.start + len(text), speaker, printable=bool(speaker) and 5 <= words <= 40)
        )
    return tuple(out)


def candidates(story: Story, limit: int = 12) -> tuple[Quote, ...]:
    """The printable quotations of a story, best first, each remark once."""
    found = [quote for item in story.items for quote in find_quotes(item) if quote.printable]
    return tuple(found[:limit])
