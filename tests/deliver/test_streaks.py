from __future__ import annotations

import pytest

from digest.deliver.streaks import is_given_up


@pytest.mark.parametrize(
    ("arrived", "slot", "given_up"),
    [
        ("-", 0, False),
        ("--", 1, False),
        ("---", 2, True),
        ("---", 0, True),  # the first bounce came last
        ("+--", 2, False),
        ("--+-", 3, False),  # an issue arrived between
        ("---+", 1, True),  # a later one has not come back yet
        ("---+-", 4, False),  # the row is over, and this bounce is not of it
        ("", 0, False),
    ],
)
def test_three_issues_in_a_row(arrived, slot, given_up):
    issues = [(f"2025-02-{day:02}T17:30", sign == "+") for day, sign in enumerate(arrived, 1)]
    assert is_given_up(issues, f"2025-02-{slot + 1:02}T17:30", 3) is given_up
