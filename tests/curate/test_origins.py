"""Five mastheads over one agency text are of one origin."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.curate.origins import by_origin, family_of
from digest.model import Item

AGENCY = (
    "The ferry Morwenna ran aground off Kerrow at dawn on Thursday with ninety people on board, the coast guard said. "
    "All were taken off by lifeboats within two hours, and three were treated for cold. The captain told the coast "
    "guard that the steering had failed in the narrows. An inquiry begins next week."
)
OWN = (
    "Ninety passengers were rescued from a stranded ferry yesterday. Our reporter on the quay saw the lifeboats come "
    "in one after another, the last of them with the captain aboard. He blamed a broken rudder; the owner of the ship, "
    "who had it inspected only in January, does not believe him and wants divers to look before anyone speaks of it."
)


def item(outlet: str, text: str, title: str = "Ferry runs aground") -> Item:
    return Item(f"{outlet} {title}", "https://a.example/1", title, outlet, "", datetime(2025, 2, 27, tzinfo=UTC), text)


def test_copies_of_an_agency_text_are_one_origin() -> None:
    copies = [
        item("Herald", AGENCY),
        item("Post", "KERROW (Agency) - " + AGENCY, "Ninety saved from ferry"),
        item("Echo", AGENCY[:260]),
        item("Times", OWN),
    ]
    assert [[item.outlet for item in origin] for origin in by_origin(copies)] == [["Herald", "Post", "Echo"], ["Times"]]


def test_two_reports_of_one_outlet_are_one_origin() -> None:
    assert len(by_origin([item("Fox News", AGENCY), item("Fox Online News", OWN, "Rescue")])) == 1


def test_what_joins_two_origins_makes_them_one() -> None:
    first, second, both = item("Herald", AGENCY), item("Times", OWN), item("Times", AGENCY, "Aground")
    assert len(by_origin([first, second])) == 2
    assert len(by_origin([first, second, both])) == 1


def test_teasers_are_copies_when_their_titles_are_the_same() -> None:
    teasers = [item("Herald", "Ferry stuck."), item("Post", "All safe."), item("Echo", "All safe.", "All safe at sea")]
    assert len(by_origin(teasers)) == 2


def test_families() -> None:
    assert family_of("CNN (Web News)") == family_of("CNN - Editorial") == "cnn"
    assert family_of("Washington Post") != family_of("Washington Times")
    assert family_of("News") == "news"


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from([AGENCY, OWN, "", AGENCY + OWN])), max_size=8))
def test_every_item_has_one_origin(made: list[tuple[str, str]]) -> None:
    items = [item(outlet, text, f"title {number}") for number, (outlet, text) in enumerate(made)]
    assert sorted(item.id for origin in by_origin(items) for item in origin) == sorted(item.id for item in items)
