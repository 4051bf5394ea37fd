import pytest

from digest.curate.news_value import features, independent, leading
from digest.model import Story
from tests.curate.newsdesk import item
from tests.curate.test_ranking import BODIES


def story(number: int, title: str, outlets: int = 1, **more: object) -> Story:
    items = tuple(
        item(number * 10 + n, f"{title}{' now' * n}", BODIES[n], outlet=f"Outlet {n}") for n in range(outlets)
    )
    return Story(f"s{number}", "Topic", items, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heavy", "light"),
    [
        ("Ferry sinks off Norvik, 40 dead", "Ferry captain slams Norvik harbour rules"),
        ("Parliament passes the harbour budget", "Minister calls the harbour budget a joke"),
        ("Senate confirms the new ambassador", "County fair opens at the school park"),
        ("Court orders the harbour reopened", "Actor's podcast on the harbour wins an award"),
        ("Norvik council signs a harbour deal", "Will the Norvik council meet on a harbour?"),
        ("Facebook down for six hours in all countries", "Actor down with a cold for six days"),
        ("Economy adds 900,000 jobs in a month", "Shop adds 900 chairs in a month"),
    ],
)
def test_what_happened_leads_before_what_was_said_and_what_is_small(heavy: str, light: str) -> None:
    found = leading([story(1, light), story(2, heavy)])
    assert found is not None
    assert found.items[0].title == heavy


def test_a_story_that_three_times_as_many_outlets_report_leads_whatever_its_words() -> None:
    found = leading(
        [story(1, "Court orders the harbour reopened"), story(2, "Minister speaks of the harbour", outlets=3)]
    )
    assert found is not None
    assert independent(found) == 3


def test_what_is_pinned_leads() -> None:
    pinned = story(1, "Minister speaks of the harbour", components={"pin": 10.0})
    assert leading([story(2, "Ferry sinks off Norvik, 40 dead", outlets=3), pinned]) is pinned


def test_without_a_report_nobody_leads() -> None:
    assert leading([]) is None
    assert leading([story(1, "Opinion: the view of the harbour")]) is None


def test_every_feature_is_a_small_number_and_independent_of_the_order_of_reports() -> None:
    told = story(1, "Ferry sinks off Norvik, 40 dead", outlets=3)
    turned = Story(told.id, told.topic, told.items[::-1])
    assert features(told) == features(turned)
    assert all(0 <= value <= 2 for value in features(told).values())
