"""The fit of items to a description by vectors, with a model whose vectors are drawn by hand."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.curate.describing import ON_TOPIC, Shelf
from digest.curate.meaning import BACKGROUND, HEAD, NO_VECTORS, Meanings, item_text
from digest.curate.topics import described_fits, select, texts_to_embed
from digest.model import Item, Vector
from tests.curate.newsdesk import NOW, SINCE, audience, item

ABOUT = "British politics"
SIZE = 2 + len(BACKGROUND)


def drawn(**places: float) -> Vector:
    """A vector of length 1: `politics`, `parish` (what goes with it), `sport` (of the background), `bias`."""
    vector = [0.0] * (SIZE + 1)
    for name, value in places.items():
        vector[{"politics": 0, "parish": 1, "sport": 2, "film": 3, "bias": SIZE}[name]] = value
    length = math.hypot(*vector)
    return [value / length for value in vector]


def background(bias: float = 0.0) -> dict[str, Vector]:
    found: dict[str, Vector] = {}
    for number, text in enumerate(BACKGROUND):
        vector = [0.0] * (SIZE + 1)
        vector[2 + number], vector[SIZE] = 1.0, bias
        length = math.hypot(*vector)
        found[text] = [value / length for value in vector]
    return found


def fits(vectors: Sequence[Vector], about: Vector, bias: float = 0.0) -> list[float | None]:
    items = [item(number, f"Item {number}") for number in range(len(vectors))]
    known = background(bias) | {ABOUT: about} | dict(zip(map(item_text, items), vectors, strict=True))
    return Meanings(items, known).fits(ABOUT)


@pytest.mark.parametrize("bias", [0.0, 3.0])  # of a model in which all texts are alike at first sight
def test_items_on_the_subject_fit_and_others_do_not(bias: float) -> None:
    on = [drawn(politics=1, parish=n / 10, bias=bias) for n in range(5)]
    off = [drawn(sport=1, politics=n / 100, bias=bias) for n in range(20)]
    found = fits([*on, *off], drawn(politics=1, bias=bias), bias)
    assert all(fit is not None and fit > ON_TOPIC for fit in found[:5])
    assert all(fit is not None and fit < ON_TOPIC for fit in found[5:])


@pytest.mark.parametrize("bias", [0.0, 3.0])
def test_a_subject_that_is_not_in_the_run_fits_nothing(bias: float) -> None:
    off = [drawn(sport=1, film=n / 10, bias=bias) for n in range(20)]
    assert set(fits(off, drawn(politics=1, bias=bias), bias)) == {0.0}


def test_the_nearest_items_teach_what_else_belongs() -> None:
    on = [drawn(politics=1, parish=1) for _ in range(20)]
    kin, stranger = drawn(parish=1, film=0.5), drawn(film=1, sport=0.5)
    off = [drawn(sport=1, film=n / 10) for n in range(40)]
    found = fits([*on, kin, stranger, *off], drawn(politics=1))
    assert found[20] is not None
    assert found[21] is not None
    assert found[20] > found[21]


def test_one_item_and_none() -> None:
    assert fits([drawn(politics=1)], drawn(politics=1)) == [pytest.approx(0.7)]
    assert fits([], drawn(politics=1)) == []


def test_a_model_that_tells_nothing_apart_fits_nothing() -> None:
    same = drawn(bias=1)
    items = [item(1, "One"), item(2, "Two")]
    known = dict.fromkeys([*BACKGROUND, ABOUT, *map(item_text, items)], same)
    assert Meanings(items, known).fits(ABOUT) == [0.0, 0.0]


@given(st.lists(st.lists(st.floats(-1, 1), min_size=3, max_size=3).filter(any), min_size=1, max_size=8), st.data())
def test_fits_are_between_0_and_1_in_any_order(rows: list[list[float]], data: st.DataObject) -> None:
    vectors = [drawn(politics=a, sport=b, film=c) for a, b, c in rows if math.hypot(a, b, c) > 0.01]
    mixed = data.draw(st.permutations(range(len(vectors))))
    found = fits(vectors, drawn(politics=1, sport=0.1))
    again = fits([vectors[number] for number in mixed], drawn(politics=1, sport=0.1))
    assert all(fit is not None and 0 <= fit <= 1 for fit in found)
    assert again == [pytest.approx(found[number], abs=1e-6) for number in mixed]


def test_an_item_without_a_vector_is_matched_by_words() -> None:
    items = [item(1, "Talks on Ukraine"), item(2, "Ukraine votes"), item(3, "A cup tie")]
    about = "Ukraine"
    known = background() | {about: drawn(politics=1), item_text(items[0]): drawn(politics=1)}
    by_words = Shelf(items).fits(about)
    found = described_fits(Shelf(items), Meanings(items, known), about)
    assert found[1:] == by_words[1:]
    assert found[0] != by_words[0]
    assert described_fits(Shelf(items), Meanings(items, NO_VECTORS), about) == by_words


def test_the_text_is_cut_at_a_character() -> None:
    text = item_text(item(1, "Вести", "я" * 5000))
    assert len(text.encode()) <= HEAD
    assert text.endswith("я")


def described() -> Mapping[str, object]:
    return {"topics": [{"name": "Ukraine", "about": ABOUT}]}


def test_only_what_comes_to_the_topics_is_embedded() -> None:
    fresh, old = item(1, "Talks", "They met."), item(2, "Before", "Once.", published=SINCE.replace(year=2000))
    wanted = texts_to_embed([fresh, old], audience(**described()), NOW, SINCE)
    assert wanted == (*BACKGROUND, ABOUT, "Talks\nThey met.")
    assert texts_to_embed([fresh, old], audience(), NOW, SINCE) == ()


def test_what_means_the_same_is_kept() -> None:
    items: list[Item] = [item(1, "Commons sits", "They met."), item(2, "A cup tie", "They lost.")]
    known = background() | {
        ABOUT: drawn(politics=1),
        item_text(items[0]): drawn(politics=1, parish=0.3),
        item_text(items[1]): drawn(sport=1),
    }
    assert not select(items, audience(**described()), NOW, SINCE).kept
    [kept] = select(items, audience(**described()), NOW, SINCE, vectors=known).kept
    assert kept.item == items[0]
