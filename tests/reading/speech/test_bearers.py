"""Who bears the office that speaks, and in what office somebody speaks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.model import Item, Quote
from digest.reading.article import read
from digest.reading.speech.introductions import introduce
from digest.write.choosing.printable import is_printable

WORDS = "“We shall ask the people who use the park first,”"


def quote(text: str) -> Quote:
    return introduce(read(Item("a", "", "", "", "", datetime(2025, 1, 1, tzinfo=UTC), text)).quotations)[0]


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        (f"{WORDS} the mayor of Trent, Ines Kolb, told the council.", "Ines Kolb", "mayor of Trent"),
        (
            f"{WORDS} an aide to Mayor Otto Brandt, Ines Kolb, said.",
            "Ines Kolb",
            "aide to Mayor Otto Brandt",
        ),
        (f"Ines Kolb came late. {WORDS} the mayor said.", "Ines Kolb", "mayor"),
        (f"Ines Kolb, the mayor of Trent, met Otto Brandt. {WORDS} the mayor said.", "Ines Kolb", "mayor of Trent"),
        (
            f"Peru's finance minister was contrite. {WORDS} Ines Kolb said.",
            "Ines Kolb",
            "Peru's finance minister",
        ),
        (f"{WORDS} said Ines Kolb, the park's chief gardener.", "Ines Kolb", "chief gardener"),
        (
            f"{WORDS} said Ines Kolb, Peru's mine minister and backer of the new law.",
            "Ines Kolb",
            "Peru's mine minister",
        ),
        (f"{WORDS} said Ines Kolb, a volunteer there.", "Ines Kolb", "volunteer"),
    ],
)
def test_an_office_has_its_bearer(text: str, speaker: str, role: str) -> None:
    found = quote(text)
    assert found.speaker == speaker
    assert found.role == role


@pytest.mark.parametrize(
    "text",
    [
        f"Ines Kolb met Otto Brandt in Trent. {WORDS} the mayor said.",
        f"{WORDS} the mayor said. Ines Kolb was not there.",
    ],
)
def test_nobody_is_named_where_it_might_be_another(text: str) -> None:
    assert quote(text).speaker == "the mayor"


def test_a_title_is_not_given_to_a_relation_of_the_same_surname() -> None:
    text = f"President Kolb's daughter and adviser Ines Kolb came along. {WORDS} Ines Kolb said."
    assert quote(text).role == "adviser"


def test_a_present_office_goes_before_a_former_one() -> None:
    text = f"Otto Brandt, a former army captain, won. {WORDS} President-elect Otto Brandt said."
    assert quote(text).role == "president-elect"


def test_what_a_commission_says_is_not_said_by_its_chair() -> None:
    text = "A commission co-chaired by Ines Kolb concluded that “the bridge should have been closed years ago.”"
    assert quote(text).speaker == "a commission"


def test_a_body_has_its_whole_name() -> None:
    text = "The National Commission on School Safety concluded that “no single measure would have been enough.”"
    assert quote(text).speaker == "National Commission on School Safety"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The leaders of Norway and Chile said that {}", ("the leaders of Norway and Chile", "")),
        ("{} said the leaders of Norway and Chile.", ("the leaders of Norway and Chile", "")),
        ("The former racing driver Ann Berg said: {}", ("Ann Berg", "former racing driver")),
        ("Retired Lt. Col. Ann Berg said: {}", ("Ann Berg", "retired lieutenant colonel")),
        ("The Chilean prime minister was late. {} Ann Berg said.", ("Ann Berg", "Chilean prime minister")),
        ("Asked about Karl Dahl, Ann Berg said: {}", ("Ann Berg", "")),
        ("US Secretary of State Ann Berg said: {}", ("Ann Berg", "US secretary of state")),
        ("Acting White House Chief of Staff Ann Berg said: {}", ("Ann Berg", "acting White House chief of staff")),
        (
            "{} said Ann Berg, the chief executive of Human Rights First.",
            ("Ann Berg", "chief executive of Human Rights First"),
        ),
        ("Then Vice President Ann Berg said: {}", ("Ann Berg", "")),
        ("He met his next attorney general Ann Berg. Ann Berg said: {}", ("Ann Berg", "")),
        ("Gov.-elect Ann Berg, a Democrat, said: {}", ("Ann Berg", "governor-elect")),
        ("Chile's minister of sport was late. {} Ann Berg said.", ("Ann Berg", "Chile's minister")),
        ("Health and Human Services Secretary Ann Berg said: {}", ("Ann Berg", "Health and Human Services secretary")),
        (
            "{} said Ann Berg, a professor at the University of Oregon, Salem.",
            ("Ann Berg", "professor at the University of Oregon"),
        ),
        (
            "Ann Berg, a professor at the University of Oregon, Salem, said: {}",
            ("Ann Berg", "professor at the University of Oregon, Salem"),
        ),
        ("Associated Press reporter Ann Berg said: {}", ("Ann Berg", "Associated Press reporter")),
        (
            "{} said Ann Berg, director of the River Safety Agency (RSA).",
            ("Ann Berg", "director of the River Safety Agency"),
        ),
        (
            "{} said Ann Berg, director of race, ethnicity, income and outreach at the bureau.",
            ("Ann Berg", "director of race, ethnicity, income and outreach at the bureau"),
        ),
        (
            "{} said Ann Berg, a former chairman of the River Board and a founder of Salem Bank.",
            ("Ann Berg", "former chairman of the River Board"),
        ),
    ],
)
def test_a_group_a_rank_and_an_office_are_kept_whole(text: str, said: tuple[str, str]) -> None:
    found = quote(text.format("“the line will hold until the winter,”"))
    assert (found.speaker, found.role) == said


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("{} said Ann Berg, a longtime Republican.", ""),
        ("{} said Ann Berg, a staunch Dahl supporter.", ""),
        ("{} said Ann Berg, a longtime Republican and former Olympian.", "former Olympian"),
        ("{} said Ann Berg, a 24-year Secret Service agent.", "Secret Service agent"),
        ("{} said Ann Berg, a former agent who is now chairman of Salem Bank.", "chairman of Salem Bank"),
        ("{} said Ann Berg, President Dahl's onetime lawyer.", "President Dahl's onetime lawyer"),
        ("{} said Ann Berg, the late President Dahl's attorney general.", ""),
    ],
)
def test_a_role_is_an_office_or_occupation_that_somebody_has_now(text: str, role: str) -> None:
    assert quote(text.format("“the line will hold until the winter,”")).role == role


TWO = "Mayor Ann Berg and banker Karl Berg argued. "
SAID = "“We will vote on this bill before the winter,”"


def test_of_two_with_one_surname_the_office_tells_which() -> None:
    assert quote(f"{TWO}{SAID} said Mayor Berg.").speaker == "Ann Berg"


def test_of_two_with_one_surname_neither_is_printed_where_nothing_tells_which() -> None:
    assert not is_printable(quote(f"{TWO}{SAID} Berg said."))


@pytest.mark.parametrize(
    "before",
    [
        "Rivals called Ann Berg “the worst mayor in the land” this week. ",
        "Rivals are calling Ann Berg a lame-duck mayor. ",
        "Ann Berg, whose husband is Senator Karl Dahl, was late. ",
    ],
)
def test_what_others_call_somebody_is_no_office(before: str) -> None:
    item = Item("a", "", "", "", "", datetime(2025, 1, 1, tzinfo=UTC), f"{before}{SAID} Ann Berg said.")
    assert {one.role for one in introduce(read(item).quotations)} == {""}
