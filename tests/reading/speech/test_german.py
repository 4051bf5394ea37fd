"""German reports: the same finder, with the words of another folder."""

from __future__ import annotations

import pytest

from digest.reading.article import read
from digest.write.choosing.printable import is_printable
from tests.reading.speech.articles import article

TITLE = "Ein Tag in der Hauptstadt"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("„Wir hatten keine andere Wahl“, sagte die Ministerin.", [("die Ministerin", "")]),
        ("„Wir hatten keine andere Wahl“, sagte die Ministerin am Freitag in Berlin.", [("die Ministerin", "")]),
        ("Die Ministerin sagte: „Wir hatten keine andere Wahl.“", [("die Ministerin", "")]),
        ("Der Kanzler warnte vor den Folgen: „Der Hafen bleibt zu.“", [("der Kanzler", "")]),
        ("„Der Hafen bleibt zu“, so die Bürgermeisterin.", [("die Bürgermeisterin", "")]),
        ("„Der Hafen bleibt zu“, sagte ein Sprecher der Polizei.", [("ein Sprecher der Polizei", "")]),
        ("„Der Hafen bleibt zu“, sagte Anna Berg.", [("Anna Berg", "")]),
        ("„Wir kommen wieder“, fügte Anna Berg hinzu.", [("Anna Berg", "")]),
        ("Anna Berg sagte am Freitag: „Wir hatten keine andere Wahl.“", [("Anna Berg", "")]),
        ("Laut Anna Berg „bleibt der Hafen bis zum Sommer zu“.", [("Anna Berg", "")]),
        ("»Der Hafen bleibt zu«, sagte Außenminister Karl Dahl.", [("Karl Dahl", "Außenminister")]),
        ("„Der Hafen“, sagte Anna Berg, „bleibt bis zum Sommer zu.“", [("Anna Berg", "")] * 2),
        ("Karl Dahl, der Bürgermeister von Norvik, sagte: „Der Hafen bleibt zu.“", [("Karl Dahl", "")]),
        ("„Der Hafen bleibt zu“, sagte Ministerin Lena von der Aue.", [("Lena von der Aue", "Ministerin")]),
        (
            "Bürgermeisterin Anna Berg hat den Hafen geschlossen. „Wir hatten keine Wahl“, erklärte sie am Abend.",
            [("Anna Berg", "Bürgermeisterin")],
        ),
        (
            "Anna Berg und Karl Dahl stritten. „Der Hafen bleibt zu“, sagte Dahl. „Er bleibt auf“, sagte Berg.",
            [("Karl Dahl", ""), ("Anna Berg", "")],
        ),
        ("„Der Hafen bleibt für immer zu“, stand auf dem Schild in der Straße.", [("", "")]),
    ],
)
def test_who_said_it(text: str, said: list[tuple[str, str]]) -> None:
    reading = read(article(text, TITLE))
    assert reading.language.code == "de"
    assert [(quote.speaker, quote.role) for quote in reading.quotations] == said


def test_what_was_never_said_is_no_plain_statement() -> None:
    (quote,) = read(article("Anna Berg sagte nie: „Der Hafen bleibt bis zum Sommer zu.“", TITLE)).quotations
    assert quote.terms == "denial"
    assert not is_printable(quote)


def test_what_a_named_minister_said_can_be_printed() -> None:
    (quote,) = read(article("„Der Hafen bleibt bis zum Sommer zu“, sagte Außenminister Karl Dahl.", TITLE)).quotations
    assert is_printable(quote)
