"""Reports, and what is not one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.curate.kinds import kind_of
from digest.model import Item


def item(title: str, url: str = "https://a.example/news/1") -> Item:
    return Item("1", url, title, "Outlet", "feed", datetime(2025, 2, 27, tzinfo=UTC), "")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Live updates: storm reaches the coast", "live"),
        ("Election night – as it happened", "live"),
        ("LIVE: the hearing", "live"),
        ("Morning briefing: the budget, the storm, the strike", "roundup"),
        ("World news in brief", "roundup"),
        ("Five things to know before the bell", "roundup"),
        ("OPINION: The minister should go", "opinion"),
        ("Editorial: the minister should stay", "opinion"),
        ("The minister should go | Opinion", "opinion"),
        ("Ministers Should Not Have Delayed the Vote", "opinion"),
        ("A Parliamentary Hearing Is Not a Trial", "opinion"),
        ("Another Day, Another Terrible Budget", "opinion"),
        ("Why I resigned", "opinion"),
        ("The conservative case for tariffs", "opinion"),
        ("The tariffs, explained", "explainer"),
        ("Explainer: why the bridge fell", "explainer"),
        ("What we know about the fire in the harbour", "explainer"),
        ("Fact check: did the minister say that?", "explainer"),
        # reports that look like something else
        ("Minister quits over opinion column", "report"),
        ("Storm survivors live in tents", "report"),
        ("Court hands down opinion in bridge case", "report"),
        ("Police round up suspects", "report"),
        ("What did the minister say?", "report"),
        ("Minister explained her vote in parliament", "report"),
        ("Five things to watch at the summit", "report"),
        ("Police should have acted sooner, judge finds", "report"),
        ("Police should have stopped the attack says watchdog", "report"),
        ("Gupta tells Rogan the network shouldn't have called it that", "report"),
        ("A minister is not a suspect, police say", "report"),
        ("Another storm reaches the coast", "report"),
        ("Why Iran left the talks", "report"),
        ("The case against the former minister", "report"),
    ],
)
def test_the_title_says_what_kind_of_text_it_is(title: str, kind: str) -> None:
    assert kind_of(item(title)) == kind


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://a.example/opinion/2025/02/27/minister", "opinion"),
        ("https://a.example/commentisfree/2025/minister", "opinion"),
        ("https://a.example/world/live/2025/feb/27/storm", "live"),
        ("https://a.example/live-news/storm", "live"),
        ("https://a.example/explainers/tariffs", "explainer"),
        ("https://a.example/news/livestock-prices-fall", "report"),
        ("https://a.example/news/opinion-polls-narrow", "report"),
    ],
)
def test_the_address_says_it_too(url: str, kind: str) -> None:
    assert kind_of(item("Storm reaches the coast", url)) == kind
