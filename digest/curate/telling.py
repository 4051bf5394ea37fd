"""Which reports of a story may tell it: the others are linked, and neither excerpted nor quoted.

A cluster has reports in it that touch its event and are about another act, or about other people. Nothing is lost
where such a report is linked beside the story; where it tells the story, two events are glued.
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.curate.kinds import looks_ahead, may_tell
from digest.curate.terms import likeness, profiles
from digest.model import Item, Story
from digest.reading.article import is_foreign

# A report less like the most central one than this may be of another event. On AllSides 2018, where it was chosen, it
# keeps off .60 of the reports of other events and .23 of the right ones; on AllSides 2021 .37 and .11, on Wikinews .74
# and .26.
CENTRAL = 0.15


def tellers(story: Story, language: str) -> tuple[Item, ...]:
    """The reports in whose words the story may be told, in its order; previews only where nothing else tells it.

    `language` is the newsletter's: without a translator a report in another is linked, or a headline.
    """
    news = [item for item in central(story.items) if may_tell(item) and not is_foreign(item, language)]
    return tuple([item for item in news if not looks_ahead(item)] or news)


def central(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that are surely of one event: the one that the others are most like, and those like it."""
    if len(items) < 2:
        return tuple(items)
    read = profiles(items)
    alike = [[likeness(one, other) if one is not other else 0.0 for other in read] for one in read]
    told = [place for place, item in enumerate(items) if may_tell(item)] or list(range(len(items)))
    middle = max(told, key=lambda place: (sum(alike[place]), -place))
    return tuple(item for place, item in enumerate(items) if place == middle or alike[middle][place] >= CENTRAL)
