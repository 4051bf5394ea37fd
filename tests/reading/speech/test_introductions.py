"""One identity a person across the reports of a story."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.model import Item, Quote
from digest.reading.article import read
from digest.reading.speech.introductions import introduce


def speakers(*texts: str) -> list[tuple[str, str]]:
    quotes: list[Quote] = []
    for number, text in enumerate(texts):
        item = Item(f"i{number}", "", "", "", "", datetime(2025, 1, 1, tzinfo=UTC), text)
        quotes += read(item).quotations
    return [(quote.speaker, quote.role) for quote in introduce(quotes)]


SHORT = "“The line will hold for now,” former Defense Secretary Jim Strand said."
LONG = "“The line will hold for now,” James Strand said on Friday."
AGAIN = "“Nobody asked me about the fleet,” James Strand told reporters."


def test_a_short_given_name_and_the_full_one_are_one_person() -> None:
    assert {name for name, _ in speakers(SHORT, LONG, AGAIN)} == {"James Strand"}


def test_the_role_may_come_from_another_report() -> None:
    assert {role for _, role in speakers(SHORT, LONG, AGAIN)} == {"former defense secretary"}


def test_two_given_names_are_two_people() -> None:
    other = "“The line will hold for now,” Anna Strand said on Friday."
    assert {name for name, _ in speakers(SHORT, other)} == {"Jim Strand", "Anna Strand"}


def test_an_office_alone_is_whom_another_report_gives_it_to() -> None:
    bare = "“I was not consulted about the fleet,” the former defense secretary said on Friday."
    assert {name for name, _ in speakers(SHORT, bare)} == {"Jim Strand"}


def test_an_office_that_two_people_hold_is_nobodys_name() -> None:
    bare = "“I was not consulted about the fleet,” the former defense secretary said on Friday."
    rival = "“I disagree with all of that,” former Defense Secretary Olga Kern said."
    assert speakers(SHORT, rival, bare)[-1] == ("the former defense secretary", "")


def test_a_present_office_is_not_a_former_one() -> None:
    bare = "“I was not consulted about the fleet,” the deputy defense secretary said on Friday."
    assert speakers(SHORT, bare)[-1][0] == "the deputy defense secretary"


def test_a_surname_is_completed_from_whoever_another_report_names_in_that_office() -> None:
    bare = "“Nobody asked me about the fleet,” President Kern said."
    named = "President Olga Kern was away. “The line will hold for now,” Jim Strand told reporters."
    assert speakers(bare, named)[0] == ("Olga Kern", "president")


def test_the_role_may_come_from_a_report_in_which_somebody_else_speaks() -> None:
    bare = "“Nobody asked me about the fleet,” Olga Kern said."
    named = "Defense Secretary Olga Kern was away. “The line will hold for now,” Jim Strand told reporters."
    assert speakers(bare, named)[0] == ("Olga Kern", "defense secretary")


def test_a_surname_of_two_words_is_completed() -> None:
    full = "Mayor Olga Lund Kern was away. “The line will hold for now,” Jim Strand told reporters."
    bare = "“Nobody asked me about the fleet,” Lund Kern said."
    assert speakers(bare, full)[0] == ("Olga Lund Kern", "mayor")
