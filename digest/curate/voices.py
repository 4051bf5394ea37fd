"""Independent voices: an agency text under five mastheads is one."""

from __future__ import annotations

from collections.abc import Sequence

from digest.model import Item


def voices(items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """The items by voice: copies of one text, and the reports of one outlet, stand together; each item once."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.outlet.casefold(), []).append(item)
    return tuple(tuple(voice) for voice in found.values())
