from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Item, PastStory, Quote, Sentence, Status, Story
from digest.write.checks.checking import check_draft
from digest.write.facts.unsupported import unsupported
from digest.write.quotes.finding import candidates
from digest.write.telling.extractive import draft

THURSDAY = datetime(2025, 2, 27, 20, tzinfo=UTC)
TODAY = THURSDAY.date()
DANGLING = re.compile(
    r"(?:But|And|So|Yet|However|Meanwhile|He|She|It|They|This|That|These|Those|His|Her|Their|Its|I|We|You|The move)\b"
)


def item(name: str, text: str, title: str = "", outlet: str = "") -> Item:
    return Item(name, f"https://{name}.example/1", title, outlet or name.title(), "feed", THURSDAY, text)


WIRE = item(
    "wire",
    "OSLO (AP) — Prime Minister Anna Brandt said on Thursday that her government would send 1,200 soldiers to the "
    "border "
    "after 14 days of talks in Oslo failed.\n\n"
    "But she did not say how long the mission would last.\n\n"
    "“We will not wait for another winter of promises,” Brandt said.\n\n"
    "The move came hours after the ministers left Oslo. It was raining. Read more: our live page.\n\n"
    "Opposition leader Karl Moen also called the plan “a costly show for the cameras, also for the generals”, and "
    "asked "
    "for a vote in parliament.",
    "Norway's Brandt sends 1,200 soldiers to border as talks fail - Wire",
)
GAZETTE = item(
    "gazette",
    "Prime Minister Anna Brandt’s government is sending 1,200 soldiers to the border, it said on Thursday.\n\n"
    "The mission is expected to cost 350 million kroner, according to the finance ministry in Oslo.\n\n"
    "Karl Moen, who leads the opposition, said: “I never called her a liar. I called the plan a show.”\n\n"
    "Sending soldiers would be the first deployment at the border in 40 years, and raises the stakes for the "
    "government before the election in May.",
    "LIVE: Talks fail",
)
HERALD = item(
    "herald",
    "Foreign Minister Ilse Varga of Hungary asked Prime Minister Anna Brandt for new talks in Vienna, and said that "
    "soldiers on a border make nobody safer.\n\nAnna Brandt speaks at a rally in Oslo, Feb. 26, 2025.",
)
STORY = Story("s", "Norway", (WIRE, GAZETTE, HERALD))


def _texts(story: Story, quotes: tuple[Quote, ...] = (), sentences: int = 4) -> list[str]:
    return [sentence.text for sentence in draft(story, quotes, TODAY, sentences=sentences).summary]


def test_the_story_in_sentences_of_several_outlets() -> None:
    told = draft(STORY, (), TODAY, sentences=4)
    assert told.summary[0].text == (
        "Prime Minister Anna Brandt said on Thursday that her government would send 1,200 soldiers to the border after "
        "14 days of talks in Oslo failed."
    )
    assert {sentence.items for sentence in told.summary} == {("wire",), ("gazette",), ("herald",)}
    assert told.hed == "Norway's Brandt sends 1,200 soldiers to border as talks fail"


def test_a_script_without_capitals_is_told_too() -> None:
    hebrew = item(
        "ynet", "הממשלה בירושלים אישרה ביום חמישי את התוכנית להקמת שלושה גשרים חדשים בצפון הארץ.", "הממשלה אישרה גשרים"
    )
    assert len(_texts(Story("h", "Israel", (hebrew,)))) == 1


def test_the_same_news_is_told_once() -> None:
    assert sum("1,200 soldiers" in text for text in _texts(STORY)) == 1


def test_stakes_are_told_apart() -> None:
    why = draft(STORY, (), TODAY, sentences=2).why
    assert why is not None
    assert why.text.startswith("Sending soldiers would be the first deployment")
    assert draft(replace(STORY, items=(HERALD,)), (), TODAY).why is None


def test_what_is_dated_and_still_to_come_is_told_apart() -> None:
    late = "The parliament in Oslo will vote on the mission at the border next week, its speaker said."
    report = replace(GAZETTE, text=f"{GAZETTE.text}\n\nThe finance ministry counted the kroner.\n\n{late}")
    story = replace(STORY, items=(WIRE, report))
    coming = draft(story, (), TODAY, sentences=2).next
    assert coming == Sentence(late, ("gazette",))
    assert draft(story, (), TODAY + timedelta(7), sentences=2).next is None
    assert draft(STORY, (), TODAY, sentences=2).next is None


