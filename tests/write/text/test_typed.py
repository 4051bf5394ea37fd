"""Typed text: made plain, its marks paired, strangers found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.text.typed import Unpaired, foreign, plain, printable, runs, strange_script


def quoted(text: str) -> list[str]:
    text = plain(text)
    return [text[run.start : run.end] for run in runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "A b" and “c d”.', ["A b", "c d"]),
        ("„Ja“, sagte er. »Nein«, «non», „tak”", ["Ja", "Nein", "non", "tak"]),
        ("“I have a “great” deal”, he said", ["I have a “great” deal"]),
        ("‘A “b” c’ and “d ‘e’ f”", ["A “b” c", "d ‘e’ f"]),
        ("``tex'' and ''x''", ["tex", "x"]),
        ("&quot;entity&quot; ＂wide＂ ❝fancy❞ ″prime″", ["entity", "wide", "fancy", "prime"]),
        ("'We will go,' he said of the workers' plan", ["We will go,"]),
        ("the '90s, rock 'n' roll, 'tis the workers' pay", []),
        ("it’s James’ and Jones’s ‘deep state’", ["deep state"]),
        ('a 12" gun, 6\'2" tall', ["gun, 6'2"]),  # a reader would see the same; it is not in an article, so it goes
        ('a 12" gun', []),
        ('called it "the crime of 2024" on Friday', ["the crime of 2024"]),
        ("「はい」と『本』", ["はい", "本"]),
        ("《a》, 〈b〉, ﹁c﹂, ﹃d﹄, 🙶e🙷, ⟪f⟫, ❮g❯, ｢h｣, ≪i≫, ⹂j”, ‟k”, ❠l❝", list("abcdefghijkl")),
        ("no marks at all", []),
    ],
)
def test_pairs_marks_as_a_reader_does(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text", ["《open", "close🙷", "﹁open", "“open", "close”", 'one " alone', "» wrong way", "“a” and b”", "„low"]
)
def test_a_double_mark_without_a_partner_is_a_fault(text: str) -> None:
    with pytest.raises(Unpaired, match="has no partner"):
        quoted(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u200bb\u202ec\x00d\x1b[31m", "abcd[31m"),
        ("  two\n\nlines\t and\u2028three ", "two lines and three"),
        ("e\u0301 &amp; &lt;b&gt;", "é & <b>"),
    ],
)
def test_plain_text_is_one_visible_line(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "see https://x.example/y",
        "www.x.example",
        "evil.com has it",
        "write a@b.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "<b>x",
        "< script",
        "</mj-text>",
        "<!-- x -->",
        "&lt;b&gt;",
        "{{ x }}",
        "{% x %}",
        "[[ x ]]",
        "[% x %]",
        "[a](b)",
        "**bold**",
        "```",
        "# Head",
        "> cited",
        "Тrump",
        "Put\u0456n",
    ],
)
def test_finds_strangers(text: str) -> None:
    assert foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "At 5 p.m. U.S. and U.K. envoys met; 3.5 of 4 [sic] agreed, and x < 5.",
        "Зеленський і Ελλάδα в одному рядку",
        "The St. Louis No. 10 costs $3.5bn (about 2%).",
        "Müller, Łódź and São Tomé",
    ],
)
def test_news_has_no_strangers(text: str) -> None:
    assert foreign(text) == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plain words", True),
        ("a “b” c", True),
        ("a “b", False),
        ("a\u202eb", False),
        ("at x.com", False),
        ("X.com fell", True),
    ],
)
def test_what_can_stand_between_marks(words: str, expected: bool) -> None:
    assert printable(words) is expected


def test_every_quotation_mark_of_unicode_is_one() -> None:
    listed = "\"'«»‘’‚‛“”„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣"  # the property Quotation_Mark of Unicode 15
    paired = [chr(point) for point in range(0x20000) if unicodedata.category(chr(point)) in ("Pi", "Pf")]
    assert [mark for mark in (*listed, *paired) if not set(plain(f"a {mark} b")) & set("\"'‘’“”„«»‹›「」『』")] == []


@given(st.text(alphabet="ab '\"“”‘’„«»《》﹁﹂🙶🙷.,s") | st.text())
def test_runs_are_in_order_and_never_overlap(text: str) -> None:
    text = plain(text)
    try:
        found = runs(text)
    except Unpaired:
        return
    edges = [edge for run in found for edge in (run.left, run.right)]
    assert edges == sorted(edges)
    assert all(run.left < run.start <= run.end < run.right <= len(text) for run in found)


@given(st.text())
def test_plain_text_stays_plain(text: str) -> None:
    once = plain(text)
    assert once == once.strip()
    assert not [character for character in once if ord(character) < 32]


@pytest.mark.parametrize("text", ["A<B> wins the vote", "Where x < y holds", "I <3 Kyiv", "AT&T and R&D"])
def test_signs_that_are_no_markup_may_be_printed(text: str) -> None:
    assert foreign(text) == ""


@pytest.mark.parametrize("text", ["A <b>B", "<script>", "</p>", "<!-- x", "<mj-text>", "<SCRIPT src=x>"])
def test_markup_is_foreign(text: str) -> None:
    assert foreign(text)


@pytest.mark.parametrize("text", ["Markets rise \U0001f680 again.", "★ Markets rise."])
def test_ornaments_are_foreign(text: str) -> None:
    assert foreign(text)


def test_letters_of_a_script_that_no_report_has_are_strange() -> None:
    assert strange_script("The minister 部长 spoke.", "The minister spoke.") == "部长"
    assert strange_script("The minister 部长 spoke.", "The minister (部长) spoke.") == ""
    assert strange_script("Orbán spoke in Łódź at 20 °C for 22½ minutes.", "") == ""
