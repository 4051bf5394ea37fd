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
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import httpx2

from digest.errors import ModelError, ModelRefused, ModelUnavailable

if TYPE_CHECKING:
    import openai

_RETRIES = 2
_LARGEST_REPLY = 4_000_000  # bytes


@dataclass
class OpenAIServer:
    """Where a model is asked, and with what. Threads may share it.

    `api_key` may be None for a server that asks for none; `api_key_env` only stands in messages.
    """

    model: str
    base_url: str
    api_key: str | None
    api_key_env: str
    timeout: float  # seconds
    http_client: httpx2.Client | None = None

    @cached_property
    def client(self) -> openai.OpenAI:
        """The client, connected when it is first asked."""
        import openai  # half a second: only when a model is really asked

        http_client = self.http_client or openai.DefaultHttpxClient(timeout=httpx2.Timeout(self.timeout))
        guard, hooks = _Guard(self.timeout), http_client.event_hooks
        http_client.event_hooks = {
            "request": [*hooks["request"], guard.start],
            "response": [*hooks["response"], guard.watch],
        }
        weakref.finalize(self, http_client.close)
        return openai.OpenAI(
            api_key=self.api_key or "unused",
            base_url=self.base_url,
            timeout=self.timeout,
            max_retries=_RETRIES,
            http_client=http_client,
        )

    def error(self, error: openai.APIStatusError | openai.APIConnectionError) -> ModelError:
        """What went wrong, in words that help the operator; `ModelUnavailable` where it may pass."""
        import openai

        if isinstance(error, openai.APIConnectionError):
            reason = error.__cause__ or error
            return ModelUnavailable(f"{self.base_url}: {type(reason).__name__}: {reason}")
        status = error.status_code
        says = " ".join(error.message.split())[:300]
        if status in (401, 403):
            if not self.api_key_env:
                return ModelError(f"{self.base_url} wants a key ({status}); name its variable in `api_key_env`")
            variable = f"; it is read from the environment variable {self.api_key_env!r}"
            return ModelError(f"{self.base_url} refused the key ({status}){variable}")
        if status == 404:
            return ModelError(f"{self.base_url} knows no model {self.model!r}, or base_url is wrong: {says}")
        if status in (408, 409, 429) or status >= 500:
            return ModelUnavailable(f"{self.base_url}: {status}: {says}")
        return ModelRefused(f"{self.base_url}: {status}: {says}")


class _Guard:
    """Bounds the time and size of answers, and calls off retries that are vain or would wait too long."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def start(self, request: httpx2.Request) -> None:
        """Set the clock of one request."""
        request.extensions["deadline"] = time.monotonic() + self._seconds

    def watch(self, response: httpx2.Response) -> None:
        """Bound one answer, of which only the headers are there yet."""
        stream = response.stream
        assert isinstance(stream, httpx2.SyncByteStream)  # noqa: S101 (a synchronous client has no other)
        response.stream = _Bounded(stream, response.request.extensions["deadline"])
        if response.status_code < 400:
            return
        response.read()
        if "response_format" in response.text or _wait(response.headers) > self._seconds:
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


def _wait(headers: Mapping[str, str]) -> float:
    """Seconds that the server asks us to wait; 0 where it says none, or says it as a date."""
    with contextlib.suppress(ValueError):
        return float(headers.get("retry-after", "0"))
    return 0
