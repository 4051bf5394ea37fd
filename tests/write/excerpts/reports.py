"""Reports of one invented event, to be excerpted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from digest.model import Item

NOON = datetime(2025, 2, 27, 12, tzinfo=UTC)  # a Thursday
TODAY = NOON.date()

LEDE = "The harbour council of Norvik closed its largest pier on Thursday after divers found a crack in three pillars."
MORE = (
    "Fishing boats will use the old quay until repairs end, the council said.",
    "Engineers expect the work to cost about 40 million kroner and to last through the summer.",
    "The pier was built in 1962 and carries most of the salt cod that leaves the north of the country.",
)
REST = "Ropes, crates and a red crane were moved along the shore while gulls watched from the empty sheds nearby. " * 12


def report(*paragraphs: str, name: str = "wire", title: str = "Norvik closes its largest pier", **more: Any) -> Item:
    """A report of these paragraphs; with `full` its text counts as an article's."""
    return Item(
        id=name,
        url=more.pop("url", f"https://{name}.example/1"),
        title=title,
        outlet=more.pop("outlet", name.title()),
        feed=f"https://{name}.example/feed",
        published=more.pop("published", NOON),
        text="\n\n".join(paragraphs),
        **more,
    )
