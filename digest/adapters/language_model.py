"""A language model behind the OpenAI chat API: OpenAI, Azure, llama.cpp, Ollama, vLLM and their like.

Servers differ in what they take. The first request of a run is tried as the newest servers want it; what the
server refuses is left out or put otherwise, once, and what worked is kept for the rest of the run (`Manner`):

    response_format   json_schema -> json_object -> none, the schema then stands in the system message
    length of reply   the configured name of the parameter -> the other one
    system message    as a message of its own -> before what the user says
    everything else   left out: temperature, seed, reasoning_effort, the fields of `extra_body`
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2

from digest.adapters.chat_replies import Completion, bare_json, read_completion
from digest.adapters.openai_server import OpenAIServer
from digest.adapters.refusals import REFUSED, named, names_format, names_roles, too_long
from digest.config import Writer
from digest.errors import BadReply, ModelError, ModelRefused
from digest.model import Prompt, Reply

if TYPE_CHECKING:
    import openai

_FORMATS = ("json_schema", "json_object", "text")
_LENGTHS = ("max_completion_tokens", "max_tokens")
_STATUSES = {str(status) for status in range(400, 600)}
_SERVER_FAILED = 500  # what an error object in a 200 means, unless it has a status of its own

# OpenAI's strict mode answers 400 or 500 to these (openai-python #2718); llama.cpp obeys them, which keeps
# small models from rambling.
_NOT_STRICT = {"minLength", "maxLength", "minItems", "maxItems", "pattern", "format", "minimum", "maximum"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How this server wants to be asked, as far as it has shown."""

    length: str  # name of the parameter that caps the reply
    format: int = 0  # index into _FORMATS
    without: frozenset[str] = frozenset()  # parameters that it does not take
    system: bool = True  # takes a system message

    def after(self, status: int, body: str, sent: Mapping[str, Any], configured: str) -> Manner | None:
        """How to ask after a refusal; None where it is not about the manner, or there is none left to try."""
        if status not in REFUSED or too_long(body):
            return None
        optional = [name for name in sent if name not in _NEEDED]
        other = next(name for name in _LENGTHS if name != configured)
        if name := named(body, optional):
            return replace(self, without=self.without | {name})
        if names_format(body) and self.format + 1 < len(_FORMATS):
            return replace(self, format=self.format + 1)
        if self.length != other and named(body, [self.length]):
            return replace(self, length=other)
        if self.system and names_roles(body):
            return replace(self, system=False)
        return None

    def and_also(self, other: Manner, configured: str) -> Manner:
        """What two threads have learned."""
        length = other.length if self.length == configured else self.length
        without = self.without | other.without
        return Manner(length, max(self.format, other.format), without, self.system and other.system)

    def shortfalls(self, configured: str) -> Iterator[str]:
        """What this server does not do, a line each."""
        if self.format:
            yield f"it refuses response_format json_schema; asked for {_FORMATS[self.format]} instead"
        if self.length != configured:
            yield f"it refuses {configured}; {self.length} is sent instead"
        if not self.system:
            yield "it takes no system message"
        yield from (f"it refuses {name}, which is left out" for name in sorted(self.without))


_NEEDED = {"model", "messages", "response_format", *_LENGTHS}


