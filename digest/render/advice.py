"""One thing that the lint says of a rendered issue, and where it can be seen."""

from __future__ import annotations

from typing import NamedTuple

from digest.model import Facts, Place

ENVELOPE, SIZE = Place("email", part="envelope"), Place("email", part="size")


class Advice(NamedTuple):
    """What is wrong and what to do, and the place; of most things that is somewhere in the HTML."""

    facts: Facts
    place: Place = Place("html")


def at(words: str) -> Place:
    """Where these words stand in the email as readers see it."""
    return Place("email", words.rstrip("….")) if len(words) > 1 else Place("html")


def tag(name: str) -> Place:
    """Where the first such tag stands in the HTML."""
    return Place("html", f"<{name}")
