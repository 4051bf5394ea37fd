"""Since the last issue: what readers already had, and what is new in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.curate.changes import what_is_new
from digest.curate.terms import terms_of, vectors
from digest.model import PastStory, Status, Story

SAME_STORY = 0.3  # the least likeness of a story to a past one that it continues


def since_last_issue(stories: Sequence[Story], past: Sequence[PastStory]) -> tuple[Story, ...]:
    """The stories, each marked new, developing or unchanged against the latest issue that had it.

    A story that goes on takes the identity of the past one. What "new" means is decided on what the new
    articles say: another link, another headline or a second copy of an agency's text is not news.
    """
    likeness = _likeness(stories, past)
    taken: set[str] = set()
    marked = []
    for number, story in enumerate(stories):
        earlier = max(past, key=lambda p: (likeness[number][id(p)], p.slot, p.id), default=None)
        if earlier is None or likeness[number][id(earlier)] < SAME_STORY:
            marked.append(replace(story, fresh=frozenset(item.id for item in story.items)))
            continue
        known = {item.id for p in past for item in p.items}
        story = replace(story, earlier=earlier, fresh=frozenset(i.id for i in story.items if i.id not in known))
        status = Status.DEVELOPING if what_is_new(story) else Status.UNCHANGED
        story_id = story.id if earlier.id in taken else earlier.id
        taken.add(earlier.id)
        marked.append(replace(story, status=status, id=story_id))
    return tuple(marked)


def _likeness(stories: Sequence[Story], past: Sequence[PastStory]) -> list[dict[int, float]]:
    items = {item.id: item for group in (*stories, *past) for item in group.items}
    by_id = dict(zip(items, vectors(terms_of(item) for item in items.values()), strict=True))

    def like(a: Story, b: PastStory) -> float:
        if {item.id for item in a.items} & {item.id for item in b.items}:
            return 1.0
        pairs = [
            sum(weight * by_id[y.id].get(term, 0.0) for term, weight in by_id[x.id].items())
            for x in a.items
            for y in b.items
        ]
        return max(pairs, default=0.0)

    return [{id(p): like(story, p) for p in past} for story in stories]
