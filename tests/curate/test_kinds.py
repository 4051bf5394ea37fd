"""Reports, and what is not one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.curate.kinds import is_news, kind_of, may_tell
from digest.model import Item


def item(title: str, url: str = "https://a.example/news/1", text: str = "", outlet: str = "Outlet") -> Item:
    return Item("1", url, title, outlet, "feed", datetime(2025, 2, 27, tzinfo=UTC), text)


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
        ("Five things to watch at the summit", "explainer"),
        ("Why Iran left the talks", "explainer"),
        ("How the vote will work", "explainer"),
        ("Analysis: a minister under siege", "explainer"),
        ("The minister should go", "opinion"),
        ("WATCH: the bridge falls", "video"),
        ("Podcast: the bridge that fell", "podcast"),
        ("The harbour fire | Podcast", "podcast"),
        ("Press release: Harbour Authority appoints a director", "release"),
        ("Read the full statement of the minister", "release"),
        # reports that look like something else
        ("Minister quits over opinion column", "report"),
        ("Storm survivors live in tents", "report"),
        ("Court hands down opinion in bridge case", "report"),
        ("Police round up suspects", "report"),
        ("What did the minister say?", "report"),
        ("Minister explained her vote in parliament", "report"),
        ("Police should have acted sooner, judge finds", "report"),
        ("Police should have stopped the attack says watchdog", "report"),
        ("Gupta tells Rogan the network shouldn't have called it that", "report"),
        ("A minister is not a suspect, police say", "report"),
        ("Another storm reaches the coast", "report"),
        ("The case against the former minister", "report"),
        ("Minister should resign, voters say", "report"),
        ("Most voters want minister to go; she should not, says party", "report"),
        ("Bridge inspectors watch live pictures of the fall", "report"),
        ("Video shows the bridge falling", "report"),
        ("Minister denies statement from aide", "report"),
        ("Hospital reviews its opinion of the drug", "report"),
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
        ("https://a.example/2025/voices/minister", "opinion"),
        ("https://a.example/videos/2025/storm", "video"),
        ("https://a.example/podcasts/the-daily/storm", "podcast"),
        ("https://www.prnewswire.com/news-releases/storm-1.html", "release"),
        ("https://a.example/newsletters/storm", "roundup"),
        ("https://a.example/2025/02/27/storm-live-updates", "live"),
        ("https://a.example/news/livestock-prices-fall", "report"),
        ("https://a.example/news/opinion-polls-narrow", "report"),
    ],
)
def test_the_address_says_it_too(url: str, kind: str) -> None:
    assert kind_of(item("Storm reaches the coast", url)) == kind


@pytest.mark.parametrize("outlet", ["Herald Opinion", "Herald (Editorials)", "Guest Writer - Centre"])
def test_so_does_the_section_in_the_name_of_the_outlet(outlet: str) -> None:
    assert kind_of(item("Storm reaches the coast", outlet=outlet)) == "opinion"


def test_an_outlet_that_is_named_for_the_writer_argues() -> None:
    assert kind_of(replace(item("A storm of words", outlet="Ada Marlow"), authors=("Ada Marlow",))) == "opinion"
    assert kind_of(replace(item("A storm of words", outlet="Herald"), authors=("Ada Marlow",))) == "report"


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("FOR IMMEDIATE RELEASE: Harbour Authority appoints a director.", "release"),
        ("HARBOUR CITY, Feb. 27, 2025 /PRNewswire/ -- Harbour Authority has appointed a director.", "release"),
        ("Ada Marlow is a professor of law at Harbour University.", "opinion"),
        ("The views expressed here are those of the writer.", "opinion"),
        ("In this episode we talk to the people who built the bridge.", "podcast"),
        ("This live blog is now closed.", "live"),
        ("The professor said on Thursday that the bridge fell at noon.", "report"),
    ],
)
def test_so_does_the_first_line(opening: str, kind: str) -> None:
    assert kind_of(item("The bridge and the harbour", text=opening)) == kind


REPORT = (
    "The bridge over the harbour fell on Thursday morning, police said, and three people were taken to a hospital. "
    "A spokeswoman for the city said that engineers had warned of cracks in January. The mayor told reporters that "
    "the road would be closed for a month. Two ferries were added in the afternoon, according to the port, and the "
    "operator said it had announced a reward for information."
)
COLUMN = (
    "We should be honest with ourselves about the bridge. It is not the weather that failed us, and it is not the "
    "engineers, because they told us so. Why do we never listen? Perhaps we simply don't want to know what things "
    "cost. But that is not a plan, it's a wish — and we must stop wishing. Of course it isn't easy, but if we really "
    "care about our city we need to pay for it, and we need to do so now."
)


def test_how_a_text_is_written_says_it_where_nothing_else_does() -> None:
    assert kind_of(item("Bridge falls into the harbour", text=REPORT)) == "report"
    assert kind_of(item("The bridge and us", text=COLUMN)) == "opinion"


def test_what_somebody_says_in_a_report_does_not_make_it_a_column() -> None:
    quoting = f"{REPORT} “{COLUMN[:500]}”, the mayor said on Thursday."
    assert kind_of(item("Bridge falls into the harbour", text=quoting)) == "report"


def test_a_text_in_another_language_is_not_judged_by_english_words() -> None:
    german = "Wir müssen ehrlich sein über die Brücke, denn so kann es nicht weitergehen, und das wissen wir. " * 6
    assert kind_of(item("Die Brücke und wir", text=german)) == "report"


def test_reports_and_live_pages_are_news() -> None:
    told = ["Storm reaches the coast", "Live updates: storm reaches the coast", "Opinion: the storm and us"]
    assert [is_news(item(title)) for title in told] == [True, True, False]


def test_a_story_is_told_by_what_is_surely_a_report() -> None:
    assert may_tell(item("Bridge falls into the harbour", text=REPORT))
    assert not may_tell(item("Bridge falls into the harbour", "https://a.example/opinion/1", REPORT))
    assert not may_tell(item("Live updates: bridge falls", text=REPORT))
    doubtful = item("Can we mend this shameful bridge?", text=REPORT)
    assert kind_of(doubtful) == "report"
    assert not may_tell(doubtful)


def test_what_kind_of_outlet_prints_it_is_weighed_but_decides_nothing() -> None:
    mixed = f"{REPORT[:300]} But that is the problem with our bridges, isn't it; nobody wants to pay."
    title = "Bridge inspectors, asked"
    assert kind_of(item(title, text=REPORT, outlet="The New Republic")) == "report"
    assert may_tell(item(title, text=mixed, outlet="Harbour Herald"))
    assert not may_tell(item(title, text=mixed, outlet="The New Republic"))
