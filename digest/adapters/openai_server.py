"""One server with an OpenAI-compatible API: a client whose requests are bounded, and its errors as ours.

`openai` retries what may pass (429, 5xx, lost connections) twice, waits as long as Retry-After asks, and
its time-out counts each wait for a byte alone; `_Guard` bounds both, so that one request takes at most
`3 * timeout` for answers and `2 * timeout` for waiting.
"""

from __future__ import annotations

import contextlib
import time
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import httpx2

from digest.adapters.refusals import REFUSED, names_format, server_words, too_long
from digest.errors import ModelError, ModelRefused, ModelUnavailable, PromptTooLong

if TYPE_CHECKING:
    import openai

_RETRIES = 2
_LARGEST_REPLY = 4_000_000  # bytes
_FREE = (0, 0)  # tokens: a server that refuses a request, or is not there, does no work that anybody pays for


@dataclass
class OpenAIServer:
    """Where a model is asked, and with what. Threads may share it.

    `base_url` may have a query, such as the `api-version` of Azure. `api_key` may be None for a server that asks for
    none; `api_key_env` only stands in messages.
    """

    model: str
    base_url: str
    api_key: str | None
    api_key_env: str
    timeout: float  # seconds
    http_client: httpx2.Client | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    proxy: str | None = None

    @cached_property
    def client(self) -> openai.OpenAI:
        """The client, connected when it is first asked."""
        import openai  # half a second: only when a model is really asked

        http_client = self.http_client or openai.DefaultHttpxClient(
            timeout=httpx2.Timeout(self.timeout), proxy=self.proxy
        )
        guard, hooks = _Guard(), http_client.event_hooks
        http_client.event_hooks = {
            "request": [*hooks["request"], guard.start],
            "response": [*hooks["response"], guard.watch],
        }
        weakref.finalize(self, http_client.close)
        url = httpx2.URL(self.base_url)
        query = {**url.params, **self.query}
        # Azure's dated API reads the key from a header of its own.
        key = {"api-key": self.api_key} if self.api_key and "api-version" in query else {}
        return openai.OpenAI(
            api_key=self.api_key or "unused",
            base_url=url.copy_with(query=None),
            timeout=self.timeout,
            max_retries=_RETRIES,
            default_headers={**key, **self.headers},
            default_query=query,
            http_client=http_client,
        )

    def client_within(self, seconds: float | None) -> openai.OpenAI:
        """The client for an answer that is of no use after so many seconds; None: there is no hurry."""
        if seconds is None or seconds > (2 * _RETRIES + 1) * self.timeout:
            return self.client
        return self.client.with_options(timeout=min(self.timeout, max(seconds, 0.001)), max_retries=0)

    def error(self, error: openai.APIStatusError | openai.APIConnectionError) -> ModelError:
        """What went wrong, in words that help the operator; `ModelUnavailable` where it may pass."""
        import openai

        if isinstance(error, openai.APIConnectionError):
            reason = error.__cause__ or error
            refused = isinstance(reason, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError)
            said = f"{self.base_url}: {type(reason).__name__}: {reason}"
            return ModelUnavailable(said, _FREE if refused else None)
        return self.refusal(error.status_code, error.response.text)

    def refusal(self, status: int, body: str) -> ModelError:
        """The error that an answer with this status and body means; the server's own words are always told."""
        says, free = server_words(body), _FREE if 400 <= status < 500 else None
        if status == 413 or (status in REFUSED and too_long(body)):
            return PromptTooLong(f"{self.base_url}: {status}: {says}", _FREE)
        if status == 401:
            variable = f"; it is read from the environment variable {self.api_key_env!r}"
            fault = f"refused the key (401){variable}" if self.api_key_env else _NO_KEY
            return ModelError(f"{self.base_url} {fault}: {says}", free)
        if status == 403:
            return ModelError(f"{self.base_url} does not allow it (403) to this key, account or place: {says}", free)
        if status == 404:
            return ModelError(f"{self.base_url} knows no model {self.model!r}, or base_url is wrong: {says}", free)
        if status in (408, 409, 429) or status >= 500:
            return ModelUnavailable(f"{self.base_url}: {status}: {says}", free)
        return ModelRefused(f"{self.base_url}: {status}: {says}", free)


_NO_KEY = "wants a key (401); name its variable in `api_key_env`"


class _Guard:
    """Bounds the time and size of answers, and calls off retries that are vain or would wait too long."""

    def start(self, request: httpx2.Request) -> None:
        """Set the clock of one request."""
        request.extensions["deadline"] = time.monotonic() + _seconds(request)

    def watch(self, response: httpx2.Response) -> None:
        """Bound one answer, of which only the headers are there yet."""
        stream = response.stream
        assert isinstance(stream, httpx2.SyncByteStream)  # noqa: S101 (a synchronous client has no other)
        response.stream = _Bounded(stream, response.request.extensions["deadline"])
        if response.status_code < 400:
            return
        response.read()
        vain = names_format(response.text) or too_long(response.text)
        if vain or _wait(response.headers) > _seconds(response.request):
            response.headers["x-should-retry"] = "false"  # `openai` obeys it


class _Bounded(httpx2.SyncByteStream):
    """A body that ends with an error when it is too long or comes too slowly.

    httpx2's own time-out is for each read: a server that sends a byte a minute would hold us for ever.
    """

    def __init__(self, stream: httpx2.SyncByteStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._stream:
            size += len(chunk)
            if time.monotonic() > self._deadline:
                raise httpx2.ReadTimeout("the answer came too slowly")
            if size > _LARGEST_REPLY:
                raise httpx2.ReadError(f"the answer is larger than {_LARGEST_REPLY} bytes")
            yield chunk

    def close(self) -> None:
        self._stream.close()


def _seconds(request: httpx2.Request) -> float:
    """The time-out that `openai` gave this request."""
    return float(request.extensions["timeout"]["read"])


def _wait(headers: Mapping[str, str]) -> float:
    """Seconds that the server asks us to wait; 0 where it says none, or says it as a date."""
    with contextlib.suppress(ValueError):
        return float(headers.get("retry-after", "0"))
    return 0
