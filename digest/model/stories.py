"""Stories: the reports of one event, what readers had of it before, and what an issue has room for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from digest.model.articles import Dropped, Item


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """An item that belongs to a topic: how well (0 to 1) and which of the topic's terms say so."""

    item: Item
    topic: str
    fit: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What is on topic, and everything else with its reason."""

    kept: tuple[TopicMatch, ...]
    dropped: tuple[Dropped, ...]


class Status(StrEnum):
    """What a story is to a reader of the last issue."""

    NEW = "new"
    DEVELOPING = "developing"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PastStory:
    """A story as an earlier issue carried it."""

    id: str
    slot: str  # key of the slot of that issue
    hed: str
    sentences: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One event, covered by one or more items; the fullest report first.

    `components` name what each part of the ranking gave; `earlier` is how the last issue that had the
    story carried it, and `fresh` are the ids of the items that no earlier issue used. `affair` counts the
    independent outlets that write about it or another story of its affair; 0 where nobody counted.
    """

    id: str
    topic: str
    items: tuple[Item, ...]
    terms: tuple[str, ...] = ()  # of the topic, as they matched
    components: Mapping[str, float] = field(default_factory=dict)
    status: Status = Status.NEW
    earlier: PastStory | None = None
    fresh: frozenset[str] = frozenset()
    affair: int = 0

    @property
    def score(self) -> float:
        """The place in the ranking, higher first: the sum of the components."""
        return sum(self.components.values())

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that report it, in the order of the items, each once."""
        return tuple(dict.fromkeys(item.outlet for item in self.items))


@dataclass(frozen=True, slots=True)
class Lineup:
    """The stories of one issue: told ones in rank order (the first is the lead), then one-line headlines.

    `viewpoints` are opinion: they argue about the news and take no place among it.
    """

    stories: tuple[Story, ...]
    headlines: tuple[Story, ...]
    dropped: tuple[Dropped, ...]
    viewpoints: tuple[Item, ...] = ()
