"""One line for each unit of work, with the same keys: for `-v`, for `--log-file`, and for who searches there later.

    at=2025-02-27T22:30:04.120Z level=info audience=watch unit=feed name=https://... outcome=read seconds=0.4 detail=""

`unit` is one of `UNITS`. Nothing is written, or even made, until a command says where to (`writing`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import local
from typing import TYPE_CHECKING, Literal, get_args

from digest.addresses import public_address
from digest.errors import FetchError

if TYPE_CHECKING:
    from digest.model import Request, Response

Unit = Literal["run", "feed", "page", "call", "story", "message", "post", "ping", "job"]
UNITS: tuple[Unit, ...] = get_args(Unit)
KEYS = ("at", "level", "audience", "unit", "name", "outcome", "seconds", "detail")
MESSAGES = logging.DEBUG  # the level of units of which there may be a hundred thousand
_LEVELS = {("message", ""): MESSAGES, ("run", "failed"): logging.ERROR}  # of a unit, with one outcome or any
_MARKED = ' "=\\\t'  # what a value between quotation marks may hold

_parent, _log = logging.getLogger("digest"), logging.getLogger("digest.work")
_log.setLevel(logging.CRITICAL)
_audience = ""  # whose work it is, for the threads that come and go with it
_own = local()  # the same for a thread that has work of its own, as a worker's have


def record(unit: Unit, name: str, outcome: str, *, seconds: float | None = None, detail: str = "") -> None:
    """Write that a unit of work is over; `name` and `detail` lose names and passwords of addresses."""
    level = _LEVELS.get((unit, outcome)) or _LEVELS.get((unit, ""), logging.INFO)
    if _log.isEnabledFor(level):
        took = "" if seconds is None else f"{seconds:.2f}"
        work = {"unit": unit, "name": public_address(name), "outcome": outcome, "seconds": took}
        _log.log(level, "%s", public_address(detail), extra={"work": work})


def record_answer(request: Request, answer: Response | FetchError, seconds: float) -> None:
    """Write what came of asking for a feed, or for the page behind an item."""
    if isinstance(answer, FetchError):
        outcome, detail = "failed", answer.reason
    else:
        outcome, detail = ("unchanged", "") if answer.not_modified else ("read", f"{len(answer.body)} bytes")
    record("page" if request.feed else "feed", request.url, outcome, seconds=seconds, detail=detail)


@contextmanager
def work_for(audience: str) -> Iterator[None]:
    """Say whose work the lines within are about: a newsletter's slug."""
    global _audience  # a context variable is not seen by the threads that fetch
    before, _audience = _audience, audience
    own, _own.audience = getattr(_own, "audience", ""), audience
    try:
        yield
    finally:
        _audience, _own.audience = before, own


@contextmanager
def writing(handler: logging.Handler, level: int) -> Iterator[None]:
    """Have the lines from this level on written there, and what nobody expected with its traceback."""
    handler.setLevel(level)
    handler.setFormatter(_Line())
    before = _log.level
    _log.setLevel(min(level, before))
    _parent.addHandler(handler)
    try:
        yield
    finally:
        _parent.removeHandler(handler)
        _log.setLevel(before)
        handler.close()


class _Line(logging.Formatter):
    """A line in logfmt: every key, in their order, a value between marks where it needs them."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        detail = record.getMessage()
        if record.exc_info:
            detail = f"{detail}\n{self.formatException(record.exc_info)}"
        values = {
            "at": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z",
            "level": record.levelname.lower(),
            "audience": getattr(_own, "audience", "") or _audience,
            **getattr(record, "work", {"unit": "", "name": record.name, "outcome": "", "seconds": ""}),
            "detail": detail,
        }
        return " ".join(f"{key}={_value(values[key])}" for key in KEYS)


def _value(text: str) -> str:
    shown = "".join(char if char.isprintable() else " " if char in "\t\n\r" else "?" for char in text)
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if any(char in shown for char in _MARKED) else shown
