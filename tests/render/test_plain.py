from __future__ import annotations

import pytest

from digest.render.marks import stops_inside
from digest.render.plain import plain, typeset, web_address, with_stops_inside


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("two\n lines\t here ", "two lines here"),
        ("nul\x00 bell\x07", "nul bell"),
        ("one \x1b\r blank", "one blank"),
        ("abc\u202edef\u202c \u2066x\u2069", "abcdef x"),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("\U000e0041\U000e0042tags", "tags"),
        ("\ue000private\ue001", "private"),
        ("⟦name⟧", "[[name]]"),
        ("می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"),
        ("Kraft\u00adfahrzeug", "Kraft\u00adfahrzeug"),
    ],
)
def test_only_what_can_be_seen_is_kept(text: str, printed: str) -> None:
    assert plain(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('He said "no" twice.', "He said “no” twice."),
        ('"A," she said, "b."', "“A,” she said, “b.”"),
        ('He said "no” and “yes"', "He said “no” and “yes”"),
        ('a 6" pipe', 'a 6" pipe'),
        ('a 6" pipe and an 8" one', 'a 6" pipe and an 8" one'),
        ("“kept” as it is", "“kept” as it is"),
        ("\"it's 'inner'\"", "“it’s 'inner'”"),
        ("Pope calls it 'inadmissible'", "Pope calls it “inadmissible”"),
        ("Berg: ‘We won't sell,’ and 'no'", "Berg: “We won’t sell,” and “no”"),
        (
            "the divers' pay in the '90s and the readers' letters",
            "the divers’ pay in the ’90s and the readers’ letters",
        ),
        ("“He said 'no' twice.” and 'yes'", "“He said 'no' twice.” and “yes”"),
        ('one "left open', 'one "left open'),
        ("Risk doubles - study of 2 - 3 years", "Risk doubles – study of 2 – 3 years"),
        ("The U.K.'s deal", "The U.K.’s deal"),
        ("Covid-19′s end -- so far", "Covid-19’s end — so far"),
        ("a law--the first--of 22 1/2 pages, 1/2 of it new", "a law—the first—of 22½ pages, 1/2 of it new"),
    ],
)
def test_typewriter_and_single_marks_become_the_languages_own_in_pairs(text: str, printed: str) -> None:
    assert typeset(text, ("“", "”")) == printed


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/b?c=d&e=f#g", "https://a.example/b?c=d&e=f#g"),
        ("https://a.example/%C3%A4", "https://a.example/%C3%A4"),
        ("https://a.example/ä b", "https://a.example/%C3%A4%20b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://a.example/[[ name ]]", "https://a.example/%5B%5B%20name%20%5D%5D"),
        ("https://a.example/it's\"><b>", "https://a.example/it%27s%22%3E%3Cb%3E"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example/x", ""),
        ("https://user@a.example/", ""),
        ("https:///x", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_links(url: str, address: str) -> None:
    assert web_address(url) == address


def test_a_mark_that_is_opened_curly_and_closed_straight_is_mended() -> None:
    assert typeset('“all of it." “It is," he said.', ("“", "”")) == "“all of it.” “It is,” he said."


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("“It is over”, he said.", "“It is over,” he said."),
        ("He said “it is over”.", "He said “it is over.”"),
        ("“Is it over?”, he asked.", "“Is it over?”, he asked."),
        ("“It is over.”.", "“It is over.”."),
        ("“It is over”; he left", "“It is over”; he left"),
        ("“It is”... over", "“It is”... over"),
        ("He said “4”.5 times", "He said “4”.5 times"),
    ],
)
def test_a_stop_goes_before_the_closing_mark(text: str, printed: str) -> None:
    assert with_stops_inside(text) == printed


def test_only_american_style_has_its_stops_inside() -> None:
    assert stops_inside("en-US")
    assert stops_inside("en")
    assert not stops_inside("en-GB")
    assert not stops_inside("de")
