"""Display lines are whole units: a hed or a sentence is printed as it is, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.display import PREHEADER, SUBJECT, contents, preheader, subject, teasers

LONG = "Starmer asks Trump to guard a peace in Ukraine; Trump points to the mines and to Europe"
UNDIVIDED = "Trump says he backs the deal with Ukraine and then drops it, and Europe has to find another way"


@pytest.mark.parametrize(
    ("heds", "expected"),
    [
        (["Judge finds mass firing of staff likely unlawful"], "Judge finds mass firing of staff likely unlawful"),
        ([LONG], "Starmer asks Trump to guard a peace in Ukraine"),
        ([UNDIVIDED], UNDIVIDED),
        ([f"Short; {UNDIVIDED}"], f"Short; {UNDIVIDED}"),
        (["A clash", "King invites Trump"], "A clash. Plus: King invites Trump"),
        (["A clash", UNDIVIDED], "A clash"),
        (["A clash"], "A clash"),
        ([], "A quiet day for Watch"),
    ],
)  # fmt: skip
def test_the_subject_is_the_claim_of_the_lead(heds: list[str], expected: str) -> None:
    assert subject(heds, "Watch", "Plus:", "A quiet day for {newsletter}") == expected


def test_teasers_need_five_stories() -> None:
    assert teasers(["a", "b", "c", "d"], ["a model's"]) == ()
    assert teasers(["a", "b c", "d e", "f", "g"]) == ("b c", "d e", "f")
    assert teasers(["a", "b", "c", "d", "e"], ["a model's"]) == ("a model's",)
    assert len(teasers(["a"] * 9)) == 3


def test_the_preheader_goes_on_where_the_subject_stops() -> None:
    heds = ["A lead", "The second story of this issue has a hed", "The third one too has a hed of some length"]
    assert preheader(heds, "A lead", ()) == f"{heds[1]} · {heds[2]}"
    assert preheader(heds[:1], "A lead", ("The lead's first sentence.",)) == "The lead's first sentence."
    assert heds[1] not in preheader(heds, f"A lead. Plus: {heds[1]}", ())


def test_what_does_not_fit_into_the_preheader_is_left_out_whole() -> None:
    short, long = "A hed of some thirty characters", "word " * 20 + "word"
    assert preheader(["x", short, long, "Tariffs to start in March"], "x", ()) == f"{short} · Tariffs to start in March"
    assert preheader(["x", "word " * 60, short], "x", ()) == short
    assert preheader(["x", "word " * 60], "x", ()) == "word " * 60, "the first line stands however long it is"


_HEDS = st.lists(st.text("abc d;", min_size=1, max_size=120).filter(str.strip), max_size=6)


@given(_HEDS, _HEDS)
def test_nothing_is_ever_cut(heds: list[str], more: list[str]) -> None:
    first = subject(heds, "Watch", "Plus:", "Quiet")
    whole = {"Quiet", *heds, *(f"{heds[0]}. Plus: {hed}" for hed in heds[1:2])} if heds else {"Quiet"}
    assert first in whole or (len(heds[0]) > SUBJECT[1] and heds[0].startswith(f"{first}; "))
    line = preheader(heds, first, more)
    assert set(line.split(" · ")) <= {"", *heds, *more}
    assert len(line) <= PREHEADER[1] or " · " not in line
    assert set(teasers(heds)) <= set(heds)


def test_an_issue_of_a_few_stories_opens_with_whole_heds() -> None:
    assert contents(["a" * 100]) == ()
    assert contents(["a" * 100, "b" * 100, "c" * 100]) == ("a" * 100, "b" * 100)
    assert contents(["a" * 200, "b" * 100]) == ()
    assert contents(["a", "b", "c", "d", "e"]) == ()  # a list of them follows