def test_the_pull_quote_is_not_repeated() -> None:
    start = WIRE.text.index("We will not")
    quote = Quote(WIRE, start, start + len("We will not wait for another winter of promises"), "Anna Brandt")
    nobody = replace(quote, speaker="", printable=False)
    told = draft(STORY, (nobody, quote), TODAY, sentences=6)
    assert told.quotes == (1,)
    assert not any("winter" in sentence.text for sentence in told.summary)


def test_nothing_between_quotation_marks_is_trimmed() -> None:
    text = next(text for text in _texts(replace(STORY, items=(WIRE,)), sentences=6) if "Moen" in text)
    assert text.startswith(
        "Opposition leader Karl Moen called the plan “a costly show for the cameras, also for the gen"
    )


def test_a_leading_pronoun_becomes_a_name_and_connectives_go() -> None:
    report = item(
        "post",
        "Senator Mary Jones of Ohio opened the hearing on the budget on Tuesday. "
        "But she said the Senate would vote on the budget in March, before the recess.",
    )
    assert _texts(Story("s", "t", (report,))) == [
        "Senator Mary Jones of Ohio opened the hearing on the budget on Tuesday.",
        "Jones said the Senate would vote on the budget in March, before the recess.",
    ]


def test_a_he_who_is_named_elsewhere_stays_behind_the_name() -> None:
    accuser = "Dr. Christine Ford, a professor of psychology in California, says he assaulted her in Maryland."
    report = item("post", f"Judge Brett Kavanaugh was named in July.\n\nHe faces two accusers. {accuser}")
    told = _texts(Story("s", "t", (report,)))
    assert accuser not in told
    report = item("post", f"Judge Brett Kavanaugh was named in July, and denies the charge. {accuser}")
    assert accuser in _texts(Story("s", "t", (report,)))


def test_the_headline_is_cut_from_the_sentence_it_runs_into() -> None:
    title = "Senators move toward a vote on the budget"
    report = item("post", f"Budget {title} The committee in Washington is moving toward a vote on Friday.", title)
    assert _texts(Story("s", "t", (report,))) == ["The committee in Washington is moving toward a vote on Friday."]


def test_a_heading_is_nobody_s_name() -> None:
    report = item("post", "Lobbying Trump\n\nTrump met the retailers of the country. Trump’s plan is a tax on imports.")
    assert "Lobbying" not in " ".join(_texts(Story("s", "t", (report,))))


def test_people_are_named_in_full_once() -> None:
    texts = " ".join(_texts(STORY, sentences=6))
    assert texts.count("Anna Brandt") == 1


@pytest.mark.parametrize(
    "text",
    [
        "It came as a surprise to all the members of the committee in Washington.",
        "“We will fight this, he said, and left the building in Washington at noon on Monday.",
        "I think that the committee in Washington was right to vote for the budget.",
        "What will the committee in Washington do about the budget this week?",
        "President Donald Trump speaks at a rally in Ohio on Monday, Feb. 24, 2025.",
        "Sign up for our newsletter to read about the committee in Washington first.",
        "Hours later, the committee in Washington voted for the budget after all.",
        "The decision was a surprise to the members of the committee in Washington.",
        "The committee was moved by President TrumpKamala Harris calls for new rules.",
        "A big reason for that is the vote of the committee in Washington on Monday.",
        "Case in point: the committee in Washington and its vote on the budget on Monday.",
        "Corrections and clarifications: This version clarifies what the committee in Washington will do.",
        "Statement from Kavanaugh All four members of the committee in Washington said no.",
        "Read the opening statement of the committee in Washington as it was given.",
        "The Committee Is Going To Vote On The Budget After All.",
        "Chairman Grassley, Ranking Member Feinstein, Members of the Committee.",
        '"Is it a budget?" Senator Ron Wyden of Oregon asked Jones during a hearing on the committee in Washington.',
    ],
)
def test_what_can_not_stand_alone_is_left_out(text: str) -> None:
    assert _texts(Story("s", "t", (item("post", text),))) == []


