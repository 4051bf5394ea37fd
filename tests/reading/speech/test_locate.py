"""Finding what a model typed: exactly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading.speech.locate import compared, locate

from .test_finding import article

TEXT = (
    "“We won’t wait — not now, not ever…” Anna Berg said. She does not want $350 billion, or 3.5 percent of it.\n\n"
    "The café in Kraków costs 1,200 zloty; 10² is another matter. ‘Fine,’ she said. “He [the mayor] can’t rule, "
    "and nobody asked him. We shall meet, talk it over and go home.”"
)


def found(typed: str, text: str = TEXT) -> str | None:
    hit = locate(typed, [article("Nothing here."), article(text)])
    return hit[0].text[hit[1] : hit[2]] if hit else None


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("We won't wait - not now, not ever...", "We won’t wait — not now, not ever"),
        ("we won't wait", "We won’t wait"),
        ("“We won't wait — not now,”", "We won’t wait — not now"),
        ("We  won't\nwait.", "We won’t wait"),
        ("The cafe\u0301 in Kraków", "The café in Kraków"),
        ("1,200 zloty", "1,200 zloty"),
        ("$350 billion", "$350 billion"),
        ("nobody asked him", "nobody asked him"),
        ("He [the mayor] can't rule", "He [the mayor] can’t rule"),
    ],
)
def test_found_in_the_source_s_characters(typed: str, source: str) -> None:
    assert found(typed) == source


@pytest.mark.parametrize(
    "typed",
    [
        "We will wait",
        "We won't wait, not now",
        "want $350 billion",  # right after "does not"
        "$350",
        "350 billion",
        "5 percent of it",
        "200 zloty",
        "102 is another matter",
        "10 is another matter",
        "Anna Bergs said",
        "Ann",
        "we WON'T wait",
        "nobody asked her",
        "can rule",
        "can",
        "",
        "…",
        '"',
    ],
)
def test_not_found_when_anything_differs(typed: str) -> None:
    assert found(typed) is None


@given(st.text(max_size=80), st.data())
def test_every_piece_of_a_text_that_is_found_folds_alike(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    hit = locate(text[start:end], [article(text)])
    if hit:
        item, first, last = hit
        typed, source = compared(text[start:end]), compared(item.text[first:last])
        bare = lambda folded: folded.strip().strip('"').strip().rstrip(".,").rstrip().casefold()  # noqa: E731
        assert bare(source) == bare(typed)


@given(
    st.lists(
        st.sampled_from(["We", "will", "not", "never", "no", "won't", "go", "home", "350", "3,500", "billion", "Berg"]),
        min_size=3,
        max_size=9,
    )
)
def test_a_changed_negation_number_or_name_is_never_found(words: list[str]) -> None:
    item = article(f"“{' '.join(words)}”")
    for swap, other in (("not", "now"), ("350", "351"), ("Berg", "Burg"), ("never", "ever"), ("won't", "want")):
        changed = [other if word == swap else word for word in words]
        assert changed == words or locate(" ".join(changed), [item]) is None


@given(st.text(alphabet="abcNOT019$%.²½ ", max_size=40))
def test_folding_keeps_letters_and_digits(text: str) -> None:
    keep = [c for c in text if c.isalnum()]
    assert [c for c in compared(text) if c.isalnum()] == keep
