"""What is known of a language from the CLDR."""

from __future__ import annotations

import pytest

from digest.reading.cldr import words_of


@pytest.mark.parametrize(
    ("language", "moscow", "germany"), [("de", "moskau", "deutschland"), ("es", "moscu", "alemania")]
)
def test_a_place_has_one_key_in_all_languages(language: str, moscow: str, germany: str) -> None:
    words, english = words_of(language), words_of("en")
    assert words
    assert english
    assert words.places[moscow] == english.places["moscow"]
    assert words.places[germany] == english.places["germany"] == "state DE"


def test_a_language_that_nobody_knows_has_no_words() -> None:
    assert words_of("xx") is None
