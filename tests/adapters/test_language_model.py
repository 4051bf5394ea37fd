"""The chat adapter against a real HTTP server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from digest.adapters.language_model import ChatModel
from digest.config import Writer
from digest.errors import BadReply, ModelError, ModelRefused, ModelUnavailable
from digest.model import Prompt
from tests import model_server
from tests.model_server import Answer, ModelServer, busy, crash, fails, refuses_format, refuses_parameter, replied, says

SCHEMA = {
    "type": "object",
    "required": ["hed"],
    "additionalProperties": False,
    "properties": {"hed": {"type": "string", "minLength": 1, "maxLength": 90}},
}
PROMPT = Prompt("Be brief.", "Tell it.", SCHEMA, "story", "key", max_reply_tokens=500)
YES = says('{"hed": "Yes"}')


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        server.script(YES)
        yield server


def model(server: ModelServer, key: str | None = None, **settings: Any) -> ChatModel:
    return ChatModel(Writer(model="test", base_url=server.url, **settings), key)


def test_asks_with_the_schema_and_counts_tokens(server: ModelServer) -> None:
    reply = model(server, "secret").ask(PROMPT)
    assert (reply.text, reply.model, reply.prompt_tokens, reply.reply_tokens) == ('{"hed": "Yes"}', "test", 1000, 100)
    [body] = server.requests
    assert body["messages"] == [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Tell it."}]
    assert body["response_format"]["json_schema"] == {"name": "story", "strict": True, "schema": SCHEMA}
    assert body["max_completion_tokens"] == 500
    assert not {"temperature", "seed"} & set(body)
    assert server.headers[0]["authorization"] == "Bearer secret"
    assert server.paths == ["/v1/chat/completions"]


def test_sends_temperature_and_seed_only_when_configured(server: ModelServer) -> None:
    model(server, temperature=0.0, seed=7, token_parameter="max_tokens").ask(PROMPT)
    [body] = server.requests
    assert (body["temperature"], body["seed"], body["max_tokens"]) == (0.0, 7, 500)


def test_a_server_without_keys_gets_one_that_says_so(server: ModelServer) -> None:
    model(server).ask(PROMPT)
    assert server.headers[0]["authorization"] == "Bearer unused"


@pytest.mark.parametrize("status", [400, 422, 500])
@pytest.mark.parametrize(("accepted", "tries"), [(["json_object", "text"], 2), (["text"], 3)])
def test_steps_down_the_response_format_and_remembers(
    server: ModelServer, status: int, accepted: list[str], tries: int
) -> None:
    server.script(refuses_format(*accepted, status=status, then=YES))
    chat = model(server)
    assert chat.ask(PROMPT).text == '{"hed": "Yes"}'
    assert len(server.requests) == tries, "500 must not be retried here"
    assert json.dumps(SCHEMA) in server.requests[-1]["messages"][0]["content"]
    chat.ask(PROMPT)
    assert len(server.requests) == tries + 1


@pytest.mark.parametrize("name", ["max_completion_tokens", "max_tokens"])
def test_steps_to_the_other_token_parameter_and_remembers(server: ModelServer, name: str) -> None:
    other = {"max_completion_tokens": "max_tokens", "max_tokens": "max_completion_tokens"}[name]
    server.script(refuses_parameter(name, then=YES))
    chat = model(server, token_parameter=name)
    chat.ask(PROMPT)
    chat.ask(PROMPT)
    assert [other in body for body in server.requests] == [False, True, True]


def test_a_server_that_takes_neither_is_not_asked_for_ever(server: ModelServer) -> None:
    server.script(fails(400, "max_tokens and max_completion_tokens and response_format are all wrong"))
    with pytest.raises(ModelRefused, match="are all wrong"):
        model(server).ask(PROMPT)
    assert len(server.requests) == 4


def test_only_openai_gets_the_schema_without_lengths(server: ModelServer) -> None:
    chat = ChatModel(Writer(model="gpt", base_url="https://api.openai.com/v1"), "key")
    sent = chat._request(PROMPT, 0, "max_tokens")["response_format"]["json_schema"]["schema"]
    assert sent["properties"]["hed"] == {"type": "string"}
    assert sent["additionalProperties"] is False


@pytest.mark.parametrize(
    "content",
    [
        '{"a": 1}',
        '```json\n{"a": 1}\n```',
        'Here it is:\n```\n{"a": 1}\n```\nEnjoy!',
        '<think>{"no": 0} hm</think>\n{"a": 1}',
        '<think>hm</think>Sure: {"a": 1} I hope it helps.',
        '  {"a": 1}\n',
    ],
)
def test_takes_the_json_out_of_what_stands_around_it(server: ModelServer, content: str) -> None:
    server.script(says(content))
    assert model(server).ask(PROMPT).text == '{"a": 1}'


def test_leaves_fences_inside_the_json_alone(server: ModelServer) -> None:
    content = json.dumps({"a": "x\n```\n{}\n```\ny"})
    server.script(says(content))
    assert model(server).ask(PROMPT).text == content


def test_unknown_usage_is_zero(server: ModelServer) -> None:
    server.script(lambda body: replied('{"hed": "x"}', usage=False))
    reply = model(server).ask(PROMPT)
    assert (reply.prompt_tokens, reply.reply_tokens) == (0, 0)


@pytest.mark.parametrize(
    ("behaviour", "error", "says"),
    [
        (model_server.refusal, ModelRefused, "can't help"),
        (lambda body: replied("x", finish="content_filter"), ModelRefused, "content filter"),
        (lambda body: replied("{", finish="length"), BadReply, "cut short at 500 tokens"),
        (lambda body: replied(""), BadReply, "empty"),
        (lambda body: replied(None), BadReply, "empty"),
        (lambda body: Answer(b'{"choices": []}'), BadReply, "without choices"),
        (lambda body: Answer(b"<html>Welcome", headers={"content-type": "text/html"}), BadReply, "base_url often ends"),
        (lambda body: Answer(b'{"choices": "none"}'), BadReply, "chat API"),
        (lambda body: Answer(b"\xff\xfe\x00"), BadReply, "chat API"),
        (lambda body: Answer(b'{"id":'), BadReply, "chat API"),
        (fails(401, "bad key"), ModelError, "MY_KEY"),
        (fails(403, "not yours"), ModelError, "MY_KEY"),
        (fails(404, "no such model"), ModelError, "no model 'test'"),
        (fails(400, "context length exceeded"), ModelRefused, "context length"),
        (fails(413, "too large"), ModelRefused, "too large"),
    ],
)
def test_failures_are_model_errors(server: ModelServer, behaviour: Any, error: type[Exception], says: str) -> None:
    server.script(behaviour)
    with pytest.raises(error, match=says) as caught:
        model(server, api_key_env="MY_KEY").ask(PROMPT)
    assert type(caught.value) is error


def test_waits_as_long_as_retry_after_asks(server: ModelServer) -> None:
    server.script(busy(0.2), busy(0.2), YES)
    assert model(server).ask(PROMPT).text == '{"hed": "Yes"}'
    assert len(server.requests) == 3


def test_gives_up_at_once_where_the_wait_is_longer_than_the_time_out(server: ModelServer) -> None:
    server.script(busy(100))
    with pytest.raises(ModelUnavailable, match="429"):
        model(server, timeout=timedelta(seconds=5)).ask(PROMPT)
    assert len(server.requests) == 1


def test_retries_are_bounded(server: ModelServer) -> None:
    server.script(fails(500, "boom", retry_after="0.01"))
    with pytest.raises(ModelUnavailable, match=r"500: .*boom"):
        model(server).ask(PROMPT)
    assert len(server.requests) == 3


def test_a_crash_is_survived(server: ModelServer) -> None:
    server.script(crash, YES)
    assert model(server).ask(PROMPT).text == '{"hed": "Yes"}'


@pytest.mark.parametrize("slow", [Answer(silent=True), Answer(b'{"choices": []}' * 40, drip=True)])
def test_a_server_that_does_not_answer_in_time_is_unavailable(server: ModelServer, slow: Answer) -> None:
    server.script(lambda body: slow)
    with pytest.raises(ModelUnavailable, match="Timeout"):
        model(server, timeout=timedelta(seconds=0.2)).ask(PROMPT)
    assert len(server.requests) == 3


def test_an_endless_answer_is_cut_off(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.adapters.openai_server._LARGEST_REPLY", 10_000)
    server.script(lambda body: Answer(b"x" * 1_000_000))
    with pytest.raises(ModelUnavailable, match="larger than 10000 bytes"):
        model(server).ask(PROMPT)


def test_nobody_there_is_unavailable() -> None:
    with ModelServer() as server:
        pass
    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1"):
        model(server).ask(PROMPT)


def test_threads_share_one_model(server: ModelServer) -> None:
    server.script(refuses_format("text", then=YES))
    chat = model(server)
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: chat.ask(PROMPT).text, range(40)))
    assert replies == ['{"hed": "Yes"}'] * 40
