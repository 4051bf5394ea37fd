"""What a text counts: 12 people, $3 billion of aid, 25% of goods."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from digest.reading.words import bases

ROUND = 0.07  # counts that lie so near, one of them a round number, are one count

_UNCOUNTED = frozenset(
    bases(
        "year month week day hour minute other more than percent that this from with when after before later earlier "
        "according said were have they monday tuesday wednesday thursday friday saturday sunday january february "
        "march april june july august september october november december"
    )
)
_IN_WORDS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2
    )
}
_TIMES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
# No part of a time ("16:00") or of a longer number in words ("forty-seven").
_NUMBER = re.compile(
    rf"(?<![\w:.,-])(?P<money>[$€£]\s?)?(?P<value>\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(_IN_WORDS)})\b(?![:-])"
    rf"(?:\s?(?P<percent>%|per ?cent\b)|\s?(?P<times>{'|'.join(_TIMES)})\b)?(?P<after>(?:\s+[^\W\d_][\w'’-]*){{0,3}})"
)


class Counts:
    """The counts of some texts, by what they count."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._of: dict[str, set[float]] = defaultdict(set)
        for text in texts:
            for value, thing in _counts(text):
                self._of[thing].add(value)
        self._values = frozenset(value for values in self._of.values() for value in values)

    def changed_in(self, text: str, whole: Counts, more: bool = False) -> bool:
        """Whether a text counts otherwise what these texts count; `whole` are the counts of all that it is from.

        Where the whole gives the known count as well, the other one counts something else of that name. With `more`
        only a count counts that is greater than all that were known.
        """
        return any(
            thing in self._of
            and not self._has(value)
            and not any(whole._has(known) for known in self._of[thing])
            and not (more and value < max(self._of[thing]))
            for value, thing in _counts(text)
        )

    def _has(self, value: float) -> bool:
        return any(_is_one(value, other) for other in self._values)


def _counts(text: str) -> Iterator[tuple[float, str]]:
    """The numbers of a text with what they count: `12 people dead` gives 12 people, 12 dead. No dates, no times."""
    for found in _NUMBER.finditer(text.lower()):
        written = found["value"]
        value = float(_IN_WORDS.get(written) or written.replace(",", "")) * _TIMES.get(found["times"], 1)
        for thing in bases(found["after"]):
            if len(thing) > 3 and thing not in _UNCOUNTED and not 1900 <= value < 2100:
                yield value, f"{found['money'] or ''}{'%' if found['percent'] else ''}{thing}"


def _is_one(one: float, other: float) -> bool:
    rounded = min(one, other) >= 10 and (one % 10 == 0 or other % 10 == 0)
    return one == other or (rounded and abs(one - other) <= ROUND * max(one, other))
