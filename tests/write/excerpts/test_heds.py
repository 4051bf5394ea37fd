from __future__ import annotations

import pytest

from digest.write.choosing.case import Case
from digest.write.excerpts.heds import hed_of, is_coy, told_share
from tests.write.reports import item

TEXT = "The city council of Harwick voted on Tuesday to close the old bridge for two years."


@pytest.mark.parametrize(
    "title",
    [
        "Why Harwick closes its bridge",
        "Will Harwick close its bridge?",
        "5 things about the bridge of Harwick",
        "You won’t believe what Harwick did",
        "‘It had to go’: Harwick on its bridge",
        "Read the letter of the council of Harwick",
        "Harwick closes its bridge…",
    ],
)
def test_a_coy_title_is_no_hed(title: str) -> None:
    assert is_coy(title)
    assert hed_of(TEXT, item("wire", TEXT, title=title), 0.0, Case([])) == ""


def test_a_title_is_taken_only_above_a_text_that_tells_it() -> None:
    told, other = "Harwick council closes old bridge", "Mayor of Harwick resigns over scandal"
    assert hed_of(TEXT, item("wire", TEXT, title=told), 0.55, Case([])) == told
    assert hed_of(TEXT, item("wire", TEXT, title=other), 0.55, Case([])) == ""
    assert told_share(told, TEXT) > 0.9 > told_share(other, TEXT)


def test_a_title_with_a_mark_without_partner_is_not_taken() -> None:
    assert hed_of(TEXT, item("wire", TEXT, title="Harwick “closes old bridge"), 0.0, Case([])) == ""
