from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Item
from digest.reading.sentences import sentences
from digest.write.facts.unsupported import unsupported
from tests.write.reports import WIRE
from tests.write.reports import item as an_item

THURSDAY = datetime(2025, 2, 27, 20, tzinfo=UTC)


def item(text: str, title: str = "", published: datetime = THURSDAY) -> Item:
    return Item("a", "https://example.org/a", title, "Wire", "feed", published, text)


ARTICLE = item(
    "President Donald Trump met Keir Starmer, the British prime minister, on Wednesday. "
    "The plan costs $352 billion, 34% of firms back it, and 1,479 jobs went in 2019. "
    "Former President Bill Clinton spoke. Russia refused; twelve people died. "
    "Eric Smith, an agent of the Federal Bureau of Investigation, was there with O’Brien of Colombia. "
    "A vote is due on March 4.",
    "Trump meets Starmer",
)


@pytest.mark.parametrize(
    "text",
    [
        "Trump met Starmer on Wednesday.",
        "The US president, Donald Trump, met Prime Minister Keir Starmer of Britain.".replace("The US", "The"),
        "Russian officials refused, and 12 people were killed yesterday.",
        "About 350 billion dollars would be spent, nearly $355bn by some counts.",
        "A third of the firms support it.",
        "FBI agents said about 1,500 jobs were lost.",
        "More than 1,400 jobs went on 26 February.",
        "Former president Bill Clinton took the floor.",
        "Negotiators met again.",
        "Toxicology tests were made.",
        "The Colombian, O'Brien, agreed.",
        "A decision is expected on 4 March, next week.",
        "Trump Meets Starmer As Talks Begin In Public",
    ],
)
def test_paraphrase_passes(text: str) -> None:
    assert unsupported(text, [ARTICLE]) == ()


@pytest.mark.parametrize(
    ("text", "kind", "detail"),
    [
        ("Trump met Starmer on Friday.", "unsupported date", "Friday"),
        ("They met on 24 February.", "unsupported date", "24 February"),
        ("They met on Wednesday, 26 February 2024.", "unsupported date", "26 February 2024"),
        ("It began in 2017.", "unsupported date", "2017"),
        ("The plan costs $350bn.", "unsupported number", "$350bn"),
        ("The plan costs €352 billion.", "unsupported number", "€352 billion"),
        ("Half of the firms back it.", "unsupported number", "Half"),
        ("Some 13 people died.", "unsupported number", "13"),
        ("Nearly 40% of firms back it.", "unsupported number", "40%"),
        ("Eric Trump spoke.", "unsupported name", "Eric Trump"),
        ("Netanyahu agreed.", "unsupported name", "Netanyahu"),
        ("They met in Bogota.", "unsupported name", "Bogota"),
        ("President Clinton spoke.", "unsupported name", "Clinton"),
        ("President Starmer spoke.", "unsupported name", "Starmer"),
        ("Former president Donald Trump spoke.", "unsupported name", "Donald Trump"),
        ("Trump Meets Netanyahu As Talks Begin", "unsupported name", "Trump Meets Netanyahu As Talks Begin"),
    ],
)
def test_invention_is_found(text: str, kind: str, detail: str) -> None:
    found = unsupported(text, [ARTICLE], story="s1")
    assert [(finding.kind, finding.detail, finding.story) for finding in found] == [(kind, detail, "s1")]


def test_former_is_a_fact() -> None:
    report = item("Joe Biden, the president, spoke in Ohio.")
    assert [f.kind for f in unsupported("Joe Biden, the former president, spoke.", [report])][:1] == [
        "unsupported name"
    ]


def test_a_fact_may_stand_in_any_article_or_title() -> None:
    other = item("Nothing else.", title="Storm hits Manila, 40 dead")
    assert unsupported("Trump heard that 40 people had died in Manila.", [ARTICLE, other]) == ()


_PIECES = [
    "President Donald Trump said on Thursday that 25% tariffs would start on March 4.",
    "“We’ll see,” said Sen. Ron Wyden, D-Ore., a member of the Finance Committee.",
    "The U.N. put the toll at 1,300 — a third of them children — in 2014.",
    "Alibaba’s Jack Ma paid $3.5 million for 12 of the 14 paintings.",
    "Officials from the Department of Justice met Angela Merkel, the former chancellor.",
]


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6), st.sampled_from([" ", "\n\n"]))
def test_an_article_carries_its_own_sentences(pieces: list[str], joint: str) -> None:
    report = item(joint.join(pieces))
    assert all(unsupported(span.text, [report]) == () for span in sentences(report.text))
    assert unsupported(report.text, [report]) == ()


@given(st.text(), st.text())
def test_any_text_is_judged(text: str, source: str) -> None:
    unsupported(text, [item(source)])


def test_real_articles_carry_their_own_sentences(shared_data: Path) -> None:
    with gzip.open(shared_data / "allsides_events" / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        reports = [doc for _, line in zip(range(12), file, strict=False) for doc in json.loads(line)["docs"]]
    for report in reports:
        whole = item(report["text"], report["title"])
        for span in sentences(whole.text)[:15]:
            trimmed = span.text.removeprefix("But ")
            assert unsupported(trimmed, [whole]) == (), span.text


CRASH = (
    "Police said 12 people were killed and 30 injured on Monday. Officers arrested 4 men. The bus carried 50 people."
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Twelve people died in the crash.", ""),
        ("The crash left 12 dead and 30 wounded.", ""),
        ("The crash injured 12 people.", "12 people"),
        ("At least 30 people were killed.", "30 people were killed"),
        ("Four people are missing.", "Four people are missing"),
        ("Four men were detained.", ""),
        ("50 people were hurt.", ""),  # nothing is said of the fifty that excludes it
        ("The crash, in which 12 died, injured 30.", ""),
    ],
)
def test_the_dead_are_not_the_injured(text: str, wrong: str) -> None:
    found = unsupported(text, [item(CRASH)])
    assert [finding.detail[: len(wrong)] for finding in found] == ([wrong] if wrong else [])


