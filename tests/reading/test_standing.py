"""Whether a sentence can be read without the ones before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading.languages import Language
from digest.reading.standing import remark_stands_alone, speaks_to_reader, stands_alone, surnames_alone

ENGLISH = Language.load("en")


@pytest.mark.parametrize(
    "text",
    [
        "The harbour council of Norvik closed the pier on Thursday.",
        "More than 280 boats left Norvik on Thursday.",
        "Mayor Ada Berg said she would close the pier.",
        "Ada Berg, who leads Norvik, said that it was her duty.",
        "The mayor of Norvik closed the pier.",
        "The 40 boats left for the north.",
        "The US navy closed its pier.",
        "Norvik said “we will not wait”, and closed the pier.",
        "In Norvik, the pier was closed.",
        "As a result of the storm, the pier of Norvik was closed.",
        "In response to the storm, Norvik closed the pier.",
        "Divers found a crack in three pillars of the pier.",
    ],
)
def test_what_stands(text: str) -> None:
    assert stands_alone(text, ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "He closed the pier on Thursday.",
        "As a result, Norvik closed the pier.",
        "In response, Mayor Ada Berg closed the pier.",
        "Among them, 40 boats of Norvik left for the north.",
        "After that, Norvik closed the pier.",
        "Its pier was closed on Thursday by Norvik.",
        "This decision was a surprise to Norvik.",
        "Those boats left Norvik.",
        "However, Norvik closed the pier.",
        "And Norvik closed the pier.",
        "Later, Norvik closed the pier.",
        "Another pier in Norvik was closed.",
        "Both piers of Norvik were closed.",
        "“The pier is closed,” Ada Berg said.",
        '"The pier is closed," Ada Berg said.',
        "Will Norvik close the pier?",
        "I saw Norvik close the pier.",
        "Norvik closed our pier on Thursday.",
        "For you, Norvik closed the pier.",
        "Officials said he closed the pier.",
        "The statue fell.",
        "The decision was a surprise.",
    ],
)
def test_what_leans(text: str) -> None:
    assert not stands_alone(text, ENGLISH)


def test_the_thing_that_the_hed_names_is_known() -> None:
    assert stands_alone("The pier was closed.", ENGLISH, known="Norvik closes its largest pier")
    assert not stands_alone("The statue fell down.", ENGLISH, known="Norvik closes its largest pier")


@pytest.mark.parametrize(
    "text", ["Norvik’s mayor said “we will win”.", "The US is a country.", "Weeds grow in Norvik."]
)
def test_only_the_writer_speaks_to_the_reader(text: str) -> None:
    assert not speaks_to_reader(text, ENGLISH)


@pytest.mark.parametrize("text", ["Let’s see what Norvik does.", "It is for us to say.", "We’ve seen it in Norvik."])
def test_first_and_second_persons_do(text: str) -> None:
    assert speaks_to_reader(text, ENGLISH)


def test_a_surname_alone_is_found_and_a_full_name_is_not() -> None:
    assert list(surnames_alone("On Thursday Ada Berg met Lie in the hall.")) == ["Lie"]
    assert list(surnames_alone("The mayor met “Lie” there.")) == []


def test_a_surname_at_the_beginning_stands_alone_too() -> None:
    """Where it stands most often: "Berg is due in Oslo on Friday"."""
    assert "Berg" in list(surnames_alone("Berg is due at the pier on Friday."))


def test_a_language_without_lists_has_no_rules_of_english() -> None:
    assert stands_alone("He klosed the pier.", Language.load("xx"))


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_has_an_answer(text: str, known: str) -> None:
    assert stands_alone(text, ENGLISH, known=known) in (True, False)
    assert all(name in text for name in surnames_alone(text))


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("this court will not allow one more day of that long delay", True),
        ("delay is not a value of Norvik, and this law was a mistake", True),
        ("while there’s a risk to it, it doesn’t threaten the town", True),
        ("the chairman asked me to tell the council what he had seen", True),
        ("get to the bottom of how the pier was closed so late", False),
        ("should abandon the old habits and the narrow minds of the harbour", False),
        ("putting the boats at risk and keeping them from the quay", False),
        ("a well-established list that currently has ten names on it", False),
        ("lowest point since officials started to count boats in the harbour", False),
        ("Otherwise the boats will have to leave for the north again", False),
        ("All of them remain in the harbour of Norvik for the winter", False),
    ],
)
def test_a_remark_has_its_subject_and_its_verb(words: str, *, stands: bool) -> None:
    assert remark_stands_alone(words, ENGLISH) == stands
