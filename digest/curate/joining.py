"""A last look at the stories of a day: two that tell one event, or a claim and its denial, become one.

Clusters are kept apart by vetoes, which is right for what is only linked. Told twice in one issue, an event is worse
than a list of outlets that is too long: what is excerpted and quoted is decided report by report (`telling`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.curate.accounts import is_exchange
from digest.curate.kinds import kind_of
from digest.curate.likeness import Likeness
from digest.model import Item, Status, Story

# Two reports so alike, of which one tells so much of the title of the other, tell one event. On AllSides days, where it
# was chosen, so are seven of 51 pairs of stories of one event (most others hold only opinion), of which three are new
# and become one; and one of 541 other pairs, which does not.
SAME = 0.25
TITLED = 0.3
EXCHANGE = 0.1  # stories at least so alike may hold a claim and its denial


def join(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories, in the order of the first of those that became one; never two that carry on different past ones.

    What is new is no development for telling the same: it joins one that readers know only as a claim or its denial.
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
    if one.earlier and other.earlier and one.earlier.id != other.earlier.id:
        return False
    known = one.earlier or other.earlier
    if not known and any(_is_one_event(ours, theirs, alike) for ours in _reports(one) for theirs in _reports(other)):
        return True
    return alike.mean(one.items, other.items) >= EXCHANGE and is_exchange(one.items, other.items)


def _is_one_event(one: Item, other: Item, alike: Likeness) -> bool:
    return alike.of(one, other) >= SAME and alike.titled(one, other) >= TITLED


def _reports(story: Story) -> list[Item]:
    return [item for item in story.items if kind_of(item) == "report"]


def _one_story(one: Story, other: Story) -> Story:
    """Both, under the identity of the one that readers know, else of the one that was reported first."""
    known = [story for story in (one, other) if story.earlier]
    first, second = sorted((one, other), key=lambda story: min((item.published, item.id) for item in story.items))
    kept, added = (known[0], other if known[0] is one else one) if known else (first, second)
    status = kept.status if kept.status is added.status else Status.DEVELOPING
    return replace(kept, items=(*kept.items, *added.items), fresh=kept.fresh | added.fresh, status=status)
