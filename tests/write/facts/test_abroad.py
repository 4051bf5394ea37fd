"""Our text against reports in another language."""

from __future__ import annotations

import pytest

from digest.write.facts.abroad import is_abroad, lacking
from tests.write.reports import WIRE, item

ENGLISH = item(
    "wire",
    "President Donald Trump said on Thursday that tariffs of 25% on goods from Canada and Mexico would start on March "
    "4. Volodymyr Zelenskyy, the Ukrainian president, will come to Washington from Kyiv on Friday. The fund would get "
    "$3.4 billion. Foreign Minister Sergei Lavrov said in Moscow that 1,200 soldiers would stay. Trump wants it.",
)
GERMAN = item(
    "zeitung",
    "Der ukrainische Präsident Wolodymyr Selenskyj kommt am Freitag aus Kiew nach Washington. Außenministerin Annalena "
    "Baerbock sagte gestern in Berlin, Deutschland gebe 3,4 Milliarden Euro. Die 1.200 Soldaten bleiben. Bundeskanzler "
    "Olaf Scholz schwieg zu den zwölf Panzern.",
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Präsident Donald Trump sagte am Donnerstag, dass Zölle von 25 Prozent ab dem 4. März gelten."),
        (
            "de",
            "Wolodymyr Selenskyj kommt am Freitag aus Kiew nach Washington; der Fonds bekäme 3,4 Milliarden Dollar.",
        ),
        ("de", "Außenminister Sergej Lawrow sagte in Moskau, dass 1.200 Soldaten bleiben und dass Trump Zölle will."),
        ("de", "Der Fonds bekäme rund drei Milliarden Dollar, sagte der Minister."),
        ("fr", "Le président Donald Trump a dit jeudi que des droits de 25 % entreraient en vigueur le 4 mars."),
        ("uk", "Президент Володимир Зеленський приїде у п’ятницю з Києва; фонд отримає 3,4 мільярда доларів."),
    ],
)
def test_what_is_said_in_another_language_is_carried(language: str, text: str) -> None:
    assert is_abroad([ENGLISH], language)
    assert lacking(text, [ENGLISH], language) == ()


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Präsident Joe Biden sprach mit der Ukraine.", "unsupported name"),
        ("de", "Donald Biden will das.", "unsupported name"),
        ("de", "Außenminister Müller sprach in Moskau.", "unsupported name"),
        ("de", "Zölle von 35 Prozent drohen.", "unsupported number"),
        ("de", "Der Fonds bekäme 3,5 Milliarden Dollar.", "unsupported number"),
        ("de", "Die Zölle gelten ab dem 5. März.", "unsupported date"),
        ("de", "Selenskyj kommt am Montag.", "unsupported date"),
        ("fr", "Il reste 1 300 soldats.", "unsupported number"),
        ("uk", "Дональд Байден приїде.", "unsupported name"),
    ],
)
def test_what_is_not_carried_is_found(language: str, text: str, kind: str) -> None:
    assert [finding.kind for finding in lacking(text, [ENGLISH], language)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "President Volodymyr Zelenskyy comes to Washington from Kyiv on Friday.",
        "Germany gives 3.4 billion euros, Foreign Minister Annalena Baerbock said in Berlin on Wednesday.",
        "The German chancellor, Olaf Scholz, said nothing of the 12 tanks.",
    ],
)
def test_english_of_a_german_report(text: str) -> None:
    assert lacking(text, [GERMAN], "en-US") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Germany gives 3.5 billion euros.", "unsupported number"),
        ("Foreign Minister Annalena Merkel spoke in Berlin.", "unsupported name"),
        ("Chancellor Angela Merkel said nothing.", "unsupported name"),
        ("The president comes on Monday.", "unsupported date"),
    ],
)
def test_english_that_a_german_report_does_not_carry(text: str, kind: str) -> None:
    assert [finding.kind for finding in lacking(text, [GERMAN], "en")] == [kind]


def test_english_of_english_is_compared_by_all_rules() -> None:
    assert not is_abroad([item("wire", WIRE)], "en-GB")
