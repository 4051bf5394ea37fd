"""A sentence compared part by part with the passages it cites, and what speaks against it weighed together."""

from __future__ import annotations

import pytest

from digest.write.facts.judging import PARTS, found_doubts, strengths, weighed
from digest.write.facts.unsupported import unsupported
from tests.write.reports import item

REPORT = item(
    "harbour",
    "Norland's parliament votes on the harbour of Vik on Friday. The prime minister, Karin Holm, told the harbour "
    "board on Tuesday to file plans for new cranes by March 20.\n\n"
    "Norland sent 14 pilot boats to the port of Vik on Monday. Sudland sued the harbour board over its fees. Half of "
    "the dock workers joined a strike in Vik last month. The board might lower the fees for fishing boats if the "
    "state pays for the cranes.\n\n"
    "Norland lent Sudland two tugs in May. Repairs take 9 weeks, the board said. "
    "The number of ships rose by 12 percent in Vik and 30 percent in Osund. "
    "“The harbour is a bottomless hole for public money,” said Per Dahl, an opponent of the plan. "
    "Dahl has not promised to vote for the cranes.",
)

FALSE = [
    ("event", "A crane operator was arrested in the harbour of Vik on Monday."),
    ("plan told as done", "The harbour board filed plans for new cranes."),
    ("might told as will", "The board will lower the fees for fishing boats."),
    ("negation dropped", "Dahl has promised to vote for the cranes."),
    ("another actor", "Sudland sent 14 pilot boats to the port of Vik."),
    ("another day", "Norland sent 14 pilot boats to the port of Vik on Friday."),
    ("what a number counts", "Repairs take 9 days, the board said."),
    ("numbers swapped", "The number of ships rose by 30 percent in Vik and 12 percent in Osund."),
    ("all for half", "All of the dock workers joined a strike in Vik last month."),
    ("a claim told as a fact", "The harbour is a bottomless hole for public money."),
    ("an invented cause", "Norland sent pilot boats because the dock workers joined a strike."),
    ("about the text", "Here is a summary of the news from Vik."),
    ("actor and recipient swapped", "The harbour board sued Sudland."),
]


@pytest.mark.parametrize(("kind", "text"), FALSE)
def test_another_part_than_the_reports_have_is_found(kind: str, text: str) -> None:
    assert unsupported(text, [REPORT]) or weighed(text, [REPORT]), kind


HONEST = [
    "The harbour board was told to file plans for new cranes by March 20.",
    "The board might lower fees for fishing boats.",
    "Fourteen pilot boats were sent to Vik by Norland.",
    "Sudland has taken the harbour board to court over its fees.",
    "The harbour board was sued by Sudland.",
    "Half of Vik's dock workers went on strike last month.",
    "Per Dahl calls the harbour a bottomless hole for public money.",
    "In Osund the number of ships rose by 30 percent, in Vik by 12 percent.",
    "Dahl, an opponent of the plan, has promised nothing.",
    "Repairs take nine weeks.",
    "Two tugs were lent to Sudland by Norland in May.",
]


@pytest.mark.parametrize("text", HONEST)
def test_other_words_for_the_same_parts_pass(text: str) -> None:
    assert weighed(text, [REPORT]) is None


def test_a_day_is_compared_as_a_date() -> None:
    day = item("day", "The council of Vik meets on Thursday, March 6, to vote on the cranes.")
    assert weighed("The council of Vik meets on March 6 to vote on the cranes.", [day]) is None


def test_a_capital_stands_for_its_state() -> None:
    answer = item("answer", "Germany answered the letter of the harbour board on Monday.")
    assert weighed("Berlin answered the letter of the harbour board on Monday.", [answer]) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Sudland sent 14 pilot boats to the port of Vik.", "actor"),
        ("Sudland lent Norland two tugs in May.", "swapped"),
        ("The number of ships rose by 30 percent in Vik and 12 percent in Osund.", "swapped"),
        ("The number of ships rose by 30 percent in Vik and 12 percent in Osund.", "number"),
        ("Norland sent pilot boats because the dock workers joined a strike.", "cause"),
        ("All of the dock workers joined a strike in Vik last month.", "scope"),
        ("The board will lower the fees for fishing boats.", "softened"),
    ],
)
def test_each_part_has_its_doubt(text: str, part: str) -> None:
    doubts = found_doubts(text, [REPORT])
    assert doubts[part].strength > 0.5
    assert doubts[part].passage in REPORT.text
    assert len(strengths(doubts)) == len(PARTS)


def test_a_word_of_direction_is_told_of_words_in_other_clauses_too() -> None:
    bears = item("bears", "Bear deaths had increased to about 55 that year from 28 in 2014, the agency said on Monday.")
    assert "direction" in found_doubts("Grizzly deaths fell to about 28 in 2016, from 55 two years before.", [bears])


def test_all_of_a_number_is_told_of_all() -> None:
    jury = item("jury", "He was convicted last month by a jury in Vik on eight of 18 counts in a tax fraud case.")
    assert "all" in found_doubts("A jury in Vik convicted him last month of all 18 counts in a tax fraud case.", [jury])


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Norland sent pilot boats because the dock workers joined a strike.", False),
        ("All of the dock workers joined a strike in Vik last month.", True),
        ("The number of ships rose by 30 percent in Vik and 12 percent in Osund.", True),
    ],
)
def test_what_speaks_against_a_sentence_is_a_doubt_or_a_conflict(text: str, firm: bool) -> None:
    against = weighed(text, [REPORT])
    assert against is not None
    assert against.firm is firm


def test_the_part_that_speaks_most_against_a_sentence_is_named_with_its_passage() -> None:
    against = weighed("Dahl has promised to vote for the cranes.", [REPORT])
    assert against is not None
    assert against.worst.passage == "Dahl has not promised to vote for the cranes."
