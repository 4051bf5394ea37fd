"""The opening of a report: its lede, found among captions, bylines and labels, and what follows without a gap."""

from __future__ import annotations

import pytest

from digest.reading.datelines import dateline_length
from digest.write.excerpts.openings import opening
from tests.write.reports import item

LEDE = "The city council of Harwick voted on Tuesday to close the old bridge for two years."
NEXT = "Repairs will cost 40 million pounds, the engineers said."


def told(*paragraphs: str, title: str = "Harwick closes the old bridge for repairs") -> list[str]:
    return [line.text for line in opening(item("wire", "\n\n".join(paragraphs), title=title))]


@pytest.mark.parametrize(
    "furniture",
    [
        "Harwick closes the old bridge for repairs",
        "Jane Dow",
        "ADVERTISEMENT",
        "Updated at 9:05 p.m. ET",
        "The old bridge at Harwick, seen in May (Photo: J. Dow, Wire)",
        "What the closure means for commuters",
        "Image copyright Wire Image caption The bridge has stood since 1887",
    ],
)
def test_what_does_not_end_as_a_sentence_is_no_prose(furniture: str) -> None:
    assert told(furniture, LEDE, NEXT) == [LEDE, NEXT]
    assert told(LEDE, furniture, NEXT) == [LEDE, NEXT]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("HARWICK (Reuters) - ", LEDE),
        ("HARWICK, England, March 4 (AP) — ", LEDE),
        ("(CNN) ", LEDE),
        ("Harwick, England (AFP) - ", LEDE),
        ("HARWICK – ", LEDE),
        ("", "The mayor – a former engineer – voted no on Tuesday evening."),
        ("", "Harwick (population 9,000) voted on Tuesday to close the old bridge."),
    ],
)
def test_a_dateline_is_left_out(dateline: str, rest: str) -> None:
    assert dateline_length(dateline + rest) == len(dateline)


@pytest.mark.parametrize(
    "lede",
    [
        "He had waited for the vote for eleven years, and on Tuesday it came at last.",
        "But the council of Harwick voted on Tuesday to close the old bridge.",
        "“We had no choice but to close the bridge,” Mayor Jane Dow said on Tuesday.",
        "Why did the council of Harwick vote on Tuesday to close the old bridge?",
        "We learned on Tuesday that the council of Harwick will close the old bridge.",
        "was closed on Tuesday by the city council of Harwick after years of delay.",
        "HarwickCouncil leaders in Harwick voted on Tuesday to close the old bridge.",
        "The decision, which came late in the evening, surprised nearly everybody there.",
    ],
)
def test_a_text_that_begins_in_the_middle_has_no_lede(lede: str) -> None:
    assert told(lede, NEXT, NEXT) == []


def test_a_lede_may_be_long_and_say_more() -> None:
    lede = "More than 280 people were moved " + "out of the lower town " * 9 + "on Tuesday, the mayor of Harwick said."
    assert told(lede, NEXT) == [lede, NEXT]


def test_it_ends_before_what_can_not_be_printed() -> None:
    assert told(LEDE, "Read the full letter of the council below.", NEXT) == [LEDE]
    assert told(LEDE, "I want to thank all of you for your letters.", NEXT) == [LEDE]
    assert told(LEDE, "Write to us at https://harwick.example for more.", NEXT) == [LEDE]


def test_a_quotation_over_two_sentences_is_not_cut() -> None:
    whole = "“It is old. It must be mended,” said Jane Dow, the mayor, after the vote."
    assert told(LEDE, whole)[1] == whole


def test_a_script_without_capitals_has_a_lede_too() -> None:
    lede = "市议会周二投票决定将旧桥关闭两年。"
    assert [line.text for line in opening(item("wire", lede, title="旧桥"))] in ([], [lede])
