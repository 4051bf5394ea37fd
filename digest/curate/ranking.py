"""Which story comes first, by a published score, and what one issue has room for."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta

from digest.config import Audience, Shape
from digest.curate.changes import content_of
from digest.curate.joining import join
from digest.curate.kinds import kind_of
from digest.curate.memory import since_last_issue
from digest.curate.news_value import independent, leading
from digest.curate.origins import family_of
from digest.curate.stories import Group
from digest.curate.terms import named_in_title
from digest.model import Dropped, Facts, Item, Lineup, PastStory, Reason, Status, Story, TopicMatch
from digest.query import Document

HALF_LIFE = timedelta(hours=12)  # after which a report is half as fresh
SAME_TITLE = 0.6  # share of a title's words that a headline of the same event has
READ = 40  # stories, the first in rank, that are read for contradictions between them
VIEWPOINTS = 4  # opinion pieces in an issue
_NOVELTY = {Status.NEW: 1.0, Status.DEVELOPING: 0.7, Status.UNCHANGED: 0.0}


def rank(
    groups: Sequence[Group],
    matches: Sequence[TopicMatch],
    audience: Audience,
    now: datetime,
    past: Sequence[PastStory] = (),
) -> tuple[Story, ...]:
    """The new reports of the groups as stories, highest score first, each with the components of its score.

    Groups that tell one event, or a claim and its denial, become one story.
    The score is the sum over the parts of `issue.weights`, each part from 0 to 1 times its weight:
    breadth     1 - 1 / independent outlets that report it; opinion is not a report, a copy not independent
    source      the greatest source weight in the story, against the greatest of the audience
    freshness   halves every 12 hours since the latest report
    fit         of the report that is most about the story's topic
    novelty     1 new, 0.7 developing, 0 unchanged since the last issue
    pin         1 where `pin:` finds one of the reports
    Equal scores are ordered by the latest report, then by id.
    """
    by_id = {match.item.id: match for match in matches}

    def in_order(stories: Sequence[Story]) -> tuple[Story, ...]:
        placed = (_with_topic(story, by_id, audience) for story in stories)
        scored = (replace(story, components=_components(story, by_id, audience, now)) for story in placed)
        return tuple(sorted(scored, key=_order))

    ranked = in_order(since_last_issue(groups, past))
    first = join(ranked[:READ])
    ranked = in_order((*first, *ranked[READ:])) if len(first) < len(ranked[:READ]) else ranked
    return with_affairs(ranked)


def with_affairs(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories, each with how many outlets write about its affair, in any kind of text.

    An affair is what the titles of these stories name: a tear-gassing told in two stories is as big as one told in one.
    """
    naming: dict[str, set[str]] = defaultdict(set)
    named = {item.id: named_in_title(item) for story in stories for item in story.items}
    for item in (item for story in stories for item in story.items):
        for name in named[item.id]:
            naming[name].add(family_of(item.outlet))
    return tuple(replace(story, affair=_affair(story, named, naming)) for story in stories)


def _affair(story: Story, named: Mapping[str, AbstractSet[str]], naming: Mapping[str, AbstractSet[str]]) -> int:
    """Of the names in at least half of its titles, the outlets that have the most telling one in a title."""
    said = Counter(name for item in story.items for name in named[item.id])
    own = {family_of(item.outlet) for item in story.items}
    return max(
        (len(naming[name] | own) for name, count in said.items() if 2 * count >= len(story.items)), default=len(own)
    )


def _order(story: Story) -> tuple[float, float, str]:
    return (-round(story.score, 9), -max(item.published for item in story.items).timestamp(), story.id)


def _with_topic(story: Story, matches: dict[str, TopicMatch], audience: Audience) -> Story:
    found = [matches[item.id] for item in story.items if item.id in matches]
    names = [topic.name for topic in audience.topics]  # of equals, `max` takes the one that config names first
    topic = max(names, key=lambda name: math.fsum(match.fit for match in found if match.topic == name))
    terms = dict.fromkeys(term for match in found if match.topic == topic for term in match.terms)
    return replace(story, topic=topic, terms=tuple(terms), items=tuple(sorted(story.items, key=_best_first)))


def _best_first(item: Item) -> tuple[bool, float, datetime, str]:
    """Reports before opinion and live pages; then the fuller text of the weightier source."""
    return (kind_of(item) != "report", -item.weight * min(len(item.text), 2000), item.published, item.id)


