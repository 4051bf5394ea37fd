"""Since the last issue: what readers already had, and what is new in it.

groups ── take_apart ──> groups ── ranking ──> stories ── since_last_issue ──> new, developing, unchanged
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, product, starmap

from digest.curate.changes import content_of, is_development
from digest.curate.stories import Group
from digest.curate.terms import likeness, profiles
from digest.model import Item, PastStory, Status, Story

GOES_ON = 0.26  # a story goes on from a past one when their reports are on average so alike
TITLED = 0.15  # or so alike where two of their titles share words:
SHARED = 2


def take_apart(groups: Sequence[Group], past: Sequence[PastStory]) -> tuple[Group, ...]:
    """The groups, where a report that carries on a past story stands apart from a new event's.

    When a visit ends in a quarrel and a deal stays unsigned, the quarrel is a new story, and the report about
    the deal is for the readers of the deal's. A group that goes on from that past story as a whole stays whole.
    """
    alike = Likeness(_items(groups), _items(past))
    return tuple(part for group in groups for part in _parts(group, past, alike))


def since_last_issue(stories: Sequence[Story], past: Sequence[PastStory]) -> tuple[Story, ...]:
    """The stories, each marked new, developing or unchanged against the latest issue that had it.

    A story that goes on takes the identity of the past one. What "new" means is decided on what the new
    articles say: another link, another headline or a second copy of an agency's text is not news.
    Marking again changes nothing.
    """
    alike = Likeness(_items(stories), _items(past))
    known = {item.id for earlier in past for item in earlier.items}
    marked = []
    for story in stories:
        earlier = _goes_on_from(story.items, past, alike)
        fresh = frozenset(item.id for item in story.items) - known
        story_now = replace(story, earlier=earlier, fresh=fresh)
        marked.append(replace(story_now, status=_status(story_now, alike)))
    return _identified(marked, alike)


def _status(story: Story, alike: Likeness) -> Status:
    if story.earlier is None:
        return Status.NEW
    fresh = [item for item in story.items if item.id in story.fresh]
    nearest = max((alike.of(item, other) for item in fresh for other in story.earlier.items), default=1.0)
    return Status.DEVELOPING if is_development(story, nearest) else Status.UNCHANGED


def _identified(stories: Sequence[Story], alike: Likeness) -> tuple[Story, ...]:
    """Of several stories that go on from one, the one most like it takes its identity."""
    heirs: dict[str, tuple[float, str]] = {}
    for story in stories:
        if story.earlier:
            claim = (-alike.mean(story.items, story.earlier.items), story.id)
            heirs[story.earlier.id] = min(claim, heirs.get(story.earlier.id, claim))
    return tuple(
        replace(story, id=story.earlier.id) if story.earlier and heirs[story.earlier.id][1] == story.id else story
        for story in stories
    )


def _goes_on_from(items: Sequence[Item], past: Sequence[PastStory], alike: Likeness) -> PastStory | None:
    """The past story that these reports carry on: the likest, of equals the latest."""
    carried = [earlier for earlier in past if alike.goes_on(items, earlier.items)]
    return max(carried, key=lambda earlier: (alike.mean(items, earlier.items), earlier.slot, earlier.id), default=None)


def _parts(group: Group, past: Sequence[PastStory], alike: Likeness) -> list[Group]:
    leaving: dict[str, list[Item]] = defaultdict(list)
    for item in group.items:
        rest = [other for other in group.items if other is not item]
        earlier = _goes_on_from([item], past, alike) if rest else None
        if earlier and _titled_after(item, earlier, rest) and not alike.goes_on(rest, earlier.items):
            leaving[earlier.id].append(item)
    gone = {item.id for items in leaving.values() for item in items}
    staying = [item for item in group.items if item.id not in gone]
    return [Group(tuple(items)) for items in (staying, *leaving.values()) if items]


def _titled_after(item: Item, earlier: PastStory, rest: Sequence[Item]) -> bool:
    """Whether a report's title names what a past story's titles name, and what those beside it do not."""
    then = frozenset[str]().union(*(content_of(other.title) for other in earlier.items))
    beside = frozenset[str]().union(*(content_of(other.title) for other in rest))
    return len((content_of(item.title) & then) - beside) >= SHARED


def _titles_meet(one: Item, other: Item) -> bool:
    return len(content_of(one.title) & content_of(other.title)) >= SHARED


def _items(holders: Iterable[Group | Story | PastStory]) -> Iterator[Item]:
    return (item for holder in holders for item in holder.items)


class Likeness:
    """How alike items are, 0 to 1; an item is 1 like itself."""

    def __init__(self, *items: Iterable[Item]) -> None:
        distinct = sorted({item.id: item for item in chain(*items)}.values(), key=lambda item: item.id)
        self._profiles = dict(zip((item.id for item in distinct), profiles(distinct), strict=True))
        self._known: dict[tuple[str, str], float] = {}

    def of(self, one: Item, other: Item) -> float:
        """How alike two items are."""
        pair = (one.id, other.id)
        if pair not in self._known:
            same = one.id == other.id
            self._known[pair] = 1.0 if same else likeness(self._profiles[one.id], self._profiles[other.id])
        return self._known[pair]

    def goes_on(self, some: Sequence[Item], others: Sequence[Item]) -> bool:
        """Whether some carry on the event of others."""
        mean = self.mean(some, others)
        return mean >= GOES_ON or (mean >= TITLED and any(starmap(_titles_meet, product(some, others))))

    def mean(self, some: Sequence[Item], others: Sequence[Item]) -> float:
        """The mean over all pairs; 1 where they have an item in common."""
        if {item.id for item in some} & {item.id for item in others}:
            return 1.0
        return sum(self.of(one, other) for one in some for other in others) / (len(some) * len(others) or 1)
