from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading.numbers import quantities


def _read(text: str) -> list[tuple[float, str]]:
    return [(pytest.approx(number.value), number.unit) for number in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$350bn", [(350e9, "dollar")]),
        ("350 billion US dollars", [(350e9, "dollar")]),
        ("£440 m", [(440e6, "pound")]),
        ("a third", [(1 / 3, "part")]),
        ("two-thirds and three quarters", [(2 / 3, "part"), (0.75, "part")]),
        ("one in four", [(0.25, "part")]),
        ("12 to 15 per cent", [(12, "%"), (15, "%")]),
        ("between 5 and 10 million", [(5e6, ""), (10e6, "")]),
        ("$10-15 million", [(10e6, "dollar"), (15e6, "dollar")]),
        ("217-215", [(217, ""), (215, "")]),
        ("a 47-year-old", [(47, "")]),
        ("two hundred and twenty-five thousand", [(225_000, "")]),
        ("a hundred, a dozen, a decade", [(100, ""), (12, ""), (10, "")]),
        ("1,479 people", [(1479, "")]),
        ("the 27th and the twenty-third", [(27, "ordinal"), (23, "ordinal")]),
        ("tens of thousands", [(10_000, "vague")]),
        ("at 9:45 p.m.", [(21 * 60 + 45, "time")]),
        ("one man and the first woman", []),
        ("25 percentage points", [(25, "%")]),
        ("half a million, a quarter of a billion euros", [(500_000, ""), (250e6, "euro")]),
        ("three and a half years, two and a half million", [(3.5, ""), (2.5e6, "")]),
        ("nine out of ten", [(0.9, "part")]),
        ("43 percent to 38", [(43, "%"), (38, "%")]),
        ("a quarter-trillion dollars, a half-billion", [(250e9, "dollar"), (500e6, "")]),
    ],
)
def test_numbers(text: str, expected: list[tuple[float, str]]) -> None:
    assert _read(text) == expected


@given(st.integers(0, 10**12))
def test_written_with_or_without_commas_is_the_same_number(value: int) -> None:
    assert [n.value for n in quantities(f"{value:,}")] == [n.value for n in quantities(str(value))] == [value]


@given(st.text())
def test_any_text_is_read_and_spans_are_exact(text: str) -> None:
    for number in quantities(text):
        assert text[number.start : number.end] == number.text
