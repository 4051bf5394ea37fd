"""The topic query language: words, phrases, AND, OR, NOT, parentheses, prefix `*`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query."""

    source: str


def parse_query(source: str) -> Query:
    """Parse one query. Raises `ValueError` that points at the character."""
    return Query(source)
