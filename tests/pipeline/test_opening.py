"""The opening of an issue: one request, checked like the stories, and set without the model where it fails."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from typing import Any

import pytest

from tests import model_server
from tests.commands import Shell
from tests.model_server import opening, second_opinion
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom
from tests.web_server import Page


def issue(newsroom: Newsroom, shell: Shell, at: str = THURSDAY) -> dict[str, Any]:
    ended = shell("preview", "--config", newsroom.config, "--at", at, "--out", newsroom.folder / "out")
    assert ended.code == 0, ended.err
    folder = newsroom.folder / "out" / "white-house-watch" / at[:10]
    document: dict[str, Any] = json.loads((folder / "issue.json").read_text(encoding="utf-8"))
    document["printed"] = (folder / "issue.txt").read_text(encoding="utf-8")
    document["html"] = (folder / "issue.html").read_text(encoding="utf-8")
    return document


def stories(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [story for section in document["sections"] for story in section["stories"]]


def asked(newsroom: Newsroom) -> list[str]:
    """What the editor was asked."""
    users = [body["messages"] for body in newsroom.model.requests]
    return [user["content"] for system, user in users if "You are the editor" in system["content"]]


def test_the_model_opens_the_issue_once_its_stories_are_told(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(opening=True)
    newsroom.model.script(opening(then=model_server.good))
    document = issue(newsroom, shell)
    told = stories(document)
    assert document["writer"]["calls"] == len(told) + 1
    (seen,) = asked(newsroom)
    first = next(json.loads(line) for line in seen.splitlines() if line.startswith('{"story"'))
    assert first["hed"] == next(story["hed"] for story in told if story["id"] == document["lead"])
    assert document["subject"] in {story["hed"] for story in told}
    assert document["subject"] != next(story["hed"] for story in told if story["id"] == document["lead"])
    assert issue(newsroom, shell)["writer"]["calls"] == 0, "its reply is kept"


@pytest.mark.parametrize(
    "line",
    [
        {"text": "Trump signs 987 orders in a day", "stories": [1]},
        {"text": "“We will burn it all,” the president says", "stories": [1]},
        {"text": "Visit https://evil.example now", "stories": [1]},
        {"text": "word " * 60, "stories": [1]},
    ],
)
def test_a_line_that_does_not_hold_is_set_without_the_model(newsroom: Newsroom, shell: Shell, line: Any) -> None:
    newsroom.use_model(opening=True)
    newsroom.settings["issue"] |= {"stories": 3}
    newsroom.model.script(opening(then=model_server.good, subject=line, preheader=line, greeting=line))
    document = issue(newsroom, shell)
    for words in ("987 orders", "burn it all", "evil.example", "word word"):
        assert words not in document["subject"] + document["preheader"] + document["printed"]
    assert document["subject"]


@pytest.mark.parametrize("behaviour", [model_server.broken_json, model_server.crash, model_server.refusal])
def test_an_opening_that_can_not_be_had_costs_no_story(
    newsroom: Newsroom, shell: Shell, behaviour: model_server.Behaviour
) -> None:
    newsroom.use_model(opening=True, parallel=1)
    newsroom.settings["issue"] |= {"stories": 2}
    newsroom.model.script(model_server.good, model_server.good, behaviour)
    document = issue(newsroom, shell)
    assert document["writer"]["fallbacks"] == 0
    assert any("opening is set without the model" in finding["detail"] for finding in document["findings"])


def test_the_second_opinion_reads_the_opening_too(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(opening=True, second_opinion=True)
    newsroom.settings["issue"] |= {"stories": 2}
    own = {"text": "With a letter from the king, Starmer courts Trump", "stories": [1, 2]}
    wanted = opening(then=model_server.good, subject=own)
    newsroom.model.script(second_opinion(True, then=wanted))
    assert issue(newsroom, shell)["subject"] == own["text"]
    newsroom.settings["writer"]["seed"] = 1  # other prompts: nothing is kept
    newsroom.model.script(second_opinion(False, then=wanted))
    assert issue(newsroom, shell)["subject"] != own["text"]


def test_the_editor_knows_the_last_subject(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(opening=True)
    newsroom.model.script(opening(then=model_server.good))
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    subject = message_from_bytes(newsroom.mail.contents[0], policy=policy.default)["Subject"]
    issue(newsroom, shell, FRIDAY)
    assert f'"last subject": "{subject}"' in asked(newsroom)[-1]


def test_what_another_story_tells_too_is_left_out(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model(opening=True)
    newsroom.settings["issue"] |= {"stories": 3}
    newsroom.model.script(opening(then=model_server.good))
    before = {story["id"]: story for story in stories(issue(newsroom, shell))}
    twice = [{"story": 1, "sentence": 3}, {"story": 1, "sentence": 1}, {"story": 2, "sentence": 99}]
    newsroom.settings["writer"]["seed"] = 1
    newsroom.model.script(opening(then=model_server.good, repeated=twice))
    document = issue(newsroom, shell)
    after = {story["id"]: story for story in stories(document)}
    lead = document["lead"]
    assert len(after[lead]["summary"]) == len(before[lead]["summary"]) - 1
    assert after[lead]["summary"][0] == before[lead]["summary"][0]


PIECE = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Example Review</title><item>
<title>Opinion: A king's letter is no policy for Ukraine</title>
<link>https://review.example/opinion/letter</link><guid>letter</guid><author>Robin Example</author>
<pubDate>Thu, 27 Feb 2025 20:00:00 GMT</pubDate>
<description>Keir Starmer flattered President Donald Trump in the White House and took home no guarantee for Ukraine.
A letter from the king costs nothing and buys nothing. What Europe needs are soldiers and money of its own, and it has
to pay for them before the talks with Putin begin, not after.</description></item></channel></rss>"""


