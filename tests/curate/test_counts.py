"""Counts that changed, and those that only look so."""

from __future__ import annotations

import pytest

from digest.curate.counts import Counts

KNOWN = Counts(
    [
        "At least 12 people died, and 47 passengers were hurt.",
        "Congress gave $1.2 billion in assistance. About 10,500 migrants wait at the border.",
        "A 25% tariff starts in May.",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose to 15 people, officials said.",
        "Seven people died.",
        "It said that 60 passengers were hurt.",
        "The vote leaves $900 million in assistance.",
        "Now a 10% tariff is meant.",
    ],
)
def test_another_number_of_the_same_is_a_change(text: str) -> None:
    assert KNOWN.changed_in(text, Counts([text]))


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people died, officials said.",
        "Of 47 passengers nobody spoke.",
        "Forty-seven passengers were hurt.",
        "The doors opened at 16:00 passengers said.",
        "Some 10,000 migrants are at the border.",
        "In 2018 people came by road.",
        "At least 240 cabins burned.",
        "Three people of the 12 people who died were children.",
    ],
    ids=["in words", "same", "end of a number", "a time", "rounded", "a year", "other things", "part of the known"],
)
def test_what_is_no_change(text: str) -> None:
    assert not KNOWN.changed_in(text, Counts([text]))


@pytest.mark.parametrize(("text", "more"), [("The toll rose to 15 people.", True), ("Seven people died.", False)])
def test_a_toll_only_grows(text: str, more: bool) -> None:
    assert KNOWN.changed_in(text, Counts([text]), more=True) == more
