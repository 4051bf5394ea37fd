"""Which reports of a story may tell it."""

from __future__ import annotations

from dataclasses import replace

from digest.curate.telling import central, tellers
from digest.model import Item, Story
from tests.curate.newsdesk import item

FLOOD = (
    item(
        1,
        "Flood in Harrowdale drowns six",
        "Six people drowned in Harrowdale on Sunday when the Orlen burst its banks, police said. Divers searched the "
        "cellars of Mill Street. Mayor Ada Brandt spoke of a night of horror.",
    ),
    item(
        2,
        "Six drowned as the Orlen floods Harrowdale",
        "The Orlen burst its banks in Harrowdale overnight and six people drowned in cellars on Mill Street, police "
        "and divers said. Mayor Ada Brandt called for help.",
    ),
)
OTHER = item(
    3,
    "Insurer Norvik shuts its Dunmore office",
    "Norvik, an insurer, will shut its office in Dunmore by June, its chairman Tom Orde said. Two hundred clerks lose "
    "their work. He also spoke of the flood in Harrowdale.",
)


def story(*items: Item) -> Story:
    return Story("s", "Floods", items)


def test_a_report_of_another_act_is_linked_and_tells_nothing() -> None:
    assert central((*FLOOD, OTHER)) == FLOOD
    assert tellers(story(*FLOOD, OTHER), "en-GB") == FLOOD


def test_a_report_alone_tells_its_story() -> None:
    assert tellers(story(OTHER), "en-GB") == (OTHER,)


def test_what_is_no_report_and_what_looks_ahead_tells_nothing_where_a_report_does() -> None:
    opinion = replace(FLOOD[0], id="o", title="Opinion: Flood in Harrowdale drowns six")
    ahead = replace(FLOOD[1], id="p", title="Harrowdale braces for flood of the Orlen")
    assert tellers(story(opinion, ahead, FLOOD[0]), "en-GB") == (FLOOD[0],)
    assert tellers(story(opinion, ahead), "en-GB") == (ahead,)


def test_a_report_in_another_language_is_not_told() -> None:
    german = replace(
        FLOOD[0],
        id="g",
        title="Flut in Harrowdale: sechs Menschen ertrunken",
        text="Sechs Menschen sind am Sonntag in Harrowdale ertrunken, als die Orlen über die Ufer trat, teilte die "
        "Polizei mit. Taucher suchten in den Kellern der Mill Street nach Vermissten.",
    )
    assert tellers(story(german), "en-GB") == ()
    assert tellers(story(german), "de") == (german,)
    assert tellers(story(FLOOD[0]), "de") == ()
    assert tellers(story(FLOOD[0]), "en") == (FLOOD[0],)