@pytest.mark.parametrize(
    ("argument", "printed"),
    [
        ("Europe has to pay for soldiers of its own before the talks with Putin begin.", True),
        ("Europe has to pay for 90,000 soldiers of its own before the talks with Putin begin.", False),
    ],
)
def test_a_viewpoint_is_told_by_what_it_argues_or_in_its_own_words(
    newsroom: Newsroom, shell: Shell, argument: str, printed: bool
) -> None:
    feed = newsroom.web.serve("/review.xml", Page(PIECE))
    newsroom.settings["sources"].append({"outlet": "Example Review", "feed": feed})
    newsroom.settings["issue"] |= {"stories": 2}
    newsroom.use_model(opening=True)
    said = [{"viewpoint": 1, "argument": argument}]
    newsroom.model.script(opening(then=model_server.good, viewpoints=said))
    document = issue(newsroom, shell)
    (seen,) = asked(newsroom)
    (line,) = [json.loads(line) for line in seen.splitlines() if line.startswith('{"viewpoint"')]
    assert line["author"] == "Robin Example"
    assert line["passage"].startswith("Keir Starmer flattered")
    (viewpoint,) = document["viewpoints"]
    own = "A king’s letter is no policy for Ukraine"
    assert viewpoint["argument"].replace("'", "’") == (argument if printed else own)


# --- for machines --------------------------------------------------------------------------------------


def test_an_issue_that_a_model_wrote_says_so_to_machines(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model()
    newsroom.settings["archive"] = {"url": "https://example.org/watch"}
    document = issue(newsroom, shell)
    assert document["disclosure"] == "ai-generated"
    assert '<meta name="ai-disclosure" content="ai-generated"' in document["html"]
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    message = message_from_bytes(newsroom.mail.contents[0])
    assert message["AI-Disclosure"] == 'mode=ai-originated, model="test"'
    site = newsroom.folder / "site"
    assert shell("archive", "--config", newsroom.config, "--out", site).code == 0
    assert 'term="trainedAlgorithmicMedia"' in (site / "feed.xml").read_text(encoding="utf-8")
    assert 'name="ai-disclosure"' in (site / "2025-02-27.html").read_text(encoding="utf-8")


def test_one_that_no_model_wrote_does_not(newsroom: Newsroom, shell: Shell) -> None:
    document = issue(newsroom, shell)
    assert document["disclosure"] is None
    assert "ai-disclosure" not in document["html"]
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert message_from_bytes(newsroom.mail.contents[0])["AI-Disclosure"] is None
