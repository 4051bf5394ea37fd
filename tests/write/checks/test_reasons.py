"""Why quotations are not printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.model import Quote
from digest.write.checks.reasons import why_not_chosen, why_not_printable
from tests.write.reports import GAZETTE, WIRE, item

ITEM = item("wire", WIRE)
WORDS = "We will not wait for another winter of promises"


def quote(words: str, speaker: str = "Anna Brandt", *, named: bool = True, confidence: float = 0.95) -> Quote:
    start = WIRE.index(words)
    return Quote(ITEM, start, start + len(words), speaker, named=named, confidence=confidence)


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        (quote(WORDS), ""),
        (quote("a costly show"), "3 words; 5 are needed"),
        (quote(WIRE[:420].strip()), "too long to be set apart"),
        (quote(WORDS, "", named=False), "nobody is named"),
        (quote(WORDS, "she", named=False), "the article says only “she”"),
        (quote("said it would cost 350 million kroner"), "does not make sense alone"),
        (quote(WORDS, confidence=0.3), "not sure enough (0.30)"),
        (quote(WORDS, named=False), "not described well enough"),
    ],
)
def test_why_it_may_not_be_printed(candidate: Quote, reason: str) -> None:
    assert reason in why_not_printable(candidate)
    assert bool(reason) == bool(why_not_printable(candidate))


def test_why_another_was_chosen() -> None:
    first = quote(WORDS)
    gazette = item("gazette", GAZETTE)
    start = gazette.text.index(WORDS)
    copy = replace(first, item=gazette, start=start, end=start + len(WORDS))
    other = quote("The border is ours to guard, and we shall guard it")
    assert "taken out by the check" in why_not_chosen(first, [first], [first])
    assert "offered to the writer as number 1" in why_not_chosen(first, [first], [])
    assert "the same remark as in Wire" in why_not_chosen(copy, [first], [])
    assert why_not_chosen(other, [first], []) == "others are worth more"
