"""From a file to an `Audience`, with every mistake in it named at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from digest.config.audience import Audience
from digest.config.faults import as_shown, explained, key_path, misread, repeated, unpriced
from digest.errors import ConfigError
from digest.yaml12 import KeyPath, read_document


def load_audience(path: Path) -> Audience:
    """Read one config file. Raises `ConfigError` with a line for every error in it, in the file's order."""
    document = read_document(path)
    if not isinstance(document.value, dict):
        raise ConfigError(f"{path}:1:1: expected keys such as `newsletter:`, found {as_shown(document.value)}")
    first = dict(misread(document))  # what was misread explains what is wrong with the value
    faults: list[tuple[KeyPath, str]] = [*first.items(), *repeated(document)]
    try:
        audience = Audience.model_validate(document.value, context=path)
        faults += unpriced(audience)
    except ValidationError as error:
        # An all-wrong list is also reported as too short: that says nothing new.
        problems = (problem for problem in error.errors() if problem["type"] != "too_short" or not problem["input"])
        faults += [(at, explained(problem)) for problem in problems if (at := key_path(problem)) not in first]
    if faults:
        places = sorted((document.place(at), ".".join(map(str, at)), fault) for at, fault in faults)
        raise ConfigError("\n".join(f"{path}:{line}:{column}: {key}: {fault}" for (line, column), key, fault in places))
    return audience


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a config file."""
    schema = Audience.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "digest audience"}
