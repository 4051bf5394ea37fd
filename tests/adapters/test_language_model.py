"""The chat adapter against a real HTTP server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.adapters.language_model import ChatModel
from digest.config import Writer
from digest.errors import BadReply, ModelError, ModelRefused, ModelUnavailable, PromptTooLong
from digest.model import Prompt
from tests import model_server
from tests.model_server import (
    Answer,
    ModelServer,
    busy,
    crash,
    fails,
    fails_in_200,
    refuses_format,
    refuses_parameter,
    replied,
    says,
    takes_no_system_message,
)

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


@pytest.mark.parametrize(
    ("status", "message", "more"),
    [
        (500, "failed to load model vocabulary required for format", {}),
        (400, "Failed to parse grammar", {}),
        (400, "Failed to generate JSON.", {"code": "json_validate_failed"}),
    ],
    ids=["Ollama", "llama.cpp", "Groq"],
)
def test_a_refusal_of_the_format_need_not_name_it(server: ModelServer, status: int, message: str, more: Any) -> None:
    refused = fails(status, message, more)
    server.script(lambda body: refused(body) if "json_schema" in str(body.get("response_format")) else YES(body))
    chat = model(server)
    assert [chat.ask(PROMPT).text for _ in range(2)] == ['{"hed": "Yes"}'] * 2
    assert len(server.requests) == 3
    assert chat.shortfalls() == ("it refuses response_format json_schema; asked for json_object instead",)


@pytest.mark.parametrize("name", ["temperature", "seed", "reasoning_effort", "top_k"])
def test_leaves_out_what_the_server_refuses_and_remembers(server: ModelServer, name: str) -> None:
    settings = {"temperature": 0.2, "seed": 7, "reasoning_effort": "low", "extra_body": {"top_k": 20}}
    refused = fails(400, f"Unsupported value: '{name}' is not one for this model", {"param": name})
    server.script(lambda body: refused(body) if name in body else YES(body))
    chat = model(server, **settings)
    chat.ask(PROMPT)
    chat.ask(PROMPT)
    assert [name in body for body in server.requests] == [True, False, False]
    others = {"temperature", "seed", "reasoning_effort", "top_k"} - {name}
    assert others <= set(server.requests[-1])
    assert chat.shortfalls() == (f"it refuses {name}, which is left out",)


def test_a_template_without_system_messages_gets_it_with_the_users(server: ModelServer) -> None:
    server.script(takes_no_system_message(YES))
    chat = model(server)
    chat.ask(PROMPT)
    chat.ask(PROMPT)
    assert len(server.requests) == 3
    assert server.requests[-1]["messages"] == [{"role": "user", "content": "Be brief.\n\nTell it."}]


def test_headers_query_and_more_fields_go_with_every_request(server: ModelServer) -> None:
    settings = {"headers": {"X-Gateway": "news"}, "query": {"tier": "slow"}, "extra_body": {"top_k": 20, "stop": ["#"]}}
    model(server, reasoning_effort="low", **settings).ask(PROMPT)
    assert server.headers[0]["x-gateway"] == "news"
    assert server.paths == ["/v1/chat/completions?tier=slow"]
    [body] = server.requests
    assert (body["top_k"], body["stop"], body["reasoning_effort"]) == (20, ["#"], "low")


def test_an_address_of_azure_with_its_version(server: ModelServer) -> None:
    address = f"{server.url}/deployments/news?api-version=2024-10-21"
    ChatModel(Writer(model="test", base_url=address), "secret").ask(PROMPT)
    assert server.paths == ["/v1/deployments/news/chat/completions?api-version=2024-10-21"]
    assert server.headers[0]["api-key"] == "secret"


def test_a_proxy_is_asked_for_the_address(server: ModelServer) -> None:
    proxy = server.url.removesuffix("/v1")
    ChatModel(Writer(model="test", base_url="http://model.test/v1", proxy=proxy), None).ask(PROMPT)
    assert server.paths == ["http://model.test/v1/chat/completions"]
    assert server.headers[0]["host"] == "model.test"


def test_a_server_that_takes_neither_is_not_asked_for_ever(server: ModelServer) -> None:
    server.script(fails(400, "max_tokens and max_completion_tokens and response_format are all wrong"))
    with pytest.raises(ModelRefused, match="are all wrong"):
        model(server).ask(PROMPT)
    assert len(server.requests) == 4


def test_only_openai_gets_the_schema_without_lengths(server: ModelServer) -> None:
    chat = ChatModel(Writer(model="gpt", base_url="https://api.openai.com/v1"), "key")
    sent = chat._request(PROMPT, chat._manner)["response_format"]["json_schema"]["schema"]
    assert sent["properties"]["hed"] == {"type": "string"}
    assert sent["additionalProperties"] is False


@pytest.mark.parametrize(
    "content",
    [
        '{"hed": "A"}',
        '```json\n{"hed": "A"}\n```',
        'Here it is:\n```\n{"hed": "A"}\n```\nEnjoy!',
        '<think>{"no": 0} hm</think>\n{"hed": "A"}',
        '<think>Perhaps {"hed": "B"}?</think>\n{"hed": "A"}',
        '<think>hm</think>Sure: {"hed": "A"} I hope {it} helps.',
        '  {"hed": "A"}\n',
        'I note {important} facts.\n</think>\n\n{"hed": "A"}',
        '<|channel|>analysis<|message|>We need {json}.<|end|><|start|>assistant<|channel|>final<|message|>{"hed": "A"}',
        '<reasoning>Let me see {a}.</reasoning>{"hed": "A"}',
        '[THINK]{"a": [[/THINK]{"hed": "A"}',
        '{"hed": "A",}',
        '<think>a "quote, {</think>{\n"hed": "A",\n}\nDone, {really',
        [{"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}, {"type": "text", "text": '{"hed": "A"}'}],
        [{"type": "text", "text": '{"hed"'}, {"type": "text", "text": ': "A"}'}],
    ],
)
def test_takes_the_json_out_of_what_stands_around_it(server: ModelServer, content: Any) -> None:
    server.script(says(content))
    assert model(server).ask(PROMPT).text == '{"hed": "A"}'


def test_line_breaks_inside_strings_are_mended_and_commas_there_stay(server: ModelServer) -> None:
    server.script(says('{"hed": "Yes,\n}", "sure": [1, 2,],}'))
    assert json.loads(model(server).ask(PROMPT).text) == {"hed": "Yes,\n}", "sure": [1, 2]}


@pytest.mark.parametrize("key", ["reasoning_content", "reasoning", "thinking"])
def test_an_answer_among_the_thoughts_is_read_where_there_is_no_other(server: ModelServer, key: str) -> None:
    server.script(lambda body: replied("", **{key: 'So it is {"hed": "A"}'}))
    assert model(server).ask(PROMPT).text == '{"hed": "A"}'


def test_a_reply_of_braces_costs_bounded_work(server: ModelServer) -> None:
    for content in ('{"a":' * 40_000, "{ " * 100_000, '{"hed": [' * 40_000):
        server.script(says(content))
        assert model(server).ask(PROMPT).text


@pytest.mark.parametrize("name", ["noopen", "harmony", "reasoning tag", "content as list"])
def test_collected_thoughts(server: ModelServer, shared_data: Path, name: str) -> None:
    content = json.loads((shared_data.parent / "cases/llm-thoughts.json").read_text(encoding="utf-8"))[name]
    prompt = replace(PROMPT, schema={"properties": {key: {} for key in ("hed", "summary", "quotes")}})
    server.script(lambda body: replied(content))
    assert json.loads(model(server).ask(prompt).text)["hed"] == "Kyiv and Moscow to resume talks in Ankara"


def test_leaves_fences_inside_the_json_alone(server: ModelServer) -> None:
    content = json.dumps({"a": "x\n```\n{}\n```\ny"})
    server.script(says(content))
    assert model(server).ask(PROMPT).text == content


@pytest.mark.parametrize(
    ("usage", "counted"),
    [(False, (0, 0)), ({"prompt_tokens": None, "completion_tokens": 5}, (0, 5)), ({"prompt_tokens": 7}, (7, 0))],
)
def test_unknown_usage_is_zero(server: ModelServer, usage: Any, counted: tuple[int, int]) -> None:
    server.script(lambda body: replied('{"hed": "x"}', usage=usage))
    reply = model(server).ask(PROMPT)
    assert (reply.prompt_tokens, reply.reply_tokens) == counted


@pytest.mark.parametrize(
    ("behaviour", "error", "says"),
    [
        (model_server.refusal, ModelRefused, "can't help"),
        (lambda body: replied("x", finish="content_filter"), ModelRefused, "content filter"),
        (lambda body: replied("{", finish="length"), BadReply, "cut short at 500 tokens"),
        (lambda body: replied(""), BadReply, "empty"),
        (lambda body: replied(None), BadReply, "empty"),
        (lambda body: Answer(b'{"choices": []}'), BadReply, "without choices"),
        (lambda body: Answer(b'{"choices": null}'), BadReply, "without choices"),
        (lambda body: Answer(b"{}"), BadReply, "chat API"),
        (lambda body: Answer(b"<html>Welcome", headers={"content-type": "text/html"}), BadReply, "base_url often ends"),
        (lambda body: Answer(b'{"choices": "none"}'), BadReply, "chat API"),
        (lambda body: Answer(b"\xff\xfe\x00"), BadReply, "chat API"),
        (lambda body: Answer(b'{"id":'), BadReply, "chat API"),
        (fails(401, "bad key"), ModelError, "MY_KEY"),
        (fails(401, "Your trial ended"), ModelError, "Your trial ended"),
        (
            fails(403, "Country not supported"),
            ModelError,
            r"\(403\) to this key, account or place: Country not supported",
        ),
        (fails(404, "no such model"), ModelError, "no model 'test', or base_url is wrong: no such model"),
        (fails(400, "context length exceeded"), PromptTooLong, "context length"),
        (fails(413, "too large"), PromptTooLong, "too large"),
        (fails(429, "no quota", {"code": "insufficient_quota"}, retry_after="99"), ModelUnavailable, "429: no quota"),
        (lambda body: Answer(b'{"detail": [{"msg": "bad body"}]}', 422), ModelRefused, "422: bad body"),
        (lambda body: Answer(b"<html><p>Bad\n<b>gateway", 502), ModelUnavailable, "502: Bad gateway"),
        (lambda body: replied("{", finish="length"), BadReply, "raise `writer.reply_tokens`"),
        (fails_in_200("Provider returned error", 429), ModelUnavailable, "429: Provider returned error"),
        (fails_in_200("No credits", "402"), ModelRefused, "402: No credits"),
        (fails_in_200("Something broke"), ModelUnavailable, "Something broke"),
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
def test_what_is_late_for_the_issue_is_not_tried_again(server: ModelServer, slow: Answer) -> None:
    server.script(lambda body: slow)
    with pytest.raises(ModelUnavailable, match="Timeout"):
        model(server, timeout=timedelta(seconds=60)).ask(PROMPT, within=1.0)
    assert len(server.requests) == 1


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


def test_nobody_there_is_unavailable_and_costs_nothing() -> None:
    with ModelServer() as server:
        pass
    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1") as caught:
        model(server).ask(PROMPT)
    assert caught.value.costless


@pytest.mark.parametrize(
    ("behaviour", "costless"),
    [
        (fails(400, "no"), True),
        (fails(401, "no"), True),
        (fails(429, "no", retry_after="99"), True),
        (fails_in_200("no", 402), True),
        (fails(500, "boom", retry_after="99"), False),
        (lambda body: replied(""), False),
    ],
)
def test_what_the_server_did_not_do_costs_nothing(server: ModelServer, behaviour: Any, costless: bool) -> None:
    server.script(behaviour)
    with pytest.raises(ModelError) as caught:
        model(server, timeout=timedelta(seconds=5)).ask(PROMPT)
    assert caught.value.costless == costless


def test_threads_share_one_model(server: ModelServer) -> None:
    server.script(refuses_format("text", then=YES))
    chat = model(server)
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: chat.ask(PROMPT).text, range(40)))
    assert replies == ['{"hed": "Yes"}'] * 40
