"""The number of the day: one strong figure of the issue, in the sentence that carries it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.model import Brief, Figure, Item, Sentence
from digest.reading.article import read
from digest.reading.numbers import Quantity, quantities
from digest.reading.standing import leans

_MOST_WORDS = 30
_QUOTING = re.compile(r'["“”„«»]')
_MONEY = frozenset({"dollar", "euro", "pound", "yen", "yuan", "ruble", "rupee", "hryvnia"})


def number_of_the_day(briefs: Sequence[Brief]) -> Figure | None:
    """The strongest figure of the summaries: large money, then shares, then large counts; None where there is none.

    Its sentence reads alone and holds no quotation. Of equals the first counts, the lead's last: it stands
    in large type already.
    """
    found = (scored for brief in (*briefs[1:], *briefs[:1]) for scored in _figures(brief))
    best = max(found, key=lambda scored: scored[0], default=None)
    return best[1] if best else None


def _figures(brief: Brief) -> Iterator[tuple[int, Figure]]:
    for sentence in brief.summary:
        item = _carrier(brief, sentence)
        if item and len(sentence.text.split()) <= _MOST_WORDS and _is_plain(sentence.text, item):
            for number in quantities(sentence.text):
                if strength := _strength(number):
                    yield strength, Figure(number.text, sentence, item)


def _is_plain(text: str, item: Item) -> bool:
    """Whether it neither leans on another sentence nor quotes."""
    return not leans(text, read(item).language) and not _QUOTING.search(text)


def _carrier(brief: Brief, sentence: Sentence) -> Item | None:
    return next((item for item in brief.story.items if item.id in sentence.items), None)


def _strength(number: Quantity) -> int:
    """How much a figure tells: 0 for years, ranks, times and small counts."""
    if number.unit in _MONEY and number.value >= 1e6:
        return 3
    if number.unit == "%" and number.value >= 1:
        return 2
    return 1 if not number.unit and not number.year and number.value >= 1000 else 0
