"""Titles before names."""

from __future__ import annotations

import pytest

from digest.reading.honorifics import introduced


@pytest.mark.parametrize(
    ("name", "role", "printed"),
    [
        ("Ann Strong", "president", ("President Ann Strong", "")),
        ("Ann Strong", "vice president", ("Vice President Ann Strong", "")),
        ("Ann Strong", "senator, D-Ohio", ("Senator Ann Strong", "D-Ohio")),
        ("Ann Strong", "Russian foreign minister", ("Ann Strong", "Russian foreign minister")),
        ("Ann Strong", "president of France", ("Ann Strong", "president of France")),
        ("Ann Strong", "", ("Ann Strong", "")),
        ("a White House official", "general", ("a White House official", "general")),
    ],
)
def test_a_bare_title_stands_before_the_name(name: str, role: str, printed: tuple[str, str]) -> None:
    assert introduced(name, role) == printed
