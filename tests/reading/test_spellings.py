"""Names in the spellings of several languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading.spellings import alike, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kiew", "Kyiv"),
        ("Selenskyj", "Zelenskyy"),
        ("Зеленський", "Zelensky"),
        ("Lawrow", "Lavrov"),
        ("Poutine", "Путин"),
        ("Chruschtschow", "Khrushchev"),
        ("Tschernihiw", "Chernihiv"),
        ("Schytomyr", "Zhytomyr"),
        ("Шмигаль", "Shmyhal"),
        ("Netanjahu", "Netanyahu"),
        ("Μητσοτάκης", "Mitsotakis"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Biden", "Trump"), ("Scholz", "Merz"), ("Orban", "Erdogan"), ("Kiew", "Minsk"), ("", "A")]
)
def test_two_names(one: str, other: str) -> None:
    assert not alike(one, other)


@given(st.text(max_size=30))
def test_any_word_has_a_skeleton(word: str) -> None:
    assert len(skeleton(word)) <= 4 * len(word) + 1
