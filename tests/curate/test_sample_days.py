"""The two sample days as an editor reads them: what leads, what goes on, what does not return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.config import Audience, load_audience
from digest.curate.accounts import accounts_differ
from digest.curate.changes import what_is_new
from digest.curate.memory import alive
from digest.curate.ranking import line_up, rank
from digest.curate.stories import fold
from digest.curate.topics import select
from digest.gather.feeds import ParsedFeed, parse_feed
from digest.model import Lineup, PastStory, Response, Status, Story

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FIRST = datetime(2025, 2, 27, 22, 30, tzinfo=UTC)


def issue(audience: Audience, now: datetime, past: Sequence[PastStory]) -> Lineup:
    feeds = [
        parse_feed(Response(source.feed, (SAMPLES / source.feed).read_bytes()), source, now)
        for source in audience.sources
    ]
    items = [item for feed in feeds if isinstance(feed, ParsedFeed) for item in feed.items]
    selection = select(items, audience, now, now - timedelta(hours=28), past)
    groups = fold([match.item for match in selection.kept], alive(past))
    return line_up(rank(groups, selection.kept, audience, now, past), audience)


@pytest.fixture(scope="module")
def days() -> tuple[Lineup, Lineup]:
    audience = load_audience(SAMPLES / "config.yaml")
    first = issue(audience, FIRST, ())
    past = [
        PastStory(story.id, "white-house-watch/2025-02-27T17:30", story.items[0].title, (), story.items)
        for story in (*first.stories, *first.headlines)
    ]
    return first, issue(audience, FIRST + timedelta(days=1), past)


def with_word(stories: Sequence[Story], word: str) -> list[Story]:
    return [story for story in stories if any(word in item.title for item in story.items)]


def test_on_the_first_day_all_is_new_and_a_story_of_several_outlets_leads(days: tuple[Lineup, Lineup]) -> None:
    first, _ = days
    assert {story.status for story in first.stories} == {Status.NEW}
    assert len(first.stories[0].outlets) > 1


def test_what_trump_says_and_moscow_denies_is_one_story_with_both_accounts(days: tuple[Lineup, Lineup]) -> None:
    (troops,) = with_word(days[0].stories, "Lavrov rules out European troops")
    accounts = accounts_differ(troops)
    assert accounts
    assert "Trump" in accounts[0].text
    assert "would accept European peacekeepers" in accounts[0].text
    assert "Lavrov" in accounts[1].text


def test_the_oval_office_clash_is_new_and_leads_with_the_answers_to_it(days: tuple[Lineup, Lineup]) -> None:
    lead = days[1].stories[0]
    assert lead.status is Status.NEW
    assert len(lead.outlets) > 1
    assert "argue in the Oval Office" in lead.items[0].title
    assert any("Europe answers" in item.title for item in lead.items)


def test_the_minerals_deal_is_developing_and_unsigned(days: tuple[Lineup, Lineup]) -> None:
    first, second = days
    (deal,) = with_word(second.stories, "minerals deal unsigned")
    assert deal.status is Status.DEVELOPING
    assert deal.id in {story.id for story in with_word((*first.stories, *first.headlines), "minerals deal")}
    assert what_is_new(deal)


def test_the_answer_to_the_tariffs_goes_on_from_them(days: tuple[Lineup, Lineup]) -> None:
    first, second = days
    (answer,) = with_word(second.stories, "China vows")
    assert answer.status is Status.DEVELOPING
    assert answer.id in {story.id for story in with_word(first.stories, "tariffs")}


def test_the_embassy_talks_go_on_and_the_state_visit_does_not_return(days: tuple[Lineup, Lineup]) -> None:
    second = days[1]
    (talks,) = with_word(second.stories, "Istanbul")
    assert talks.status is Status.DEVELOPING
    assert any("direct flights" in sentence.text for sentence in what_is_new(talks))
    assert not with_word((*second.stories, *second.headlines), "king")
