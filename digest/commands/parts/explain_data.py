"""`digest explain --json`: one story or one item as plain JSON values. docs/machines.md documents the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from digest.commands.parts.explain_story import place_of, why_placed
from digest.commands.parts.explain_writing import fates
from digest.config import Audience
from digest.curate.changes import what_is_new
from digest.curate.kinds import kind_of
from digest.curate.origins import by_origin
from digest.curate.shared_terms import shared_terms
from digest.model import Brief, Draft, Item, Story
from digest.pipeline import Attempt, Workings


def item_document(workings: Workings, item: Item, topics: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What became of one item."""
    story = next((story for story in workings.stories if any(other.id == item.id for other in story.items)), None)
    return {
        "kind": "item",
        "slot": workings.issue.slot.local,
        **_item(item),
        "offered": any(other.id == item.id for other in workings.items),
        "dropped": [
            {"reason": d.reason, "detail": d.detail or d.same_as} for d in workings.issue.dropped if d.id == item.id
        ],
        "story": story.id if story else None,
        "topics": list(topics),
    }


def story_document(workings: Workings, audience: Audience, story: Story) -> dict[str, Any]:
    """Why one story is where it is, why it is one, and how it was written."""
    brief = next((brief for brief in workings.issue.briefs if brief.story.id == story.id), None)
    ids = {item.id for item in story.items}
    return {
        "kind": "story",
        "slot": workings.issue.slot.local,
        "id": story.id,
        "hed": brief.hed if brief else story.items[0].title,
        "topic": story.topic,
        "status": str(story.status),
        "place": place_of(workings.issue, story),
        "why": why_placed(workings, audience, story),
        "rank": workings.stories.index(story) + 1,
        "of": len(workings.stories),
        "score": round(story.score, 4),
        "parts": {name: round(value, 4) for name, value in story.components.items()},
        "topics": [
            {"item": match.item.id, "topic": match.topic, "fit": round(match.fit, 4), "terms": list(match.terms)}
            for match in workings.selection.kept
            if match.item.id in ids
        ],
        "voices": [[item.id for item in reports] for reports in by_origin(story.items)],
        "bonds": [
            {"items": [pair.item.id, pair.other.id], "likeness": round(pair.likeness, 4), "terms": list(pair.terms)}
            for pair in (shared_terms(story, [match.item for match in workings.selection.kept]) if len(ids) > 1 else ())
        ],
        "earlier": {"slot": story.earlier.slot, "hed": story.earlier.hed} if story.earlier else None,
        "fresh": [item.id for item in story.items if item.id in story.fresh],
        "news": [sentence.text for sentence in what_is_new(story)] if story.earlier else [],
        "items": [_item(item) for item in story.items],
        "quotes": list(_quotes(workings, story, brief)),
        "attempts": [_attempt(attempt) for attempt in workings.attempts if attempt.story == story.id],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "url": item.url,
        "outlet": item.outlet,
        "published": item.published.isoformat(),
        "dated": item.dated,
        "type": kind_of(item),
        "full": item.full,
        "words": len(item.text.split()),
    }


def _quotes(workings: Workings, story: Story, brief: Brief | None) -> Iterator[dict[str, Any]]:
    """All quotations of a story's articles, the printed ones first; `why` is why another is not."""
    for fate in fates(story, brief, [attempt for attempt in workings.attempts if attempt.story == story.id]):
        quote = fate.quote
        yield {
            "text": quote.text,
            "speaker": quote.speaker,
            "role": quote.role,
            "item": quote.item.id,
            "start": quote.start,
            "end": quote.end,
            "confidence": round(quote.confidence, 4),
            "terms": quote.terms,
            "printed": bool(fate.place),
            "place": fate.place,
            "why": fate.why,
        }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "writer": attempt.writer,
        "draft": _draft(attempt.draft) if attempt.draft else None,
        "findings": [{"kind": finding.kind, "detail": finding.detail} for finding in attempt.findings],
    }


def _draft(draft: Draft) -> dict[str, Any]:
    def sentences(some: Sequence[Any]) -> list[dict[str, Any]]:
        return [{"text": one.text, "items": list(one.items)} for one in some]

    single = {name: getattr(draft, name) for name in ("why", "news", "next")}
    return {
        "hed": draft.hed,
        "summary": sentences(draft.summary),
        "accounts": sentences(draft.accounts),
        **{name: sentences([one])[0] if one else None for name, one in single.items()},
    }
