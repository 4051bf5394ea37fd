"""What became of a counted number of people: "12 dead" is not "12 injured".

Precise rather than complete: only words that exclude each other are compared, and only where they stand so near a
number that no other number comes between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.reading.languages import Language
from digest.reading.numbers import Quantity
from digest.reading.words import listed

_FATES = {
    "dead": "dead killed kill kills killing died die dies dying deaths death fatalities fatality slain lives bodies",
    "hurt": "injured injuring injuries wounded wounding wounds hurt hospitalised hospitalized",
    "missing": "missing unaccounted disappeared vanished",
    "held": "arrested arrests arresting detained detaining detainees captured hostages hostage abducted kidnapped",
    "freed": "freed freeing released releasing rescued rescuing saved",
}
_FATE = {word: fate for fate, words in _FATES.items() for word in listed(words)}
_HEDGES = Language.load("en")["hedges"]
_BEFORE, _AFTER = 4, 6  # words that are looked at


def outcomes(text: str, quantities: Sequence[Quantity]) -> tuple[frozenset[str], ...]:
    """For each number of a text, in order, what its neighbours say became of the people it counts; often nothing."""
    return tuple(frozenset(_near(text, quantities, at)) for at in range(len(quantities)))


def contradicts(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the same number counts people with another fate; several fates near one number decide nothing."""
    return len(ours) == 1 and bool(theirs) and not ours & theirs


def _near(text: str, quantities: Sequence[Quantity], at: int) -> Iterator[str]:
    start = quantities[at - 1].end if at else 0
    end = quantities[at + 1].start if at + 1 < len(quantities) else len(text)
    before = re.split(r"[.;!?]\s", text[start : quantities[at].start])[-1]
    after = re.split(r"[.;!?](?:\s|$)", text[quantities[at].end : end])[0]
    first, then = [word for word in _words(before) if word not in _HEDGES][-_BEFORE:], _words(after)[:_AFTER]
    touching = [*then[:1], *first[-1:]]  # "30 injured", "killed 12"
    sure = next((word for word in touching if word in _FATE), None)
    yield from (_FATE[word] for word in ([sure] if sure else [*first, *then]) if word in _FATE)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())
