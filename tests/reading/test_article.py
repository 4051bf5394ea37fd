"""An article is read once, by the rules of its own language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.gather.cleaning import MAX_TEXT
from digest.reading.article import LONGEST, read
from digest.reading.languages import Language, language_of
from tests.reading.speech.articles import article

ENGLISH = (
    'OSLO (Wire) - Mayor Anna Berg closed the largest pier of the town on Friday. "Nobody asked us about the pier," '
    "Berg said. Divers found 12 cracks on March 4, and two people were injured."
)
POLISH = "Minister zamknął w piątek największe molo w mieście. „Nie mieliśmy wyboru”, powiedziała Anna Berg w radiu."
CHINESE = "市长周五关闭了城里最大的码头。“没有人问过我们。”她说。潜水员发现了十二条裂缝。真的吗？是的！"


def test_what_stands_in_an_article() -> None:
    reading = read(article(ENGLISH, "Berg closes a pier"))
    assert reading.language.code == "en"
    assert [span.text.split()[0] for span in reading.sentences] == ["OSLO", '"Nobody', "Divers"]
    assert reading.text[reading.dateline :].startswith("Mayor Anna Berg")
    assert [(quote.text, quote.speaker, quote.role) for quote in reading.quotations] == [
        ("Nobody asked us about the pier", "Anna Berg", "mayor")
    ]
    assert [(person.name, person.role) for person in reading.people] == [("Anna Berg", "mayor")]
    assert [number.value for number in reading.numbers] == [12, 4, 2]
    assert [found.text for found in reading.dates] == ["Friday", "March 4"]
    assert reading.outcomes[-1] == {"hurt"}


def test_it_is_read_once_whoever_asks_and_kept_by_its_content() -> None:
    item = article(ENGLISH)
    assert read(item) is read(replace(item))
    assert read(item).sentences is read(item).sentences
    assert read(item) is not read(replace(item, text=ENGLISH + " It rained."))


def test_no_more_is_read_than_a_stated_number_of_characters() -> None:
    reading = read(article('"Nobody asked us," Anna Berg said. ' * (LONGEST // 20)))
    assert len(reading.text) == LONGEST
    assert all(quote.end <= LONGEST for quote in reading.quotations)
    assert MAX_TEXT <= LONGEST, "what is gathered is read whole"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", ENGLISH),
        ("en", "Berg closes pier"),
        ("en", "Biden fires"),
        ("en", "Trump to freeze Obama's auto mileage rules, rescind California's emissions authority in Sacramento"),
        ("pl", POLISH),
        ("de", "Der Hafen schließt, weil ihn niemand mehr braucht, sagte die Ministerin am Freitag in Berlin."),
        ("de", "Der Hafen wird geschlossen"),
        ("zh", CHINESE),
        (
            "fr",
            "Le conseil a fermé vendredi la plus grande jetée de la ville parce que personne ne veut payer.",
        ),
        (
            "nl",
            "De burgemeester sloot vrijdag de grootste pier van de stad omdat niemand de werken wil betalen, zei ze.",
        ),
    ],
)
def test_the_language_is_told(code: str, text: str) -> None:
    assert language_of(text).code == code


@pytest.mark.parametrize(("text", "words"), [(POLISH, "Nie mieliśmy wyboru"), (CHINESE, "没有人问过我们。")])
def test_without_a_folder_only_what_needs_no_words_is_read(text: str, words: str) -> None:
    (quote,) = read(article(text)).quotations
    assert (quote.text, quote.speaker, quote.named) == (words, "", False)
    assert read(article(text)).people == ()


def test_a_report_in_chinese_has_sentences() -> None:
    assert [span.text for span in read(article(CHINESE)).sentences] == [
        "市长周五关闭了城里最大的码头。",
        "“没有人问过我们。”她说。",
        "潜水员发现了十二条裂缝。",
        "真的吗？",
        "是的！",
    ]


def test_a_language_that_is_given_is_the_one_that_counts() -> None:
    assert read(article(ENGLISH), Language.load("xx")).people == ()
