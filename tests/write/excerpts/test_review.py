"""A story without a model: the opening of one report, word for word; what others add; or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from digest.model import EXCERPT, Brief, Item, Sentence, Story
from digest.write.choosing.case import Case
from digest.write.excerpts.review import excerpt_of, press_review
from tests.write.reports import TODAY, item, story

TITLE = "Harwick council closes old bridge for two years"
LEDE = "The council of Harwick voted on Tuesday to close the old bridge for two years, after engineers found cracks."
SECOND = "Repairs will cost 40 million pounds and begin in the spring, according to the engineers of the county."
MORE = ["Traffic will be sent over the new bridge at Lowick, ten miles down the river from the market square"] * 30
WIRE = "\n\n".join((LEDE, SECOND, *(f"{line}." for line in MORE)))
DENIAL = "Mayor Jane Dow denied that the council of Harwick had known of the cracks in the bridge since 2011."
POST = "\n\n".join(
    (
        "Councillors in Harwick closed their old bridge on Tuesday evening.",
        DENIAL,
        *(f"{line}." for line in MORE),
    )
)


def review(*items: Item, news: tuple[Item, ...] | None = None, **more: Any) -> Brief | None:
    told = more.pop("told", story(*items))
    return press_review(told, (), TODAY, Case(items), news=items if news is None else news, **more)


def test_it_is_the_opening_of_one_report() -> None:
    wire = item("wire", WIRE, title=TITLE)
    brief = review(wire)
    assert brief
    assert (brief.hed, brief.writer, brief.excerpt_of) == (TITLE, EXCERPT, "wire")
    assert [sentence.text for sentence in brief.summary][:2] == [LEDE, SECOND]
    assert all(sentence.items == ("wire",) for sentence in brief.summary)


def test_it_has_forty_to_ninety_words_and_the_lead_more() -> None:
    wire = item("wire", WIRE, title=TITLE)
    short, long = review(wire), review(wire, leads=True)
    assert short
    assert long
    words = [len(" ".join(s.text for s in brief.summary).split()) for brief in (short, long)]
    assert 2 <= len(short.summary) <= 4
    assert 40 <= words[0] <= 90 < words[1] <= 160
    assert sum(sentence.opens for sentence in long.summary) > 1, "in its own paragraphs"


def test_it_is_at_most_a_third_of_a_report_but_a_feeds_summary_as_it_is() -> None:
    whole = item("wire", f"{LEDE} {SECOND}", title=TITLE)
    assert excerpt_of(whole)
    article = item("wire", "\n\n".join((LEDE, SECOND, *(["The river was high."] * 30))), title=TITLE, full=True)
    shown = excerpt_of(article)
    assert shown
    assert len(shown.text.split()) <= len(article.text.split()) / 3


def test_an_agency_goes_before_a_rewrite_and_an_office_behind_an_outlet() -> None:
    same = {"title": TITLE}
    paper, agency = item("paper", WIRE, outlet="Paper", **same), item("agency", WIRE, outlet="Reuters", **same)
    office = replace(item("office", WIRE, outlet="Office", **same), url="https://office.gov/1")
    for items in ((paper, agency, office), (office, agency, paper)):
        brief = review(*items)
        assert brief
        assert brief.excerpt_of == "agency"
    brief = review(office, paper)
    assert brief
    assert brief.excerpt_of == "paper"


def test_only_news_tells_a_story() -> None:
    wire, column = item("wire", WIRE, title=TITLE), item("column", WIRE, title=TITLE)
    brief = review(column, wire, news=(wire,))
    assert brief
    assert brief.excerpt_of == "wire"
    assert review(column, news=()) is None


def test_a_text_that_does_not_tell_its_title_is_not_printed() -> None:
    assert review(item("wire", WIRE, title="Mayor of Lowick arrested for theft")) is None
    assert review(item("wire", WIRE, title="Why the bridge of Harwick had to close")) is None


def test_a_developing_story_is_told_by_what_is_new() -> None:
    old, fresh = item("old", WIRE, title=TITLE), item("fresh", WIRE, title=TITLE)
    told = Story("s1", "Borders", (old, fresh), fresh=frozenset({"fresh"}))
    brief = review(old, fresh, told=told)
    assert brief
    assert brief.excerpt_of == "fresh"


def test_another_outlet_adds_a_fact_in_a_sentence_that_reads_by_itself() -> None:
    wire, post = item("wire", WIRE, title=TITLE), item("post", POST, title="Harwick closes its bridge")
    brief = review(wire, post)
    assert brief
    assert [sentence.text for sentence in brief.adds] == [DENIAL]
    assert brief.adds[0].items == ("post",)
    again = review(wire, replace(post, outlet=wire.outlet))
    assert again
    assert again.adds == (), "an outlet adds nothing to itself"


def test_accounts_are_shown_both_or_not_at_all() -> None:
    wire, post = item("wire", WIRE, title=TITLE), item("post", POST, title="Harwick closes its bridge")
    claim = Sentence(SECOND, ("wire",))
    denial = Sentence(DENIAL, ("post",))
    lost = Sentence("He denied it.", ("post",))
    one, both = review(wire, post, accounts=(claim, lost)), review(wire, post, accounts=(denial,))
    assert one
    assert both
    assert one.accounts == ()
    assert both.accounts == (denial,)


def test_what_is_to_come_has_a_day_after_the_issue() -> None:
    coming = WIRE + "\n\nThe council of Harwick will vote on the money on March 14."
    past = WIRE + "\n\nThe council of Harwick will vote on the money on February 14."
    ahead, behind = review(item("wire", coming, title=TITLE)), review(item("wire", past, title=TITLE))
    assert ahead
    assert ahead.next is None or ahead.next.text.endswith("March 14.")
    assert behind
    assert behind.next is None


WORDS = st.text(alphabet="abc ABC.,“”\"'’\n-–:;()?!é中", max_size=120)


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=4))
def test_every_printed_sentence_stands_in_its_report(one: list[str], two: list[str]) -> None:
    items = (
        item("wire", "\n\n".join((LEDE, SECOND, *one)), title=TITLE),
        item("post", "\n\n".join((*two, POST)), title=TITLE),
    )
    brief = press_review(story(*items), (), TODAY, Case(items), news=items)
    if brief is None:
        return
    texts = {report.id: " ".join(report.text.split()) for report in items}
    ahead = [brief.next] if brief.next else []
    for sentence in (*brief.summary, *brief.adds, *ahead):
        assert sentence.text in texts[sentence.items[0]]
    at = 0
    for sentence in brief.summary:
        at = texts[brief.excerpt_of].index(sentence.text, at) + len(sentence.text)
