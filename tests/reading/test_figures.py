"""Numbers and dates in other languages than English."""

from __future__ import annotations

import pytest

from digest.reading.figures import mentions_in, quantities_in


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("de", "3,4 Milliarden Dollar", 3.4e9, ""),
        ("de", "350 Mio. Kronen", 3.5e8, ""),
        ("de", "1.200 Soldaten", 1200, ""),
        ("de", "1.234.567,5 Euro", 1_234_567.5, ""),
        ("de", "25 Prozent", 25, "%"),
        ("de", "12,5 %", 12.5, "%"),
        ("de", "3.5 Millionen", 3.5e6, ""),  # in the English manner
        ("fr", "5\u202f400 soldats", 5400, ""),
        ("fr", "1,5 pour cent", 1.5, "%"),
        ("es", "2,5 mil millones", 2.5e9, ""),
        ("uk", "350 мільйонів", 3.5e8, ""),
        ("en", "3.4 billion", 3.4e9, ""),
        ("xx", "3.4 billion", 3.4e9, ""),  # a language that nobody knows
    ],
)
def test_numbers(language: str, text: str, value: float, unit: str) -> None:
    (number,) = quantities_in(f"({text})", language)
    assert number.value == pytest.approx(value)
    assert number.unit == unit


def test_a_time_of_day_is_no_number() -> None:
    assert quantities_in("Beginn um 17.30 Uhr", "de") == ()


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "am Freitag, dem 4. März 2025", [(None, None, None, 4), (2025, 3, 4, None)]),
        ("de", "im Februar", [(None, 2, None, None)]),
        ("de", "am 27.02.2025 und seit 2014", [(2025, 2, 27, None), (2014, None, None, None)]),
        ("fr", "mardi 1er avril", [(None, None, None, 1), (None, 4, 1, None)]),
        ("es", "el 4 de marzo de 2025", [(2025, 3, 4, None)]),
        ("uk", "у середу, 4 березня", [(None, None, None, 2), (None, 3, 4, None)]),
        ("de", "morgen, im mai-Regen des Jahres", [(None, 5, None, None)]),
        ("en", "on Friday", [(None, None, None, 4)]),
    ],
)
def test_dates(language: str, text: str, found: list[tuple[int | None, ...]]) -> None:
    assert [(one.year, one.month, one.day, one.weekday) for one in mentions_in(text, language)] == found
