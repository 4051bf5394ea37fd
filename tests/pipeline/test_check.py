"""`digest check`: what would make `digest send` fail is wrong here already.

The template is misspelled throughout: no sample issue is set, which would take longer than all the rest.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import time_machine

from tests import model_server
from tests.commands import Shell
from tests.pipeline.conftest import Newsroom


def rows(out: str) -> dict[str, tuple[str, str]]:
    """Mark and detail of each thing, lines below the first joined on."""
    found = (re.split(r"\s{2,}", row, maxsplit=2) for row in re.sub(r"\n {10,}", " ", out).splitlines())
    return {what: (mark.strip(), detail) for mark, what, detail in found}


def test_what_would_fail_when_it_is_due_is_wrong_now(
    newsroom: Newsroom, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("DIGEST_SECRET", "SMTP_USER", "SMTP_PASSWORD", "MODEL_KEY"):
        monkeypatch.delenv(variable, raising=False)
    delivery: dict[str, Any] = newsroom.settings["delivery"]
    delivery["smtp"] |= {"username_env": "SMTP_USER", "password_env": "SMTP_PASSWORD"}
    delivery["unsubscribe"]["url"] = "https://news.test/leave/{token}"
    delivery |= {"postal_address": "YOUR NAME, YOUR STREET", "recipients": ["ann@news.test"]}
    newsroom.use_model(api_key_env="MODEL_KEY", when_model_fails="stop")
    newsroom.settings |= {"template": "bulets", "sources": [{"outlet": "Desk", "feed": "desk.xml"}]}
    config = newsroom.config
    (newsroom.folder / "other.yml").write_bytes(config.read_bytes())
    (newsroom.folder / "odd.yaml").write_text("- no config\n", encoding="utf-8")

    ended = shell("check", "--config", config)
    assert ended.code == 1
    found = rows(ended.out)
    assert found["recipients"] == ("ok", "1 reader")
    assert {what for what, (mark, _) in found.items() if mark == "wrong"} == {
        "placeholders",
        "templates",
        "unsubscribe",
        "store",
        "feed Desk",
        "mail server",
        "model",
    }
    assert "delivery.from: put your own" in found["placeholders"][1]
    assert "delivery.postal_address: put your own" in found["placeholders"][1]
    assert "delivery.recipients" not in found["placeholders"][1]
    assert "delivery.unsubscribe.secret_env: the environment variable DIGEST_SECRET" in found["unsubscribe"][1]
    assert "other.yml has the slug white-house-watch in the same store" in found["store"][1]
    assert "SMTP_USER is not set" in found["mail server"][1]
    assert "delivery.smtp.password_env: the environment variable SMTP_PASSWORD" in found["mail server"][1]
    assert "MODEL_KEY is not set" in found["model"][1]


def test_a_topic_that_finds_nothing_is_worth_a_look_before_the_first_run(newsroom: Newsroom, shell: Shell) -> None:
    """Of the items that the feeds offer now; the last topic has no word in them."""
    newsroom.settings |= {"template": "bulets"}
    newsroom.settings["topics"].append({"name": "Deep sea", "match": "submarines AND kraken"})
    with time_machine.travel("2025-02-27T22:00Z"):
        found = rows(shell("check", "--online", "--config", newsroom.config).out)
    mark, detail = found["topic Deep sea"]
    assert mark == "look"
    assert re.fullmatch(r"0 of \d+ items of the last 7 days; none has a word of the query", detail)
    assert found["topic White House"][0] == "ok"


def test_a_model_that_can_be_done_without_is_told_of(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(api_key_env="NO_SUCH_KEY")
    newsroom.settings["template"] = "bulets"
    found = rows(shell("check", "--config", newsroom.config).out)
    assert found["model"] == (
        "ok",
        "NO_SUCH_KEY is not set, so test can't be asked; stories are excerpted",
    )


GERMAN = """<?xml version="1.0"?><rss version="2.0"><channel><title>Beispielzeitung</title><item>
<title>Selenskyj reist nach Washington</title><link>https://zeitung.example/1</link>
<pubDate>Thu, 27 Feb 2025 20:00:00 GMT</pubDate>
<description>Der ukrainische Präsident Wolodymyr Selenskyj kommt am Freitag aus Kiew nach Washington, um dort mit dem
amerikanischen Präsidenten über ein Abkommen zu sprechen. Der Minister war nicht dabei.</description></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("behaviour", "mark", "detail"),
    [
        (model_server.good, "ok", "wrote “Bridge to reopen in May” in "),
        (model_server.refuses_format("json_object", then=model_server.good), "ok", "asked for json_object instead"),
        (model_server.refuses_parameter("seed"), "ok", "it refuses seed, which is left out"),
        (
            lambda body: model_server.replied(json.dumps(model_server.story(body)), usage=False),
            "ok",
            "counts no tokens",
        ),
        (model_server.says("Sure, it is fine."), "wrong", "it said 'Sure, it is fine.'"),
        (model_server.says('{"foo": 1}'), "wrong", """it said '{"foo": 1}'"""),
        (model_server.fails(401, "no key"), "wrong", "wants a key (401); name its variable in `api_key_env`: no key"),
    ],
    ids=["as asked", "no schema", "no seed", "no usage", "prose", "other keys", "no key"],
)
def test_a_model_is_judged_by_what_it_was_asked(
    newsroom: Newsroom, shell: Shell, behaviour: model_server.Behaviour, mark: str, detail: str
) -> None:
    newsroom.use_model(seed=7)
    newsroom.model.script(behaviour)
    newsroom.settings |= {"template": "bulets", "sources": newsroom.settings["sources"][:1]}
    found = rows(shell("check", "--online", "--config", newsroom.config).out)
    assert found["model"][0] == mark
    assert detail in found["model"][1]