COUNTS = item(
    "The panel has 11 Republicans and 10 Democrats, and 59 senators of 100 signed on September 18. "
    "In a poll 43% are against it and 38% for it. The Ministry of Ports said 12,843 crates were moved in 2022, "
    "half of the 12,800 by rail. An answer is due by the end of the month, elections are in December. "
    "Ms Reed will answer within 48 hours. The U.N. Security Council meets next month, and China sits on it. "
    "A third woman spoke. The pact was signed in May. The rate goes up 0.25 points.",
    "Senators sign",
    datetime(2018, 9, 24, 15, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "text",
    [
        "The panel has 21 members.",
        "Opponents lead by five percentage points.",
        "Nearly 13,000 crates were moved.",
        "Some 12,800 crates were moved.",
        "About 60 senators signed.",
        "It came four years ago.",
        "The pact is four months old.",
        "Ms Reed will answer by September 26th.",
        "The UNSC meets in October.",
        "A third accuser has come forward.",
        "Two of them are lawyers.",
        "The answer is due by September 30th.",
        "The elections are three months away.",
        "Some 6,400 crates, half of them, were moved.",
        "Six days ago the senators signed.",
        "Beijing was silent.",
    ],
)
def test_what_follows_from_the_articles_passes(text: str) -> None:
    assert unsupported(text, [COUNTS]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The panel has 25 members.",
        "Opponents lead by eight percentage points.",
        "Nearly 15,000 crates were moved.",
        "12,900 crates were moved.",
        "It came seven years ago.",
        "The pact is five months old.",
        "Ms Reed will answer by September 28th.",
        "The UNSC meets in November.",
        "Twelve Republicans sit on it.",
    ],
)
def test_what_does_not_follow_is_found(text: str) -> None:
    assert unsupported(text, [COUNTS])


RANGES = item(
    "The ministers of Australia and Japan meet in Cornwall from June 11-13 and report within six months. The bill "
    "would pour a quarter-trillion dollars into research, it came after half a billion euros had been cut. "
    "“It is late,” said Sen. Ann Cole (D-R.I.) to Rep. Bo Dale (R-Ariz.). "
    "Ed Hall, the director of the FAA, wrote to the site Harbour.news. "
    "It was the first test in six months. The agency counted 708,000 crates, and gave farmers 3.5% of a market of "
    "$16bn. Joe Finch (D-R.I.), the chairman of the harbour panel, tweeted as much. Gov. Ida Marsh (R., Utah), his "
    "rival, did not. Jo Kimura, the head of the port, has left. The share closed at $1,245.86. Lo Marrin "
    "spoke. The port and 27 firms wrote. The vote was 364 to 62. It ended 92 percent of its contracts. Upwards of "
    "164,000 boats are licensed.",
    published=datetime(2021, 5, 5, 15, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "text",
    [
        "They meet from June 11 to June 13.",
        "The report is due in early November.",
        "Some $250bn would go into research.",
        "A half-billion euros had been cut.",
        "Senator Ann Cole of Rhode Island called it late.",
        "Bo Dale of Arizona was told so.",
        "Ed Hall, the FAA's chief, wrote.",
        "Harbour has a letter.",
        "It is late, the Wire reports.",
        "Canberra and Tokyo meet.",
        "It was the first test in half a year.",
        "About 710,000 crates were counted.",
        "Farmers get $560 million of it.",
        "Joe Finch, the chairman, agreed on Twitter.",
        "Upward of 160,000 boats are licensed.",
        "More than 80% of the contracts were ended.",
        "Port chief Jo Kimura has left.",
        "Ida Marsh, a possible candidate, did not.",
        "The share closed at $1,246.",
        "More than two dozen firms wrote.",
        "Sixty-two members were against it.",
    ],
)
def test_the_same_fact_in_another_form_passes(text: str) -> None:
    assert unsupported(text, [RANGES]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "They meet from June 11 to June 16.",
        "The report is due in early December.",
        "Senator Ann Cole of New Jersey called it late.",
        "They met in Canberra.",
        "More than 60% of the contracts were ended.",
        "The share closed at $1,247.",
        "Ida Marsh, the chairman, agreed on Twitter.",
        "Joe Finch, the governor, agreed on Twitter.",
        "It was the first test in a quarter of a year.",
        "About 780,000 crates were counted.",
    ],
)
def test_another_fact_in_the_same_form_is_found(text: str) -> None:
    found = unsupported(text, [RANGES])
    assert found
    assert all(finding.firm for finding in found)


def test_an_office_that_no_article_contradicts_is_a_doubt() -> None:
    (found,) = unsupported("The speech at the port was given by Mayor Lo Marrin.", [RANGES])
    assert (found.detail, found.firm) == ("Mayor Lo Marrin", False)


def test_an_outlet_may_be_named_for_its_report() -> None:
    report = an_item("wire", WIRE, outlet="The Border Times")
    assert unsupported("The Border Times reported that 1,200 soldiers would go.", [report]) == ()
    assert unsupported("The Border Herald reported that 1,200 soldiers would go.", [report])
