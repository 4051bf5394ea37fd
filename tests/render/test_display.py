from __future__ import annotations

import pytest

from digest.render.display import clip, preheader, subject, teaser, teasers

LONG = "Starmer asks Trump to guard a peace in Ukraine; Trump points to the mines and to Europe"


@pytest.mark.parametrize(
    ("heds", "expected"),
    [
        (["Judge finds mass firing of staff likely unlawful"], "Judge finds mass firing of staff likely unlawful"),
        ([LONG], "Starmer asks Trump to guard a peace in Ukraine"),
        (
            ["Trump says he backs the deal with Ukraine; then he drops it, and Europe has to find another way"],
            "Trump says he backs the deal with Ukraine; then he drops…",
        ),
        (["A clash", "King invites Trump"], "A clash. Plus: King invites Trump"),
        (["A clash"], "A clash"),
        ([], "A quiet day for Watch"),
    ],
)  # fmt: skip
def test_the_subject_is_the_claim_of_the_lead(heds: list[str], expected: str) -> None:
    assert subject(heds, "Watch", "Plus:", "A quiet day for {newsletter}") == expected


def test_a_cut_never_ends_in_a_hanging_word() -> None:
    assert clip("The head of the republic says that he will not sign the bill", 30, 30) == "The head of the republic…"
    assert clip("x" * 100, 20, 20) == "x" * 19 + "…"


@pytest.mark.parametrize(
    ("hed", "expected"),
    [
        ("Tariffs to start on 4 March", "Tariffs to start on 4 March"),
        ("US and Russia spend six hours on their embassies", "US and Russia spend six hours"),
        ("Trump backs the minerals deal, then drops it in May", "Trump backs the minerals deal, then drops it in May"),
        ("Judge finds firing of staff in agencies unlawful", "Judge finds firing of staff in agencies unlawful"),
        ("Senate passes the bill on taxes without a vote", "Senate passes the bill on taxes without a vote"),
    ],
)  # fmt: skip
def test_a_teaser_is_short_or_whole_but_never_another_claim(hed: str, expected: str) -> None:
    assert teaser(hed) == expected


def test_a_cut_never_divides_a_quotation() -> None:
    hed = "Musk warns that “if we don’t do this, America will go bankrupt” and more words"
    assert clip(hed, 60, 40) == "Musk warns…"
    assert clip(hed, 70, 40) == "Musk warns that “if we don’t do this, America will go bankrupt”…"
    assert teaser("Trump says “no one expects it in May”") == "Trump says “no one expects it in May”"


def test_teasers_need_three_stories() -> None:
    assert teasers(["a", "b"]) == ()
    assert teasers(["a", "b c", "d e"]) == ("b c", "d e")
    assert len(teasers(["a"] * 9)) == 3


def test_the_preheader_goes_on_where_the_subject_stops() -> None:
    heds = ["A lead", "The second story of this issue has a hed", "The third one too has a hed of some length"]
    assert preheader(heds, "A lead", ()) == f"{heds[1]} · {heds[2]}"
    assert preheader(heds[:1], "A lead", ("The lead's first sentence.",)) == "The lead's first sentence."
    assert heds[1] not in preheader(heds, f"A lead. Plus: {heds[1]}", ())
    assert len(preheader(["x", "word " * 60], "x", ())) <= 110
