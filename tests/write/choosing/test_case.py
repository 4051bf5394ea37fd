from __future__ import annotations

import pytest

from digest.write.choosing.case import Case
from tests.write.reports import item

TEXTS = (
    "On Tuesday the White House said that President Jane Dow would visit St. Paul.",
    "The white lines on the house were new. In Harwick a judge, and later Judge Karl Moen, rules on harassment claims.",
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("White House Says Jane Dow Will Visit St. Paul", "White House says Jane Dow will visit St. Paul"),
        ("Street Harasser Rules the House", "Street harasser rules the house"),
        ("FBI Visits McCain House", "FBI visits McCain house"),
        ("Long-Awaited Right-To-Work Law", "Long-awaited right-to-work law"),
        ("Dow: ‘We Will Visit’ Says Judge Karl Moen", "Dow: ‘We Will Visit’ says Judge Karl Moen"),
        ("Judge rules on claims of Jane Dow", "Judge rules on claims of Jane Dow"),
        ("The Rules Stand. New Claims Rejected", "The rules stand. New claims rejected"),
    ],
)
def test_a_title_in_title_case_is_set_as_a_sentence(title: str, expected: str) -> None:
    case = Case(item(f"i{number}", text) for number, text in enumerate(TEXTS))
    assert case.sentence(title) == expected
