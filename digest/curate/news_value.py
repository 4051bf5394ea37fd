"""Which of the day's stories is the heaviest: the lead.

    outlets, affair, titles, ledes -> counts of some groups of words -> logistic regression -> 0 to 1

Many outlets make a story large, and what happened makes it heavy: that people died, that a court or a parliament
decided, weighs more than what somebody said, a show, or one town (Galtung and Ruge 1965 named such news values). The
weights are fitted to the marks of editors by `python -m bench.leads --fit`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

from digest.curate.kinds import kind_of, looks_ahead, may_tell
from digest.curate.lists import read_lines, read_weights
from digest.curate.origins import by_origin
from digest.model import Item, Story
from digest.reading.words import small

LEDE = 40  # words of a report in which it says what happened
MOST = 3  # a group of words says no more by standing there more often; in a title it counts twice


def leading(stories: Sequence[Story], weights: Mapping[str, float] | None = None) -> Story | None:
    """Which of some stories leads: what `pin:` picked, else the heaviest; of equals the first. None without a report.

    Opinion, features and previews lead only where there is nothing else with a report. `weights` are the fitted ones.
    """
    reported = [story for story in stories if independent(story)]
    told = [story for story in reported if any(may_tell(item) and not looks_ahead(item) for item in story.items)]
    return max(told or reported, key=lambda story: _order(story, weights or _weights()), default=None)


def news_value(story: Story, weights: Mapping[str, float]) -> float:
    """How heavy a story is, from 0 (no news) to 1 (any newspaper would lead with it)."""
    found = features(story)
    return 1 / (1 + math.exp(-weights["constant"] - math.fsum(weights[name] * value for name, value in found.items())))


def _order(story: Story, weights: Mapping[str, float]) -> tuple[bool, float]:
    return bool(story.components.get("pin")), news_value(story, weights)


def features(story: Story) -> dict[str, float]:
    """What is seen of a story: logarithms of its outlets and of those that write about its affair, shares of words."""
    told = [item for item in story.items if may_tell(item)] or list(story.items)
    titles = [small(item.title) for item in told]
    ledes = [small(" ".join(item.text.split()[:LEDE])) for item in told]
    found = {
        name: sum(map(_share, titles, ledes, [group] * len(told))) / len(told) for name, group in word_groups().items()
    }
    return found | {
        "outlets": math.log1p(independent(story)),
        "affair": math.log1p(story.affair),
        "opinion": sum(kind_of(item) == "opinion" for item in story.items) / len(story.items),
        "question": sum("?" in item.title for item in told) / len(told),
    }


def independent(story: Story) -> int:
    """How many independent outlets report it."""
    return len(_reported(story))


def _reported(story: Story) -> tuple[tuple[Item, ...], ...]:
    """Its reports by origin: opinion is no report, and a copy is not independent."""
    return by_origin([item for item in story.items if kind_of(item) in ("report", "live")])


def _share(title: Sequence[str], lede: Sequence[str], group: frozenset[str]) -> float:
    return min(MOST, 2 * sum(word in group for word in title) + sum(word in group for word in lede)) / MOST


def _weights() -> Mapping[str, float]:
    found: Mapping[str, float] = read_weights("news_value.json")["weights"]
    return found


@cache
def word_groups() -> Mapping[str, frozenset[str]]:
    """The words of a front page by what they tell of: lives lost, what was done, talk, ..."""
    rows = (line.split() for line in read_lines("news_value.txt"))
    return {name: frozenset(words) for name, *words in rows}
