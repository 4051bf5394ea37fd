"""One story in full: why it is here, why it is one, what was new, and how it was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from digest.commands.parts.explain_writing import explain_writing
from digest.config import Audience
from digest.console import block
from digest.curate.changes import what_is_new
from digest.curate.kinds import kind_of
from digest.curate.origins import by_origin
from digest.curate.ranking import lack_of_room
from digest.curate.shared_terms import shared_terms
from digest.model import Issue, Status, Story
from digest.pipeline import Workings


def explain_story(workings: Workings, audience: Audience, story: Story) -> Iterator[str]:
    """Lines about one story of an issue."""
    brief = next((brief for brief in workings.issue.briefs if brief.story.id == story.id), None)
    yield brief.hed if brief else story.items[0].title
    yield f"  story {story.id}; {story.topic}; {story.status}"
    yield from block(f"IN THE ISSUE {workings.issue.slot.local}", _place(workings, audience, story))
    yield from block("ON TOPIC", _topic(workings, story))
    yield from block("ONE STORY", _one_story(workings, story))
    yield from block("SINCE THE LAST ISSUE", _since(story))
    yield from block("ARTICLES", _articles(story))
    yield from explain_writing(workings, story, brief)
    yield ""


# --- place ---------------------------------------------------------------------------------------------


def _place(workings: Workings, audience: Audience, story: Story) -> Iterator[str]:
    rank = workings.stories.index(story)
    yield f"{why_placed(workings, audience, story)}; {ordinal(rank + 1)} of {len(workings.stories)} by score"
    yield f"{story.score:6.2f}  score"
    for name, value in story.components.items():
        yield f"{value:6.2f}  {name}, of {getattr(audience.issue.weights, name):g}{_reading(name, story)}"
    for other, where in ((rank - 1, "behind"), (rank + 1, "ahead of")):
        if 0 <= other < len(workings.stories):
            yield _compared(story, workings.stories[other], f"{where} the {ordinal(other + 1)}")


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    last = number % 10 if number // 10 % 10 != 1 else 0
    return f"{number}{('th', 'st', 'nd', 'rd')[last] if last < 4 else 'th'}"


def _compared(story: Story, other: Story, where: str) -> str:
    """How far two neighbours are apart, and by what, the greatest difference first."""
    apart = {name: value - other.components.get(name, 0.0) for name, value in story.components.items()}
    told = sorted((name for name in apart if abs(apart[name]) >= 0.005), key=lambda name: -abs(apart[name]))
    by = ", ".join(f"{name} {apart[name]:+.2f}" for name in told) or "nothing: the later report comes first"
    return f"{abs(story.score - other.score):.2f} {where}, “{other.items[0].title}”: {by}"


def _reading(name: str, story: Story) -> str:
    if name == "breadth":
        reports = [item for item in story.items if kind_of(item) in ("report", "live")]
        return f": {len(by_origin(reports))} independent of {len(story.outlets)} outlets ({', '.join(story.outlets)})"
    if name == "freshness":
        return f": latest report {max(item.published for item in story.items):%Y-%m-%d %H:%M} UTC"
    if name == "source":
        heaviest = max(story.items, key=lambda item: item.weight)
        return f": {heaviest.outlet} has weight {heaviest.weight:g}"
    return f": {story.status}" if name == "novelty" else ""


Place = Literal["lead", "told", "viewpoint", "headline", "left out"]


def place_of(issue: Issue, story: Story) -> Place:
    """Where the issue has a story."""
    if issue.lead and issue.lead.story.id == story.id:
        return "lead"
    if any(brief.story.id == story.id for brief in issue.briefs):
        return "told"
    if any(viewpoint.item.id == item.id for viewpoint in issue.viewpoints for item in story.items):
        return "viewpoint"
    return "headline" if any(story.id == other.id for other in issue.headlines) else "left out"


def why_placed(workings: Workings, audience: Audience, story: Story) -> str:
    """Where the issue has it, or why it has not; told and listed stories are known by their ids."""
    issue = workings.issue
    told, place = [brief.story.id for brief in issue.briefs], place_of(issue, story)
    if place == "lead":
        return f"the lead{_why_it_leads(workings, story)}"
    if place == "told":
        return f"told, {ordinal(told.index(story.id) + 1)} in the issue"
    if place == "viewpoint":
        return "among the viewpoints: it is opinion alone"
    higher = workings.stories[: workings.stories.index(story)]
    before = [other for other in workings.stories if other.id in told and (other in higher or other.id == told[0])]
    full = lack_of_room(story, before, audience.issue)
    if place == "headline":
        return f"one line among the headlines: {full or 'its reports hold no sentence that can be printed alone'}"
    dropped = next(one for one in issue.dropped if any(one.id == item.id for item in story.items))
    why = full if dropped.reason == "no room" and full else dropped.detail
    return f"left out: {dropped.reason}; {why}"


def _why_it_leads(workings: Workings, story: Story) -> str:
    if story is workings.stories[0]:
        return ""
    several = story.components.get("breadth", 0.0) > 0
    return ", the first in rank that independent outlets report" if several else ", the first in rank with a report"


# --- curation ------------------------------------------------------------------------------------------


def _topic(workings: Workings, story: Story) -> Iterator[str]:
    ids = {item.id for item in story.items}
    for match in workings.selection.kept:
        if match.item.id in ids:
            terms = ", ".join(match.terms) or "its vocabulary"
            yield f"{match.fit:.2f}  {match.topic}: {terms} ({match.item.outlet})"


def _one_story(workings: Workings, story: Story) -> Iterator[str]:
    if len(story.items) == 1:
        yield "one report; no other is about this event"
        return
    for reports in by_origin(story.items):
        if len(reports) > 1:
            yield f"one voice: {', '.join(f'{item.outlet} ({item.published:%H:%M})' for item in reports)}"
    shown: set[frozenset[str]] = set()
    for pair in shared_terms(story, [match.item for match in workings.selection.kept]):
        both = frozenset((pair.item.id, pair.other.id))
        if both in shown:
            continue
        shown.add(both)
        yield f"{pair.likeness:.2f}  {pair.item.outlet} is like {pair.other.outlet}: {', '.join(pair.terms)}"


def _since(story: Story) -> Iterator[str]:
    if story.earlier is None:
        yield "new: no issue of the last two weeks told it"
        return
    yield f"{story.status}: the issue {story.earlier.slot} told it as “{story.earlier.hed}”"
    fresh = [item.outlet for item in story.items if item.id in story.fresh]
    yield f"reports that no issue used: {len(fresh)} ({', '.join(fresh)})" if fresh else "no new report"
    news = what_is_new(story)
    for sentence in news:
        yield f"new: {sentence.text}"
    if not news and story.status is Status.UNCHANGED:
        yield "what the new reports say, the earlier ones said"


def _articles(story: Story) -> Iterator[str]:
    for number, item in enumerate(story.items, 1):
        text = f"{'article' if item.full else 'text of the feed'} of {len(item.text.split())} words"
        yield f"[{number}] {item.outlet}, {item.published:%Y-%m-%d %H:%M} UTC, {kind_of(item)}, {text}"
        yield f"    {item.title}"
        yield f"    {item.url}"
