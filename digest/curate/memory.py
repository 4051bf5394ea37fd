"""Since the last issue: what readers already had, and what is new in it.

    past issues ── alive ──> groups ─┐
    new items ───────────────────────┴─ fold ──> groups ── since_last_issue ──> stories: new, developing, unchanged

A run looks at the new items and at what the issues of the last days told, never at everything again. `fold` finds
who reports an event that readers had; a later event of the same affair (a deal is agreed, then it stays unsigned)
is found here, by likeness.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, product

from digest.curate.changes import content_of, is_development
from digest.curate.likeness import Likeness
from digest.curate.periodic import is_next_figure
from digest.curate.stories import Group
from digest.model import Item, PastStory, Status, Story

SHARED = 2  # words that a report's title has in common with a past story's, and with no report beside it
RETOLD = 0.4  # reports so alike tell one event again, however long ago it was


def alive(past: Sequence[PastStory]) -> tuple[Group, ...]:
    """What earlier issues told, as groups that new reports can join in `fold`."""
    return tuple(Group(earlier.items) for earlier in _remembered(past))


def since_last_issue(groups: Sequence[Group], past: Sequence[PastStory]) -> tuple[Story, ...]:
    """The new reports of the groups as stories, each marked new, developing or unchanged; no topic yet.

    `groups` come from `fold`, with those that are `alive`. A story carries on the past one whose reports are in
    its group, failing that the one it is most like, and takes its identity. What "new" means is decided on what
    the new articles say: another link, another headline or a second copy of an agency's text is not news.
    """
    known = _remembered(past)
    alike = Likeness(chain(_items(groups), _items(known)))
    parts = (part for group in groups for part in _parts(group, known, alike))
    return _identified([_story(*part, alike) for part in parts], alike)


def _remembered(past: Sequence[PastStory]) -> tuple[PastStory, ...]:
    """One past story for each identity: as the latest issue told it, with the reports of all issues."""
    issues: dict[str, list[PastStory]] = defaultdict(list)
    for earlier in sorted(past, key=lambda earlier: (earlier.slot, earlier.id), reverse=True):
        issues[earlier.id].append(earlier)
    return tuple(
        replace(had[0], items=tuple({item.id: item for item in _items(had)}.values())) for had in issues.values()
    )


# --- what carries on what ------------------------------------------------------------------------------


def _parts(
    group: Group, past: Sequence[PastStory], alike: Likeness
) -> Iterator[tuple[Sequence[Item], PastStory | None, bool]]:
    """The new reports of a group, the past story that they carry on, and whether they tell its very event.

    A report that carries on another story stands apart: when a visit ends in a quarrel and a deal stays unsigned,
    the quarrel is a new story, and the report about the deal is for the readers of the deal's.
    """
    told = {item.id for item in _items(past)}
    new = [item for item in group.items if item.id not in told]
    had = {item.id for item in group.items} & told
    leaving: dict[str, list[Item]] = defaultdict(list)
    for item in new:
        rest = [other for other in new if other is not item]
        own = _carried_on([item], past, alike) if rest else None
        if own and _titled_after(item, own, rest) and not (alike.goes_on(rest, own.items) or _holds(own, had)):
            leaving[own.id].append(item)
    gone = {item.id for items in leaving.values() for item in items}
    if staying := [item for item in new if item.id not in gone]:
        joined = _likest(staying, [earlier for earlier in past if _holds(earlier, had)], alike)
        yield staying, joined or _carried_on(staying, past, alike), joined is not None
    for earlier in past:
        if earlier.id in leaving:
            yield leaving[earlier.id], earlier, False


def _holds(earlier: PastStory, ids: set[str]) -> bool:
    return any(item.id in ids for item in earlier.items)


def _carried_on(items: Sequence[Item], past: Sequence[PastStory], alike: Likeness) -> PastStory | None:
    going_on = (earlier for earlier in past if alike.goes_on(items, earlier.items))
    return _likest(items, [earlier for earlier in going_on if not is_next_figure(items, earlier.items)], alike)


def _likest(items: Sequence[Item], past: Sequence[PastStory], alike: Likeness) -> PastStory | None:
    """The past story that these reports are most like, of equals the latest."""
    return max(past, key=lambda earlier: (alike.mean(items, earlier.items), earlier.slot, earlier.id), default=None)


def _titled_after(item: Item, earlier: PastStory, rest: Sequence[Item]) -> bool:
    """Whether a report's title names what a past story's titles name, and what those beside it do not."""
    then = frozenset[str]().union(*(content_of(other.title) for other in earlier.items))
    beside = frozenset[str]().union(*(content_of(other.title) for other in rest))
    return len((content_of(item.title) & then) - beside) >= SHARED


# --- stories -------------------------------------------------------------------------------------------


def _story(items: Sequence[Item], earlier: PastStory | None, joined: bool, alike: Likeness) -> Story:
    first = min(items, key=lambda item: (item.published, item.id))
    identity = hashlib.sha256(first.id.encode()).hexdigest()[:12]
    story = Story(identity, "", tuple(items), earlier=earlier, fresh=frozenset(item.id for item in items))
    if earlier is None:
        return story
    retold = joined or any(alike.of(item, other) >= RETOLD for item, other in product(items, earlier.items))
    return replace(story, status=Status.DEVELOPING if is_development(story, retold) else Status.UNCHANGED)


def _identified(stories: Sequence[Story], alike: Likeness) -> tuple[Story, ...]:
    """Of several stories that carry on one, the one most like it takes its identity."""
    heirs: dict[str, tuple[float, str]] = {}
    for story in stories:
        if story.earlier:
            claim = (-alike.mean(story.items, story.earlier.items), story.id)
            heirs[story.earlier.id] = min(claim, heirs.get(story.earlier.id, claim))
    return tuple(
        replace(story, id=story.earlier.id) if story.earlier and heirs[story.earlier.id][1] == story.id else story
        for story in stories
    )


def _items(holders: Iterable[Group | PastStory]) -> Iterator[Item]:
    return (item for holder in holders for item in holder.items)
