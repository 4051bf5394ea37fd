"""Whether a place of a text lies in one of many spans, without a look at each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Covered:
    """The places that spans cover; they may lie in one another. A span holds its start and not its end."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))  # the furthest end so far

    def __contains__(self, place: int) -> bool:
        """Whether a span covers this place."""
        begun = bisect_right(self._starts, place)
        return begun > 0 and self._reach[begun - 1] > place
