"""The score, its components, and what one issue has room for."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.curate.ranking import VIEWPOINTS, line_up, rank
from digest.curate.stories import Group
from digest.model import Item, Status, Story, TopicMatch
from tests.curate.newsdesk import NOW, audience, item, past

BODIES = (
    "Delegations met in Istanbul. Ships waited in the Black Sea. Grain was the subject.",
    "The central bank kept its rate. Economists had expected a cut. The currency fell.",
    "A bridge was closed. Engineers found cracks. Traffic crosses the river by ferry.",
    "The court freed the journalist. Her lawyers spoke of relief. Prosecutors may appeal.",
)


def group(number: int, size: int = 1, **more: object) -> Group:
    body = BODIES[number % len(BODIES)]
    return Group(tuple(item(number * 10 + n, f"Event{number} told{number}{n}", body, **more) for n in range(size)))


def ranked(*groups: Group, fit: float = 0.5, topic: str = "Ukraine", **more: object) -> tuple[Story, ...]:
    matches = [TopicMatch(found, topic, fit, (topic,)) for one in groups for found in one.items]
    return rank(groups, matches, audience(**more), NOW)


def test_more_independent_outlets_come_first_and_the_gain_saturates() -> None:
    one, two, nine = ranked(group(1, 9), group(2, 2), group(3, 1))[::-1]
    assert one.components["breadth"] == 0
    assert two.components["breadth"] == pytest.approx(1.5)
    assert nine.components["breadth"] == pytest.approx(3 * 8 / 9)
    assert nine.score > two.score > one.score == sum(one.components.values())


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"weight": 2.0}, {"weight": 1.0}),
        ({"published": NOW}, {"published": NOW - timedelta(hours=20)}),
    ],
)
def test_source_and_freshness(better: dict[str, object], worse: dict[str, object]) -> None:
    sources = [{"outlet": "Wire", "feed": "feed.xml", "weight": 2}]
    first, second = ranked(group(1, **worse), group(2, **better), sources=sources)
    assert first.items[0].title.startswith("Event2 ")
    assert first.score > second.score


def test_pin_comes_first_and_weights_are_the_operators() -> None:
    assert ranked(group(1, 3), group(2), pin='"Event2"')[0].items[0].title == "Event2 told20"
    weights = {"breadth": 0, "source": 0, "freshness": 0, "fit": 1, "novelty": 0, "pin": 0}
    (story,) = ranked(group(1, 3), fit=0.5, issue={"weights": weights})
    assert story.score == 0.5


def test_the_topic_of_a_story_is_where_its_reports_fit_best() -> None:
    reports = group(1, 3)
    topics = [{"name": "A", "match": "a"}, {"name": "B", "match": "b"}]
    fits = [("A", 0.9, ("a",)), ("B", 0.5, ("b",)), ("B", 0.6, ("c",))]
    matches = [TopicMatch(found, *fit) for found, fit in zip(reports.items, fits, strict=True)]
    (story,) = rank([reports], matches, audience(topics=topics), NOW)
    assert (story.topic, story.terms) == ("B", ("b", "c"))


def test_identity_comes_from_the_earliest_report_or_the_past_story() -> None:
    (alone,) = ranked(Group((item(1, "Event"),)))
    later = item(2, "Event, told later", published=NOW)
    (both,) = ranked(Group((later, item(1, "Event"))))
    assert alone.id == both.id
    matches = [TopicMatch(later, "Ukraine", 0.5)]
    (goes_on,) = rank([Group((later,))], matches, audience(), NOW, [past(7, replace(later, id="old"))])
    assert goes_on.id == "story-7"


def test_reports_come_before_opinion_in_a_story() -> None:
    (story,) = ranked(Group((item(1, "Opinion: it is bad", BODIES[0] * 3), item(2, "It happened", BODIES[0]))))
    assert [found.title for found in story.items] == ["It happened", "Opinion: it is bad"]


# --- line-up -------------------------------------------------------------------------------------------


def titles(stories: tuple[Story, ...]) -> list[str]:
    return [story.items[0].title for story in stories]


def test_the_lead_has_two_outlets_where_there_are_any_unless_it_is_pinned() -> None:
    fresh_alone = group(1, published=NOW, weight=9)
    two_old = group(2, 2, published=NOW - timedelta(hours=25), weight=0.1)
    weights = {"issue": {"weights": {"breadth": 0.1}}}
    assert titles(line_up(ranked(fresh_alone, two_old, **weights), audience()).stories)[0] == "Event2 told20"
    pinned = ranked(fresh_alone, two_old, pin='"Event1"', **weights)
    assert titles(line_up(pinned, audience()).stories)[0] == "Event1 told10"
    assert titles(line_up(ranked(fresh_alone), audience()).stories) == ["Event1 told10"]


def test_the_lead_is_the_days_event_however_many_stories_tell_of_it() -> None:
    def told(number: int, title: str, body: str) -> Group:
        return Group(
            (item(number, title, f"{body} Bexley spoke at noon, they said of Bexley.", outlet=f"Outlet {number}"),)
        )

    affair = [
        told(1, "Police drive the crowd from Bexley square with gas", BODIES[2]),
        told(2, "Minister defends the police after Bexley", BODIES[3]),
        told(3, "Bexley mourns a student", BODIES[1]),
    ]
    weighty = Group((item(9, "Central bank keeps its rate", BODIES[1], outlet="Outlet 9", weight=1.0),))
    stories = ranked(weighty, *affair, issue={"weights": {"fit": 0}})
    assert titles(line_up(stories, audience()).stories)[0] != "Central bank keeps its rate"


def test_an_affair_is_as_big_as_all_reports_of_the_run_make_it() -> None:
    """Also those of stories far down in rank, which are neither told nor listed."""
    fresh = [group(number) for number in range(20, 70)]
    old = [
        Group((item(n, title, BODIES[n], outlet=f"Outlet {n}", published=NOW - timedelta(hours=20)),))
        for n, title in enumerate(
            ("Storm has flooded Bexley", "Schools closed in Bexley", "Nobody counted the dead of Bexley")
        )
    ]
    found = {story.items[0].title: story.affair for story in ranked(*fresh, *old)}
    assert {found[one.items[0].title] for one in old} == {3}
    assert {found[one.items[0].title] for one in fresh} == {1}


@pytest.mark.parametrize("title", ["Parliament braces for the vote", "Police to testify at the hearing"])
def test_a_preview_leads_only_where_there_is_no_news(title: str) -> None:
    ahead = Group(tuple(item(n, f"{title} of {n}", BODIES[0]) for n in range(3)))
    assert titles(line_up(ranked(ahead, group(2)), audience()).stories)[0] == "Event2 told20"
    assert titles(line_up(ranked(ahead), audience()).stories)[0].startswith(title)


def test_opinion_never_leads() -> None:
    opinion = Group(tuple(item(n, f"Opinion: the view of {n}", BODIES[1]) for n in range(3)))
    lineup = line_up(ranked(opinion, group(2, 1, weight=0.1, published=NOW - timedelta(hours=20))), audience())
    assert titles(lineup.stories)[0] == "Event2 told20"
    assert line_up(ranked(opinion), audience()).stories == ()


def test_a_story_of_opinion_alone_gives_viewpoints_and_takes_no_place() -> None:
    opinion = [Group((item(n, f"Opinion: the view of {n}", BODIES[n % 4]),)) for n in range(6)]
    mixed = Group((item(9, "Analysis: a view"), item(10, "Ukraine talks end")))
    lineup = line_up(ranked(*opinion, mixed), audience(issue={"stories": 1}))
    assert [len(story.items) for story in lineup.stories] == [2]
    assert lineup.headlines == ()
    assert len(lineup.viewpoints) == VIEWPOINTS
    views = {found.id for found in lineup.viewpoints} | {dropped.id for dropped in lineup.dropped}
    assert views == {found.id for one in opinion for found in one.items}
    assert {dropped.reason for dropped in lineup.dropped} == {"no room"}


def test_room_for_so_many_stories_topics_outlets_and_headlines() -> None:
    shape = {"issue": {"stories": 4, "per_topic": 3, "per_outlet": 2, "headlines": 2}}
    groups = [Group((item(n, f"Event {n}", BODIES[n % 4], outlet=f"Outlet {n // 4}"),)) for n in range(12)]
    stories = ranked(*groups)
    lineup = line_up(stories, audience(**shape))
    assert len(lineup.stories) == 3
    assert max(len([s for s in lineup.stories if s.outlets == (name,)]) for name in ("Outlet 0", "Outlet 1")) <= 2
    assert len(lineup.headlines) == 2
    assert {dropped.reason for dropped in lineup.dropped} == {"no room"}
    assert all(dropped.detail.startswith("score ") for dropped in lineup.dropped)
    printed = {found.id for story in (*lineup.stories, *lineup.headlines) for found in story.items}
    assert printed | {dropped.id for dropped in lineup.dropped} == {found.id for one in groups for found in one.items}


def test_a_headline_never_tells_a_told_event_again() -> None:
    told = Group(tuple(item(n, "Court frees journalist held in Minsk", BODIES[3]) for n in range(2)))
    again = Group((item(9, "Journalist held in Minsk freed by court", BODIES[3]),))
    lineup = line_up((*ranked(told), *ranked(again)), audience(issue={"stories": 1}))
    assert not lineup.headlines
    assert lineup.dropped[0].detail == "its event is told as: Court frees journalist held in Minsk"


def test_what_is_unchanged_is_dropped_unless_it_still_leads() -> None:
    strong, weak = ranked(group(1, 2), group(2, 1))
    lineup = line_up([replace(story, status=Status.UNCHANGED) for story in (strong, weak)], audience())
    assert lineup.stories == (replace(strong, status=Status.UNCHANGED),)
    assert [(dropped.id, dropped.reason) for dropped in lineup.dropped] == [("item-20", "unchanged")]


def test_the_order_of_the_input_changes_nothing() -> None:
    groups = [group(n, 1 + n % 3) for n in range(9)]
    matches = [TopicMatch(found, "Ukraine", 0.5) for one in groups for found in one.items]
    earlier = [past(n, replace(groups[n].items[0], id=f"old-{n}")) for n in range(4)]

    def issue(shuffle: random.Random) -> object:
        mixed = [Group(tuple(shuffle.sample(one.items, len(one.items)))) for one in groups]
        shuffle.shuffle(mixed)
        return line_up(
            shuffle.sample(rank(mixed, shuffle.sample(matches, len(matches)), audience(), NOW, earlier), len(mixed)),
            audience(),
        )

    assert all(issue(random.Random(seed)) == issue(random.Random(0)) for seed in range(1, 8))


def test_nothing_in_nothing_out() -> None:
    lineup = line_up(rank([], [], audience(), NOW), audience())
    assert (lineup.stories, lineup.headlines, lineup.dropped) == ((), (), ())
    assert isinstance(item(1, "Fine"), Item)
