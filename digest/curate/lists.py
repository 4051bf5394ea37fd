"""The lists of words that curation goes by: files beside this one, read once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_lines(name: str, folder: str = "words") -> tuple[str, ...]:
    """The lines of a list, without comments and blank lines."""
    text = (files("digest.curate") / folder / name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of a list in `words/`."""
    return frozenset(word for line in read_lines(name) for word in line.split())


@cache
def read_weights(name: str) -> Any:
    """The fitted numbers of a file in `weights/`; its `made` says by which command, of what and when."""
    return json.loads((files("digest.curate") / "weights" / name).read_text(encoding="utf-8"))
