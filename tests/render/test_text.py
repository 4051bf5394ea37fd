from __future__ import annotations

from digest.render.text import Notes, banner, columns, fill, underline


def test_lines_have_72_columns_and_a_hanging_indent() -> None:
    lines = fill("word " * 40, "  * ", "    ").splitlines()
    assert all(columns(line) <= 72 for line in lines)
    assert lines[0].startswith("  * word")
    assert all(line.startswith("    word") for line in lines[1:])


def test_a_long_address_stays_whole() -> None:
    url = "https://a.example/" + "x" * 100
    assert url in fill(f"see {url} there").splitlines()


def test_wide_and_combining_characters_count_as_a_terminal_shows_them() -> None:
    assert columns("日本") == 4
    assert columns("e\u0301") == 1
    assert columns("a\u200bb") == 2
    assert all(columns(line) <= 72 for line in fill("日本語のニュース " * 20).splitlines())


def test_a_rule_is_as_wide_as_the_longest_line() -> None:
    assert underline("abc") == "abc\n---"
    assert underline("abcdef\nab") == "abcdef\nab\n------"


def test_the_rule_of_a_section_runs_on_to_the_edge() -> None:
    assert banner("Ukraine talks") == "UKRAINE TALKS " + "=" * 58
    assert all(columns(line) <= 72 for line in banner("a very long topic " * 8).splitlines())
    assert banner("x" * 72) == "X" * 72


def test_the_mark_of_a_link_stays_with_the_word_before_it() -> None:
    *_, last = fill("word " * 14 + "end [12]").splitlines()
    assert last == "end\u00a0[12]"


def test_notes_number_each_link_once() -> None:
    notes = Notes()
    assert [notes("a"), notes("b"), notes("a"), notes("")] == ["[1]", "[2]", "[1]", ""]
    assert list(notes) == [("[1]", "a"), ("[2]", "b")]
    assert len(notes) == 2