def test_a_developing_story_says_what_is_new() -> None:
    fresh = item(
        "late", "The talks in Vienna will begin on Saturday, the Hungarian government said on Thursday evening."
    )
    past = PastStory("s", "n/1", "Brandt sends soldiers", tuple(_texts(STORY)), STORY.items)
    story = replace(
        STORY, items=(*STORY.items, fresh), status=Status.DEVELOPING, earlier=past, fresh=frozenset({"late"})
    )
    news = draft(story, (), TODAY).news
    assert news is not None
    assert news.items == ("late",)
    assert draft(STORY, (), TODAY).news is None


def test_a_story_without_a_printable_sentence_is_empty() -> None:
    told = draft(Story("s", "t", (item("x", "", "A headline of some words"),)), (), TODAY)
    assert (told.hed, told.summary, told.quotes) == ("A headline of some words", (), ())


_PIECES = [
    *(sentence for report in STORY.items for sentence in report.text.split("\n\n")),
    "“Is it?” he asked. “It is,” she said.",
    "But the senator, he said, had left Paris.",
    "Officials in Kyiv, however, said that 12 of the 40 trains to Lviv would run again on Friday.",
    '"An unclosed remark, said Moen.',
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=6), min_size=1, max_size=3), st.integers(1, 7))
def test_drafts_are_carried_and_never_dangle(reports: list[list[str]], most: int) -> None:
    story = Story("s", "t", tuple(item(f"r{at}", "\n\n".join(pieces)) for at, pieces in enumerate(reports)))
    told = draft(story, (), TODAY, sentences=most)
    assert len(told.summary) <= most
    for sentence in told.summary:
        source = [report for report in story.items if report.id in sentence.items]
        assert source
        assert unsupported(sentence.text, story.items) == ()
        assert not DANGLING.match(sentence.text)
        for quoted in re.findall(r"[“\"]([^”\"]+)[”\"]", sentence.text):
            assert any(quoted in " ".join(report.text.split()) for report in source)


@settings(max_examples=30, deadline=None)
@given(st.text(), st.text())
def test_any_text_gives_a_draft(text: str, title: str) -> None:
    draft(Story("s", "t", (item("a", text, title),)), (), TODAY)


def test_real_stories_are_told_in_whole_sentences(shared_data: Path) -> None:
    with gzip.open(shared_data / "allsides_events" / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        events = [json.loads(line) for _, line in zip(range(15), file, strict=False)]
    for event in events:
        reports = tuple(item(doc["id"], doc["text"], doc["title"], doc["source"]) for doc in event["docs"])
        for sentence in draft(Story(event["event"], "t", reports), (), TODAY).summary:
            assert unsupported(sentence.text, reports) == (), sentence.text
            assert not DANGLING.match(sentence.text), sentence.text
            assert len(sentence.text.split()) <= 48


GERMAN = """Berlin – Bundeskanzlerin Anna Brandt hat am Donnerstag angekündigt, dass die Regierung 1.200 Soldaten an \
die Ostgrenze entsenden wird. Der Einsatz soll am 4. März beginnen und kostet rund 350 Millionen Euro.

„Wir werden nicht auf einen weiteren Winter der Versprechen warten“, sagte Brandt vor Journalisten.

Die Verhandlungen in Oslo waren nach 14 Tagen gescheitert. Die Nachbarländer reagierten zurückhaltend."""


def test_a_story_in_another_language_is_told_in_whole_sentences() -> None:
    told = Story("s1", "Borders", (item("zeitung", GERMAN, title="Brandt schickt 1.200 Soldaten an die Grenze"),))
    quotes = candidates(told)
    brief, findings = check_draft(draft(told, quotes, TODAY), told, quotes, "extractive", today=TODAY, rescue=True)
    assert brief
    assert findings == ()
    assert brief.hed == "Brandt schickt 1.200 Soldaten an die Grenze"
    assert all(sentence.text in GERMAN for sentence in brief.summary)
    assert any("am 4. März beginnen" in sentence.text for sentence in brief.summary)
