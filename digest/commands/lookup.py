"""Finds what the operator means: by id, by the beginning of an id, or by some words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from digest.errors import ConfigError
from digest.language.forms import fold

T = TypeVar("T")
LISTED = 8  # names in an error message


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """A thing with its keys (ids, addresses) and its name in words."""

    thing: T
    keys: tuple[str, ...]
    words: str


def find(wanted: str, among: Iterable[Named[T]]) -> tuple[Named[T], ...]:
    """What fits: a whole key, else the beginning of one, else all of the words in any order."""
    known = tuple(among) if wanted.strip() else ()
    parts = fold(wanted).split()
    return (
        tuple(one for one in known if wanted in one.keys)
        or tuple(one for one in known if any(key.startswith(wanted) for key in one.keys))
        or tuple(one for one in known if all(part in fold(one.words) for part in parts))
    )


def the_one(wanted: str, what: str, found: Sequence[Named[T]], known: Sequence[Named[T]]) -> T:
    """The only thing found. Raises a `ConfigError` that lists what else it could be."""
    if len(found) == 1:
        return found[0].thing
    listed = found or known
    lines = [f"  {one.keys[0]}  {one.words}" for one in listed[:LISTED]]
    more = [f"  and {len(listed) - LISTED} more"] if len(listed) > LISTED else []
    fault = f"{len(found)} {what} fit" if found else f"no {what} fit" if known else f"there are no {what}"
    raise ConfigError("\n".join((f"{wanted!r}: {fault}" + (":" if listed else ""), *lines, *more)))
