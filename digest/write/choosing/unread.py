"""What was not read of the reports of an issue: those in a language without words, the ends of long ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.model import Item
from digest.reading.article import LONGEST, read


def unread(items: Sequence[Item]) -> Iterator[str]:
    """A line for each thing that was left unread; none where all of it was read."""
    strange = [item for item in items if item.text and not read(item).language.known]
    long = [item for item in items if len(item.text) > LONGEST]
    if strange:
        yield f"no words of the language of {_count(strange)}: what is quoted there is found, and nobody is named"
    if long:
        yield f"read only the first {LONGEST:,} characters of {_count(long)}"


def _count(items: Sequence[Item]) -> str:
    more = f" and {len(items) - 1} more" if len(items) > 1 else ""
    return f"{items[0].url}{more}"
