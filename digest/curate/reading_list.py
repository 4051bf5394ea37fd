"""Which articles are worth fetching, once stories are folded and ranked on what the feeds say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from digest.model import Item, Lineup, Story

TOGETHER = 3  # reports of a told story that are read before any of a story further down


def reading_list(lineup: Lineup, ranked: Sequence[Story], feeds: Collection[str], most: int) -> tuple[Item, ...]:
    """At most so many items of `feeds` whose pages are to be read, the most useful first.

    First the best reports of each story that is to be told, then one of each headline and each viewpoint, then one of
    the stories that come next, because a text may change the ranking, then what else is told of the first.
    """
    wanted = (item for item in _in_order(lineup, ranked) if item.feed in feeds and not item.full)
    return tuple(islice({item.id: item for item in wanted}.values(), most))


def _in_order(lineup: Lineup, ranked: Sequence[Story]) -> Iterator[Item]:
    placed = {story.id for story in (*lineup.stories, *lineup.headlines)}
    following = [story for story in ranked if story.id not in placed][: len(placed)]
    yield from _rounds(lineup.stories, 0, TOGETHER)
    yield from _rounds(lineup.headlines, 0, 1)
    yield from lineup.viewpoints
    yield from _rounds(following, 0, 1)
    yield from _rounds(lineup.stories, TOGETHER, max((len(story.items) for story in lineup.stories), default=0))
    yield from _rounds(lineup.headlines, 1, TOGETHER)


def _rounds(stories: Sequence[Story], first: int, end: int) -> Iterator[Item]:
    """The first report of each, then the second of each, and so on."""
    for place in range(first, end):
        yield from (story.items[place] for story in stories if place < len(story.items))
