"""A language model behind the OpenAI chat API: OpenAI, llama.cpp, Ollama, vLLM and their like.

Servers differ in what they take. The first request of a run is tried as the newest servers want it; where
the server refuses that, the request steps down, and what worked is kept for the rest of the run:

    response_format   json_schema -> json_object -> none, the schema then stands in the system message
    length of reply   the configured name of the parameter -> the other one
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2
from pydantic import BaseModel, ValidationError

from digest.adapters.openai_server import OpenAIServer
from digest.config import Writer
from digest.errors import BadReply, ModelRefused
from digest.model import Prompt, Reply

if TYPE_CHECKING:
    import openai

_FORMATS = ("json_schema", "json_object", "text")
_LENGTHS = ("max_completion_tokens", "max_tokens")

# OpenAI's strict mode answers 400 or 500 to these (openai-python #2718); llama.cpp obeys them, which keeps
# small models from rambling.
_NOT_STRICT = {"minLength", "maxLength", "minItems", "maxItems", "pattern", "format", "minimum", "maximum"}

_THINKING = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)\n?\s*```", re.DOTALL)


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Answer(BaseModel):
    """What we read of a chat completion. `openai` does not validate its own types, so we do."""

    choices: list[_Choice]
    usage: _Usage | None = None


class ChatModel:
    """A `ports.Model` on any OpenAI-compatible server. Threads may share it.

    `api_key` may be None for a server that asks for none.
    """

    def __init__(self, writer: Writer, api_key: str | None, http_client: httpx2.Client | None = None) -> None:
        self.name = writer.model
        self._writer = writer
        seconds = writer.timeout.total_seconds()
        self._server = OpenAIServer(writer.model, writer.base_url, api_key, writer.api_key_env, seconds, http_client)
        self._format = 0  # index into _FORMATS
        self._length: str = writer.token_parameter
        self._lock = Lock()

    def ask(self, prompt: Prompt) -> Reply:
        """One reply, its text bare JSON as far as the model complied.

        Raises `ModelUnavailable` (down, slow, 429, 5xx), `ModelRefused` (declined by the server or the model),
        `BadReply` (cut short, empty, not the chat API), else `ModelError` (wrong key, unknown model).
        Token counts of the reply are 0 where the server does not count; an error carries them as `usage`.
        """
        answer = self._answer(prompt)
        used = (answer.usage.prompt_tokens, answer.usage.completion_tokens) if answer.usage else None
        if not answer.choices:
            raise BadReply(f"{self.name}: a reply without choices", used)
        choice = answer.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise ModelRefused(f"{self.name}: {choice.message.refusal or 'stopped by the content filter'}"[:300], used)
        if choice.finish_reason == "length":
            raise BadReply(f"{self.name}: the reply was cut short at {prompt.max_reply_tokens} tokens", used)
        text = _bare_json(choice.message.content or "")
        if not text:
            raise BadReply(f"{self.name}: an empty reply", used)
        return Reply(text, self.name, *(used or (0, 0)))

    def _answer(self, prompt: Prompt) -> _Answer:
        body = self._create(prompt)
        try:
            return _Answer.model_validate_json(body)
        except ValidationError:
            start = body[:80].decode(errors="replace")
            where = self._writer.base_url
            raise BadReply(
                f"{where} does not answer like the chat API (base_url often ends in /v1): {start!r}"
            ) from None

    def _create(self, prompt: Prompt) -> bytes:
        """The body of the server's answer, stepping down as often as there are steps."""
        import openai

        form, length = self._format, self._length
        other = next(name for name in _LENGTHS if name != length)
        while True:
            try:
                raw = self._server.client.chat.completions.with_raw_response.create(
                    **self._request(prompt, form, length)
                )
                body = raw.http_response.content
            except (openai.APIStatusError, openai.APIConnectionError) as error:
                if _is_about(error, "response_format") and form + 1 < len(_FORMATS):
                    form += 1
                elif _is_about(error, length) and length != other:
                    length = other
                else:
                    raise self._server.error(error) from None
            else:
                with self._lock:
                    self._format, self._length = max(form, self._format), length
                return body

    def _request(self, prompt: Prompt, form: int, length: str) -> dict[str, Any]:
        optional = {"temperature": self._writer.temperature, "seed": self._writer.seed}
        return {
            "model": self.name,
            "messages": _messages(prompt, spell_out=form > 0),
            length: prompt.max_reply_tokens,
            **self._response_format(prompt, _FORMATS[form]),
            **{name: value for name, value in optional.items() if value is not None},
        }

    def _response_format(self, prompt: Prompt, form: str) -> dict[str, Any]:
        if form == "text":
            return {}
        if form == "json_object":
            return {"response_format": {"type": "json_object"}}
        schema = _strict(prompt.schema) if self._is_openai else prompt.schema
        named = {"name": prompt.name, "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": named}}

    @property
    def _is_openai(self) -> bool:
        host = urlsplit(self._writer.base_url).hostname or ""
        return host.endswith((".openai.com", ".openai.azure.com"))


def _is_about(error: openai.APIError, parameter: str) -> bool:
    """Whether the server refused the request because of this parameter."""
    import openai

    return (
        isinstance(error, openai.APIStatusError)
        and error.status_code in (400, 422, 500)
        and parameter in error.response.text
    )


def _messages(prompt: Prompt, spell_out: bool) -> list[dict[str, str]]:
    system = prompt.system
    if spell_out:
        system += "\n\nThe JSON must fit this JSON Schema:\n" + json.dumps(prompt.schema)
    return [{"role": "system", "content": system}, {"role": "user", "content": prompt.user}]


def _strict(schema: Any) -> Any:
    """The schema without the keywords that OpenAI's strict mode refuses."""
    if isinstance(schema, Mapping):
        return {key: _strict(value) for key, value in schema.items() if key not in _NOT_STRICT}
    if isinstance(schema, Sequence) and not isinstance(schema, str):
        return [_strict(value) for value in schema]
    return schema


def _bare_json(text: str) -> str:
    """The JSON object in a reply, without thoughts, fences and talk around it; the text itself where there is none."""
    text = _THINKING.sub("", text)
    fenced = None if text.lstrip().startswith("{") else _FENCE.search(text)
    text = (fenced[1] if fenced else text).strip()
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text
