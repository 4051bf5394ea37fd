"""The single statements of an article: their numbers, and whether anything in them might turn their sense round.

Read roughly and without a parser. What is read is only ever compared with a sentence that says nearly the same, so
that a wrong reading seldom decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from digest.reading.languages import Language
from digest.reading.numbers import Quantity, quantities
from digest.reading.sentences import sentences
from digest.reading.words import stem, word_key

LONGEST = 400  # characters
FULL_STOP = re.compile(r"(?<=\w\w[.!?])['\"”’]?\s+")
_DOUBTFUL = Language.load("en").pattern("turning", r"n['’]t\b|\b(?:{})\b")


@dataclass(frozen=True)
class Statement:
    """One sentence."""

    text: str

    @cached_property
    def doubts(self) -> frozenset[str]:
        """The stems of the words that might turn its sense round."""
        return frozenset(stem(word_key(found[0])) for found in _DOUBTFUL.finditer(self.text))

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """Its numbers."""
        return quantities(self.text)


def statements(text: str) -> Iterator[Statement]:
    """The sentences of a text; what is too long for one, as in a text without capitals, is cut at its full stops."""
    for span in sentences(text):
        parts = FULL_STOP.split(span.text) if len(span.text) > LONGEST else [span.text]
        yield from (Statement(part) for part in parts)
