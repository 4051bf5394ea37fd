"""What holds the reports of a story together, for whoever asks why they are one story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.curate.changes import content_of
from digest.curate.terms import Profile, likeness, profiles
from digest.model import Item, Story

SHOWN = 8  # shared terms


@dataclass(frozen=True, slots=True)
class SharedTerms:
    """A report and the other report of its story that it is most like: how much (0 to 1), and by which terms."""

    item: Item
    other: Item
    likeness: float
    terms: tuple[str, ...]  # stems, the weightiest first


def shared_terms(story: Story, items: Sequence[Item]) -> tuple[SharedTerms, ...]:
    """One for each report of the story; none where it has only one. `items` are all that were compared."""
    together = {item.id: item for item in (*items, *story.items)}
    profile = dict(zip(together, profiles(list(together.values())), strict=True))
    return tuple(
        max(
            (_shared(item, other, profile) for other in story.items if other is not item),
            key=lambda pair: pair.likeness,
        )
        for item in story.items
        if len(story.items) > 1
    )


def _shared(item: Item, other: Item, profile: dict[str, Profile]) -> SharedTerms:
    one, two = profile[item.id], profile[other.id]
    both = (term for term in one.vector if term in two.vector and content_of(term))
    shared = {term: one.vector[term] * two.vector[term] for term in both}
    terms = sorted(shared, key=lambda term: (-shared[term], term))
    return SharedTerms(item, other, likeness(one, two), tuple(terms[:SHOWN]))
