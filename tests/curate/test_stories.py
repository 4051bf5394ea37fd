"""One event, one story: what folding promises for any items, and what an editor expects of it."""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.curate.stories import Group, fold
from digest.model import Item
from tests.curate.vectors import meant

MONDAY = datetime(2025, 2, 24, 9, tzinfo=UTC)


def item(name: str, title: str, text: str = "", hours: float = 0, url: str = "") -> Item:
    return Item(name, url or f"https://a.example/{name}", title, name, "feed", MONDAY + timedelta(hours=hours), text)


def stories(groups: Sequence[Group]) -> set[frozenset[str]]:
    return {frozenset(item.id for item in group.items) for group in groups}


# --- for any items -------------------------------------------------------------------------------------

SUBJECTS = ["tariff steel Ottawa", "quake Chile harbour", "budget senate vote", "strike railway Leeds"]
DETAILS = ["minister", "forty", "Tuesday", "talks", "union", "warning", "Reyes", "court", "doubt", "harbour"]
TITLES = ["{} talks", "Live updates: {}", "Opinion: {}", "{}, explained"]


@st.composite
def news(draw: st.DrawFn) -> list[Item]:
    return [
        item(
            f"i{number}",
            draw(st.sampled_from(TITLES)).format(draw(st.sampled_from(SUBJECTS))),
            " ".join(draw(st.lists(st.sampled_from(SUBJECTS + DETAILS), max_size=12))),
            draw(st.integers(0, 100)),
        )
        for number in range(draw(st.integers(0, 14)))
    ]


