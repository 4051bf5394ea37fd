"""How much is asked of servers at once, how long they are waited for, and when they are asked again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from digest import __version__
from digest.adapters.sources.bounds import RefusedAddress

USER_AGENT = f"digest/{__version__} (newsletter engine)"
MAX_BYTES = 10_000_000  # of the answer, and of what it unpacks to
_IN_TURN = 4  # pages at once where each waits for its turn at the database
MAX_WAIT = 10.0  # seconds that a server may make us wait before the next attempt


@dataclass(frozen=True, slots=True)
class Manners:
    """How much is asked of servers at once, and how long they are waited for.

    `page_seconds` is for one page in all, redirects and further attempts included; `read_seconds` is for each silence
    of the server. `all_seconds` is for all pages of one `fetch`; those not begun by then are not asked for, and neither
    are more of a host that was too slow twice. `respectful` leaves alone the articles that a publisher reserves from
    programs; a feed is there to be fetched by them.
    """

    workers: int = 16
    per_host: int = 2
    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    page_seconds: float = 30.0
    all_seconds: float = 300.0
    attempts: int = 3
    max_bytes: int = MAX_BYTES
    respectful: bool = True
    user_agent: str = USER_AGENT

    def in_turn(self) -> Manners:
        """Those of a program that waits for its turn at each host, because others on other machines ask it too."""
        return replace(self, workers=_IN_TURN, per_host=1)


USUAL = Manners()


class TryAgain(Exception):
    """The server is busy; `wait` is the time in seconds it asked for, if it did."""

    def __init__(self, reason: str, wait: float | None) -> None:
        super().__init__(reason)
        self.wait = wait


def wait_before_next(error: Exception) -> bool | float:
    """Whether to try again, and after how many seconds where the server says so."""
    if isinstance(error, TryAgain):
        return True if error.wait is None else error.wait <= MAX_WAIT and error.wait
    return isinstance(error, httpx2.NetworkError | httpx2.RemoteProtocolError) and not isinstance(error, RefusedAddress)


def retry_after(value: str) -> float | None:
    """Seconds to wait: a number or a date (RFC 9110, 10.2.3)."""
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
