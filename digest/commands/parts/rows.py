"""A line of `digest check`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from digest.errors import DigestError


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was looked at. The detail may have several lines.

    `look`: nothing is wrong, and all the same it may not be what the operator wants.
    """

    what: str
    detail: str
    ok: bool = True
    look: bool = False


def row(what: str, look: Callable[[], str]) -> Row:
    """What a look found; each row stands for itself."""
    try:
        return Row(what, look())
    except DigestError as error:
        return Row(what, str(error), ok=False)
