"""A story without a model: one report's opening, word for word, and what others add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.model import EXCERPT, Brief, Item, Quote, Sentence, Story
from digest.write.choosing.case import Case
from digest.write.excerpts.consensus import consensus
from digest.write.excerpts.excerpt import LEAD_WORDS, WORDS, excerpt_of
from digest.write.excerpts.openings import prose
from digest.write.excerpts.review import press_review
from tests.write.excerpts.reports import LEDE, MORE, REST, TODAY, report

TITLE = "Norvik closes its largest pier"


def review(*items: Item, quotes: Sequence[Quote] = (), leads: bool = False, **more: Any) -> Brief | None:
    story = Story("s", "Harbours", items, fresh=more.pop("fresh", frozenset()))
    return press_review(story, quotes, TODAY, Case(items), news=more.pop("news", items), leads=leads, **more)


def told(*items: Item, **more: Any) -> Brief:
    brief = review(*items, **more)
    assert brief
    return brief


def words(texts: Sequence[str]) -> int:
    return len(" ".join(texts).split())


# --- the excerpt ---------------------------------------------------------------------------------------


def test_a_story_is_the_opening_of_one_report_credited_to_it() -> None:
    brief = told(report(LEDE, *MORE, REST, full=True))
    assert (brief.hed, brief.writer, brief.excerpt_of) == (TITLE, EXCERPT, "wire")
    assert [sentence.text for sentence in brief.summary] == [LEDE, *MORE]
    assert {sentence.items for sentence in brief.summary} == {("wire",)}
    assert (brief.adds, brief.accounts, brief.news, brief.next, brief.why) == ((), (), None, None, None)


def a_sentence(number: int, length: int) -> str:
    """A sentence of so many words; `number` makes it its own."""
    return f"Norvik counted {number} boats " + "closed " * (length - 5) + "piers."


def article(*lengths: int, together: bool = False, full: bool = True) -> Item:
    """A report whose sentences have these lengths, a paragraph each or all together, in a long text."""
    told = [a_sentence(at, length) for at, length in enumerate(lengths, 1)]
    return report(
        *([" ".join(told)] if together else told),
        *([REST] * 4 if full else []),
        full=full,
        title="Norvik counts boats and closed piers",
    )


def excerpt_words(item: Item, *, leads: bool = False) -> int:
    excerpt = excerpt_of(item, leads=leads)
    return words([line.text for line in excerpt.lines]) if excerpt else 0


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("lengths", [(30, 30, 30, 30), (20,) * 9, (12,) * 9, (45, 44, 30), (59, 30, 10), (10, 60, 60)])
def test_an_excerpt_is_40_to_90_words_in_four_sentences_at_most(lengths: tuple[int, ...], together: bool) -> None:
    item = article(*lengths, together=together)
    excerpt = excerpt_of(item)
    assert excerpt
    assert WORDS[0] <= excerpt_words(item) <= WORDS[1]
    assert len(excerpt.lines) <= 4


@pytest.mark.parametrize("lengths", [(30, 30, 30, 30, 30, 30), (20,) * 12, (59, 59, 59)])
def test_the_lead_may_be_longer_in_its_paragraphs(lengths: tuple[int, ...]) -> None:
    item = article(*lengths)
    assert WORDS[1] < excerpt_words(item, leads=True) <= LEAD_WORDS
    brief = told(item, leads=True)
    assert all(sentence.opens for sentence in brief.summary), "each stood in a paragraph of its own"


def test_sentences_of_one_paragraph_stay_in_one() -> None:
    brief = told(report(f"{LEDE} {MORE[0]}", f"{MORE[1]} {MORE[2]}", REST, full=True))
    assert [sentence.opens for sentence in brief.summary] == [True, False, True, False]


def test_at_most_a_third_of_a_report_is_shown() -> None:
    text = [a_sentence(at, 20) for at in range(1, 10)]  # 180 words
    item = report(*text, full=True)
    assert excerpt_words(item) == 60
    assert excerpt_words(item, leads=True) == 60


def test_the_short_summary_of_a_feed_is_shown_as_it_is() -> None:
    assert excerpt_words(report(LEDE)) == len(LEDE.split())
    assert excerpt_words(report(LEDE, *MORE)) == words([LEDE, *MORE])
    assert excerpt_of(report(LEDE, full=True)) is None, "a third of an article of one sentence is less than that"


def test_an_opening_that_is_too_short_is_none() -> None:
    assert excerpt_of(report(LEDE, "“The crack grows, Mayor Ada Berg said.", REST, full=True)) is None
    assert excerpt_of(report("“No, he said.", full=True)) is None
    assert excerpt_of(report("")) is None
    assert excerpt_of(report("Rain.", full=True)) is None


def test_an_excerpt_ends_with_a_paragraph_where_that_leaves_enough() -> None:
    first, second = [a_sentence(1, 22), a_sentence(2, 22)], [a_sentence(3, 20), a_sentence(4, 40)]
    item = report(" ".join(first), " ".join(second), REST, REST, full=True)
    excerpt = excerpt_of(item)
    assert excerpt
    assert [line.text for line in excerpt.lines] == first


def test_a_short_paragraph_that_announces_the_next_is_not_the_end() -> None:
    quay = "Then the mayor came to the quay."
    item = report(a_sentence(1, 30), a_sentence(2, 30), quay, a_sentence(3, 40), REST, REST, full=True)
    excerpt = excerpt_of(item)
    assert excerpt
    assert [line.text for line in excerpt.lines] == [a_sentence(1, 30), a_sentence(2, 30)]


@pytest.mark.parametrize(
    "last",
    [
        "“The pier was closed for good reasons,” Mayor Ada Berg said. “Now the boats need another quay.”",  # half
        "The council of Norvik closed the pier after divers found three cracks.",  # nothing that was not told
        "“No more boats.”",  # whose words?
    ],
)
def test_an_excerpt_ends_on_no_half_quotation_and_nothing_told(last: str) -> None:
    item = report(LEDE, MORE[0], f"{MORE[1]} {last}", REST, full=True)
    excerpt = excerpt_of(item)
    assert excerpt
    assert [line.text for line in excerpt.lines] == [LEDE, *MORE[:2]]


def test_an_excerpt_is_rather_a_little_short_than_weak_at_its_end() -> None:
    short = [a_sentence(1, 18), a_sentence(2, 18)]
    item = report(" ".join(short), "More is to come.", a_sentence(3, 60), REST, full=True)
    excerpt = excerpt_of(item)
    assert excerpt
    assert [line.text for line in excerpt.lines] == short


# --- which report tells it -----------------------------------------------------------------------------

ASIDE = (
    "Gulls circled over the sheds of Norvik on Thursday while tourists drank coffee near the closed, largest pier.",
    "The coffee cost four kroner, and the tourists said that it was hot and came with sugar and small cakes.",
    "Some of them took pictures of the gulls, and two children threw bread into the cold water near a red crane.",
)


def test_the_report_that_says_most_of_the_story_tells_it() -> None:
    aside, full = report(*ASIDE, name="aside"), report(LEDE, *MORE, name="full")
    other = report(LEDE.replace("Thursday", "Thursday morning"), MORE[1], name="third")
    for items in ((aside, full, other), (other, full, aside), (full, aside, other)):
        assert told(*items).excerpt_of == "full"


def pair(**more: Any) -> tuple[Item, Item]:
    """Two reports that say the same at the same time; the second by name has these traits."""
    return report(LEDE, *MORE, name="aaa"), report(LEDE, *MORE, name="zzz", **more)


@pytest.mark.parametrize("outlet", ["Reuters", "AP", "AFP", "Associated Press", "dpa"])
def test_an_agency_tells_it_before_those_who_rewrite_it(outlet: str) -> None:
    assert told(*pair(outlet=outlet)).excerpt_of == "zzz"
    assert told(*pair()).excerpt_of == "aaa"


@pytest.mark.parametrize(
    "host", ["www.whitehouse.gov", "www.navy.mil", "www.gov.uk", "ec.europa.eu", "news.service.gov.uk"]
)
def test_an_outlet_tells_it_before_a_party_to_it(host: str) -> None:
    official, outlet = pair()
    official = replace(official, url=f"https://{host}/pier")
    assert told(official, outlet).excerpt_of == "zzz"


def test_a_source_with_more_weight_comes_first() -> None:
    assert told(*pair(weight=2.0)).excerpt_of == "zzz"


def test_what_is_no_news_never_tells_it() -> None:
    opinion, news = report(LEDE, *MORE, name="aaa"), report(LEDE, *MORE, name="zzz")
    assert told(opinion, news, news=(news,)).excerpt_of == "zzz"
    assert review(opinion, news, news=()) is None


def test_a_report_without_a_lede_leaves_it_to_another() -> None:
    headless = report("But the divers of Oslo found more than that.", LEDE, *MORE, name="aaa")
    assert told(headless, report(LEDE, MORE[0], name="zzz")).excerpt_of == "zzz"
    assert review(headless) is None


def test_a_developing_story_is_told_from_fresh_reports_only() -> None:
    old, fresh = report(LEDE, *MORE, name="old"), report(LEDE, MORE[1], name="fresh")
    assert told(old, fresh).excerpt_of == "old"
    assert told(old, fresh, fresh=frozenset({"fresh"})).excerpt_of == "fresh"


# --- the hed -------------------------------------------------------------------------------------------


def test_a_report_whose_text_does_not_bear_out_its_title_leaves_it_to_another() -> None:
    wrong = report(LEDE, *MORE, name="aaa", title="Mayor resigns as budget fails in Oslo")
    brief = told(wrong, report(LEDE, *MORE, name="zzz", title=TITLE))
    assert (brief.hed, brief.excerpt_of) == (TITLE, "zzz")


def test_where_no_title_is_borne_out_there_is_no_story() -> None:
    items = [report(LEDE, *MORE, name=name, title="Mayor resigns as budget fails in Oslo") for name in ("one", "two")]
    assert review(*items) is None


@pytest.mark.parametrize(
    "title", ["Why Norvik closes its largest pier", "Norvik closes its largest pier?", "“Closed”: Norvik pier"]
)
def test_a_coy_title_is_never_the_hed(title: str) -> None:
    coy = report(LEDE, *MORE, title=title)
    assert review(coy) is None
    assert told(coy, report(LEDE, *MORE, name="gazette", title=TITLE)).hed == TITLE


# --- what others add, accounts, next, quotations -------------------------------------------------------

NEW = "Minister Tor Lie denied that Norvik had asked for 40 million kroner to repair the pier."
CLAIM = "Mayor Ada Berg said that the ministry would pay for every pillar of the broken pier in Norvik."
DENIAL = "Minister Tor Lie said that the ministry would not pay for any pillar of the broken pier in Norvik."
AHEAD = "The council of Norvik will vote on the repair of its pier on March 4."


def test_others_add_what_the_excerpt_lacks() -> None:
    brief = told(report(LEDE, MORE[0]), report(f"{LEDE} {NEW}", name="gazette", title="Norvik and the pier"))
    other = "gazette" if brief.excerpt_of == "wire" else "wire"
    assert all(sentence.items == (other,) for sentence in brief.adds)
    brief = told(report(LEDE, MORE[0], weight=2.0), report("Norvik is quiet on Thursday.", NEW, name="gazette"))
    assert (brief.excerpt_of, brief.adds) == ("wire", (Sentence(NEW, ("gazette",)),))


def accounts(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, (name,)) for text, name in zip(texts, ("one", "two"), strict=True))


def test_accounts_are_both_printed_or_neither() -> None:
    items = (
        report(LEDE, *MORE, weight=2.0),
        report("Norvik is quiet.", CLAIM, name="one"),
        report("Oslo is quiet.", DENIAL, "He said that it would not pay for any pillar in Norvik.", name="two"),
    )
    brief = told(*items, accounts=accounts(CLAIM, DENIAL))
    assert (brief.excerpt_of, brief.accounts) == ("wire", accounts(CLAIM, DENIAL))
    assert not {"one", "two"} & {item for sentence in brief.adds for item in sentence.items}, "both were heard"
    leaning = accounts(CLAIM, "He said that it would not pay for any pillar in Norvik.")
    assert told(*items, accounts=leaning).accounts == ()


def test_what_comes_next_is_shown_once() -> None:
    item = report(LEDE, *MORE, REST, AHEAD, full=True)
    assert told(item).next == Sentence(AHEAD, ("wire",))
    assert told(report(LEDE, AHEAD, MORE[0])).next is None, "the excerpt tells it"


def test_at_most_one_quotation_is_set_apart_and_never_one_that_was_read_above() -> None:
    spoken = "The pier was closed far too late for every fisherman and widow on our coast"
    lede = LEDE.replace("The harbour council of Norvik", "Mayor Ada Berg of Norvik")
    item = report(lede, *MORE, f"“{spoken},” Berg said.", REST, full=True)
    start = item.text.index(spoken)
    quote = Quote(item, start, start + len(spoken), "Ada Berg", "mayor of Norvik")
    assert told(item, quotes=(quote, quote)).quotes == (quote,)
    assert told(item, quotes=(replace(quote, named=False), replace(quote, speaker=""))).quotes == ()
    above = report(LEDE, f"“{spoken},” Mayor Ada Berg of Norvik said.", MORE[1], name="gazette")
    start = above.text.index(spoken)
    assert told(above, quotes=(Quote(above, start, start + len(spoken), "Ada Berg", "mayor"),)).quotes == ()


# --- properties ----------------------------------------------------------------------------------------

_SENTENCES = [
    LEDE,
    *MORE,
    *ASIDE,
    NEW,
    CLAIM,
    DENIAL,
    AHEAD,
    "But he left.",
    "“The crack grows. Nobody may walk there,” Mayor Ada Berg said.",
    "“An unclosed remark, said Berg.",
    "By Ada Berg",
    TITLE,
    "NORVIK (AP) — The pier of Norvik is closed to all of the 40 boats, the council said.",
    "Boats wait.  They   wait\nlong in Norvik.",
    "We think so.",
]
_TEXT = st.lists(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4).map(" ".join), max_size=5)
_TITLES = st.sampled_from(
    [TITLE, "Council of Norvik Closes Pier After Crack", "Why a pier was closed", "Lie denies it"]
)


@st.composite
def _reports(draw: st.DrawFn) -> Item:
    name = draw(st.sampled_from(["one", "two", "three"]))
    return report(*draw(_TEXT), name=name, title=draw(_TITLES), full=draw(st.booleans()))


@settings(max_examples=200)
@given(st.lists(_reports(), min_size=1, max_size=3, unique_by=lambda item: item.id), st.booleans(), st.booleans())
def test_every_printed_sentence_is_a_reports_own(items: list[Item], leads: bool, differ: bool) -> None:
    carried = {text: item.id for text in (CLAIM, DENIAL) for item in items if text in item.text}
    said = tuple(Sentence(text, (item,)) for text, item in carried.items())
    brief = review(*items, leads=leads, accounts=said if differ else ())
    if brief is None:
        return
    texts = {item.id: " ".join(item.text.split()) for item in items}
    shown = (*brief.summary, *brief.adds, *brief.accounts, *filter(None, (brief.next,)))
    for sentence in shown:
        assert sentence.text in texts[sentence.items[0]], "word for word"
    source = next(item for item in items if item.id == brief.excerpt_of)
    assert {sentence.items for sentence in brief.summary} == {(source.id,)}
    lines = [line.text for line in prose(source)]
    assert [sentence.text for sentence in brief.summary] == lines[: len(brief.summary)], "consecutive, from the lede on"
    assert words([sentence.text for sentence in brief.summary]) <= (LEAD_WORDS if leads else WORDS[1])
    if source.full:
        assert words([sentence.text for sentence in brief.summary]) <= len(source.text.split()) / 3
    outlets = [sentence.items[0] for sentence in brief.adds]
    assert len(outlets) == len(set(outlets)) <= 2
    assert brief.excerpt_of not in outlets
    assert len(brief.accounts) in (0, len(said))
    told = {sentence.text for sentence in brief.summary}
    assert not brief.accounts or not {sentence.text for sentence in brief.accounts} <= told, "one side at least is news"
    besides = [sentence.text for sentence in shown[len(brief.summary) :] if sentence not in brief.accounts]
    assert len(besides) == len(set(besides)), "nothing twice"
    assert not told & set(besides)


@settings(max_examples=60)
@example("", "It was as it is")
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_is_told_or_not(text: str, title: str) -> None:
    brief = review(report(text, title=title))
    assert brief is None or brief.summary
    assert all(sentence.text in " ".join(text.split()) for sentence in (brief.summary if brief else ()))


def test_a_denial_after_the_excerpt_comes_along() -> None:
    denial = "Mayor Ada Berg denied that the council had known of the crack since the spring."
    item = report(a_sentence(1, 40), a_sentence(2, 40), denial, REST, REST, full=True)
    excerpt = excerpt_of(item)
    assert excerpt
    assert excerpt.lines[-1].text == denial


def test_a_quotation_whose_speaker_is_cut_off_is_not_the_end() -> None:
    spoken = "“Nobody knew of the crack in the pier until the divers came up on Thursday.”"
    item = report(a_sentence(1, 40), f"{spoken} {a_sentence(2, 60)}", REST, REST, full=True)
    excerpt = excerpt_of(item)
    assert excerpt
    assert [line.text for line in excerpt.lines] == [a_sentence(1, 40)]


def test_a_report_of_what_was_done_goes_before_one_of_what_will_be() -> None:
    ahead = report(LEDE.replace("closed", "will close"), *MORE, name="one", weight=2.0)
    done = report(LEDE, *MORE, name="two")
    assert told(ahead, done).excerpt_of == "two"


def test_a_report_whose_address_is_of_another_year_tells_nothing() -> None:
    old = report(LEDE, *MORE, name="one", url="https://one.example/2017/04/26/pier")
    assert press_review(Story("s", "Harbours", (old,)), (), TODAY, Case([]), news=[old]) is None


# --- what the reports agree on -------------------------------------------------------------------------


def test_of_three_reports_one_with_a_frame_of_its_own_does_not_tell_it() -> None:
    framed = report(
        LEDE.replace(
            "after divers found a crack in three pillars", "to bully fishermen and their families out of town"
        ),
        *MORE,
        name="aaa",
        title="Norvik bullies fishermen as it closes its largest pier",
        weight=1.2,
    )
    plain = [report(LEDE, *MORE, name=name) for name in ("bbb", "ccc")]
    assert told(framed, *plain).excerpt_of == "bbb"


def ends(*sentences: str, others: Sequence[Item] = (), leads: bool = False, title: str = TITLE) -> list[str]:
    """The excerpt of a report of these sentences, beside other reports."""
    item = report(*sentences, *([REST] * 4), full=True, title=title)
    excerpt = excerpt_of(item, consensus((item, *others)), leads=leads)
    assert excerpt
    return [line.text for line in excerpt.lines]


@pytest.mark.parametrize(
    "harm",
    [
        "The exact length of the crack in the pillars was not immediately known to divers.",
        "Mayor Ada Berg is to meet the fishermen of the town at the quay later in the day.",
        "Votes of the council on the repair of the pillars were still being counted on Thursday.",
        "The decision of the mayor is unlikely to improve what fishermen think of her or of boats.",
        "The vote signaled that both parties of the council are afraid of the anger of fishermen.",
        "Berg had told them that the harbour council “found a crack” and closed the pier.",
    ],
)
def test_an_excerpt_ends_before_what_would_spoil_it(harm: str) -> None:
    first = a_sentence(1, 22)
    assert ends(LEDE, first, harm, a_sentence(2, 30), leads=True) == [LEDE, first]


def test_whoever_forecasts_may_be_quoted() -> None:
    said = "The decision is unlikely to improve much, described Mayor Ada Berg, and boats will wait for it."
    assert said in ends(LEDE, a_sentence(1, 22), said, a_sentence(2, 30), leads=True)


def test_an_excerpt_ends_before_what_no_other_report_has_at_its_top() -> None:
    aside = "Gulls circled over empty sheds while two tourists drank coffee near a red crane."
    first = a_sentence(1, 22)
    same = report(LEDE, first, name="two")
    assert ends(LEDE, first, aside, a_sentence(2, 30), others=[same]) == [LEDE, first]
    assert aside in ends(LEDE, first, aside, a_sentence(2, 30), others=[report(LEDE, aside, name="two")])
    assert aside in ends(LEDE, first, aside, a_sentence(2, 30)), "there is no other report"


def test_an_excerpt_goes_on_to_what_its_title_has_and_to_an_answer() -> None:
    first, same = a_sentence(1, 22), report(LEDE, a_sentence(1, 22), name="two")
    answer = "The ministry dismissed allegations that its own engineers had bored holes."
    assert answer in ends(LEDE, first, answer, a_sentence(2, 30), others=[same])
    headed = "Gulls circled over a crowd that sang songs of anger and of old ships."
    assert headed in ends(LEDE, first, headed, a_sentence(2, 30), others=[same], title=f"{TITLE} amid anger")
    assert headed not in ends(LEDE, first, headed, a_sentence(2, 30), others=[same])


def test_no_toll_is_told_of_one_side_only() -> None:
    ours, theirs = "Shells killed 219 people in Norvik by Thursday.", "At least 12 people have died in Oslo."
    item = report(a_sentence(1, 40), f"{a_sentence(2, 34)} {ours}", theirs, *([REST] * 4), full=True)
    excerpt = excerpt_of(item)
    assert excerpt
    assert [line.text for line in excerpt.lines][-2:] == [ours, theirs]


def test_nobody_is_said_to_grant_what_no_other_report_heard() -> None:
    first, granted = a_sentence(1, 22), "Mayor Ada Berg acknowledged that decay along rotten quays amounts to a crisis."
    assert ends(LEDE, first, granted, a_sentence(2, 30), others=[report(LEDE, first, name="two")]) == [LEDE, first]
    assert granted in ends(LEDE, first, granted, a_sentence(2, 30), others=[report(LEDE, granted, name="two")])


def test_an_excerpt_goes_on_until_whom_it_tells_of_is_named() -> None:
    lede = "A commander of the harbour guard was removed on Thursday after remarks about boats, pillars and cracks."
    named = "Ada Berg led the guard for nine years and trained divers from four other towns, her deputy Tor Lie said."
    first = a_sentence(1, 22)
    assert named in ends(lede, first, named, others=[report(lede, first, name="two", title="Guard")])
