from __future__ import annotations

import pytest

from digest.render.display import preheader, subject, teasers

LONG = "Starmer asks Trump to guard a peace in Ukraine; Trump points to the mines and to Europe"
WHOLE = "Trump says he backs the deal with Ukraine and then drops it, so that Europe has to find another way"


@pytest.mark.parametrize(
    ("heds", "expected"),
    [
        (["Judge finds mass firing of staff likely unlawful"], "Judge finds mass firing of staff likely unlawful"),
        ([LONG], "Starmer asks Trump to guard a peace in Ukraine"),
        ([WHOLE], WHOLE),
        (["A clash", "King invites Trump"], "A clash. Plus: King invites Trump"),
        (["A clash"], "A clash"),
        ([], "A quiet day for Watch"),
    ],
)  # fmt: skip
def test_the_subject_is_the_claim_of_the_lead_and_never_a_part_of_it(heds: list[str], expected: str) -> None:
    assert subject(heds, "Watch", "Plus:", "A quiet day for {newsletter}") == expected


def test_teasers_are_whole_heds_and_need_three_stories() -> None:
    assert teasers(["a", "b"]) == ()
    assert teasers(["a", WHOLE, "d e"]) == (WHOLE, "d e")
    assert len(teasers(["a"] * 9)) == 3


def test_the_preheader_goes_on_where_the_subject_stops() -> None:
    heds = ["A lead", "The second story of this issue has a hed", "The third one too has a hed of some length"]
    assert preheader(heds, "A lead", ()) == f"{heds[1]} · {heds[2]}"
    assert preheader(heds[:1], "A lead", ("The lead's first sentence.",)) == "The lead's first sentence."
    assert heds[1] not in preheader(heds, f"A lead. Plus: {heds[1]}", ())


def test_what_does_not_fit_the_preheader_is_left_out_whole() -> None:
    assert preheader(["x", "A second hed", WHOLE, "A third hed"], "x", ()) == "A second hed · A third hed"
