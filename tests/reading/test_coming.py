"""What is dated and still to come, told from what has happened, may happen, or is off."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from digest.reading.coming import is_coming, looks_ahead
from digest.reading.dates import mentions

THURSDAY = datetime(2025, 2, 27, 20, tzinfo=UTC)
TODAY = THURSDAY.date()


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders are due to meet in Riyadh on Tuesday.",
        "The tariffs take effect on March 4.",
        "Trump said that tariffs of 25% on goods from Canada and Mexico would start on March 4.",
        "On Saturday, a motorcade will take the late senator along Constitution Avenue.",
        "A hearing is scheduled for April 2 in San Francisco.",
        "The summit will be held in London next week, the foreign ministry said.",
        "Turkish investigators said the search will take place Saturday, according to state television.",
        "Farmers can begin to apply for the aid starting on March 10.",
        "The parliament is expected to vote on the budget in April.",
    ],
)
def test_what_is_coming(text: str) -> None:
    assert is_coming(text, THURSDAY, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders met in Riyadh on Tuesday.",
        "The president is announcing the pledge at a summit that he hosts on Thursday and Friday.",
        "The minerals agreement was to be signed in Washington on Friday.",
        "Trump will nominate a new judge, the White House announced on Tuesday.",
        "The two leaders will discuss the attack on Tuesday's train.",
        "The tariffs that will start on March 4 worry the car makers.",
        "The prime minister hopes that the leaders will meet on Tuesday.",
        "The talks could resume on Monday.",
        "The summit in London, which is due to begin on Sunday, was called off.",
        "The president will not attend the summit on Sunday.",
        "The leaders will speak after the vote on Tuesday.",
        "The shop will be closed on Mondays.",
        "The senators will mark the attack on the Capitol on Jan. 6.",
        "The company will cut its emissions by 2050.",
        "A retiring senator who will leave late on Monday released a bill.",
        "In March 2017, Sessions announced that he would step aside.",
        "The two leaders will meet soon.",
    ],
)
def test_what_is_not(text: str) -> None:
    assert not is_coming(text, THURSDAY, TODAY)


def test_the_day_of_the_issue_decides() -> None:
    text = "The two leaders will meet on Friday."
    assert is_coming(text, THURSDAY, TODAY)
    assert not is_coming(text, THURSDAY, date(2025, 2, 28))
    assert not is_coming("The two leaders will meet tomorrow.", THURSDAY, date(2025, 2, 28))
    assert not is_coming("The two leaders will meet next week.", THURSDAY, date(2025, 3, 3))


def test_a_month_keeps_its_year() -> None:
    found = mentions("The law of March 2017, passed in May 2018 and in June")
    assert [(one.month, one.year) for one in found] == [(3, 2017), (5, 2018), (6, None)]


@pytest.mark.parametrize(
    "text",
    [
        "American and Russian negotiators are to meet again.",
        "The board expects the committee to vote on Friday.",
        "The leaders could meet on Tuesday.",
        "Tariffs on Canada begin on March 4, the White House said.",
        "The committee votes on Friday.",
        "The plants would close by 2030.",
        "Whether the court takes the case is undecided.",
        "The leaders agreed to meet on March 4.",
        "The court put the hearing off until March 4.",
        "Voters go to the polls next year.",
        "The court rules in the autumn.",
        "The banker, who pleaded guilty last week, is sentenced on March 12th.",
        "Lawmakers vote on Saturday on the bill that the president proposed.",
    ],
)
def test_what_was_written_as_coming(text: str) -> None:
    assert looks_ahead(text, THURSDAY, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "The committee voted on Friday.",
        "The leaders met and parted in anger.",
        "The tariffs will have started on February 4.",
        "The two leaders should have met on February 24.",
        "In 2019 the council began a bridge.",
        "The council began to build a bridge in 2019.",
    ],
)
def test_what_was_written_as_coming_and_is_past(text: str) -> None:
    assert not looks_ahead(text, THURSDAY, TODAY)
