"""The embeddings adapter against a real HTTP server on loopback."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest

from digest.adapters.embeddings import EmbeddingModel
from digest.config import Embeddings, Writer
from digest.errors import BadReply, ModelError, ModelRefused, ModelUnavailable
from tests.model_server import Answer, Behaviour, ModelServer, busy, crash, embedded, embeds, fails, replied


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        server.script(embeds)
        yield server


def model(server: ModelServer, key: str | None = None, **settings: Any) -> EmbeddingModel:
    return EmbeddingModel(Embeddings(model="small"), Writer(base_url=server.url, **settings), key)


def test_a_vector_of_length_one_for_each_text(server: ModelServer) -> None:
    one, two, again = model(server, "secret").embed(["Talks on Ukraine", "A cup tie", "Talks on Ukraine"])
    assert list(one) == list(again) != list(two)
    assert math.hypot(*one) == pytest.approx(1)
    [body] = server.requests
    assert body["model"] == "small"
    assert body["input"] == ["Talks on Ukraine", "A cup tie", "Talks on Ukraine"]
    assert server.paths == ["/v1/embeddings"]
    assert server.headers[0]["authorization"] == "Bearer secret"


def test_vectors_may_come_in_any_order(server: ModelServer) -> None:
    server.script(lambda body: embedded([[3, 4], [0, 2]], order=[1, 0]))
    assert [list(vector) for vector in model(server).embed(["a", "b"])] == [pytest.approx([0.6, 0.8]), [0, 1]]


def test_a_server_of_its_own(server: ModelServer) -> None:
    settings = Embeddings(model="small", base_url=server.url, api_key_env="")
    EmbeddingModel(settings, Writer(base_url="http://127.0.0.1:9/v1"), None).embed(["a"])
    assert server.headers[0]["authorization"] == "Bearer unused"


def test_what_may_pass_is_tried_again(server: ModelServer) -> None:
    server.script(busy(retry_after=0), embeds)
    assert len(model(server).embed(["a"])) == 1


@pytest.mark.parametrize(
    ("behaviour", "error", "says"),
    [
        (crash, ModelUnavailable, "500"),
        (lambda body: Answer(embeds(body).body, drip=True), ModelUnavailable, "too slowly"),
        (fails(400, "input is too large"), ModelRefused, "too large"),
        (fails(401, "Incorrect API key"), ModelError, "OPENAI_API_KEY"),
        (fails(404, "no such model"), ModelError, "'small'"),
        (lambda body: replied("[0.1, 0.2]"), BadReply, "embeddings API"),
        (lambda body: Answer(b"<html>"), BadReply, "embeddings API"),
        (lambda body: embedded([[1, 0]]), BadReply, "1 vectors for 2 texts"),
        (lambda body: embedded([[1, 0], [0, 0]]), BadReply, "without a direction"),
        (lambda body: embedded([[1, 0], [math.inf, 0]]), BadReply, "without a direction"),
        (lambda body: embedded([[1, 0], [1, 0]], order=[0, 0]), BadReply, "vectors for 2 texts"),
    ],
)
def test_what_fails_says_why(server: ModelServer, behaviour: Behaviour, error: type[ModelError], says: str) -> None:
    server.script(behaviour)
    with pytest.raises(error, match=says):
        model(server, timeout="1s").embed(["a", "b"])


def test_no_server() -> None:
    with ModelServer() as server:
        asked = model(server, timeout="1s")
    with pytest.raises(ModelUnavailable, match=server.url):
        asked.embed(["a"])


def test_the_name_tells_where(server: ModelServer) -> None:
    assert model(server).name == f"small at {server.url}"
