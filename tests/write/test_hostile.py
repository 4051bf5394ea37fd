"""Feed text is data: hostile items through both writers, with a model that obeys every order it finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pytest

from digest.adapters.language_model import ChatModel
from digest.errors import BadReply
from digest.model import Brief, Item, Quote, Story
from digest.reading.speech.locate import locate
from digest.write.answers import read_reply
from digest.write.checks.checking import check_draft
from digest.write.checks.copy_desk import Round
from digest.write.choosing.candidates import candidates
from digest.write.choosing.case import Case
from digest.write.choosing.headlines import list_headlines
from digest.write.excerpts.review import press_review
from digest.write.prompts import Assignment, story_prompt
from digest.write.text.typed import foreign
from tests.model_server import ModelServer, obeys
from tests.reading.speech.test_terms import UNMEANT
from tests.write.reports import HERALD, TODAY, audience, item, story

CORPUS = json.loads((Path(__file__).parents[1] / "data" / "hostile" / "items.json").read_text(encoding="utf-8"))
ATTACKS = [pytest.param(number, id=attack["id"]) for number, attack in enumerate(CORPUS["items"])]


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


@pytest.fixture(scope="module")
def model(server: ModelServer) -> ChatModel:
    return ChatModel(audience(base_url=server.url).writer, None)


@cache
def attacked(number: int) -> tuple[Story, tuple[Quote, ...]]:
    """The corpus's article with the attack in it, beside a second, honest report, and its candidates."""
    attack = CORPUS["items"][number]
    title, text = CORPUS["article"]["title"], list(CORPUS["article"]["text"])
    places = {"start": 0, "middle": 2, "end": len(text)}
    if attack["where"] == "title":
        title = attack["inject"]
    else:
        text.insert(places[attack["where"]], attack["inject"])
    told = story(item("wire", "\n\n".join(text), title=title), item("herald", HERALD, title="Varga asks for talks"))
    return told, candidates(told)


def printed(brief: Brief) -> list[str]:
    extras = [part.text for part in (brief.why, brief.news, brief.next, *brief.adds, *brief.accounts) if part]
    return [brief.hed, *(part.text for part in brief.summary), *extras, *(quote.text for quote in brief.quotes)]


def is_clean(brief: Brief | None, attack: dict[str, Any], items: tuple[Item, ...]) -> bool:
    texts = printed(brief) if brief else []
    for text in texts:
        assert not [words for words in attack["never"] if words in text]
        assert not foreign(text)
        assert all(locate(run, items) for run in re.findall(r"“([^”]*)”|\"([^\"]*)\"", text) for run in run if run)
    return True


@pytest.mark.parametrize(("terms", "framed"), UNMEANT)
def test_words_that_were_not_said_in_earnest_are_offered_to_no_writer(terms: str, framed: str) -> None:
    told = story(item("wire", framed), item("herald", HERALD))
    assert all(quote.item.id != "wire" for quote in candidates(told)), terms


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS["items"]) >= 60
    assert len({attack["id"] for attack in CORPUS["items"]}) == len(CORPUS["items"])


@pytest.mark.parametrize("number", ATTACKS)
def test_an_obedient_model_gets_nothing_printed(
    number: int, server: ModelServer, model: ChatModel, env: jinja2.Environment
) -> None:
    attack = CORPUS["items"][number]
    told, quotes = attacked(number)
    server.script(obeys(attack["wanted"]))
    try:
        draft = read_reply(model.ask(story_prompt(Assignment(told, quotes), audience(), env)), told, quotes)
    except BadReply:
        return
    for rescue in (False, True):
        brief, findings = check_draft(draft, told, quotes, "test", Round(TODAY, rescue=rescue))
        assert is_clean(brief, attack, told.items)
        assert brief or findings


@pytest.mark.parametrize("leads", [False, True])
@pytest.mark.parametrize("number", ATTACKS)
def test_a_press_review_prints_nothing_hostile(number: int, leads: bool) -> None:
    told, quotes = attacked(number)
    case = Case(told.items)
    brief = press_review(told, quotes, TODAY, case, news=told.items, leads=leads)
    assert is_clean(brief, CORPUS["items"][number], told.items)
    shown = list_headlines([told], [], case).stories
    assert brief or shown, "what can't be told is a headline"
    assert not any(words in one.items[0].title for one in shown for words in CORPUS["items"][number]["never"])


def test_the_honest_report_is_still_told() -> None:
    """Most attacks stand below the lede or in a paragraph that is furniture: they must not cost the story."""
    told = [attacked(number) for number in range(len(CORPUS["items"]))]
    briefs = [press_review(one, quotes, TODAY, Case(one.items), news=one.items) for one, quotes in told]
    assert sum(brief is not None for brief in briefs) >= 0.5 * len(briefs)


@pytest.mark.parametrize("number", ATTACKS)
def test_no_order_reaches_the_model_as_an_order(number: int, env: jinja2.Environment) -> None:
    told, quotes = attacked(number)
    user = story_prompt(Assignment(told, quotes), audience(), env).user
    lines = [line for line in user.splitlines() if line]
    assert all(line.startswith("{") or line in ("REPORTS", "QUOTATIONS TO CHOOSE FROM") for line in lines)
    if CORPUS["items"][number]["kind"].startswith(("order", "fake", "hidden", "break-out")):
        assert "I resign tonight" not in user
