"""Which quotations of a story come first."""

from __future__ import annotations

import pytest

from digest.model import Story
from digest.reading.speech.occasion import days_before
from digest.write.choosing.candidates import candidates
from tests.reading.speech.articles import article


def test_a_remark_made_days_before_the_news_ranks_below_those_of_the_day() -> None:
    old = '"We will never pay for the bridge again," Anna Berg said at a meeting on Tuesday.'
    new = '"The bridge will open in the spring of the year," Anna Berg said on Thursday.'
    item = article(f"{old}\n\n{new}")
    chosen = candidates(Story("1", "bridges", (item,)))
    assert [quote.text.split()[0] for quote in chosen] == ["The", "We"]
    assert [days_before(quote, item.published) for quote in chosen] == [0, 2]


def test_a_speaker_is_introduced_by_whichever_article_does_it_best() -> None:
    bare = article('"We will never pay for the bridge again," President Berg said.', id="1")
    full = article('"The bridge will open in the spring of the year," Norwegian President Anna Berg said.', id="2")
    namesake = article('"Nobody asked me what I think of bridges," Dahl said. Lena Dahl left.', id="3")
    chosen = candidates(Story("1", "bridges", (bare, full, namesake)))
    assert {(quote.item.id, quote.speaker, quote.role) for quote in chosen} == {
        ("1", "Anna Berg", "Norwegian president"),
        ("2", "Anna Berg", "Norwegian president"),
        ("3", "Lena Dahl", ""),
    }


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("We will pay for the bridge this year.", "From now on, it will be."),
        ("We will pay for the bridge this year.", "is a line in the sand for all of the towns."),
        (
            "We will never pay for a bridge that nobody wants.",
            "As my father said, ‘Never pay for a bridge you can swim.’",
        ),
        ("We will pay for the bridge this year.", "Nothing could be further from the truth."),
    ],
)
def test_what_says_more_alone_ranks_first(better: str, worse: str) -> None:
    item = article(f'Anna Berg said: "{worse}"\n\nKarl Dahl said: "{better}"')
    assert candidates(Story("1", "bridges", (item,)))[0].text == better
