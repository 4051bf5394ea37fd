"""What a server says when it does not answer: in its own words, and which part of the request it is about.

The words were collected from OpenAI, Azure, llama.cpp, Ollama, vLLM, Groq and OpenRouter. A server that words it
otherwise costs one story, not the run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

REFUSED = (400, 404, 413, 422, 500, 501)  # statuses with which a server says that it does not take a request
_TOO_LONG = (
    "exceed_context_size",
    "context_length_exceeded",
    "context length",
    "context size",
    "context window",
    "maximum context",
    "prompt is too long",
    "input is too long",
    "too many tokens",
    "request too large",
)
_FORMAT = ("response_format", "json_schema", "json_object", "json_validate_failed", "grammar", "format", "schema")
_ROLES = ("system role", "system message", "developer role", "roles must alternate")
_LONGEST = 300  # characters of a server's words that are told


def server_words(body: str) -> str:
    """What the body of an answer says, on one line: the message of an error object, else the text without tags."""
    try:
        said = _message(json.loads(body))
    except (ValueError, RecursionError):
        said = re.sub(r"<[^<>]{0,500}>", " ", body[:20_000])
    return " ".join(said.split())[:_LONGEST]


def _message(answer: Any) -> str:
    """The words in an error object, whatever the keys that servers put them under."""
    if isinstance(answer, Mapping):
        for key in ("error", "message", "detail", "errors", "msg"):
            if answer.get(key):
                return _message(answer[key])
    if isinstance(answer, list) and answer:
        return "; ".join(_message(part) for part in answer[:5])
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


def too_long(body: str) -> bool:
    """Whether the server refused a request because prompt and reply don't fit into its context."""
    return _has(body, _TOO_LONG)


def names_format(body: str) -> bool:
    """Whether the server refused the form in which the reply was asked for."""
    return _has(body, _FORMAT)


def names_roles(body: str) -> bool:
    """Whether the template of the model takes no system message."""
    return _has(body, _ROLES)


def named(body: str, parameters: Iterable[str]) -> str | None:
    """The parameter that a server names in its refusal, best as the error's `param`; None where it names none."""
    said = body.lower()
    found = [name for name in parameters if re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", said)]
    blamed = [name for name in found if re.search(rf'"param"\s*:\s*"{re.escape(name.lower())}\b', said)]
    return next(iter([*blamed, *found]), None)


def _has(body: str, words: Iterable[str]) -> bool:
    said = body.lower()
    return any(word in said for word in words)
