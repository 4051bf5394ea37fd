"""The hed of an excerpt: a title that the text bears out, never a coy one, in sentence case."""

from __future__ import annotations

import pytest

from digest.reading.languages import Language
from digest.write.choosing.case import Case
from digest.write.excerpts.heds import hed_of, is_coy, told_share
from tests.write.excerpts.reports import LEDE, MORE, report

ENGLISH = Language.load("en")
NOBODYS = Case(())


def hed(title: str, text: str = LEDE) -> str:
    return hed_of(text, text, report(LEDE, title=title), NOBODYS)


@pytest.mark.parametrize(
    ("title", "share"),
    [
        ("Norvik closes largest pier", 1.0),
        ("Councils closing pier", 1.0),  # other forms of the words
        ("Norvik mayor resigns over pier", 0.5),
        ("Penguins march on Antarctica", 0.0),
        ("", 0.0),
    ],
)
def test_how_much_of_a_hed_a_text_tells(title: str, share: float) -> None:
    assert told_share(title, LEDE) == pytest.approx(share)


def test_a_title_that_the_text_bears_out_is_the_hed() -> None:
    assert hed("Norvik closes its largest pier") == "Norvik closes its largest pier"
    assert hed("Norvik closes its largest pier - Wire") == "Norvik closes its largest pier"
    assert hed("LIVE: Norvik closes its largest pier") == "Norvik closes its largest pier"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Norvik pier crack: Council closes its largest pier", "Council closes its largest pier"),
        ("Norvik pier crack: Divers find it in three pillars", "Norvik pier crack: Divers find it in three pillars"),
        ("Norvik pier report: Council closes its largest pier", None),  # it may be the report that says so
        ("Norvik storm: Council closes its largest pier", None),  # of which the text tells nothing
    ],
)
def test_a_topic_before_a_title_goes_where_the_text_tells_it(title: str, expected: str | None) -> None:
    text = "On Thursday the Norvik Council closed its largest pier after divers found a crack in three pillars of it."
    assert hed_of(text, text, report(text, title=title), NOBODYS) == (expected or title)


def test_a_title_that_tells_another_thing_is_not() -> None:
    assert hed("Mayor resigns as Norvik votes on a new budget") == ""


def test_names_alone_tell_nothing() -> None:
    text = "The Harbour Council of Norvik met Ada Berg."
    assert hed("Harbour Council of Norvik demotes and fines Ada Berg", text=text) == ""


def test_what_a_title_quotes_must_stand_in_the_text() -> None:
    assert hed("Norvik closes its largest pier, calls it ‘a death trap’") == ""


def test_a_hed_vouches_for_nothing_that_its_text_leaves_open() -> None:
    doubted = "Harbour master Tor Lie allegedly sold a pier of Norvik to his cousin, the council said."
    assert hed("Harbour master sold pier of Norvik to cousin", text=doubted) == ""
    assert hed("Harbour master allegedly sold pier of Norvik to cousin", text=doubted)
    assert hed("Council accuses harbour master who sold pier of Norvik", text=doubted)
    assert hed("Harbour master sold pier of Norvik to cousin", text=doubted.replace(" allegedly", ""))


@pytest.mark.parametrize(
    ("title", "borne"),
    [
        ("Mayor Ada Berg closes largest pier of Norvik, divers of Tor Lie find 3 cracks", False),  # who is Lie?
        ("Mayor Ada Berg closes largest pier of Norvik", True),
        ("Norvik closes largest pier for 40M kroner", True),
        ("Norvik closes largest pier for 41 million kroner", True),
        ("Norvik closes largest pier for 60 million kroner", False),
        ("Norvik closes largest pier over Covid-19", True),
    ],
)
def test_a_hed_names_and_counts_nothing_that_its_text_has_not(title: str, borne: bool) -> None:
    text = "Mayor Ada Berg of Norvik closed the largest pier over Covid-19; that costs 40 million kroner."
    item = report(text, "Harbour master Tor Lie had sent divers, and Lie saw them find cracks.", title=title)
    assert bool(hed_of(text, text, item, NOBODYS)) is borne


COY = [
    "",
    "Why Norvik closed its largest pier",
    "What to know about the largest pier in Norvik",
    "How Norvik closed its largest pier",
    "Here’s why Norvik closed its largest pier",
    "Is the largest pier in Norvik safe?",
    "Norvik closes its largest pier!",
    "Norvik closes its largest pier … for now",
    "Norvik closes its largest pier. But will it stay closed?",
    "5 things to know about the largest pier in Norvik",
    "Watch divers find the crack in the largest pier",
    "Inside the council of Norvik as the pier closed",
    "This crack closed the largest pier of Norvik",
    "Your guide to the largest pier of Norvik",
    "‘A crack’: Norvik closes its largest pier",
    '"Not safe": Norvik closes its largest pier',
    "“Not safe”: Norvik closes its largest pier",
]


@pytest.mark.parametrize("title", COY)
def test_a_coy_title_is_never_a_hed(title: str) -> None:
    assert is_coy(title, ENGLISH)
    assert hed(title, text=f"{title} {LEDE}") == ""


@pytest.mark.parametrize(
    "title",
    [
        "Norvik closes its largest pier",
        "Isle of piers votes",
        "Canal closes",
        "More than 280 boats leave",
        "US closes pier",
    ],
)
def test_a_title_that_tells_is_not_coy(title: str) -> None:
    assert not is_coy(title, ENGLISH)


@pytest.mark.parametrize(
    "title",
    [
        "Norvik closes its largest pier " + "council divers found " * 8,
        "Norvik closes its largest pier: www.evil.example",
        "Norvik closes its <b>largest</b> pier",
        "Norvik closes “its largest pier",
        "Norvik closes [[ name ]] largest pier",
    ],
    ids=["too long", "a link", "markup", "a mark without a partner", "a field"],
)
def test_what_cannot_be_printed_is_no_hed(title: str) -> None:
    assert hed(title) == ""


def test_a_title_in_title_case_is_set_as_a_sentence() -> None:
    case = Case([report(LEDE, *MORE)])
    item = report(LEDE, title="Norvik Closes Its Largest Pier After Divers Find Crack")
    assert hed_of(LEDE, LEDE, item, case) == "Norvik closes its largest pier after divers find crack"