@pytest.mark.parametrize(
    ("language", "opinion", "told"),
    [("de", False, "left to nobody"), ("de", True, "left to the second opinion"), ("en-GB", False, "")],
)
def test_what_can_not_be_checked_is_said_before_the_first_call(
    newsroom: Newsroom, shell: Shell, language: str, opinion: bool, told: str
) -> None:
    newsroom.use_model(second_opinion=opinion)
    newsroom.settings["newsletter"]["language"] = language
    newsroom.settings["template"] = "bulets"
    found = rows(shell("check", "--config", newsroom.config).out)
    assert told in found["model"][1]
    assert ("names that stand alone" in found["model"][1]) == bool(told)
    assert newsroom.model.requests == []


def test_nor_what_can_not_be_checked_of_reports_in_another_language(newsroom: Newsroom, shell: Shell) -> None:
    feed = newsroom.folder / "zeitung.xml"
    feed.write_text(GERMAN, encoding="utf-8")
    newsroom.use_model()
    newsroom.settings |= {"template": "bulets", "sources": [{"outlet": "Beispielzeitung", "feed": "zeitung.xml"}]}
    found = rows(shell("check", "--config", newsroom.config).out)
    assert "from reports in de quotations, numbers in digits, days" in found["model"][1]
    assert newsroom.model.requests == []


@pytest.mark.parametrize(("right", "judged"), [(True, "tells"), (False, "does not tell")])
def test_a_checker_is_tried_on_a_true_sentence_and_a_false_one(
    newsroom: Newsroom, shell: Shell, right: bool, judged: str
) -> None:
    said = ("yes", "no") if right else ("yes", "yes")
    verdicts = [{"sentence": n, "missing": "", "supported": one} for n, one in enumerate(said, 1)]
    newsroom.use_model(checker={"model": "small"}, second_opinion=True)
    newsroom.model.script(model_server.good, model_server.says(json.dumps({"verdicts": verdicts})))
    newsroom.settings |= {"template": "bulets", "sources": newsroom.settings["sources"][:1]}
    found = rows(shell("check", "--online", "--config", newsroom.config).out)
    assert f" {judged} a true sentence from a false one" in found["second opinion"][1]
    assert newsroom.model.requests[-1]["model"] == "small"
