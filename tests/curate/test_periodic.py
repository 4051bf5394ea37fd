"""The next figure of a series, and affairs that only mention one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from digest.curate.memory import alive, since_last_issue
from digest.curate.periodic import is_next_figure
from digest.curate.stories import fold
from digest.model import PastStory, Status
from tests.curate.newsdesk import NOW, item

WEEK = timedelta(days=7)
CLAIMS = "Applications for unemployment benefits {} to {} last week, the Labor Department said on Thursday."
LATER = item(1, "Jobless claims rise for first time since April", CLAIMS.format("rose", "412,000"))
BEFORE = item(2, "Jobless claims fall to a pandemic low", CLAIMS.format("fell", "375,000"), published=NOW - WEEK)


def test_the_figure_of_another_week_is_another_event() -> None:
    assert is_next_figure([LATER], [BEFORE])
    assert not is_next_figure([LATER], [item(2, BEFORE.title, BEFORE.text, published=NOW - timedelta(days=1))])
    earlier = PastStory("story-2", "test/2025-02-20T17:30", BEFORE.title, (), (BEFORE,))
    (found,) = since_last_issue(fold([LATER], alive([earlier])), [earlier])
    assert (found.status, found.earlier) == (Status.NEW, None)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Senators offer less in talks", "They had offered $900 billion two weeks ago. Talks go on."),
        ("Jobless claims are many", "Claims fell last week, the department said. It gave no figure."),
        ("Vaccine is safe", "A study of COVID-19 says so. It began last week."),
    ],
    ids=["no period", "no number", "a number in a name"],
)
def test_what_is_no_figure_of_a_period(title: str, text: str) -> None:
    assert not is_next_figure([item(1, title, text)], [BEFORE])


def test_what_names_the_same_people_goes_on() -> None:
    text = (
        "Ford said last week that Kavanaugh, with 12 others, was there. Kavanaugh denies it, as Kavanaugh did before."
    )
    one = item(1, "Ford tells the panel about Kavanaugh", text)
    assert not is_next_figure([one], [item(2, "Panel hears Ford on Kavanaugh", text, published=NOW - WEEK)])
