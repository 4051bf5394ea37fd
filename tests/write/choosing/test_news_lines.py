"""Which stories are worth a line: news, told by no story above, under a title that says it."""

from __future__ import annotations

from dataclasses import replace

from digest.model import EXCERPT, Brief, Item, Sentence, Story
from digest.write.choosing.news_lines import NewsLines, news_lines
from tests.write.excerpts.reports import LEDE, MORE, report

PIER = report(LEDE, *MORE)
TOLD = Brief(Story("told", "Harbours", (PIER,)), PIER.title, (Sentence(LEDE, (PIER.id,)),), EXCERPT, excerpt_of=PIER.id)


def lines(*items: Item, briefs: tuple[Brief, ...] = (TOLD,)) -> NewsLines:
    return news_lines([Story("more", "Harbours", items)], briefs, lambda item: item.outlet != "Views")


def test_what_a_told_story_tells_in_other_words_is_linked_under_it() -> None:
    again = report("Divers found a crack.", name="post", title="Council closes pier of Norvik after divers find crack")
    found = lines(again)
    assert not found.stories
    assert found.briefs[0].story.items == (PIER, again)


def test_another_event_in_the_same_place_is_a_line() -> None:
    other = report("A fire burned.", name="post", title="Fire destroys a warehouse in the harbour of Norvik")
    found = lines(other)
    assert [story.items for story in found.stories] == [(other,)]
    assert found.briefs == (TOLD,)


def test_the_first_report_that_is_news_and_says_it_gives_the_line() -> None:
    views = report("We think.", name="views", title="Fire in Norvik shows what the council gets wrong")
    coy = report("A fire burned.", name="coy", title="What burned in Norvik?")
    news = report("A fire burned.", name="post", title="Fire destroys a warehouse in Norvik")
    assert lines(views, coy, news).stories[0].items == (news, views, coy)


def test_an_old_report_and_a_coy_title_give_no_line() -> None:
    old = report(
        "A fire burned.", name="old", title="Fire destroys a warehouse", url="https://old.example/2025/01/26/fire"
    )
    ours = report("A fire burned.", name="ours", title="After the fire we must build a better warehouse")
    assert not lines(old).stories
    assert not lines(ours).stories


def test_without_one_it_is_left_out_with_a_reason_unless_the_issue_would_be_empty() -> None:
    views = report("We think.", name="views", title="Fire in Norvik shows what the council gets wrong")
    found = lines(views, replace(views, id="again"))
    assert not found.stories
    assert [(one.id, one.reason) for one in found.dropped] == [("views", "no news"), ("again", "no news")]
    assert len(lines(views, briefs=()).stories) == 1
