"""What a server with the OpenAI chat API answers, read: whatever thoughts, fences and talk stand around the JSON.

Servers and models mark thoughts in dozens of ways (`<think>`, a closing tag alone, harmony channels). So no mark
is looked for: the answer is the last JSON object that has the keys that were asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import AliasChoices, BaseModel, Field, ValidationError, field_validator

_MOST_STARTS = 300  # braces that are tried, so that foreign text costs bounded time
_LONGEST_MENDED = 50_000  # characters
_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)  # a whole string, or a comma that closes a list
_LENIENT = json.JSONDecoder(strict=False)  # with line breaks inside strings


class Message(BaseModel):
    """What the model says. `content` may come in parts, of which only texts count: the rest is thoughts."""

    content: str = ""
    refusal: str | None = None
    thoughts: str = Field("", validation_alias=AliasChoices("reasoning_content", "reasoning", "thinking"))

    @field_validator("content", "thoughts", mode="before")
    @classmethod
    def _joined(cls, value: Any) -> Any:
        if isinstance(value, list):
            parts = [part for part in value if isinstance(part, Mapping) and part.get("type") == "text"]
            return "".join(str(part.get("text") or "") for part in parts)
        return value or ""


class Choice(BaseModel):
    """One reply of those that a server may give."""

    message: Message = Message()
    finish_reason: str | None = None
    error: Any = None  # OpenRouter: the provider behind it failed on the way


class Usage(BaseModel):
    """Tokens as the server counted them; null counts nothing."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class Completion(BaseModel):
    """What we read of a chat completion. `openai` does not validate its own types, so we do."""

    choices: list[Choice] = []
    usage: Usage | None = None
    error: Any = None  # some servers answer 200 with this

    @field_validator("choices", mode="before")
    @classmethod
    def _none(cls, value: Any) -> Any:
        return [] if value is None else value

    @property
    def used(self) -> tuple[int, int] | None:
        """Tokens of prompt and reply; None where the server does not count, 0 where it counts but one."""
        counts = (self.usage.prompt_tokens or 0, self.usage.completion_tokens or 0) if self.usage else (0, 0)
        return counts if any(counts) else None


def read_completion(body: bytes) -> Completion | None:
    """The completion in the body of an answer; None where it is something else."""
    try:
        read = Completion.model_validate_json(body)
    except ValidationError:
        return None
    return read if {"choices", "error"} & read.model_fields_set else None


def bare_json(text: str, wanted: Mapping[str, Any]) -> str:
    """The JSON object in a reply that has the most keys of the schema `wanted`, the last of several.

    Commas too many and line breaks inside strings are mended. Where no object has any of the keys: what stands
    between the first brace and the last, or the text itself where there are none.
    """
    keys = set(wanted.get("properties", ()))
    for read in (_object, _mended):
        best, most = "", 0
        for value, written in _objects(text, read):
            if (count := len(keys & set(value))) and count >= most:
                best, most = written, count
        if best:
            return best
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text.strip()


_Read = tuple[dict[str, Any], str, int]  # an object, its characters, mended where need be, and where it ends


def _objects(text: str, read: Callable[[str, int], _Read | None]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each JSON object of a text that stands in no other, with its characters."""
    at = text.find("{")
    for _ in range(_MOST_STARTS):
        if at < 0:
            return
        found = read(text, at)
        if found:
            yield found[0], found[1]
        at = text.find("{", found[2] if found else at + 1)


def _object(text: str, at: int) -> _Read | None:
    try:
        value, end = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):
        return None
    return value, text[at:end], end


def _mended(text: str, at: int) -> _Read | None:
    """The object that begins there once commas too many are gone."""
    dropped: list[int] = []

    def kept(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        dropped.append(found.start() - len(dropped))  # its place among what is left
        return ""

    try:
        value, end = _LENIENT.raw_decode(_COMMA.sub(kept, text[at : at + _LONGEST_MENDED]))
    except (ValueError, RecursionError):
        return None
    return value, json.dumps(value, ensure_ascii=False), at + end + sum(place < end for place in dropped)
