"""Marks around what is printed."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from digest.web.tracing import trace
from digest.write.checks.evidence import Evidence, Part
from tests.write.checks.test_evidence import item


def row(text: str, part: Part = "summary") -> Evidence:
    return Evidence("s", part, text, item(), 0, 3, "word for word")


def body(html: str) -> str:
    return html.partition("<body>")[2].partition("</body>")[0]


def traced(inner: str, *rows: Evidence) -> str:
    return body(trace(f"<html><head><title>One.</title></head><body>{inner}</body></html>", rows, "en"))


def test_sentences_of_one_paragraph_are_marked_each() -> None:
    assert traced("<p>One. Two.</p>", row("Two."), row("One.")) == (
        '<p><span data-evidence="1" tabindex="0">One.</span> <span data-evidence="0" tabindex="0">Two.</span></p>'
    )


def test_a_quotation_is_marked_inside_its_sentence() -> None:
    printed = "He said “it’s done”."
    assert traced(f"<p>{escape(printed)}</p>", row(printed), row("it’s done", "quotation")) == (
        '<p><span data-evidence="0" tabindex="0">He said '
        '“<span data-evidence="1" tabindex="0">it’s done</span>”.</span></p>'
    )


def test_a_sentence_of_ours_is_found_with_its_stops_inside() -> None:
    told = row("He said “it’s done”, and left."), row("it’s done", "quotation")
    inside = '“<span data-evidence="1" tabindex="0">it’s done</span>,” and left.'
    assert traced("<p>He said “it’s done,” and left.</p>", *told) == (
        f'<p><span data-evidence="0" tabindex="0">He said {inside}</span></p>'
    )


def test_tags_comments_and_the_head_are_left_alone() -> None:
    html = trace(
        '<html><head><title>One.</title></head><body><!-- One. --><a title="One.">x</a></body></html>',
        [row("One.")],
        "en",
    )
    assert "data-evidence=" not in html


def test_escaped_text_is_found() -> None:
    assert "data-evidence" in traced("<p>Profit &amp; loss &lt;1&gt;.</p>", row("Profit & loss <1>."))


def test_part_of_a_longer_word_is_no_sentence() -> None:
    assert "data-evidence" not in traced("<p>Someone.</p>", row("one."))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = ""

    def handle_data(self, data: str) -> None:
        self.seen += data


@given(st.lists(st.text(alphabet="ab <&\"“”.'", min_size=1, max_size=12), max_size=5), st.booleans())
def test_marking_changes_no_text(texts: list[str], quoted: bool) -> None:
    inner = "".join(f"<p>{escape(text)}</p>" for text in texts)
    rows = [row(text, "quotation" if quoted and number % 2 else "summary") for number, text in enumerate(texts)]
    before, after = _Text(), _Text()
    before.feed(inner)
    after.feed(traced(inner, *rows))
    assert after.seen == before.seen
