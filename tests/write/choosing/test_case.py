"""Title case set as sentences: common words small, names as the day's reports write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading.languages import Language
from digest.write.choosing.case import Case
from tests.write.reports import item

ENGLISH = Language.load("en")
DAY = Case(
    [
        item(
            "wire",
            "On Thursday the Harbour Council of Norvik closed its pier. Mayor Ada Berg said that the White House and "
            "the European Union were told, and so was Judge Tor Lie of the Supreme Court. A house on the hill is "
            "white. The union of divers will meet; a judge may rule, and courts and councils often wait. "
            "Apple and the FBI have seen it, said Ian McCain. He ate an apple in May. It may rain, he says as he tells "
            "of it.",
        )
    ]
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Mayor Ada Berg Closes Pier", "Mayor Ada Berg closes pier"),
        ("White House Told Of Closed Pier", "White House told of closed pier"),
        ("Pier Closed, White House Says", "Pier closed, White House says"),
        ("A White House On The Hill Closed", None),
        ("Berg Tells European Union Of Pier", "Berg tells European Union of pier"),
        ("Supreme Court Judge Rules On Pier", "Supreme Court judge rules on pier"),
        ("Pier Closes As FBI Waits", "Pier closes as FBI waits"),
        ("Pier Closes As McCain Waits", "Pier closes as McCain waits"),
        ("Pier Closes: Divers Wait", "Pier closes: divers wait"),
        ("Norvik’s Pier Closes", "Norvik’s pier closes"),
        ("U.S. Divers Wait In Norvik", "U.S. divers wait in Norvik"),
    ],
)
def test_title_case_becomes_a_sentence_and_names_stay(title: str, expected: str | None) -> None:
    told = DAY.sentence(title, ENGLISH)
    if expected is None:  # which of the two is meant can't be told
        assert told.startswith("A White House")
    else:
        assert told == expected


@pytest.mark.parametrize(
    "title",
    [
        "Mayor closes the pier in Norvik",
        "Berg and Lie wait for the judge",
        "White House waits",
        "Norvik",
        "",
        "المجلس يغلق الرصيف",
    ],
)
def test_what_is_a_sentence_stays(title: str) -> None:
    assert DAY.sentence(title, ENGLISH) == title


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("Mayor Calls Pier ‘A House Of Cards’", "‘a house of cards’"),
        ("Mayor Calls Pier “A House Of Cards”", "“a house of cards”"),
        ('"Divers Will Wait," Says Mayor Ada Berg Of Pier', '"Divers will wait," says Mayor Ada Berg of pier'),
    ],
)
def test_a_quotation_is_set_as_its_title_is(title: str, quoted: str) -> None:
    assert DAY.sentence(title, ENGLISH).endswith(quoted)


def test_a_report_s_own_way_of_writing_a_word_counts_first() -> None:
    day = Case(
        [item("wire", "On Monday the firm Apple and its divers fell, said Apple. The council votes as it falls.")]
    )
    report = "The apple fell on Monday, and the harbour reeled."
    assert day.sentence("Council Votes As Apple Falls", ENGLISH) == "Council votes as Apple falls"
    assert day.sentence("Council Votes As Apple Falls", ENGLISH, report) == "Council votes as apple falls"


def test_a_word_of_two_parts_is_written_as_the_report_writes_it() -> None:
    report = "On Thursday pro-Norvik divers met, and the anti-European mayor left."
    case = Case([item("wire", report)])
    assert case.sentence("Mayor Meets Pro-Norvik Divers", ENGLISH, report) == "Mayor meets pro-Norvik divers"
    assert case.sentence("Anti-European Mayor Leaves", ENGLISH, report) == "Anti-European mayor leaves"


def test_bodies_made_of_common_words_keep_their_capitals() -> None:
    report = "Two officials of the department saw a patrol at the border, and justice was done."
    case = Case([item("wire", report)])
    title = "Justice Department Sends Border Patrol To Norvik For Photo-Op"
    assert case.sentence(title, ENGLISH, report) == "Justice Department sends Border Patrol to Norvik for photo-op"


def test_a_name_is_spelled_as_its_report_spells_it() -> None:
    report = "On Thursday the pages of WhatsApp were dark. Mayor Berg of Norvik missed WhatsApp."
    assert Case([item("wire", report)]).sentence("Norvik Misses Whatsapp", ENGLISH, report) == "Norvik misses WhatsApp"


def test_a_word_that_a_long_report_has_nowhere_is_no_name() -> None:
    report = "The judge waits in Norvik before the pier closes. " * 20
    assert (
        DAY.sentence("Judge Roils Divers Before Pier Closes", ENGLISH, report)
        == "Judge roils divers before pier closes"
    )


def test_a_name_with_its_number_does_not_make_its_word_a_name() -> None:
    day = Case([item("wire", "On Monday the state voted for Amendment 4, and an amendment passes. Then came Florida.")])
    assert day.sentence("Florida Votes For Ballot Amendment", ENGLISH) == "Florida votes for ballot amendment"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Divers End A 17-Year-Long Wait For The Pier", "Divers end a 17-year-long wait for the pier"),
        ("Norvik-Closed Pier Waits For Divers", "Norvik-closed pier waits for divers"),
        ("Excuse Me If I'm Waiting For The Pier", "Excuse me if I'm waiting for the pier"),
    ],
)
def test_numbers_with_words_are_small_and_i_is_not(title: str, expected: str) -> None:
    assert DAY.sentence(title, ENGLISH) == expected


def test_a_word_that_no_report_has_may_be_a_name() -> None:
    assert "Zyxwv" in DAY.sentence("Judge Waits For Zyxwv Before Pier Closes", ENGLISH)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Mayor Acts On Pier Violence", "Mayor acts on pier violence"),
        ("Harbour Of War Fears Pier-of-War Divers", "Harbour of war fears pier-of-war divers"),
        ("Norvik-Era Divers End Pier War", "Norvik-era divers end pier war"),
    ],
)
def test_what_the_report_mostly_writes_small_is_no_name(title: str, expected: str) -> None:
    report = (
        "On Monday the Office of Pier Violence spoke of pier violence. A Norvik-era diver of the Cod War saw war." * 9
    )
    assert Case([item("wire", report)]).sentence(title, ENGLISH, report) == expected


def test_a_new_sentence_in_a_title_begins_with_a_capital() -> None:
    assert DAY.sentence("Pier Closes. Divers Wait In Norvik", ENGLISH) == "Pier closes. Divers wait in Norvik"


def test_small_words_are_small_whatever_the_reports_say() -> None:
    assert Case(()).sentence("Norvik As Zyxwv With Berg Of Oz", ENGLISH) == "Norvik as Zyxwv with Berg of Oz"


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["White", "House", "Ada", "Berg", "Of", "‘A", "Pier’", "FBI", "It’s", "U.S."])).map(
        " ".join
    )
)
def test_only_the_case_of_letters_changes(title: str) -> None:
    told = DAY.sentence(title, ENGLISH)
    assert told.casefold() == title.casefold()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Harbour Backs Judge Berg In Steady Drumbeat Of Criticism",
            "Harbour backs Judge Berg in steady drumbeat of criticism",
        ),
        ("A Local Judge Rules On Boats If They're Closed", "A local judge rules on boats if they're closed"),
    ],
)
def test_offices_keep_their_capital_only_before_a_name(title: str, expected: str) -> None:
    text = "On Monday Judge Ada Berg spoke, and Berg will speak again."
    assert Case([item("wire", text)]).sentence(title, ENGLISH) == expected


def test_where_nouns_have_capitals_a_title_stays_as_it_is() -> None:
    title = "Ministerin Schließt Den Hafen Von Norvik"
    assert DAY.sentence(title, Language.load("de")) == title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "A Norvik Harbour Commander was told to leave",
            "A Norvik Harbour commander was told to leave",
        ),
        ("Divers may lose their Pier Council seats, commander says", None),
        (
            "Border patrol counted more divers",
            "Border Patrol counted more divers",
        ),
        ("The council of Norvik is adding Divers to its pier", "The council of Norvik is adding divers to its pier"),
        (
            "Whatsapp comes back to Norvik after a day",
            "WhatsApp comes back to Norvik after a day",
        ),
        ("Berg says: 'We will keep covid out of the harbour'", "Berg says: 'We will keep COVID out of the harbour'"),
        ("The president of Norvik waits, and the council does", None),
    ],
)
def test_a_sentence_takes_the_words_of_its_own_report_where_they_are_written_otherwise(
    title: str, expected: str | None
) -> None:
    report = (
        "On Thursday a commander of the Norvik Harbour guard left, said President Ada Berg. It was the Border Patrol "
        "that told the divers of the Pier Council, and we heard that WhatsApp was dark in Norvik for COVID-19 reasons."
    )
    assert Case([item("wire", report)]).sentence(title, ENGLISH, report) == (expected or title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("WHO-Led Divers Of Anti-Berg Council Wait", "WHO-led divers of anti-Berg council wait"),
        ("Secret Divers Lack Members, Mayor Says", "Secret divers lack members, mayor says"),
        ("Mayors, Ada Berg Meet In Norvik", "Mayors, Ada Berg meet in Norvik"),
        ("Mayor Dips Into Harbour Funds", "Mayor dips into harbour funds"),
        ("Court Hears Gov. Berg Of Norvik", "Court hears Gov. Berg of Norvik"),
        ("Former Harbour Dept. Official Waits", "Former Harbour Dept. official waits"),
        ("Former Justice Dept. Official Waits", "Former Justice Dept. official waits"),
        ("Mayor Wants A Harbour Pass", "Mayor wants a Harbour Pass"),
        ("Mayor: ‘We Wait’ In Norvik", "Mayor: ‘We wait’ in Norvik"),
    ],
)
def test_parts_of_names_and_unknown_words_are_small(title: str, expected: str) -> None:
    text = "On Monday Gov. Ada Berg of Norvik met the Council Members, said Berg in Norvik; Ada Berg and the WHO met. "
    text += "It was the Harbour Department that waited for a “Harbour Pass”."
    assert Case([item("wire", text)]).sentence(title, ENGLISH) == expected
