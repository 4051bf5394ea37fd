"""Where each printed sentence comes from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from digest.model import Brief, Item, Quote, Sentence, Story
from digest.write.checks.evidence import VERDICTS, Evidence, evidence

TEXT = (
    'The mayor opened the bridge on Monday. "It took us nine years," Jane Poe said, and it cost 40 million euros.\n\n'
    "Traffic had been led through the old town since 2016."
)


def item(text: str = TEXT, key: str = "a") -> Item:
    return Item(key, f"https://x.example/{key}", "Bridge opens", "Wire", "f", datetime(2025, 3, 3, tzinfo=UTC), text)


def rows(*sentences: str, items: tuple[Item, ...] = (item(),), **more: Any) -> tuple[Evidence, ...]:
    told = tuple(Sentence(text, tuple(one.id for one in items)) for text in sentences)
    return evidence(Brief(Story("s", "City", items), "Bridge opens", told, "model", **more))


@pytest.mark.parametrize(
    ("sentence", "verdict", "passage"),
    [
        ("The mayor opened the bridge on Monday.", "word for word", "The mayor opened the bridge on Monday"),
        (
            "Traffic was led through the old town since 2016.",
            "edited",
            "Traffic had been led through the old town since 2016.",
        ),
        (
            "For years cars crossed the old town.",
            "own words",
            "Traffic had been led through the old town since 2016.",
        ),
        ("The bridge cost 90 million euros.", "not carried", None),
    ],
)
def test_a_sentence_and_the_passage_behind_it(sentence: str, verdict: str, passage: str | None) -> None:
    (row,) = rows(sentence)
    assert row.verdict == verdict
    assert passage in (None, row.passage)
    assert row.item.text[row.start : row.end] == row.passage


def test_quotations_are_rows_of_their_own() -> None:
    sentence, quotation, quote = rows(
        "“It took us nine years,” Jane Poe said.", quotes=(Quote(item(), 40, 61, "Jane Poe"),)
    )
    assert (sentence.part, quotation.part, quote.part) == ("summary", "quotation", "quote")
    assert quotation.passage == "It took us nine years"
    assert (quote.start, quote.end) == (40, 61)
    assert quotation.verdict == quote.verdict == "cut from the article"


def test_every_part_of_a_brief_is_shown_once_in_reading_order() -> None:
    why, news, other = (Sentence(text, ("a",)) for text in ("Traffic was led elsewhere.", "It is open.", "It is shut."))
    found = rows("The mayor opened the bridge on Monday.", why=why, news=news, accounts=(news, other), next=why)
    assert [row.part for row in found] == ["news", "summary", "why", "accounts"]
    assert found[-1].text == "It is shut."


def test_an_article_without_words_has_no_passage() -> None:
    (row,) = rows("Nothing is known.", items=(item(""),))
    assert (row.start, row.end, row.passage) == (0, 0, "")


def test_every_verdict_is_explained() -> None:
    assert set(VERDICTS) == {"cut from the article", "word for word", "edited", "own words", "not carried"}
