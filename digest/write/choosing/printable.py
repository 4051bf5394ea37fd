"""Which quotations may be printed: said in earnest, by somebody the article names, in words that stand alone.

Reading says who said what, on what terms, and how sure that is. Here it is decided whether that is enough to print.
"""

from __future__ import annotations

import re

from digest.model import Quote
from digest.reading.article import read
from digest.reading.standing import remark_stands_alone

CONFIDENT = 0.93  # .98 of the training articles' that are as sure are under the right name
_COMMA = re.compile(r"\s*,")


def is_printable(quote: Quote) -> bool:
    """Whether a quotation may be printed at all."""
    sure = quote.terms == "asserted" and quote.named and quote.whole and is_confident(quote.confidence)
    open_ended = bool(_COMMA.match(quote.item.text, quote.end))
    return sure and remark_stands_alone(quote.text, read(quote.item).language, open_ended=open_ended)


def is_confident(confidence: float) -> bool:
    """Whether the speaker is sure enough to print a name under the words."""
    return confidence >= CONFIDENT
