"""A last look at the stories of a day: two that tell one event, or a claim and its denial, become one.

Clusters are kept apart by vetoes, which is right for what is only linked. Told twice in one issue, an event is worse
than a list of outlets that is too long: what is excerpted and quoted is decided report by report (`telling`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import product

from digest.curate.accounts import is_exchange
from digest.curate.kinds import kind_of
from digest.curate.likeness import Likeness
from digest.model import Item, Status, Story

# Two reports so alike, of which one tells so much of the title of the other, tell one event. On AllSides days, where it
# was chosen, so are eighteen pairs of stories that would be told, all of one event. Most of them were parted because
# one goes on from a past story; a quarrel over a deal and what becomes of the deal share less of a title.
SAME = 0.24
TITLED = 0.3
TITLED_ON = 0.4
EXCHANGE = 0.1  # stories at least so alike may hold a claim and its denial


def join(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories, in the order of the first of those that became one.

    What readers had joins nothing for telling the same: it is not printed, and would make the new a development. A
    claim and its denial stay apart where readers know both.
    """
    alike = Likeness(item for story in stories for item in story.items)
    joined: list[Story] = []
    for story in stories:
        place = next((n for n, other in enumerate(joined) if _belong(other, story, alike)), None)
        if place is None:
            joined.append(story)
        else:
            joined[place] = _one_story(joined[place], story)
    return tuple(joined)


def _belong(one: Story, other: Story, alike: Likeness) -> bool:
    titled = TITLED_ON if one.earlier or other.earlier else TITLED
    pairs = product(_reports(one), _reports(other))
    if Status.UNCHANGED not in (one.status, other.status) and any(
        alike.of(*pair) >= SAME and alike.titled(*pair) >= titled for pair in pairs
    ):
        return True
    if one.earlier and other.earlier and one.earlier.id != other.earlier.id:
        return False
    return alike.mean(one.items, other.items) >= EXCHANGE and is_exchange(one.items, other.items)


def _reports(story: Story) -> list[Item]:
    return [item for item in story.items if kind_of(item) == "report"]


def _one_story(one: Story, other: Story) -> Story:
    """Both, under the identity of the one that readers know, else of the one that was reported first.

    Of two that they know the one told last stays.
    """
    first, second = sorted((one, other), key=_identity)
    kept, added = (second, first) if second.earlier else (first, second)
    status = kept.status if kept.status is added.status else Status.DEVELOPING
    return replace(kept, items=(*kept.items, *added.items), fresh=kept.fresh | added.fresh, status=status)


def _identity(story: Story) -> tuple[str, datetime, str]:
    first, identity = min((item.published, item.id) for item in story.items)
    return (story.earlier.slot if story.earlier else "", first, identity)
