"""The fields of words by which the terms of a quotation are told: a list for each kind of terms, and small ones.

An entry of a kind's list also stands for its other forms ("joke" for "jokingly"), but for adverbs: a report is not
"reportedly".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import get_args

from digest.model import Terms
from digest.reading.speech.lexicon import Lexicon

KINDS: tuple[Terms, ...] = tuple(kind for kind in get_args(Terms) if kind != "asserted")
FIELDS = (*KINDS, "irrealis", "actual", "negations", "utterances", "carriers")
LONGEST = 3  # words of a phrase in a field
_STEM = 3  # letters that an ending leaves of a word


@cache
def fields_of(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Words, their stems, and phrases -> the fields that they stand in."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for field in FIELDS:
        for entry in lexicon[f"terms_{field}"]:
            found[entry][field] = None
            if field in KINDS and " " not in entry and not lexicon.is_adverb(entry):
                found[stem(entry, lexicon)][field] = None
    return {entry: tuple(fields) for entry, fields in found.items()}


def stem(low: str, lexicon: Lexicon) -> str:
    """A word without its ending."""
    fits = (end for end in _endings(lexicon) if low.endswith(end) and len(low) >= len(end) + _STEM)
    return low.removesuffix(next(fits, ""))


@cache
def _endings(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(lexicon["endings_of_words"], key=len, reverse=True))
