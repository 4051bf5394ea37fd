"""How fast a mail server is written to: as the operator says, else as the server lets us find out.

A server that throttles is left alone for a while, the longer the more often it does so in a row, and then written to at
half the rate it was written to before; every second without throttling adds a tenth. That is how TCP shares a line
(additive increase, multiplicative decrease: Chiu and Jain 1989).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

_SECOND = 1.0
_SHARE = 0.5  # seconds for which room is taken at once
_LONGEST = 60.0  # seconds that a server is left alone at most
_LEAST = 0.2  # messages a second that are never gone below
_IN_A_ROW = 3  # temporary refusals without an acceptance between them that count as throttling


Take = Callable[[int], float | None]


class Pace:
    """Says when the next message may begin. Moments are seconds of one clock that never goes back.

    `limit` is the operator's: messages a second, over all connections. Where others write to the same server, on
    whatever machine, `take(messages)` asks for room among them: seconds until these may begin, None where it can't be
    asked for now.
    """

    def __init__(self, limit: float | None = None, take: Take | None = None) -> None:
        self.limit, self._take = limit, take if limit else None
        self._room = 0  # messages that `take` gave and that have not begun
        self.rate = limit  # None: as fast as can be
        self._next = self._grown = 0.0
        self._accepted: deque[float] = deque()  # of the last second
        self._throttled = self._temporary = 0  # in a row

    def wait(self, now: float) -> float:
        """Seconds until the next message may begin; 0 for now."""
        if self._take and self.limit and not self._room and now >= self._next:
            messages = max(1, int(self.limit * _SHARE))
            if (wait := self._take(messages)) is None:
                return _SECOND
            self._next, self._room = max(self._next, now + wait), messages
        return max(0.0, self._next - now)

    def begin(self, now: float) -> None:
        """A message begins."""
        self._room -= 1
        if self.rate is not None:
            self._next = max(self._next, now - 1 / self.rate) + 1 / self.rate

    def accepted(self, now: float) -> None:
        """A message was taken."""
        self._throttled = self._temporary = 0
        self._accepted.append(now)
        self._drop_old(now)
        if self.rate is not None and self.rate != self.limit and now - self._grown >= _SECOND:
            self._grown = now
            self.rate = min(self.rate * 1.1, self.limit or self.rate * 1.1)

    def temporary(self, now: float) -> None:
        """A message was put off, for one reason or another; many in a row are throttling by another name."""
        self._temporary += 1
        if self._temporary >= _IN_A_ROW:
            self.throttled(now)

    def throttled(self, now: float) -> None:
        """The server wants less."""
        if now < self._next - 1 / (self.rate or 1):  # said of messages that were under way when it first said so
            return
        self._drop_old(now)
        before = min(self.rate or float("inf"), max(len(self._accepted), 1) / _SECOND)
        self.rate, self._grown = max(before / 2, _LEAST), now
        self._next = now + min(_SECOND * 2**self._throttled, _LONGEST)
        self._throttled += 1

    def _drop_old(self, now: float) -> None:
        while self._accepted and self._accepted[0] < now - _SECOND:
            self._accepted.popleft()