def _components(story: Story, matches: dict[str, TopicMatch], audience: Audience, now: datetime) -> dict[str, float]:
    weights = audience.issue.weights
    age = max(now - max(item.published for item in story.items), timedelta())
    heaviest = max(source.weight for source in audience.sources) or 1.0
    parts = {
        "breadth": 1 - 1 / max(independent(story), 1),
        "source": min(max(item.weight for item in story.items) / heaviest, 1.0),
        "freshness": 0.5 ** (age / HALF_LIFE),
        "fit": max((matches[i.id].fit for i in story.items if i.id in matches), default=0.0),
        "novelty": _NOVELTY[story.status],
        "pin": float(
            any(audience.pin.match(Document(item)) is not None for item in story.items) if audience.pin else 0
        ),
    }
    return {name: getattr(weights, name) * value for name, value in parts.items()}


# --- the issue -----------------------------------------------------------------------------------------


def line_up(stories: Sequence[Story], audience: Audience) -> Lineup:
    """What one issue has room for: the lead, the told stories, one-line headlines; the rest is dropped.

    The lead is the day's event (`news_value.leading`). What is unchanged since the last issue is
    dropped, unless it still leads. A story of opinion alone is told by nobody: its pieces are viewpoints.
    """
    ranked = sorted(stories, key=_order)
    lead = leading(ranked) if audience.issue.lead else None
    issue = _Filling(audience)
    for story in ([lead] if lead else []) + [story for story in ranked if story is not lead]:
        if all(kind_of(item) == "opinion" for item in story.items):
            issue.add_opinion(story)
        else:
            issue.add(story, leads=story is lead)
    return Lineup(tuple(issue.told), tuple(issue.headlines), tuple(issue.dropped), tuple(issue.viewpoints))


class _Filling:
    """The issue as it fills up."""

    def __init__(self, audience: Audience) -> None:
        self.shape = audience.issue
        self.told: list[Story] = []
        self.headlines: list[Story] = []
        self.dropped: list[Dropped] = []
        self.viewpoints: list[Item] = []

    def add_opinion(self, story: Story) -> None:
        if story.status is Status.UNCHANGED:
            self._drop(story, "unchanged", Facts.of("nothing new"))
            return
        room = VIEWPOINTS - len(self.viewpoints)
        self.viewpoints += story.items[:room]
        self._drop(replace(story, items=story.items[room:]), "no room", Facts.of("viewpoints before", count=VIEWPOINTS))

    def add(self, story: Story, leads: bool) -> None:
        if leads:
            self.told.append(story)
        elif story.status is Status.UNCHANGED:
            self._drop(story, "unchanged", Facts.of("nothing new"))
        elif told := next((told for told in self.told if _same_event(told, story)), None):
            self._drop(story, "no room", Facts.of("event told", title=told.items[0].title))
        elif self._has_room(story):
            self.told.append(story)
        elif len(self.headlines) < self.shape.headlines:
            self.headlines.append(story)
        else:
            self._drop(story, "no room", Facts.of("score", score=story.score))

    def _drop(self, story: Story, reason: Reason, facts: Facts) -> None:
        self.dropped += (Dropped(item.id, reason, facts) for item in story.items)

    def _has_room(self, story: Story) -> bool:
        return not lack_of_room(story, self.told, self.shape)


def lack_of_room(story: Story, told: Sequence[Story], shape: Shape) -> str:
    """Which rule of the config keeps a story from being told after these; empty where none does."""
    outlet = story.items[0].outlet
    if len(told) >= shape.stories:
        return f"{len(told)} stories are told before it (`issue.stories`)"
    if sum(other.topic == story.topic for other in told) >= shape.per_topic:
        return f"{shape.per_topic} stories of {story.topic} are told before it (`issue.per_topic`)"
    if sum(other.items[0].outlet == outlet for other in told) >= shape.per_outlet:
        return f"{shape.per_outlet} stories that rest on {outlet} are told before it (`issue.per_outlet`)"
    return ""


def _same_event(told: Story, story: Story) -> bool:
    """Whether it would say again what is told: most words of the shorter of two titles are in both."""
    one, other = content_of(told.items[0].title), content_of(story.items[0].title)
    return len(one & other) >= max(3, SAME_TITLE * min(len(one), len(other)))
