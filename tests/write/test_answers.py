"""Answers of a model: the parts that can be read, and what is said of the others."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import BadReply
from digest.model import Draft, Quote, Reply, Sentence, Story
from digest.reading.article import read
from digest.write.answers import read_reply
from tests.write.reports import developing, story

GOOD: dict[str, Any] = {
    "hed": "Brandt sends soldiers",
    "summary": [{"text": "One.", "reports": [1, 2, 1]}, {"text": "Two.", "reports": [3]}],
    "why": {"text": "It matters.", "reports": [1]},
    "quotes": [2],
}


def offered(told: Story) -> tuple[Quote, ...]:
    return tuple(quote for item in told.items for quote in read(item).quotations)


def reply(answer: object, told: Story | None = None) -> Draft:
    told = told or story()
    return read_reply(Reply(json.dumps(answer), "test"), told, offered(told))


def test_reads_an_answer() -> None:
    assert reply(GOOD) == Draft(
        hed="Brandt sends soldiers",
        summary=(Sentence("One.", ("wire", "gazette")), Sentence("Two.", ("herald",))),
        why=Sentence("It matters.", ("wire",)),
        quotes=(1,),
    )


def test_reads_the_news_of_a_developing_story() -> None:
    draft = reply(GOOD | {"news": {"text": "New.", "reports": [3]}}, developing())
    assert draft.news == Sentence("New.", ("herald",))


def test_reason_may_be_null_and_other_keys_are_passed_over() -> None:
    draft = reply(GOOD | {"why": None, "quotes": [], "mood": "grim"})
    assert (draft.why, draft.next, draft.quotes) == (None, None, ())
    assert reply(GOOD | {"next": {"text": "They meet on Friday.", "reports": [2]}}).next == Sentence(
        "They meet on Friday.", ("gazette",)
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"hed": ""}, "hed"),
        ({"hed": "x" * 500}, "hed"),
        ({"hed": None}, "hed"),
        ({"summary": []}, "summary"),
        ({"summary": None}, "summary"),
        ({"summary": "One. Two."}, "summary"),
        ({"summary": [{"text": "One.", "reports": []}]}, r"summary\.0\.reports"),
        ({"summary": [{"text": "One.", "reports": [4]}]}, r"summary\.0\.reports\.0"),
    ],
)
def test_refuses_an_answer_without_a_hed_or_a_sentence(change: dict[str, Any], says: str) -> None:
    with pytest.raises(BadReply, match=says):
        reply(GOOD | change)


SENTENCE = {"text": "Three.", "reports": [1]}


@pytest.mark.parametrize(
    ("change", "kind", "says"),
    [
        ({"why": {"text": "", "reports": [1]}}, "bad reply", "why.text"),
        ({"why": "It matters."}, "bad reply", "why"),
        ({"next": {"text": "On Friday.", "reports": [9]}}, "bad reply", "next.reports.0"),
        ({"summary": [*GOOD["summary"], {"text": "   ", "reports": [1]}]}, "bad reply", "summary.2.text"),
        ({"summary": [*GOOD["summary"], "Three."]}, "bad reply", "summary.2"),
        ({"summary": [*GOOD["summary"], *[SENTENCE] * 40]}, "trimmed", "12 sentences too many"),
        ({"quotes": [1, 2, 3]}, "trimmed", "[1, 2, 3]"),
        ({"quotes": [-1, 99]}, "trimmed", "[-1, 99]"),
    ],
)
def test_a_fault_costs_the_part_and_not_the_story(change: dict[str, Any], kind: str, says: str) -> None:
    draft = reply(GOOD | change)
    assert [fault.kind for fault in draft.faults] == [kind]
    assert says in draft.faults[0].detail
    assert draft.summary[:2] == (Sentence("One.", ("wire", "gazette")), Sentence("Two.", ("herald",)))
    assert len(draft.quotes) <= 2


@pytest.mark.parametrize("empty", [{"quotes": None}, {"why": None}, {"next": None}, {"quotes": [], "why": None}])
def test_what_may_be_empty_may_be_null(empty: dict[str, Any]) -> None:
    assert reply(GOOD | empty).faults == ()


def test_a_longer_story_opens_paragraphs_and_places_quotations() -> None:
    opens = {"text": "One.", "reports": [1], "opens": True, "quote": 2}
    draft = reply({"hed": "Brandt", "summary": [opens, {"text": "Two.", "reports": [3], "quote": 99}], "quotes": []})
    first, second = draft.summary
    assert (first.opens, first.then, draft.quotes) == (True, offered(story())[1], (1,))
    assert (second.opens, second.then) == (False, None), "what was not offered is not placed"


@pytest.mark.parametrize("typed", ["Brandt said [1].", "Brandt said “[1]”.", 'Brandt said "[1]".'])
def test_a_quotation_placed_in_a_sentence_stands_there_in_its_own_words(typed: str) -> None:
    (sentence,) = reply({"hed": "Brandt", "summary": [{"text": typed, "reports": [1]}]}).summary
    assert sentence.text == f"Brandt said “{offered(story())[0].text}”."


def test_other_brackets_stay() -> None:
    (sentence,) = reply({"hed": "Brandt", "summary": [{"text": "A [99] and [sic].", "reports": [1]}]}).summary
    assert sentence.text == "A [99] and [sic]."


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{", '{"hed": "A', "no json", '{"a":' * 5000, "\ud800", "1e999", "NaN"]
)
def test_refuses_what_is_not_an_answer(text: str) -> None:
    with pytest.raises(BadReply):
        read_reply(Reply(text, "test"), story(), ())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 5) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["hed", "summary", "why", "quotes", "text", "reports"]), inner, max_size=6)
    ),
    max_leaves=30,
)


@given(_JSON.map(json.dumps) | st.text())
def test_any_text_is_a_draft_or_a_bad_reply(text: str) -> None:
    told = story()
    try:
        draft = read_reply(Reply(text, "test"), told, offered(told))
    except BadReply:
        return
    ids = {item.id for item in told.items}
    assert all(set(sentence.items) <= ids for sentence in draft.summary)
    assert all(0 <= number < len(offered(told)) for number in draft.quotes)
