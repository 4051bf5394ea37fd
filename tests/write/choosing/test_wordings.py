"""Of two wordings of one remark that which more reports have is printed, and none where as many differ."""

from __future__ import annotations

import pytest

from digest.model import Item, Quote, Story
from digest.reading.article import read
from digest.write.choosing.candidates import candidates
from digest.write.choosing.wordings import is_worded_otherwise
from tests.write.reports import item

OURS = "The bridge has carried the trade of the town for years."
THEIRS = "The bridge has carried the goods of the town for many long years."
SHORTER = "has carried the trade of the town for years"


def report(name: str, words: str) -> Item:
    return item(name, f"The bridge closes. “{words}” Mayor Jane Dow said.", title="Harwick closes the old bridge")


def quoted(found: Item) -> Quote:
    return read(found).quotations[0]


@pytest.mark.parametrize(
    ("others", "otherwise"),
    [
        ([], False),
        ([OURS], False),
        ([THEIRS], True),
        ([OURS, THEIRS], False),
        ([SHORTER, THEIRS], False),
        ([OURS, THEIRS, THEIRS], True),
    ],
)
def test_the_wording_of_most_reports_stands(others: list[str], *, otherwise: bool) -> None:
    first = report("wire", OURS)
    reports = [first, *(report(f"paper{number}", words) for number, words in enumerate(others))]
    assert is_worded_otherwise(quoted(first), reports) == otherwise


def test_a_writer_is_offered_the_wording_of_most_reports_once() -> None:
    items = (report("longer", THEIRS), report("wire", OURS), report("herald", OURS))
    offered = [quote.text for quote in candidates(Story("s", "News", items))]
    assert offered == [OURS]
