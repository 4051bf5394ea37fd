"""Whatever the model does, an issue goes out, and nothing in it is invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests import model_server
from tests.commands import Shell
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom


def issue(newsroom: Newsroom, shell: Shell) -> dict[str, Any]:
    ended = shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder / "out")
    assert ended.code == 0, ended.err
    folder = newsroom.folder / "out" / "white-house-watch" / "2025-02-27"
    document: dict[str, Any] = json.loads((folder / "issue.json").read_text(encoding="utf-8"))
    document["printed"] = (folder / "issue.txt").read_text(encoding="utf-8")
    return document


def kinds(document: dict[str, Any]) -> set[str]:
    return {finding["kind"] for finding in document["findings"]}


def test_a_good_model_writes_every_story_and_a_second_run_costs_nothing(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model()
    first = issue(newsroom, shell)
    told = sum(len(section["stories"]) for section in first["sections"])
    assert first["writer"]["model"] == "test"
    assert first["writer"]["calls"] == told
    assert first["writer"]["fallbacks"] == 0
    assert first["writer"]["prompt_tokens"] == 1000 * told
    asked = len(newsroom.model.requests)
    second = issue(newsroom, shell)
    assert len(newsroom.model.requests) == asked
    assert (second["writer"]["calls"], second["writer"]["cached"]) == (0, told)


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (model_server.broken_json, "bad reply"),
        (model_server.truncated, "bad reply"),
        (model_server.refusal, "model refused"),
        (model_server.fails(401, "Incorrect API key"), "model failed"),
    ],
)
def test_what_fails_is_replaced_and_counted(
    newsroom: Newsroom, shell: Shell, behaviour: model_server.Behaviour, kind: str
) -> None:
    newsroom.use_model()
    newsroom.model.script(behaviour)
    document = issue(newsroom, shell)
    told = [story for section in document["sections"] for story in section["stories"]]
    assert kind in kinds(document)
    assert {story["writer"] for story in told} == {"excerpt"}
    assert len(told) <= document["writer"]["fallbacks"] == newsroom.settings["issue"]["stories"]


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (model_server.invented_quotation, "invented quotation"),
        (model_server.invented_number, "unsupported number"),
    ],
)
def test_a_fault_that_stays_costs_the_sentence_and_not_the_story(
    newsroom: Newsroom, shell: Shell, behaviour: model_server.Behaviour, kind: str
) -> None:
    newsroom.use_model()
    newsroom.model.script(behaviour)
    document = issue(newsroom, shell)
    assert kind in kinds(document)
    assert document["writer"]["fallbacks"] == 0
    assert document["writer"]["calls"] == 2 * sum(len(section["stories"]) for section in document["sections"])
    assert "thousand years" not in document["printed"]
    assert "987.6" not in document["printed"]


def test_a_repair_shows_the_last_answer_and_the_passages(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(parallel=1)
    newsroom.settings["issue"] |= {"stories": 1}
    newsroom.model.script(model_server.invented_number, model_server.good)
    issue(newsroom, shell)
    asked = newsroom.model.requests[1]["messages"][-1]["content"]
    assert "987.6 billion dollars" in asked
    assert '"passages": ["' in asked


def test_a_finding_is_told_once_with_its_stories(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model()
    newsroom.settings["issue"] |= {"stories": 3, "headlines": 1}
    newsroom.model.script(model_server.says("Sure!"))
    ended = shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder / "out")
    assert "writer: test: 6 calls, 0 cached, 3 fell back" in ended.err
    [line] = [line for line in ended.err.splitlines() if "bad reply" in line]
    assert "(in “Starmer brings Trump a letter from the king, and Trump says yes”, “" in line
    assert line.endswith("” and 1 more)")


def test_a_model_that_cant_be_asked_and_feeds_that_fail_are_not_told_as_done(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(api_key_env="NO_SUCH_KEY")
    newsroom.settings["sources"] = [{"outlet": "Desk", "feed": "desk.xml"}]
    ended = shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder / "out")
    assert "0 quotations; writer: excerpt\n  0 items read, 1 feed failed, 0 left out\n" in ended.err


def test_a_repaired_story_is_kept(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(parallel=1)
    newsroom.settings["issue"] |= {"stories": 1}
    newsroom.model.script(model_server.invented_quotation, model_server.good)
    document = issue(newsroom, shell)
    assert document["writer"]["calls"] == 2
    assert document["writer"]["fallbacks"] == 0
    assert "invented quotation" in kinds(document), "counted, though repaired"


def test_a_model_that_never_answers_is_given_up(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(timeout="0.3s")
    newsroom.settings["issue"] |= {"stories": 2}
    newsroom.model.script(model_server.silent)
    document = issue(newsroom, shell)
    assert document["writer"]["fallbacks"] == 2


def test_no_issue_without_the_model_where_the_config_says_so(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(when_model_fails="stop")
    newsroom.model.script(model_server.fails(401, "Incorrect API key"))
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 1
    assert newsroom.mail.addresses == []


@pytest.mark.parametrize("behaviour", [model_server.broken_json, model_server.refusal])
def test_nor_where_it_answers_and_nothing_of_it_can_be_printed(
    newsroom: Newsroom, shell: Shell, behaviour: model_server.Behaviour
) -> None:
    newsroom.use_model(when_model_fails="stop")
    newsroom.model.script(behaviour)
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 1
    assert newsroom.mail.addresses == []


def test_a_model_that_wrote_nothing_is_told_of_once(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model()
    newsroom.settings["alerts"] = {"to": "op@example.org"}
    newsroom.settings["issue"] |= {"stories": 2}
    newsroom.model.script(model_server.fails(403, "Country not supported"))
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 0
    assert "test wrote none of 2 stories: " in ended.err
    assert "Country not supported" in ended.err
    assert newsroom.mail.addresses.count("op@example.org") == 1
    history = shell("history", "--config", newsroom.config).out
    assert "test wrote none of 2 stories" in history
    again = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert (again.code, again.err) == (0, "")
    assert newsroom.mail.addresses.count("op@example.org") == 1


def test_one_story_by_the_model_is_no_failure_of_it(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(parallel=1)
    newsroom.settings["issue"] |= {"stories": 2}
    newsroom.model.script(model_server.good, model_server.fails(403, "Country not supported"))
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert (ended.code, ended.err) == (0, "")


def test_limits_are_kept_and_the_rest_is_excerpted(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(limits={"calls": 2})
    document = issue(newsroom, shell)
    writers = [story["writer"] for section in document["sections"] for story in section["stories"]]
    assert len(newsroom.model.requests) == 2
    assert writers.count("test") == 2
    assert set(writers) == {"test", "excerpt"}
    assert document["writer"]["fallbacks"] == newsroom.settings["issue"]["stories"] - 2
    assert "limit reached" in kinds(document)


def test_previews_and_proofs_count_towards_the_day(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(daily_limits={"calls": 3})
    newsroom.settings["issue"] |= {"stories": 2}
    assert issue(newsroom, shell)["writer"]["calls"] == 2
    newsroom.settings["writer"]["style"] = "Brisk."  # other prompts: nothing is cached
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY, "--to", "me@example.org").code == 0
    assert len(newsroom.model.requests) == 3
    newsroom.settings["writer"]["style"] = "Sober."
    document = issue(newsroom, shell)
    assert len(newsroom.model.requests) == 3
    assert (document["writer"]["calls"], document["writer"]["fallbacks"]) == (0, 2)
    assert "`writer.daily_limits`" in str(document["findings"])


def test_a_reply_cut_short_is_paid_for(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(prices={"prompt": 1.0, "reply": 10.0})
    newsroom.settings["issue"] |= {"stories": 1}
    newsroom.model.script(model_server.truncated)
    spent = issue(newsroom, shell)["writer"]
    assert (spent["calls"], spent["prompt_tokens"], spent["reply_tokens"]) == (2, 2000, 200)
    assert spent["cost"] == pytest.approx(0.004)


# --- the second opinion --------------------------------------------------------------------------------

OWN = "With a letter from the king, Starmer brought Trump an invitation to a state visit."


def test_a_second_opinion_asks_once_a_story_and_is_kept(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(second_opinion=True)
    newsroom.settings["issue"] |= {"stories": 1}
    newsroom.model.script(model_server.second_opinion(True, then=model_server.adds(OWN)))
    document = issue(newsroom, shell)
    assert (document["writer"]["calls"], document["writer"]["fallbacks"]) == (2, 0)
    assert OWN in str(document["sections"])
    assert issue(newsroom, shell)["writer"]["calls"] == 0


def test_what_it_calls_unsupported_is_repaired(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(second_opinion=True)
    newsroom.settings["issue"] |= {"stories": 1}
    doubts = model_server.second_opinion(False, then=model_server.good)
    newsroom.model.script(model_server.adds(OWN), doubts)
    document = issue(newsroom, shell)
    assert document["writer"]["fallbacks"] == 0
    assert "unsupported sentence" in kinds(document)
    assert "second opinion: no: not there" in newsroom.model.requests[2]["messages"][-1]["content"]
    assert OWN not in document["printed"]


def test_what_stays_unsupported_is_left_out(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(second_opinion=True)
    newsroom.settings["issue"] |= {"stories": 1}
    newsroom.model.script(model_server.second_opinion(False, then=model_server.adds(OWN)))
    document = issue(newsroom, shell)
    written = document["writer"]
    assert (written["calls"], written["cached"], written["fallbacks"]) == (3, 1, 0), "an opinion of the same is kept"
    assert OWN not in document["printed"]


def test_a_story_that_nobody_could_check_is_not_told_by_the_model(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(second_opinion=True)
    newsroom.settings["issue"] |= {"stories": 1}
    newsroom.model.script(model_server.adds(OWN), model_server.broken_json)
    document = issue(newsroom, shell)
    assert document["writer"]["fallbacks"] == 1
    assert OWN not in document["printed"]
    assert "no second opinion" in next(one["detail"] for one in document["findings"] if one["kind"] == "bad reply")


DOUBTED = "Starmer brought Trump a letter because he wants a trade deal."
CONFLICT = "All of Europe's leaders back Starmer."


@pytest.mark.parametrize(
    ("sentence", "opinion", "printed"),
    [(DOUBTED, True, True), (DOUBTED, False, False), (DOUBTED, None, False), (CONFLICT, True, False)],
)
def test_a_doubt_is_the_second_opinions_and_a_conflict_nobodys(
    newsroom: Newsroom, shell: Shell, sentence: str, opinion: bool | None, printed: bool
) -> None:
    newsroom.use_model(second_opinion=opinion is not None)
    newsroom.settings["issue"] |= {"stories": 1}
    then = model_server.adds(sentence)
    newsroom.model.script(then if opinion is None else model_server.second_opinion(opinion, then=then))
    document = issue(newsroom, shell)
    assert (sentence in str(document["sections"])) is printed
    assert ("unsupported sentence" in kinds(document)) is not printed
    if printed:
        assert len(newsroom.model.requests) == 2, "it stands at the first reply"
        assert "no report gives this cause" in newsroom.model.requests[1]["messages"][-1]["content"]


@pytest.mark.parametrize(("calls", "asked"), [(1, 0), (2, 2), (3, 2), (4, 3)])
def test_tight_limits_mean_fewer_stories_never_unchecked_ones(
    newsroom: Newsroom, shell: Shell, calls: int, asked: int
) -> None:
    newsroom.use_model(second_opinion=True, limits={"calls": calls})
    newsroom.settings["issue"] |= {"stories": 3}
    newsroom.model.script(model_server.second_opinion(True, then=model_server.adds(OWN)))
    document = issue(newsroom, shell)
    assert len(newsroom.model.requests) == asked
    assert document["writer"]["fallbacks"] == 3 - calls // 2


def test_the_second_opinion_is_shipped_on_and_may_be_another_models(newsroom: Newsroom, shell: Shell) -> None:
    with model_server.ModelServer() as other:
        other.script(model_server.second_opinion(True, then=model_server.crash))
        newsroom.use_model(checker={"model": "small", "base_url": other.url}, parallel=1)
        del newsroom.settings["writer"]["second_opinion"]
        newsroom.settings["issue"] |= {"stories": 1}
        newsroom.model.script(model_server.adds(OWN))
        document = issue(newsroom, shell)
    assert OWN in str(document["sections"])
    assert [body["model"] for body in other.requests] == ["small"]
    assert len(newsroom.model.requests) == 1
    assert document["writer"]["calls"] == 2


def test_a_checker_without_its_key_leaves_the_model_unasked(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(second_opinion=True, checker={"model": "small", "api_key_env": "NO_SUCH_KEY"})
    document = issue(newsroom, shell)
    assert document["writer"]["model"] == "test"
    assert newsroom.model.requests == []


def test_no_quotation_is_printed_in_two_stories(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model()
    shell("preview", "--config", newsroom.config, "--at", FRIDAY, "--out", newsroom.folder / "out")
    path = newsroom.folder / "out" / "white-house-watch" / "2025-02-28" / "issue.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    quotes = [
        quote["text"] for section in document["sections"] for story in section["stories"] for quote in story["quotes"]
    ]
    assert len(quotes) >= 3
    for number, one in enumerate(quotes):
        assert not any(one[:30] in other for other in quotes[number + 1 :])
