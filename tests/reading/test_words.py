"""What counts as the same word."""

from __future__ import annotations

import pytest

from digest.reading.words import bases, word_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Zelenskyy’s", "zelenskyy"),
        ("Erdoğan", "Erdogan"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("don’t", "don't"),
    ],
)
def test_what_is_written_in_two_ways_is_one_word(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


def test_curly_and_straight_marks_make_no_difference_to_stories_and_topics() -> None:
    assert bases("Orbán doesn’t want Szijjártó’s job") == bases("Orban doesn't want Szijjarto's job")
