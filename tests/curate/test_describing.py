"""Where a described topic ends, among many items and among few."""

from __future__ import annotations

import pytest

from digest.curate.describing import ON_TOPIC, with_cut

BROAD = [0.4, 0.35, 0.3, *[0.16 + number / 500 for number in range(27)], *[0.01] * 120]


def on_topic(fits: list[float]) -> int:
    return sum(fit >= ON_TOPIC for fit in with_cut(fits))


def test_a_broad_topic_ends_where_its_items_part_from_the_rest() -> None:
    assert sum(fit >= ON_TOPIC for fit in BROAD) < 4
    assert on_topic(BROAD) == 30


def test_the_order_stays_and_so_do_the_ends() -> None:
    fits = sorted([1.0, *BROAD, 0.0], reverse=True)
    moved = with_cut(fits)
    assert moved != fits
    assert moved == sorted(moved, reverse=True)
    assert (moved[0], moved[-1]) == (1.0, 0.0)


@pytest.mark.parametrize(
    "fits",
    [BROAD[:50], [0.22, 0.2, 0.18, 0.16, *[0.001] * 300], [0.0] * 200],
    ids=["few items", "a subject that the run hardly has", "nothing fits"],
)
def test_what_stays_as_it_is(fits: list[float]) -> None:
    assert with_cut(fits) == fits


def test_a_topic_that_everybody_mentions_ends_higher() -> None:
    fits = [*[0.8 - number / 100 for number in range(20)], *[0.27] * 100, *[0.02] * 100]
    assert sum(fit >= ON_TOPIC for fit in fits) == 120
    assert on_topic(fits) == 20
