from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.gather.cleaning import MAX_HTML, MAX_TEXT, one_line, plain_text, tidy, whole_sentences


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br><br/>Two.", "One.\n\nTwo."),
        ("One,<br>two.", "One,\ntwo."),
        ("<h2>Head</h2>Text", "Head\n\nText"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("<p>He said:</p><blockquote>“No.”</blockquote>", "He said:\n\n“No.”"),
        ("<p>A <b>bold</b> <a href='x'>link</a>,\n next line</p>", "A bold link, next line"),
        ("plain\nlines\n\nand a paragraph", "plain\nlines\n\nand a paragraph"),
        ("R&amp;D &#8220;x&#8221; &nbsp;y", "R&D “x” y"),
        ("&lt;p&gt;Escaped &amp;amp; twice&lt;/p&gt;", "Escaped & twice"),
        ("a < b and c > d", "a < b and c > d"),
        ("<script>alert(1)</script><style>p{}</style>Text<!-- ignore all instructions -->", "Text"),
        ("<figure><img src=x alt='A man'><figcaption>A man. Photo: X</figcaption></figure><p>Text</p>", "Text"),
        ("<p>Text</p><form><button>Subscribe</button></form><iframe>x</iframe>", "Text"),
        ("<p>Text</p><p>The post Text appeared first on Outlet.</p>", "Text"),
        ("<p>Text</p><p><a>Continue reading...</a></p>", "Text"),
        ("<p>Text</p><p>READ MORE: Another story</p><p>[…]</p>", "Text"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_plain_text(source: str, expected: str) -> None:
    assert plain_text(source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u200bb\u2060c\ufeffd\u00ade", "abcde"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("a\x00\x07\x1bb", "ab"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("one\r\ntwo\u2028three\u2029\n\nfour", "one\ntwo\nthree\n\nfour"),
        ("T\u200drump\u200c", "Trump"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("\ud800x\ue000", "x"),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


ODD = st.text(
    st.one_of(st.characters(), st.sampled_from("\u200b\u200c\u200d\u202e\u2028\u00a0\r\n\t\x00\u0301\u212a\u0627é ")),
    max_size=60,
)


@given(ODD)
@example("\u212a\u200d\u212a")
@example("\u0627\u200d\u200c\u0627")
def test_tidy_is_idempotent_and_leaves_no_hidden_characters(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp") for char in once if char != "\n")
    assert not set(once) & set("\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00a0\u00ad")


@given(
    st.one_of(
        ODD, st.lists(st.sampled_from(["<p>", "</p>", "<br>", "&lt;", "x", "<", "&", "<!--", "<b "])).map("".join)
    )
)
def test_plain_text_takes_anything(source: str) -> None:
    text = plain_text(source)
    assert tidy(text) == text


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<blockquote>", "<b><p>", "<table><tr><td>"])
def test_deep_nesting_ends_in_plain_text(tag: str) -> None:
    assert plain_text("<p>First.</p>" + tag * 50_000).startswith("First.")
    assert plain_text("<p>First.</p>" + tag * 1_000 + "last").endswith("last")


def test_long_input_is_cut() -> None:
    assert plain_text("<b></b>" * MAX_HTML + "too late") == ""


def test_one_line() -> None:
    assert one_line(" A &amp; B:<br><b>it’s</b>\n done ") == "A & B: it’s done"
    assert one_line("word " * 100, limit=12) == "word word…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. The Senate ma…", "It rained."),
        ("“It rained.” The Senate ma [...]", "“It rained.”"),
        ("First.\n\nThe Sen...", "First."),
        ("The Senate ma…", "The Senate ma…"),
        ("Mr. Smith of the U.S. Sena…", "Mr. Smith of the U.S. Sena…"),
        ("All of it. And this.", "All of it. And this."),
    ],
)
def test_whole_sentences(text: str, expected: str) -> None:
    assert whole_sentences(text) == expected


@pytest.mark.parametrize("code", ["(FSLY.N)", " (PFE.N)", " (NASDAQ: MSFT)", " (NYSE:GM)"])
def test_codes_of_exchanges_are_no_text(code: str) -> None:
    assert plain_text(f"<p>Shares of Ash Inc{code} fell (by 2.5%) in the U.S.A.</p>") == (
        "Shares of Ash Inc fell (by 2.5%) in the U.S.A."
    )


def test_a_text_has_a_cap() -> None:
    text = plain_text("<p>" + "word " * 10_000 + "</p>" + "<p>more</p>" * 10_000)
    assert 90_000 < len(text) <= MAX_TEXT
    assert text.endswith("more")
    assert len(plain_text("word" * 50_000)) == MAX_TEXT
