"""Each part of a sentence that the passages have otherwise has its doubt, and other words for it have none."""

from __future__ import annotations

import pytest

from digest.write.facts.judging import found_doubts
from tests.write.reports import item

REPORT = item(
    "islands",
    "The ferry to Osund sank in a storm off Vik on Monday night, the coast guard of Norland reported.\n\n"
    "It was the third storm of the winter. "
    "Minister Karin Holm laid a wreath in Vik in September 2024. The new ferry runs at 40 miles an hour. "
    "Inspectors were given six months to report. Three of the crew were fined. "
    "Eight of the 18 passengers were rescued by a trawler. "
    "The harbour board may close the southern quay next week if the wind does not drop. "
    "The owner, Per Dahl, did not answer the families' letters. "
    "Dahl is seen by divers as a coward who abandoned his passengers, the divers' union claimed. "
    "Ilse Moen handed the report to Rolf Lund on Friday. A fleet of trawlers towed the wreck of the ferry ashore. "
    "The ferry carried 112 lorries last year, and its sister ship carried 96.",
)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Minister Ilse Moen laid a wreath in Vik in September.", "actor"),
        ("Minister Holm laid a wreath in Osund.", "place"),
        ("Minister Karin Holm laid a wreath in Vik in May 2024.", "month"),
        ("The new ferry runs at 40 kilometres an hour.", "unit"),
        ("Inspectors were given six weeks to report.", "unit"),
        ("The harbour board will close the southern quay next week.", "unsure"),
        ("Per Dahl answered the families' letters.", "turned"),
        ("Dahl is a coward who abandoned his passengers.", "unsaid"),
        ("All of the 18 passengers were rescued by a trawler.", "whole"),
        ("The shambolic rescue of the passengers took all night.", "judged"),
        ("The wreck of the ferry towed a fleet of trawlers ashore.", "crossed"),
    ],
)
def test_another_part_than_the_passages_have_is_doubted(text: str, part: str) -> None:
    assert part in found_doubts(text, [REPORT])


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Karin Holm, a minister, laid a wreath in September.", "actor"),
        ("In Vik the minister laid a wreath.", "place"),
        ("Holm laid her wreath in September 2024.", "month"),
        ("At 40 miles an hour, the new ferry runs fast.", "unit"),
        ("The harbour board may close the quay.", "unsure"),
        ("The harbour board will perhaps close the southern quay next week.", "unsure"),
        ("Per Dahl left the families' letters without an answer.", "turned"),
        ("Divers call Dahl a coward who abandoned his passengers.", "unsaid"),
        ("Nearly all passengers were rescued by a trawler.", "whole"),
        ("Eight of the 18 passengers were rescued.", "whole"),
        ("The wreck was towed ashore by a fleet of trawlers.", "crossed"),
        ("Trawlers towed the wreck ashore.", "crossed"),
    ],
)
def test_the_same_part_in_other_words_is_not(text: str, part: str) -> None:
    assert part not in found_doubts(text, [REPORT])


def test_a_cause_that_opens_a_sentence_is_joined_to_what_follows_it() -> None:
    report = item("storm", "Because of the storm, the schools of Vik stayed closed on Monday.")
    assert "cause" not in found_doubts("Because of the storm, the schools of Vik were closed.", [report])
    assert "cause" in found_doubts("Because of a strike, the schools of Vik stayed closed on Monday.", [report])


def test_a_share_is_the_same_as_noun_and_verb() -> None:
    report = item("pill", "The new pill reduced deaths among older patients by half, its maker said.")
    assert "rank" not in found_doubts("The new pill halves deaths among older patients, says its maker.", [report])


@pytest.mark.parametrize(
    ("theirs", "ours", "part"),
    [
        ("The quay should be reopened, most sailors say.", "Most sailors want the quay reopened.", "sureness"),
        ("The board must look into the fire.", "The board has a week to look into the fire.", "sureness"),
        ("Not only does the ruling frustrate sailors; it costs fees.", "The ruling frustrates sailors.", "turned"),
        ("The captain, staying silent, saw sailors go.", "Some sailors left the captain's meeting.", "direction"),
    ],
)
def test_what_only_looks_like_another_part_is_not_doubted(theirs: str, ours: str, part: str) -> None:
    assert part not in found_doubts(ours, [item("sailors", theirs)])
