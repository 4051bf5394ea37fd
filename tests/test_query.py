"""The query language: what matches, what is refused and where, and that a printed tree parses to itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.model import Item
from digest.query import And, Document, Match, Node, Not, Or, Words, parse_query
from digest.reading.forms import fold


def document(title: str, text: str = "", outlet: str = "Sample Wire", authors: tuple[str, ...] = ()) -> Document:
    return Document(
        Item("1", "https://example.org/1", title, outlet, "feed", datetime(2025, 2, 27, tzinfo=UTC), text, authors)
    )


def match(query: str, title: str, text: str = "", **more: object) -> Match | None:
    return parse_query(query).match(document(title, text, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("tariff", "New Tariffs"),
        ("tariffs", "The tariff's price"),
        ("policy", "Policies"),
        ("countries", "A country"),
        ("tax", "Taxes"),
        ("taxes", "The tax"),
        ("woman", "Women of the year"),
        ("Zelensky", "Zelenský arrives"),
        ("café", "CAFE"),
        ("łódź", "Lodz"),
        ("cafe", "cafe\u0301"),
        ("O'Brien", "O’Brien resigns"),
        ("O’Brien", "O'Brien resigns"),
        ("Trump", "Trump’s day"),
        ("Trump's", "Trump speaks"),
        ("cease-fire", "Ceasefire holds"),
        ("cease-fire", "Cease fire holds"),
        ("US-Russia", "US–Russia talks"),
        ("negotiat*", "Negotiators meet"),
        ('"White House"', "The White House’s plan"),
        ("“White House”", "White-House aides"),
        ('"peace talk"', "Peace talks"),
        ('"nuclear weapon*"', "Nuclear weaponry"),
        ("US", "The U.S. agrees"),
        ("U.S.", "US troops"),
        ("EU", "EU’s answer"),
        ("nato", "NATO"),
        ("NATO", "Nato"),
        ("2025", "In 2025"),
        ("普京", "特朗普与普京会谈"),
        ("Ukraine talks", "Talks on Ukraine"),
        ("a1 OR b1 c1", "a1"),
        ("a1 b1 OR c1", "c1"),
        ("(a1 OR b1) c1", "b1 c1"),
        ("tariffs NOT steel", "Tariffs on cars"),
        ('"and" peace', "war and peace"),
    ],
)
def test_finds(query: str, title: str) -> None:
    assert match(query, title)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("US", "Tell us"),
        ("WHO", "Who was that?"),
        ("news", "A new day"),
        ("Ukraine talks", "Ukraine votes"),
        ("(a1 OR b1) c1", "a1 b1"),
        ("a1 OR b1 c1", "b1"),
        ("trump", "trumpet"),
        ('"White House"', "The house is white"),
        ('"White House"', "It is white. House prices fall"),
        ("tariffs NOT steel", "Steel tariffs"),
        ("title:tariffs", "Nothing"),
    ],
)
def test_does_not_find(query: str, title: str) -> None:
    assert match(query, title, "Tariffs were named here." if query.startswith("title:") else "") is None


def test_fields() -> None:
    about = {"outlet": "Sample Kyiv Monitor", "authors": ("Ada Smith",)}
    assert match("outlet:kyiv author:smith", "Anything", **about)
    assert match("author:(jones OR smith)", "Anything", **about)
    assert match("outlet:wire", "Anything", **about) is None
    assert match("smith", "Anything", **about) is None


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "at character 1: expected a word, a phrase or (, found the end"),
        ("a OR", "at character 5: expected a word"),
        ("a OR OR b", "at character 6: expected a word, a phrase or (, found OR"),
        ("(a OR b", "at character 8: expected ) for the ( at character 1, found the end"),
        ("a)", "at character 2: expected AND, OR or the end, found )"),
        ("a or b", 'at character 3: expected OR in capitals, or "or" in quotation marks, found or'),
        ('a "b', "at character 3: expected a closing quotation mark"),
        ('a ""', "at character 3: expected words between the quotation marks"),
        ("NOT a", "at character 1: expected at least one word that must be there"),
        ("a OR NOT b", "expected at least one word that must be there"),
        (
            "titel:a",
            "at character 1: expected one of the fields title, outlet, author, found titel:; did you mean title",
        ),
        ("title:(a outlet:b)", "at character 10: expected no field within title:"),
        ("a | b", "at character 3: expected OR in place of |"),
        ("a -b", "at character 3: expected NOT in place of -"),
        ("a *", "at character 3: expected a word, found *"),
        ("ab*cd", "at character 3: expected * only at the end of a word"),
        ("a*", "at character 2: expected * only at the end of a word, after two letters or more"),
        ("(" * 60 + "a", "at character 51: expected at most 50"),
    ],
)
def test_refuses_and_points_at_the_character(query: str, message: str) -> None:
    with pytest.raises(ValueError, match="at character") as error:
        parse_query(query)
    assert message in str(error.value)


def test_tells_which_terms_matched_and_where() -> None:
    text = "x" * 700 + " talks"
    found = match("Ukraine AND (talks OR peace)", "Ukraine’s day", text)
    assert found
    assert found.terms == ("Ukraine", "talks")
    assert [(hit.term, hit.place) for hit in found.hits] == [("Ukraine", "title"), ("talks", "text")]
    assert "Ukraine’s day"[found.hits[0].start : found.hits[0].end] == "Ukraine’s"
    assert text[found.hits[1].start : found.hits[1].end] == "talks"


def test_a_title_counts_more_than_the_opening_and_the_opening_more_than_the_tail() -> None:
    far = "x " * 400
    in_title, in_lead, in_tail = (
        match("tariff", "Tariffs", far),
        match("tariff", "News", "Tariffs. " + far),
        match("tariff", "News", far + "Tariffs."),
    )
    assert in_title
    assert in_lead
    assert in_tail
    assert in_title.fit > in_lead.fit > in_tail.fit


def test_any_number_of_mentions_in_the_tail_is_less_than_one_in_the_opening() -> None:
    far = "x " * 400
    tail = match("tariff OR trade", "News", far + "Tariffs and trade. " * 50)
    lead = match("tariff OR trade", "News", "Tariffs. " + far)
    assert tail
    assert lead
    assert tail.fit < lead.fit


def test_an_and_is_about_all_its_words() -> None:
    far = "x " * 400
    both = match("Ukraine AND talks", "Ukraine talks", far)
    one = match("Ukraine AND talks", "Ukraine", far + "talks")
    assert both
    assert one
    assert both.fit > 2 * one.fit


# --- properties ----------------------------------------------------------------------------------------

_word = st.text(st.sampled_from("abcdeXYZéø'-1"), min_size=1, max_size=6).filter(lambda w: any(c.isalnum() for c in w))
_words = st.builds(
    Words,
    st.lists(_word, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["", "title", "outlet", "author"]),
)
_trees: st.SearchStrategy[Node] = st.recursive(
    _words,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(_trees)
def test_a_printed_tree_parses_to_itself(tree: Node) -> None:
    anchored = And((Words(("anchor",)), tree))
    query = parse_query(str(anchored))
    assert query.tree == anchored
    assert parse_query(str(query)) == query


@given(st.text() | st.text(st.sampled_from('ab "“()*:|-ANDORT\n'), max_size=30))
def test_never_fails_but_with_a_place(source: str) -> None:
    try:
        query = parse_query(source)
    except ValueError as error:
        assert str(error).startswith("at character ")  # noqa: PT017
    else:
        assert parse_query(str(query)) == query
        query.match(document("A title", "A text."))


@example("‴")
@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1))
def test_a_hit_is_a_place_in_the_text(text: str) -> None:
    found = match("a OR b OR us OR EU", "", text)
    for hit in found.hits if found else ():
        assert 0 <= hit.start < hit.end