class ChatModel:
    """A `ports.Model` on any OpenAI-compatible server. Threads may share it.

    `api_key` may be None for a server that asks for none.
    """

    def __init__(self, writer: Writer, api_key: str | None, http_client: httpx2.Client | None = None) -> None:
        self.name = writer.model
        self._writer = writer
        self._server = OpenAIServer(
            writer.model,
            writer.base_url,
            api_key,
            writer.api_key_env,
            writer.timeout.total_seconds(),
            http_client,
            writer.headers,
            writer.query,
            writer.proxy,
        )
        self._manner = Manner(writer.token_parameter)
        self._lock = Lock()

    def ask(self, prompt: Prompt, within: float | None = None) -> Reply:
        """One reply, its text bare JSON as far as the model complied; `within` are the seconds that are left.

        Raises `ModelUnavailable` (down, slow, 429, 5xx), `PromptTooLong`, `ModelRefused` (declined by the server or
        the model), `BadReply` (cut short, empty, not the chat API), else `ModelError` (wrong key, unknown model).
        Token counts of the reply are 0 where the server does not count; an error carries them as `usage`.
        """
        answer = self._answer(prompt, within)
        used = answer.used
        choice = answer.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise ModelRefused(f"{self.name}: {choice.message.refusal or 'stopped by the content filter'}"[:300], used)
        if choice.finish_reason == "length":
            raise BadReply(
                f"{self.name}: the reply was cut short at {prompt.max_reply_tokens} tokens, thoughts included; raise "
                f"`writer.reply_tokens` (now {self._writer.reply_tokens})",
                used,
            )
        text = bare_json(choice.message.content or choice.message.thoughts, prompt.schema)
        if not text:
            raise BadReply(f"{self.name}: an empty reply", used)
        return Reply(text, self.name, *(used or (0, 0)))

    def shortfalls(self) -> tuple[str, ...]:
        """What the server has refused so far, a line each."""
        return tuple(self._manner.shortfalls(self._writer.token_parameter))

    def _answer(self, prompt: Prompt, within: float | None) -> Completion:
        """The server's answer with one choice at least, asked as often as there are manners left."""
        import openai

        manner, client = self._manner, self._server.client_within(within)
        while True:
            request = self._request(prompt, manner)
            extra = {name: request.pop(name) for name in self._writer.extra_body if name in request}
            try:
                raw = client.chat.completions.with_raw_response.create(**request, extra_body=extra or None)
                answer = self._read(raw.http_response.content)
            except openai.APIConnectionError as error:
                raise self._server.error(error) from None
            except (openai.APIStatusError, _ToldIn200) as error:
                status, body = _told(error)
                manner_next = manner.after(status, body, {**request, **extra}, self._writer.token_parameter)
                if manner_next is None:
                    raise self._server.refusal(status, body) from None
                manner = manner_next
            else:
                with self._lock:
                    self._manner = self._manner.and_also(manner, self._writer.token_parameter)
                return answer

    def _read(self, body: bytes) -> Completion:
        """The completion in the body of a 200."""
        answer = read_completion(body)
        if answer is None:
            start = body[:80].decode(errors="replace")
            where = self._writer.base_url
            raise BadReply(f"{where} does not answer like the chat API (base_url often ends in /v1): {start!r}")
        fault = answer.error or next((choice.error for choice in answer.choices if choice.error), None)
        if fault:
            raise _ToldIn200(fault)
        if not answer.choices:
            raise BadReply(f"{self.name}: a reply without choices", answer.used)
        return answer

    def _request(self, prompt: Prompt, manner: Manner) -> dict[str, Any]:
        writer = self._writer
        optional = {
            "temperature": writer.temperature,
            "seed": writer.seed,
            "reasoning_effort": writer.reasoning_effort,
            **writer.extra_body,
        }
        return {
            "model": self.name,
            "messages": _messages(prompt, spell_out=manner.format > 0, system=manner.system),
            manner.length: prompt.max_reply_tokens,
            **self._response_format(prompt, _FORMATS[manner.format]),
            **{name: value for name, value in optional.items() if value is not None and name not in manner.without},
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


class _ToldIn200(ModelError):
    """An error object where a completion was expected."""

    def __init__(self, error: Any) -> None:
        super().__init__(json.dumps({"error": error}))
        code = str(error.get("code")) if isinstance(error, Mapping) else ""
        self.status = int(code) if code in _STATUSES else _SERVER_FAILED


def _told(error: openai.APIStatusError | _ToldIn200) -> tuple[int, str]:
    """Status and body of a refusal."""
    return (error.status, str(error)) if isinstance(error, _ToldIn200) else (error.status_code, error.response.text)


def _messages(prompt: Prompt, *, spell_out: bool, system: bool) -> list[dict[str, str]]:
    told = prompt.system
    if spell_out:
        told += "\n\nThe JSON must fit this JSON Schema:\n" + json.dumps(prompt.schema)
    if not system:
        return [{"role": "user", "content": f"{told}\n\n{prompt.user}"}]
    return [{"role": "system", "content": told}, {"role": "user", "content": prompt.user}]


def _strict(schema: Any) -> Any:
    """The schema without the keywords that OpenAI's strict mode refuses."""
    if isinstance(schema, Mapping):
        return {key: _strict(value) for key, value in schema.items() if key not in _NOT_STRICT}
    if isinstance(schema, Sequence) and not isinstance(schema, str):
        return [_strict(value) for value in schema]
    return schema
