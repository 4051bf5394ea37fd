"""A pull quote is understood by itself, signed in full, and about what the hed tells; or there is none."""

from __future__ import annotations

import pytest

from digest.model import Quote
from digest.write.choosing.pull_quotes import why_not_set_apart, worth_setting_apart
from tests.write.reports import item

HED = "Harwick closes the old bridge for two years"
TOLD = "The council of Harwick voted on Tuesday to close the bridge, Mayor Jane Dow said."


def chosen(
    words: str, speaker: str = "Jane Dow", role: str = "mayor of Harwick", *, after: str = "” she said."
) -> bool:
    text = f"“{words}{after}"
    return bool(
        list(worth_setting_apart([Quote(item("wire", text, title=HED), 1, 1 + len(words), speaker, role)], HED, TOLD))
    )


def test_what_is_clear_signed_and_about_the_hed_is_set_apart() -> None:
    assert chosen("The bridge has carried this country’s trade for a century.")
    assert chosen("The bridge is a danger to everybody who crosses it daily", after=",” she said.")


@pytest.mark.parametrize(
    "words",
    [
        "It is what they wanted for the bridge all along.",
        "But the bridge has to be closed for two years.",
        "Because the bridge is old and nobody cared for years.",
        "They never told anyone what the bridge would cost.",
        "This plan for the bridge will ruin the whole town.",
        "The bridge is closed.",
        "and the bridge will be closed for two whole years.",
        "Do you know what the bridge will cost the town?",
        "The bridge must go, and we all have to live with that.",
        "Lunch was cold and the coffee was even colder than that soup.",
    ],
)
def test_a_weak_one_is_not(words: str) -> None:
    assert not chosen(words)


@pytest.mark.parametrize(
    ("speaker", "role"), [("Dow", "mayor"), ("she", ""), ("the official", ""), ("Another engineer", "")]
)
def test_nor_one_that_nobody_signs(speaker: str, role: str) -> None:
    assert not chosen("The bridge has carried the trade of the town for years.", speaker, role)


def test_a_name_without_office_needs_the_story_to_have_introduced_it() -> None:
    words = "The bridge has carried the trade of the town for years."
    assert chosen(words, "Jane Dow", "")
    assert not chosen(words, "Karl Moen", "")
    assert not chosen(words, "a council member", ""), "nobody knows which"


@pytest.mark.parametrize(
    ("words", "speaker", "role", "why"),
    [
        ("The bridge has carried the trade of the town for years.", "Jane Dow", "mayor of Harwick", ""),
        ("The bridge has carried the trade of the town for years.", "Karl Moen", "council member", "names its speaker"),
        ("The bridge has carried the trade of the town for years.", "Ann Dow", "", "nothing says who its speaker is"),
        ("The bridge is closed.", "Jane Dow", "mayor", "no whole sentence of 6 to 40 words"),
        ("But the bridge has to be closed for two years.", "Jane Dow", "mayor", "can't be understood alone"),
        (
            "Lunch was cold and the coffee was even colder than that soup.",
            "Jane Dow",
            "mayor",
            "not about what",
        ),
    ],
)
def test_each_has_its_reason(words: str, speaker: str, role: str, why: str) -> None:
    quote = Quote(item("wire", f"“{words}” she said.", title=HED), 1, 1 + len(words), speaker, role)
    assert why in why_not_set_apart(quote, HED, TOLD)
    assert bool(why) == bool(why_not_set_apart(quote, HED, TOLD))


def test_nor_one_of_which_the_text_quotes_some_words() -> None:
    words = "The bridge is a danger to everybody who crosses it daily."
    quote = Quote(item("wire", f"“{words}” she said.", title=HED), 1, 1 + len(words), "Jane Dow", "mayor of Harwick")
    assert not why_not_set_apart(quote, HED, f"{TOLD} She called it “a bridge” of “danger”.")
    assert why_not_set_apart(quote, HED, f"{TOLD} She called it “a danger”.")


def test_nor_one_of_an_article_about_something_else() -> None:
    words = "The bridge has carried the trade of the town for years."
    quote = Quote(
        item("wire", f"“{words}” she said.", title="Lowick votes on its budget"), 1, 1 + len(words), "Jane Dow", "mayor"
    )
    assert not list(worth_setting_apart([quote], HED, TOLD))


@pytest.mark.parametrize(
    "after",
    [
        ",” she said, “and that is why it has to close.”",
        ".” She went on: “But we will miss every stone of it.”",
    ],
)
def test_nor_one_that_its_speaker_goes_on_with_or_turns(after: str) -> None:
    assert not chosen("The bridge has carried the trade of the town for years", after=after)


def test_somebody_whom_the_hed_does_not_name_speaks_of_the_very_thing_with_his_office_told() -> None:
    words = "The bridge of Harwick closes because nobody painted it for years."
    assert chosen(words, "Karl Moen", "chief engineer of the county")
    assert chosen("The council had two years to save the bridge and did not.", "Karl Moen", "chief engineer")
    assert not chosen("The council had two months for the road and did nothing.", "Karl Moen", "chief engineer")
    assert not chosen(words, "Karl Moen", "engineer")
    assert not chosen(words, "Karl Moen", "")


@pytest.mark.parametrize(
    ("elsewhere", "set_apart"),
    [
        ("The bridge has carried the trade of the town for generations and for years.", True),
        ("The bridge has carried the goods of the town for many long years.", False),
        ("The bridge has carried the trade of the town for years.", True),
        ("The bridge has carried the trade of the town for years. It will be missed.", True),
        ("The bridge has carried the trade of the village for years.", False),
    ],
)
def test_nor_one_that_another_report_has_in_other_words(elsewhere: str, *, set_apart: bool) -> None:
    words = "The bridge has carried the trade of the town for years."
    quote = Quote(item("wire", f"“{words}” she said.", title=HED), 1, 1 + len(words), "Jane Dow", "mayor of Harwick")
    other = item("herald", f"“{elsewhere}” Mayor Jane Dow said.", title=HED)
    assert bool(list(worth_setting_apart([quote], HED, TOLD, [quote.item, other]))) == set_apart


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("People have seen many winters with that much snow before.", "not about what"),
        ("The council of Harwick voted to close the bridge on Tuesday.", "little that the text does not"),
        ("The bridge has carried the trade … of the town for years.", "no whole sentence"),
    ],
)
def test_it_is_of_the_act_itself_adds_to_the_text_and_has_no_gap(words: str, why: str) -> None:
    quote = Quote(item("wire", f"“{words}” she said.", title=HED), 1, 1 + len(words), "Jane Dow", "mayor of Harwick")
    assert why in why_not_set_apart(quote, HED, TOLD)


def test_what_is_most_about_the_hed_is_first() -> None:
    said = ("The bridge has carried all the trade of Harwick.", "An old bridge that closes is a wound in the town.")
    quotes = [Quote(item("wire", f"“{words}”", title=HED), 1, 1 + len(words), "Jane Dow", "mayor") for words in said]
    assert [quote.text for quote in worth_setting_apart(quotes, HED, TOLD)] == [said[1], said[0]]


def test_what_the_first_sentence_tells_is_the_event_too() -> None:
    words = "No law has ever given anybody the power to send people home."
    quote = Quote(item("wire", f"“{words}” she said.", title=HED), 1, 1 + len(words), "Jane Dow", "mayor of Harwick")
    assert why_not_set_apart(quote, HED, TOLD)
    assert not why_not_set_apart(quote, HED, TOLD.replace(".", " and sent people home.", 1))
