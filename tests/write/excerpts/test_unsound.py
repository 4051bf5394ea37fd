"""What is not told, however well it reads."""

from __future__ import annotations

import pytest

from digest.model import Item
from digest.write.excerpts.additions import Told
from digest.write.excerpts.unsound import why_unsound
from tests.write.excerpts.reports import LEDE, TODAY, report

HED = "Norvik Air cancels 40 flights after pilots stay at home"
DENIAL = "Norvik Air denies that its pilots stayed at home"


def unsound(told: Told, *items: Item) -> str:
    return why_unsound(told, items[0], items, TODAY)


def test_a_denial_in_another_title_has_to_be_told() -> None:
    items = [report(LEDE, title=HED), report(LEDE, name="two", title=DENIAL)]
    silent = Told(HED, "Norvik Air cancelled 40 flights after pilots stayed at home.")
    assert "denial" in unsound(silent, *items)
    assert unsound(silent, items[0]) == ""
    assert unsound(silent.with_more("The airline denied it."), *items) == ""
    assert unsound(silent.with_more("The council said that this had nothing to do with it."), *items) == ""
    assert unsound(Told("Norvik closes its largest pier", LEDE), *items) == "", "that is about something else"


def test_a_denial_that_will_be_added_is_told() -> None:
    accused = Told("Norvik Air accused of fraud by pilots", "Auditors accused Norvik Air of fraud.")
    denied = "Norvik Air has repeatedly denied the accusation."
    title = "Norvik Air denies fraud"
    assert unsound(accused, report(LEDE, title=title))
    assert unsound(accused, report(LEDE, denied, title=title)) == ""


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("People who had Covid-19 are safe for years, according to a new study.", False),
        ("Drinkers of coffee live longer, researchers found.", False),
        ("Drinkers of coffee live longer, according to a study by the University of Oslo.", True),
        ("Most voters want the pier back, a survey by Norvik Polling found.", True),
        ("The pier is closed.", True),
    ],
)
def test_somebody_has_found_out_what_is_told(text: str, sound: bool) -> None:
    assert (unsound(Told("A hed", text), report(LEDE)) == "") is sound


@pytest.mark.parametrize(
    ("hed", "lede", "sound"),
    [
        ("Divers to testify on Norvik pier", "Four divers are due to testify on Thursday in Norvik.", False),
        (
            "Norvik to lift ban on boats",
            "Norvik will seek to lift its ban on boats on Thursday, an official said.",
            False,
        ),
        ("Divers to testify on Norvik pier", "Four divers are due to testify on Friday in Norvik.", True),
        ("Divers testify on Norvik pier", "Four divers testified on Thursday in Norvik.", True),
        ("Norvik to lift ban on boats", "Norvik will lift its ban on boats, the council announced on Thursday.", True),
        ("Council passes bill to lift ban", "The council on Thursday passed a bill that will lift a ban.", True),
    ],
)
def test_a_preview_of_the_day_itself_is_not_told_that_evening(hed: str, lede: str, sound: bool) -> None:
    assert (unsound(Told(hed, lede), report(lede, title=hed)) == "") is sound