@settings(deadline=None)
@given(news(), st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(items: list[Item], chance: object) -> None:
    shuffled = list(items)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(shuffled) == fold(items)


@settings(deadline=None)
@given(news())
def test_every_item_is_in_exactly_one_story(items: list[Item]) -> None:
    folded = [item.id for group in fold(items) for item in group.items]
    assert sorted(folded) == sorted(item.id for item in items)


@settings(deadline=None)
@given(news(), st.booleans())
def test_folding_again_changes_nothing(items: list[Item], with_the_items: bool) -> None:
    once = fold(items)
    assert fold(items if with_the_items else (), once) == once


@settings(deadline=None)
@given(news(), st.integers(0, 14), st.randoms(use_true_random=False))
def test_a_story_alive_is_never_taken_apart_or_lost(items: list[Item], first: int, chance: object) -> None:
    alive = list(fold(items[:first]))
    groups = fold(items, alive)
    assert all(any(old <= new for new in stories(groups)) for old in stories(alive))
    chance.shuffle(alive)  # type: ignore[attr-defined]
    assert fold(items, alive) == groups


def test_nothing_gives_nothing() -> None:
    assert fold([]) == ()


# --- what an editor expects ----------------------------------------------------------------------------

QUAKE = [
    item("a", "Earthquake off Valdoria kills nine", "Nine people died when an earthquake of magnitude 6.8 struck off "
         "the coast of Valdoria, the civil protection agency said. The tremor sank boats in the port of San Telmo."),
    item("b", "Nine dead after quake strikes Valdoria coast", "A magnitude 6.8 earthquake off Valdoria killed nine "
         "people and sank boats at San Telmo, according to the civil protection agency.", 5),
]  # fmt: skip
PARLIAMENT = [
    item("c", "Parliament passes the budget by one vote", "After a night of debate the budget passed by a single "
         "vote. Finance minister Ada Brandt called it a budget of reason.", 2),
    item("d", "Budget passes by a single vote", "The finance minister, Ada Brandt, got her budget through parliament "
         "by one vote early on Monday after a long debate.", 3),
]  # fmt: skip


def test_two_reports_of_one_event_are_one_story_even_alone() -> None:
    assert stories(fold(QUAKE)) == {frozenset("ab")}


def test_two_events_are_two_stories() -> None:
    assert stories(fold(QUAKE + PARLIAMENT)) == {frozenset("ab"), frozenset("cd")}


def test_a_new_report_joins_the_story_alive() -> None:
    alive = fold([*QUAKE[:1], *PARLIAMENT])
    assert stories(fold(QUAKE[1:], alive)) == {frozenset("ab"), frozenset("cd")}


def test_a_week_later_it_is_another_story() -> None:
    again = Item("e", "https://a.example/e", QUAKE[0].title, "e", "feed", MONDAY + timedelta(days=7), QUAKE[0].text)
    assert frozenset("e") in stories(fold([*QUAKE, again]))


def test_the_fullest_report_stands_first_and_other_kinds_last() -> None:
    long_live = item("l", "Live updates: earthquake off Valdoria kills nine", QUAKE[0].text * 3, 1)
    (group,) = fold([long_live, *QUAKE])
    assert [item.id for item in group.items] == ["a", "b", "l"]


@pytest.mark.parametrize(
    "title", ["Morning briefing: {}", "Live updates: {}", "Opinion: {}", "What we know: {}"], ids=lambda t: t[:8]
)
def test_what_is_no_report_does_not_glue_two_events(title: str) -> None:
    both = "quake kills nine in Valdoria, budget passes by one vote"
    glue = item("g", title.format(both), " ".join(part.text for part in [*QUAKE, *PARLIAMENT]), 3)
    found = stories(fold([*QUAKE, *PARLIAMENT, glue]))
    assert {story - {"g"} for story in found if story != {"g"}} == {frozenset("ab"), frozenset("cd")}


def test_the_same_words_about_other_places_are_another_event() -> None:
    def fire(name: str, title: str, text: str) -> Item:
        return item(name, title, "A fire destroyed forty houses overnight, the fire service said. " + text)

    south = ("the mayor of Larkwell, Tom Orde, thanked crews from Penhurst, Dunmore and Abbotsley. "
             "Residents of Millgate and Oakley slept in Saint Brannoc school, near Kerrow and Tollane.")  # fmt: skip
    north = ("the mayor of Vesterby, Jana Holm, thanked crews from Skagen, Norvik and Ullared. "
             "Residents of Falsund and Brekke slept in Tessin hall, near Grimstad and Odalen.")  # fmt: skip
    items = [
        fire("s1", "Fire destroys forty houses", south),
        fire("n1", "Fire destroys forty houses", north),
        fire("s2", "Forty houses destroyed by fire in Larkwell", south + " Tom Orde spoke of luck."),
        fire("n2", "Forty houses destroyed by fire in Vesterby", north + " Jana Holm spoke of luck."),
    ]
    assert stories(fold(items)) == {frozenset({"s1", "s2"}), frozenset({"n1", "n2"})}


ALIKE = {
    "Wildfire forces {} to flee near {}": [
        ("5,000", "Athens", "A wildfire forced 5,000 people to flee their homes north of Athens, the fire service "
         "said. Some 300 firefighters battled the flames in Varnavas."),
        ("3,000", "Lisbon", "A wildfire forced 3,000 people to flee their homes east of Lisbon, the Portuguese fire "
         "service said. Some 400 firefighters battled the flames in Loures."),
    ],
    "Central bank of {} cuts interest rate to {}": [
        ("Canada", "2.5%", "The Bank of Canada cut its key interest rate by a quarter point to 2.5% on Tuesday. "
         "Governor Tiff Macklem said inflation was under control."),
        ("Australia", "3.6%", "The Reserve Bank of Australia cut its key interest rate by a quarter point to 3.6% on "
         "Tuesday. Governor Michele Bullock said inflation was under control."),
    ],
    "Train derails, {} injured, {}": [
        ("5", "police say", "A regional train derailed in Bavaria on Tuesday, injuring 5 people. The train was on its "
         "way from Munich to Garmisch. The driver is being questioned."),
        ("7", "police say", "A regional train derailed in Tuscany on Tuesday, injuring 7 people. The train was on its "
         "way from Florence to Pisa. The driver is being questioned."),
    ],
}  # fmt: skip


@pytest.mark.parametrize("title", ALIKE)
def test_short_items_about_other_places_are_other_events(title: str) -> None:
    one, other = [item(first, title.format(first, then), text) for first, then, text in ALIKE[title]]
    again = [replace(report, id=f"{report.id}-again", outlet="Wire") for report in (one, other)]
    each = {frozenset([report.id, f"{report.id}-again"]) for report in (one, other)}
    assert stories(fold([one, other, *again])) == each


def test_a_place_and_its_people_are_one_place() -> None:
    volcano = item("v", "Volcano erupts, town evacuated", "A volcano erupted in Iceland on Tuesday and the fishing "
                   "town was evacuated, the agency in Keflavik said. Lava flowed from a fissure.")  # fmt: skip
    lava = item("l", "Lava flows after eruption of volcano", "Lava was flowing towards an Icelandic fishing town on "
                "Tuesday after a fissure opened at a volcano, the Met Office said.", 2)  # fmt: skip
    assert stories(fold([volcano, lava, *PARLIAMENT])) == {frozenset("vl"), frozenset("cd")}


def test_a_capital_is_its_state_and_few_reports_are_enough() -> None:
    flood = item("f", "Floods in Nairobi kill six", "Six people died in floods in Nairobi on Sunday after a night of "
                 "rain, the Red Cross said. The Mathare river burst its banks and washed huts away.")  # fmt: skip
    capital = item("c", "Kenyan capital flooded, six dead", "Heavy rain overnight flooded parts of the Kenyan capital "
                   "on Sunday, killing six, officials said. A river burst its banks.", 1)  # fmt: skip
    dam = item("d", "Tanzania opens dam on Rufiji river", "Tanzania opened a dam on the Rufiji river on Sunday. It "
               "will double the power of the country, the president said.", 2)  # fmt: skip
    assert stories(fold([flood, capital, dam])) == {frozenset("fc"), frozenset("d")}


def test_what_an_outlet_tells_next_must_be_more_alike_than_what_another_tells() -> None:
    text = (
        "A tariff of 25% on steel begins on 4 March, the White House said. Ohio mills cheered; makers of cars did not."
    )
    begins = item("b", "Steel tariff of 25% begins on 4 March", text)
    text = "Makers of cars in Ohio asked to be spared the steel tariff. The White House said that it would listen."
    spared = item("s", "Makers of cars ask to be spared the tariff", text, 3)
    assert stories(fold([begins, spared])) == {frozenset("bs")}
    family = [replace(begins, outlet="Wire News"), replace(spared, outlet="Wire Politics")]
    assert stories(fold(family)) == {frozenset("b"), frozenset("s")}


@pytest.mark.parametrize(("opening", "told"), [(90, False), (0, True)])
def test_background_in_common_is_not_one_event(opening: int, told: bool) -> None:
    affair = "Judge Arne Holt, the nominee, denies taking gifts from Bexley Mining; the senate votes on Friday. " * 2
    first = " ".join(f"crossing{one}{two}" for one, two in product("abcdefghij", repeat=2))
    nominee = item("n", "Judge Holt denies gifts from Bexley Mining", affair + "He spoke at home, beside his wife.")
    blocked = item("b", "Two hundred block a crossing", " ".join(first.split()[:opening]) + " " + affair, 1)
    assert (frozenset("nb") in stories(fold([nominee, blocked, *PARLIAMENT]))) is told


def test_a_great_story_is_one_story_however_many_tell_it() -> None:
    chance = random.Random(1)
    invented = ["".join(parts) for parts in product("bdfgklmnprst", "aeiou", "dglmnr", ("ax", "el", "ip"))]
    event = chance.sample(invented, 60)

    def report(number: int) -> Item:
        own = [f"y{invented[number]}{word}" for word in invented[:60]]
        title = [*chance.sample(event[:12], 5), f"z{invented[number]}"]
        text = [*chance.sample(event, 30), *chance.sample(event[:12], 8), *own]
        return item(f"r{number}", " ".join(title), " ".join(text), chance.random() * 24)

    def other(number: int) -> Item:
        title, text = chance.sample(invented, 8), chance.sample(invented, 60)
        return item(f"o{number}", " ".join(title), " ".join(text), chance.random() * 24)

    reports = [report(number) for number in range(100)]
    assert frozenset(item.id for item in reports) in stories(fold([*reports, *map(other, range(250))]))


# --- by meaning too --------------------------------------------------------------------------------------

FERRY = [
    item("f", "Ferry sinks with 80 on board", hours=1),
    item("g", "Dozens feared drowned as ferry goes down", hours=3),
    item("h", "Rescuers search sea for passengers of ferry", hours=4),
]
STRIKE = [item("s", "Rail drivers walk out, trains stand still", hours=2), item("t", "Rail union stops work", hours=5)]
SHORT = [*FERRY, *STRIKE]
BY_SUBJECT = meant({"ferry": FERRY, "strike": STRIKE})


def test_titles_in_other_words_are_one_story_by_their_meaning() -> None:
    assert stories(fold(SHORT)) != {frozenset("fgh"), frozenset("st")}
    assert stories(fold(SHORT, (), BY_SUBJECT)) == {frozenset("fgh"), frozenset("st")}


def test_with_vectors_too_neither_order_nor_a_second_time_matters() -> None:
    once = fold(SHORT, (), BY_SUBJECT)
    assert fold(SHORT[::-1], (), BY_SUBJECT) == once
    assert fold((), once, BY_SUBJECT) == once
    assert stories(fold(SHORT[2:], fold(SHORT[:2], (), BY_SUBJECT), BY_SUBJECT)) == stories(once)


def test_whole_texts_go_by_their_words() -> None:
    """A model that takes all for one subject: what has words enough stays apart."""
    words = [f"w{number}" for number in range(600)]
    whole = [item(f"w{n}", f"Report {n}", " ".join(words[n * 100 : n * 100 + 100]), n) for n in range(6)]
    assert fold(whole, (), meant({"all": whole})) == fold(whole)


# --- measured ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "f1", "pair_recall"),
    [
        ("allsides_events/dev.jsonl.gz", 0.92, 0.80),
        ("allsides_events/dev_2021_short.jsonl.gz", 0.94, 0.89),
        ("wikinews_events/dev_wikinews_2014.jsonl.gz", 0.90, 0.78),
    ],
)
def test_the_real_sets_keep_their_floor(shared_data: Path, name: str, f1: float, pair_recall: float) -> None:
    spec = importlib.util.spec_from_file_location("score_stories", shared_data / "scorers" / "score_stories.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    items, event_of = [], {}
    with gzip.open(shared_data / name, "rt", encoding="utf-8") as file:
        for event in map(json.loads, file):
            for doc in event["docs"]:
                event_of[doc["id"]] = event["event"]
                day = date.fromisoformat(doc.get("date", "2014-09-13")[:10])
                published = datetime(day.year, day.month, day.day, tzinfo=UTC)
                url = doc.get("url", "")
                outlet = doc.get("source") or url.partition("//")[2].partition("/")[0]
                items.append(Item(doc["id"], url, doc["title"], outlet, "", published, doc["text"]))
    told = {item.id: number for number, group in enumerate(fold(items)) for item in group.items}
    scores = scorer.score(event_of, told)
    assert scores["b3_f1"] >= f1
    assert scores["b3_p"] >= 0.9
    assert scores["pair_r"] >= pair_recall
