"""`preview --save DIR`: a JSON file for each stage, to look at, compare and make golden cases from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from digest.addresses import public_address
from digest.model import Brief, Dropped, Story
from digest.pipeline import Workings
from digest.private import write_private


def save_stages(workings: Workings, folder: Path) -> None:
    """Write `items.json`, `selection.json`, `stories.json` and `briefs.json`.

    `items.json` has the whole text of every item: the offsets in `issue.json` count its characters.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, stage in (
        ("items", [{**asdict(item), "feed": public_address(item.feed)} for item in workings.items]),
        ("selection", _selection(workings)),
        ("stories", [_story(story) for story in workings.stories]),
        ("briefs", [_brief(brief) for brief in workings.issue.briefs]),
    ):
        text = json.dumps(stage, ensure_ascii=False, indent=2, default=str)
        write_private(folder / f"{name}.json", text + "\n")


def _selection(workings: Workings) -> dict[str, Any]:
    kept = [
        {"item": match.item.id, "topic": match.topic, "fit": round(match.fit, 3), "terms": match.terms}
        for match in workings.selection.kept
    ]
    return {"kept": kept, "dropped": _dropped(workings.selection.dropped)}


def _dropped(dropped: Iterable[Dropped]) -> list[dict[str, Any]]:
    return [{"id": d.id, "reason": d.reason, "detail": d.detail, "same_as": d.same_as} for d in dropped]


def _story(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "topic": story.topic,
        "status": story.status,
        "score": round(story.score, 3),
        "components": {name: round(value, 3) for name, value in story.components.items()},
        "terms": story.terms,
        "items": [item.id for item in story.items],
        "fresh": sorted(story.fresh),
    }


def _brief(brief: Brief) -> dict[str, Any]:
    return {
        "story": brief.story.id,
        "writer": brief.writer,
        "hed": brief.hed,
        "excerpt_of": brief.excerpt_of,
        "summary": [asdict(sentence) for sentence in brief.summary],
        "adds": [asdict(sentence) for sentence in brief.adds],
        "why": asdict(brief.why) if brief.why else None,
        "news": asdict(brief.news) if brief.news else None,
        "next": asdict(brief.next) if brief.next else None,
        "quotes": [
            {"text": q.text, "speaker": q.speaker, "role": q.role, "item": q.item.id, "start": q.start, "end": q.end}
            for q in brief.quotes
        ],
    }
