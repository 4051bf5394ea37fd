from __future__ import annotations

from dataclasses import replace

import pytest

from digest.write.choosing.viewpoints import viewpoint
from tests.curate.newsdesk import item


@pytest.mark.parametrize(
    ("title", "argument"),
    [
        ("Opinion: A peace without Europe will not hold", "A peace without Europe will not hold"),
        ("Why a peace without Europe will not hold", "Why a peace without Europe will not hold"),
        ("Cold comfort", "Europe can't buy its safety from others forever."),
        ("Opinion | Who will guard the peace in Ukraine?", "Europe can't buy its safety from others forever."),
    ],
)
def test_a_piece_argues_with_its_title_or_its_first_whole_sentence(title: str, argument: str) -> None:
    piece = item(1, title, "It won't. Europe can't buy its safety from others forever. The bill comes in the end.")
    assert viewpoint(piece).argument == argument


@pytest.mark.parametrize(
    "dangling",
    [
        "The senator came with plenty of rationalizations this week.",
        "This is why nobody in Europe believes such a promise.",
        "Nobody in Europe believes what he said on Monday about peace.",
        "Ada Berg is a columnist for the Norvik Post and lives in Norvik.",
    ],
)
def test_an_argument_points_at_nothing_and_is_not_about_its_author(dangling: str) -> None:
    piece = replace(item(1, "Cold comfort", text=f"{dangling} It won't."), authors=("Ada Berg",))
    assert viewpoint(piece).argument == "Cold comfort"


def test_a_piece_without_a_sentence_keeps_its_title() -> None:
    assert viewpoint(replace(item(1, "Cold comfort"), text="")).argument == "Cold comfort"
