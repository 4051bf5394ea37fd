"""The lists of words that gathering goes by: files beside this one, read once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a list in `words/`, without comments and blank lines."""
    text = files(__package__).joinpath("words", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def any_of(name: str) -> re.Pattern[str]:
    """A list whose lines are patterns, as one; case does not matter."""
    return re.compile("|".join(read_lines(name)), re.IGNORECASE)
