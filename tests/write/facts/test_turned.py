"""Sentences whose words all stand in the articles, and which turn round what these say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Item
from digest.reading.sentences import sentences
from digest.write.facts.judging import weighed
from digest.write.facts.unsupported import unsupported

PORT = (
    "The harbour board of Varna decided 9 to 5 on Tuesday to dredge the old channel, which was last deepened in 1974. "
    "Ship owners did not welcome the decision. The decision was not popular. "
    "Inspectors said that no one was hurt when a crane fell. "
    "The dredging would cost 6.4 million euros, according to the board. "
    "Traffic through the port rose by a quarter in five years."
)
OWNERS = (
    "Boris Petkov, the harbour master, said the fleet could not wait for a bridge of 48 million euros. "
    "Ilona Marek, the former minister of transport, vowed to sue. "
    "“I shall keep these boats afloat with my own hands,” Marek told a crowd at the quay. "
    "The minister, Dora Kovac, resigned. The owners rejected an offer from the board. "
    "Petkov never promised a bridge. The fishermen will get help with fuel bills."
)
REPORTS = tuple(
    Item(name, f"https://example.org/{name}", title, name, "feed", datetime(2025, 5, 7, 12, tzinfo=UTC), text)
    for name, title, text in (("port", "Board to dredge channel", PORT), ("owners", "Owners of boats angry", OWNERS))
)


MISSED = pytest.mark.xfail(reason="another person's act: no doubt tells it", strict=True)


@pytest.mark.parametrize(
    "text",
    [
        "Ship owners welcomed the decision.",
        "The fleet could wait for a bridge of 48 million euros, Petkov said.",
        "Inspectors said that somebody was hurt when a crane fell.",
        "The decision was popular.",
        "Petkov promised a bridge.",
        "The board decided not to dredge the channel.",
        "The fishermen will never get help with fuel bills.",
        "Traffic through the port fell by a quarter in five years.",
        "The owners accepted an offer from the board.",
        "The board decided 5 to 9 to dredge the channel.",
        "The board decided five to nine to dredge the channel.",
        "The dredging would cost 48 million euros.",
        pytest.param("Boris Petkov vowed to sue.", marks=MISSED),
        "Petkov told a crowd at the quay that he would keep these boats afloat.",
    ],
)
def test_what_turns_a_statement_round_is_found(text: str) -> None:
    assert weighed(text, REPORTS)


@pytest.mark.parametrize(
    "text",
    [
        "Ship owners refused to welcome the decision.",
        "The decision, which owners didn't welcome, was unpopular.",
        "Nobody was hurt when a crane fell, inspectors said.",
        "The fleet can't wait for a bridge of 48 million euros, Petkov said.",
        "The board decided, nine to five, to dredge the channel.",
        "Five members of the board were against dredging the channel.",
        "Traffic through the port grew by a quarter in five years.",
        "The owners did not accept an offer from the board.",
        "The dredging would cost some 6.4 million euros, and a bridge 48 million euros.",
        "A bridge would cost 48 million euros, Petkov said.",
        "Ilona Marek, the former minister, vowed to go to court.",
        "Marek told a crowd that she would keep these boats afloat.",
        "A crane fell, and traffic through the port rose.",
        "Fishermen are to get help with fuel bills.",
    ],
)
def test_paraphrase_passes(text: str) -> None:
    assert unsupported(text, REPORTS) == ()
    assert weighed(text, REPORTS) is None


def test_a_sentence_that_any_article_bears_out_passes() -> None:
    other = Item(
        "c", "https://example.org/c", "", "c", "feed", REPORTS[0].published, "Ship owners welcomed the decision."
    )
    assert weighed("The ship owners welcomed the board's decision.", REPORTS)
    assert weighed("The ship owners welcomed the board's decision.", (*REPORTS, other)) is None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The former minister, Dora Kovac, resigned.", "Dora Kovac"),
        ("Dora Kovac, the former minister, resigned.", "Dora Kovac"),
        ("The minister of transport, Ilona Marek, vowed to sue.", "Ilona Marek"),
        ("The minister, Ilona Marek, vowed to sue.", "Ilona Marek"),
        ("The minister, Boris Petkov, resigned.", ""),  # the articles give him no office that we know
        ("The ex-minister, Ilona Marek, vowed to sue.", ""),
        ("The former transport minister, Ilona Marek, vowed to sue.", ""),
        ("The minister, Dora Kovac, stepped down.", ""),
        ("Dora Kovac, the minister, stepped down.", ""),
    ],
)
def test_the_title_beside_a_name_is_the_articles(text: str, wrong: str) -> None:
    assert [finding.detail for finding in unsupported(text, REPORTS)] == ([wrong] if wrong else [])


def test_a_place_may_stand_between_former_and_the_office() -> None:
    report = Item(
        "a", "https://example.org/a", "", "a", "feed", REPORTS[0].published, "former Varna mayor Ivo Dimov spoke"
    )
    assert unsupported("The former mayor, Ivo Dimov, was there.", [report]) == ()
    assert unsupported("The mayor, Ivo Dimov, was there.", [report])


@given(st.lists(st.sampled_from([span.text for span in sentences(f"{PORT} {OWNERS}")]), min_size=1, max_size=8))
def test_no_article_contradicts_its_own_sentences(texts: list[str]) -> None:
    report = Item("a", "https://example.org/a", "", "a", "feed", REPORTS[0].published, " ".join(texts))
    assert [found for text in texts if (found := weighed(text, [report]))] == []
