"""Who is quoted, where the report is in another language."""

from __future__ import annotations

import pytest

from digest.write.checks.bearing import is_named, may_be

OTHERS = ("Ann Strong", "Sergei Lavrov")


@pytest.mark.parametrize(
    ("named", "fits"),
    [
        ("Sergej Lawrow", True),
        ("Lawrow", True),
        ("Außenminister Lawrow", True),
        ("der Minister", True),  # for one whom the report names
        ("Außenminister", True),
        ("Ann Strong", False),
        ("Ministerin Strong", False),
        ("Müller", False),
    ],
)
def test_a_named_speaker(named: str, fits: bool) -> None:
    assert may_be(named, "Sergei Lavrov", OTHERS, "", "de") is fits


@pytest.mark.parametrize(("named", "fits"), [("Lawrow", True), ("der Minister", True), ("Müller", False)])
def test_a_speaker_whom_nobody_found_is_named_around_the_words(named: str, fits: bool) -> None:
    assert may_be(named, "", OTHERS[:1], "„Niet“, said Lavrov on Monday", "de") is fits


def test_a_name_in_another_spelling() -> None:
    assert is_named("Volodymyr Zelenskyy", "Nach Angaben von Selenskyj")
    assert not is_named("Volodymyr Zelenskyy", "Nach Angaben von Putin")
