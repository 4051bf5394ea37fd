"""Every key of a config as a page, made from the schema that editors use too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from digest.config import json_schema


def page() -> str:
    """A table for each part of a config: key, what it takes, default, meaning."""
    schema = json_schema()
    lines = [
        "# Every key of the config",
        "",
        "Made by `digest schema --markdown`. Keys without a default are required.",
    ]
    for name, part in _parts(schema, schema, ""):
        lines += ["", f"## `{name}`" if name else "## At the top", "", part.get("description", ""), ""]
        lines += ["| key | takes | default | is |", "|---|---|---|---|"]
        lines += (
            _row(key, about, key in part.get("required", ()), schema) for key, about in part["properties"].items()
        )
    return "\n".join(lines) + "\n"


def _parts(part: Mapping[str, Any], schema: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A part and those in it, each with the keys that lead there."""
    yield name, part
    for key, about in part["properties"].items():
        for inner, dots in _inner(about, schema):
            yield from _parts(inner, schema, f"{name}.{key}{dots}".lstrip("."))


def _inner(about: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    for choice in (about, *about.get("anyOf", ())):
        listed = choice.get("items", {})
        for found, dots in ((choice, ""), (listed, "[]")):
            if "$ref" in found:
                yield schema["$defs"][found["$ref"].rpartition("/")[2]], dots


def _row(key: str, about: Mapping[str, Any], required: bool, schema: Mapping[str, Any]) -> str:
    default = (
        "" if required or "default" not in about or about["default"] in (None, "") else f"`{_json(about['default'])}`"
    )
    meaning = about.get("description", "")
    if parts := [inner for inner, _ in _inner(about, schema)]:
        meaning, default = meaning or parts[0].get("description", ""), ""
    cells = (f"`{key}`{' (required)' if required else ''}", _takes(about, schema), default, meaning)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _takes(about: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """The kind of value, as a reader of a config says it."""
    if "$ref" in about:
        return "keys, see below"
    if "enum" in about:
        return " or ".join(f"`{value}`" for value in about["enum"])
    if "anyOf" in about:
        return " or ".join(_takes(choice, schema) for choice in about["anyOf"] if choice.get("type") != "null")
    if about.get("type") == "array":
        return f"a list: {_takes(about.get('items', {}), schema)}"
    kind = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}
    example = f", such as `{about['examples'][0]}`" if about.get("examples") else ""
    bounds = "".join(
        f", {word} {about[name]:g}" for name, word in (("minimum", "from"), ("maximum", "to")) if name in about
    )
    return f"{kind.get(about.get('type', ''), 'keys and values')}{bounds}{example}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
