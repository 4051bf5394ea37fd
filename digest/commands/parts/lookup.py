"""Finds what the operator means: by id, by the beginning of an id, or by some words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from digest.errors import ConfigError
from digest.model import SlotRecord
from digest.reading.forms import fold

T = TypeVar("T")
LISTED = 8  # names in an error message
ALL = 1_000_000  # slots; more than a newsletter can have


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """A thing with its keys (ids, addresses) and its name in words."""

    thing: T
    keys: tuple[str, ...]
    words: str


def find(wanted: str, among: Iterable[Named[T]]) -> tuple[Named[T], ...]:
    """What fits: a whole key, else the beginning of one, else all of the words, or their beginnings, in any order."""
    known = tuple(among) if wanted.strip() else ()
    parts = [_beginning(part) for part in fold(wanted).split()]
    return (
        tuple(one for one in known if wanted in one.keys)
        or tuple(one for one in known if any(key.startswith(wanted) for key in one.keys))
        or tuple(one for one in known if all(part.search(fold(one.words)) for part in parts))
    )


def _beginning(part: str) -> re.Pattern[str]:
    """Where a word begins so. Scripts without capitals, such as Chinese, often have no space before a word."""
    spaced = part[0].isdigit() or part[0] != part[0].upper()
    return re.compile((r"(?<!\w)" if spaced else "") + re.escape(part))


def the_one(wanted: str, what: str, found: Sequence[Named[T]], known: Sequence[Named[T]]) -> T:
    """The only thing found. Raises a `ConfigError` that lists what else it could be."""
    if len(found) == 1:
        return found[0].thing
    listed = found or known
    lines = [f"  {one.keys[0]}  {one.words}" for one in listed[:LISTED]]
    more = [f"  and {len(listed) - LISTED} more"] if len(listed) > LISTED else []
    fault = f"{len(found)} {what} fit" if found else f"no {what} fit" if known else f"there are no {what}"
    raise ConfigError("\n".join((f"{wanted!r}: {fault}" + (":" if listed else ""), *lines, *more)))


def the_slot(wanted: str, what: str, records: Iterable[SlotRecord]) -> SlotRecord:
    """The only slot whose time begins so, or whose subject has these words. Raises a `ConfigError` as `the_one`."""
    known = tuple(Named(record, (record.slot.local, record.slot.key), record.subject) for record in records)
    return the_one(wanted, what, find(wanted, known), known)
