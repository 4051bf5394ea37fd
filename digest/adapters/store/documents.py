"""Issues as JSON and back, nothing lost. Each article stands once, however many quotations were cut from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from digest.model import Facts, Issue, Item, RenderedIssue

_ITEM_KEYS = {field.name for field in fields(Item)}
_REFERENCE = "$item"


def write_issue(issue: Issue) -> str:
    """`{"items": [...], "issue": {...}}`, where `{"$item": n}` stands for the n-th item."""
    numbers: dict[str, int] = {}

    def fold(value: dict[str, Any]) -> dict[str, Any]:
        if value.keys() != _ITEM_KEYS:
            return value
        return {_REFERENCE: numbers.setdefault(json.dumps(value, ensure_ascii=False), len(numbers))}

    folded = json.loads(_issue().dump_json(issue), object_hook=fold)
    return f'{{"items": [{", ".join(numbers)}], "issue": {json.dumps(folded, ensure_ascii=False)}}}'


def items_of(document: str) -> Iterator[tuple[str, str]]:
    """Feed and id of each article in a written issue, also of those that only earlier issues told."""
    return ((item["feed"], item["id"]) for item in json.loads(document)["items"])


def read_issue(document: str) -> Issue:
    """The issue that was written."""
    outer = json.loads(document, object_hook=_with_facts)
    return _issue().validate_python(_unfold(outer["issue"], outer["items"]))


def _unfold(value: Any, items: list[Any]) -> Any:
    if isinstance(value, list):
        return [_unfold(part, items) for part in value]
    if not isinstance(value, dict):
        return value
    if _REFERENCE in value:
        return items[value[_REFERENCE]]
    return {key: _unfold(part, items) for key, part in value.items()}


def write_rendered(rendered: RenderedIssue) -> str:
    """The rendered issue as one JSON object."""
    return _rendered().dump_json(rendered).decode()


def read_rendered(document: str) -> RenderedIssue:
    """The rendered issue that was written."""
    return _rendered().validate_python(json.loads(document, object_hook=_with_facts))


def _with_facts(value: dict[str, Any]) -> dict[str, Any]:
    """A finding, or an item left out, as it is built; once its sentence was kept in place of its facts."""
    if "detail" not in value:
        return value
    said = value.pop("detail")
    return value | {"facts": asdict(Facts.foreign(said)) if said or "kind" in value else None}


@cache
def _issue() -> TypeAdapter[Issue]:
    return TypeAdapter(Issue)


@cache
def _rendered() -> TypeAdapter[RenderedIssue]:
    return TypeAdapter(RenderedIssue)
