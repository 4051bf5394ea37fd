from __future__ import annotations

import pytest

from digest.reading.languages import Language
from digest.write.excerpts.standing import stands_alone

ENGLISH = Language.load("en")


@pytest.mark.parametrize(
    "text",
    [
        "More than 280 houses were flooded in Harwick.",
        "The mayor of Harwick resigned on Monday.",
        "In her first speech, Mayor Jane Dow promised a new bridge.",
        "The Senate passed the bill.",
        "Jane Dow said that “we will not wait”.",
    ],
)
def test_it_says_what_it_speaks_of(text: str) -> None:
    assert stands_alone(text, ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "He resigned on Monday.",
        "They said that they would pay.",
        "This surprised the council.",
        "However, Jane Dow resigned.",
        "The statue fell in the night.",
        "Those who had come late left early.",
        "Our readers know the bridge of Harwick.",
        "Has Jane Dow resigned?",
        "“We go,” Jane Dow said.",
    ],
)
def test_it_leans_on_what_came_before(text: str) -> None:
    assert not stands_alone(text, ENGLISH)


def test_what_the_hed_names_may_be_called_the() -> None:
    assert stands_alone("The statue fell in the night.", ENGLISH, known="Old statue falls at Harwick")


def test_a_language_without_lists_has_no_rules() -> None:
    assert stands_alone("He resigned on Monday.", Language.load("xx"))
