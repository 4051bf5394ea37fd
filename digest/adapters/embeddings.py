"""An embeddings model behind the OpenAI API: OpenAI, llama.cpp, Ollama, vLLM, Text Embeddings Inference."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

import httpx2
from pydantic import BaseModel, Field, ValidationError

from digest.adapters.openai_server import OpenAIServer
from digest.config import Embeddings, Writer
from digest.errors import BadReply
from digest.model import Vector


class _Made(BaseModel):
    index: int
    embedding: list[float] = Field(min_length=1)


class _Answer(BaseModel):
    """What we read of a reply. `openai` does not validate its own types, so we do."""

    data: list[_Made]


class EmbeddingModel:
    """A `ports.Embedder` on any OpenAI-compatible server; what `settings` leave out is as for the writer."""

    def __init__(
        self, settings: Embeddings, writer: Writer, api_key: str | None, http_client: httpx2.Client | None = None
    ) -> None:
        same = settings.base_url in (None, writer.base_url)  # another server wants none of the writer's headers
        self._server = OpenAIServer(
            settings.model,
            settings.base_url or writer.base_url,
            api_key,
            writer.api_key_env if settings.api_key_env is None else settings.api_key_env,
            writer.timeout.total_seconds(),
            http_client,
            writer.headers if same else {},
            writer.query if same else {},
            writer.proxy,
        )
        self.name = f"{settings.model} at {self._server.base_url}"

    def embed(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        """One vector of length 1, in 32-bit floats, for each text.

        Raises `ModelUnavailable` (down, slow, 429, 5xx), `ModelRefused` (declined, for instance a text that is too
        long), `BadReply` (not the embeddings API, not a vector for each text), else `ModelError` (wrong key or model).
        """
        made = sorted(self._answer(texts).data, key=lambda one: one.index)
        if [one.index for one in made] != list(range(len(texts))):
            raise BadReply(f"{self.name}: {len(made)} vectors for {len(texts)} texts")
        return tuple(self._of_length_one(one.embedding) for one in made)

    def _answer(self, texts: Sequence[str]) -> _Answer:
        body = self._create(texts)
        try:
            return _Answer.model_validate_json(body)
        except ValidationError:
            start = body[:80].decode(errors="replace")
            raise BadReply(f"{self.name} does not answer like the embeddings API: {start!r}") from None

    def _create(self, texts: Sequence[str]) -> bytes:
        import openai

        ask = self._server.client.embeddings.with_raw_response.create
        try:
            # By default `openai` asks for base64, which not all servers know.
            raw = ask(model=self._server.model, input=list(texts), encoding_format="float")
        except (openai.APIStatusError, openai.APIConnectionError) as error:
            raise self._server.error(error) from None
        return raw.http_response.content

    def _of_length_one(self, vector: Sequence[float]) -> Vector:
        length = math.hypot(*vector)
        if not (math.isfinite(length) and length > 0):
            raise BadReply(f"{self.name}: a vector without a direction")
        return array("f", (value / length for value in vector))
