"""Since the last issue: new, developing or unchanged, decided on content."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.curate.changes import is_development, what_is_new
from digest.curate.memory import alive, since_last_issue
from digest.curate.stories import Group, fold
from digest.model import Item, PastStory, Status, Story
from tests.curate.newsdesk import NOW, item, past

YESTERDAY = NOW - timedelta(days=1)
FIRE = (
    "At least 12 people died when a ferry caught fire off Palermo on Tuesday, the coast guard said.\n\n"
    "The ferry Santa Rosalia was sailing from Naples to Palermo with 240 passengers on board.\n\n"
    "Survivors were taken to hospitals in Palermo, the coast guard said."
)
DEAL = (
    "Kyiv and Washington agreed on a minerals deal on Tuesday, the Ukrainian government said.\n\n"
    "The framework would pay half of the proceeds from natural resources into a joint fund.\n\n"
    "President Volodymyr Zelensky is expected to sign the minerals deal in Washington on Friday."
)


def report(number: int, title: str, text: str, **more: object) -> Item:
    return item(number, title, text, **more)


def yesterday(number: int, title: str, text: str) -> PastStory:
    return past(number, item(number, title, text, published=YESTERDAY))


def stories(*new: Item, earlier: tuple[PastStory, ...]) -> tuple[Story, ...]:
    """The stories of a run as the pipeline makes it: new items, and what the issues before told."""
    return since_last_issue(fold(new, alive(earlier)), earlier)


def marked(new: Item, *earlier: PastStory) -> Story:
    (found,) = stories(new, earlier=earlier)
    return found


FERRY = yesterday(1, "Ferry burns off Palermo", FIRE)
MINERALS = yesterday(2, "Minerals deal agreed", DEAL)


def test_another_event_is_new() -> None:
    found = marked(
        report(9, "Central bank keeps its rate", "The central bank kept its rate at 4%. Savers moaned."), FERRY
    )
    assert (found.status, found.earlier, found.fresh) == (Status.NEW, None, {"item-9"})
    assert what_is_new(found) == ()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ferry burns off Palermo", FIRE),
        ("Tragedy at sea: ferry in flames off Palermo", FIRE),
        ("Ferry burns off Palermo", FIRE.replace("\n\n", " ")),
        ("Ferry burns off Palermo, a dozen die", FIRE.replace("At least 12", "Twelve")),
    ],
    ids=["second copy", "changed headline", "other paragraphs", "number in words"],
)
def test_a_second_copy_or_a_changed_headline_is_not_news(title: str, text: str) -> None:
    found = marked(report(9, title, text), FERRY)
    assert (found.status, found.earlier, found.id) == (Status.UNCHANGED, FERRY, FERRY.id)


def test_a_changed_number_is_a_development() -> None:
    text = FIRE.replace("At least 12 people died when", "The death toll rose to 15 people after").replace(
        "Tuesday", "Monday"
    )
    found = marked(report(9, "Ferry fire off Palermo", text), FERRY)
    assert found.status is Status.DEVELOPING
    assert "15 people" in what_is_new(found)[0].text
    assert what_is_new(found)[0].items == ("item-9",)


def test_a_changed_state_is_a_development() -> None:
    text = (
        "Volodymyr Zelensky left Washington with the minerals deal unsigned on Friday after an argument.\n\n"
        "The framework would pay half of the proceeds from natural resources into a joint fund."
    )
    found = marked(report(9, "Minerals deal is left unsigned", text), FERRY, MINERALS)
    assert (found.status, found.id, found.earlier) == (Status.DEVELOPING, MINERALS.id, MINERALS)
    assert [sentence.text for sentence in what_is_new(found)] == [text.partition("\n\n")[0]]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("on Thursday", Status.DEVELOPING),  # after yesterday's issue, which is of Wednesday
        ("by Thursday", Status.UNCHANGED),  # still to come
        ("on Tuesday", Status.UNCHANGED),
    ],
)
def test_what_happened_after_the_earlier_reports_is_a_development(day: str, status: Status) -> None:
    found = marked(
        report(9, "Ferry burns off Palermo", f"{FIRE} The ferry was towed to the port of Palermo {day}."), FERRY
    )
    assert (found.status, found.id) == (status, FERRY.id)
    assert bool(what_is_new(found)) == (status is Status.DEVELOPING)


def test_colour_and_experts_are_not_news_of_an_event_that_readers_had() -> None:
    colour = (
        "The ferry Santa Rosalia caught fire off Palermo with 240 passengers on board, and at least 12 people died, "
        "the coast guard said. Fires on car decks spread faster than elsewhere, experts warned, as fuel tanks explode."
    )
    assert marked(report(9, "Twelve die as ferry burns off Palermo", colour), FERRY).status is Status.UNCHANGED


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Captain of the ferry faces calls to resign", "Relatives called on the owner of the ferry to resign."),
        ("Ferry burns off Palermo", "The owner of the Santa Rosalia, sentenced once, rescued nobody on board."),
        ("Nine die on the ferry off Palermo", "At least 9 people died on the ferry off Palermo, the coast guard said."),
        ("Ferry burns off Palermo", "The ferry Santa Rosalia was sailing at 30 knots, 250 passengers on board said."),
    ],
    ids=["only called for", "not in the title", "fewer dead", "another number"],
)
def test_what_only_looks_like_an_outcome_or_a_toll_is_no_development(title: str, text: str) -> None:
    soon = replace(FERRY, items=(replace(FERRY.items[0], published=NOW - timedelta(hours=6)),))
    assert marked(report(9, title, f"{text}\n\n{FIRE}"), soon).status is Status.UNCHANGED


def test_an_act_in_title_and_first_sentence_is_a_development() -> None:
    text = f"Police arrested the captain of the ferry Santa Rosalia off Palermo.\n\n{FIRE}"
    assert (
        marked(report(9, "Police arrest ferry captain, arrested in Palermo", text), FERRY).status is Status.DEVELOPING
    )


def test_other_words_soon_after_are_a_retelling() -> None:
    text = (
        "Survivors of a burning ship wept as rescuers tallied losses near Sicily, where flames lit the sky for miles."
    )
    soon = replace(FERRY.items[0], published=NOW - timedelta(hours=6))
    later = report(9, "Flames lit the sky near Sicily", text)
    story = Story("s", "", (later,), earlier=replace(FERRY, items=(soon,)), fresh=frozenset(["item-9"]))
    assert not is_development(story, retold=False)
    assert is_development(replace(story, earlier=FERRY), retold=False)


@pytest.mark.parametrize(("days", "goes_on"), [(5, True), (13, False)])
def test_what_only_shares_a_topic_with_an_old_story_is_new(days: int, goes_on: bool) -> None:
    """The longer ago a story was told, the more alike must be what goes on from it."""
    text = (
        "A strike of seamen began on Thursday in every port of Sicily. Unions want sprinklers on every car deck, more "
        "crew at night and a month of leave. Lorries queue for miles. Fruit rots in sheds and shops run out of milk, "
        "bread and petrol, as in the strike of 1998."
    )
    earlier = past(1, item(1, "Ferry burns off Palermo", FIRE, published=NOW - timedelta(days=days)))
    filler = [yesterday(n, f"Filler {n}", f"Filler {n} was told. Filler story {n} ended.") for n in range(40, 60)]
    found = marked(report(9, "Seamen strike, Palermo ferry lines say", text), earlier, *filler)
    assert (found.earlier == earlier, found.status is Status.DEVELOPING) == (goes_on, goes_on)


def test_a_later_event_is_news_where_a_retelling_would_not_be() -> None:
    text = FIRE.replace("Survivors were taken to hospitals", "Divers searched the wreck of the ferry all morning")
    later = Story("s", "", (report(9, "Ferry burns off Palermo", text),), earlier=FERRY, fresh=frozenset(["item-9"]))
    assert is_development(later, retold=False)
    assert not is_development(later, retold=True)


def test_only_new_reports_are_looked_at_and_told() -> None:
    assert stories(earlier=(FERRY, MINERALS)) == ()
    (old,) = FERRY.items
    found = since_last_issue([Group((old, report(9, "Ferry burns off Palermo", FIRE)))], [FERRY])[0]
    assert ([one.id for one in found.items], found.fresh) == (["item-9"], {"item-9"})


def test_what_any_issue_told_is_known_and_the_latest_one_is_named() -> None:
    toll = FIRE.replace("12 people", "15 people")
    second = replace(yesterday(3, "Ferry fire kills 15", toll), id=FERRY.id, slot="test/2025-02-27T17:30")
    for told in ((FERRY, second), (second, FERRY)):
        (group,) = alive(told)
        assert {one.id for one in group.items} == {"item-1", "item-3"}
        for text in (FIRE, toll):
            found = marked(report(9, "Ferry burns off Palermo", text), *told)
            assert found.status is Status.UNCHANGED
            assert found.earlier
            assert found.earlier.slot == second.slot


def test_of_two_stories_that_go_on_from_one_only_one_takes_its_identity() -> None:
    both = [Group((report(8, "Ferry burns off Palermo", FIRE),)), Group((report(9, "Ferry in flames", FIRE),))]
    found = since_last_issue(both, [FERRY])
    assert sorted(one.id == FERRY.id for one in found) == [False, True]
    assert len({one.id for one in found}) == 2
    assert since_last_issue(both[::-1], [FERRY]) == found[::-1]


def test_new_sentences_stand_alone_and_are_not_said_twice() -> None:
    news = (
        "Prosecutors in Palermo opened a criminal inquiry into the owner of the ferry, a shipping company from Genoa."
    )
    text = f"{news}\n\nHe was questioned for nine hours about the missing sprinklers of the lower deck.\n\n{FIRE}"
    found = stories(report(8, "Inquiry into ferry fire", text), report(9, "Ferry fire inquiry", text), earlier=(FERRY,))
    assert [sentence.text for sentence in what_is_new(found[0])] == [news]


def test_a_report_that_carries_on_a_past_story_leaves_a_new_event() -> None:
    quarrel = [
        report(
            n,
            f"{paper}: shouting in the Oval Office",
            "Trump, Vance and Zelensky shouted at each other in the Oval Office on Friday. Vance spoke of respect, "
            "Trump of cards; the news conference was called off. "
            f"{paper} watched reporters being led out of the Oval Office.",
        )
        for n, paper in enumerate(("Wire", "Desk", "Review"), 20)
    ]
    unsigned = report(
        30,
        "Minerals deal left unsigned after shouting in the Oval Office",
        "Volodymyr Zelensky left Washington with the minerals deal unsigned on Friday. The framework would pay half of "
        "the proceeds from natural resources into a joint fund. Kyiv and Washington had agreed on the minerals deal "
        "on Tuesday, the Ukrainian government said.",
    )
    group = Group((*quarrel, unsigned))
    filler = [yesterday(n, f"Filler {n}", f"Filler {n} was told. Filler story {n} ended.") for n in range(40, 50)]
    parts = since_last_issue([group], [MINERALS, FERRY, *filler])
    assert [(tuple(found.id for found in part.items), part.earlier, part.status) for part in parts] == [
        (("item-20", "item-21", "item-22"), None, Status.NEW),
        (("item-30",), MINERALS, Status.DEVELOPING),
    ]
    assert [part.items for part in since_last_issue([group], [])] == [group.items]


def test_a_group_that_goes_on_as_a_whole_stays_whole() -> None:
    copies = tuple(replace(FERRY.items[0], id=f"copy-{n}", outlet=f"Paper {n}") for n in range(4))
    assert [found.items for found in since_last_issue([Group(copies)], [FERRY])] == [copies]
