"""Pairing of quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading.article import read
from digest.reading.speech.marks import marked_spans
from tests.reading.speech.articles import article

MARKS = "\"'“”‘’«»„`"
TEXTS = st.text(alphabet=st.sampled_from(MARKS + "aA sT.,?!\n-—…(5é") | st.characters(), max_size=200)
SENTENCES = st.lists(
    st.sampled_from(
        ['"', "“", "”", "'", "’", "‘", " ", "\n\n", "he said", "Anna Berg", "said", ", ", ". ", "the president", "who"]
    ),
    max_size=60,
).map("".join)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no way" and left.', ["no way"]),
        ("He said “no way” and left.", ["no way"]),
        ("He said „auf keinen Fall“ and left.", ["auf keinen Fall"]),
        ("He said „auf keinen Fall” and left.", ["auf keinen Fall"]),
        ("Il a dit « pas du tout » hier.", ["pas du tout"]),
        ("Er sagte »auf keinen Fall« gestern.", ["auf keinen Fall"]),
        ("“He said ‘no way’ to me,” she said.", ["He said ‘no way’ to me,"]),
        ("\"He said 'no way' to me,\" she said.", ["He said 'no way' to me,"]),
        ("“Read “The Bridge” first,” she said.", ["Read “The Bridge” first,"]),
        ("‘I won’t go to the workers’ meeting,’ he said.", ["I won’t go to the workers’ meeting,"]),
        (
            "'I won't go to the workers' meeting,' he said. 'It's late.'",
            ["I won't go to the workers' meeting,", "It's late."],
        ),
        ('“They’re late,” he said. “All of them."', ["They’re late,", "All of them."]),
        ("”They are late” and so on.", ["They are late"]),
        ("He is 6'2\" and she is 5' 10\" tall.", []),
        ('A 12" pipe and a 9" pipe.', []),
        ("'Tis the season of the '90s, rock 'n' roll and the Joneses' house.", []),
        ("The Joneses' house and James's car.", []),
        ('He said "no way and left.\n\nNobody saw it.', ["no way and left."]),
        ('"One.\n\n"Two.\n\n"Three."', ["One.", "Two.", "Three."]),
        ('An empty "" pair and " " another.', []),
        ("No marks at all.", []),
        ("Rock ‘n’ roll and the ‘so-called’ plan, he said “no”.", ["no"]),
    ],
)
def test_pairs(text: str, inside: list[str]) -> None:
    assert [text[span.start : span.end] for span in marked_spans(text)] == inside


def test_which_paragraphs_go_on() -> None:
    spans = marked_spans('"One.\n\n"Two."\n\n"Three.\n\nFour.')
    assert [(span.closed, span.continues) for span in spans] == [(False, True), (True, False), (False, False)]


def test_pairs_of_apostrophes_hide_their_words_but_are_no_quotations() -> None:
    text = "''We were not asked,'' Anna Berg said."
    assert [span.makeshift for span in marked_spans(text)] == [True]
    assert read(article(text)).quotations == ()


@given(TEXTS | SENTENCES)
def test_spans_are_in_bounds_in_order_and_apart(text: str) -> None:
    end = 0
    for span in marked_spans(text):
        assert end <= span.left < span.start < span.end <= span.right <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert not set(text[span.start : span.end]) & {"\n", "\r"}
        end = span.right


@given(TEXTS | SENTENCES)
def test_quotations_of_any_text_are_its_own_words(text: str) -> None:
    item = article(text)
    end = 0
    for quote in read(item).quotations:
        assert quote.item.text[quote.start : quote.end] == quote.text
        assert quote.start >= end
        assert 0 <= quote.confidence <= 1
        end = quote.end


@pytest.mark.parametrize(
    "piece", ['"', "'", "“", "” ", '" a', "“a” ", '"a," Al Bo said. ', "« ", "6'2\" ", 'said "x" and ']
)
def test_ten_thousand_marks_are_read_in_one_pass(piece: str) -> None:
    text = piece * 10_000
    assert len(marked_spans(text)) <= 10_000
    assert len(read(article(text[:20_000])).quotations) <= 10_000
