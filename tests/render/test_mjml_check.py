from __future__ import annotations

from pathlib import Path

import pytest
from mjml import mjml2html

from digest.render.mjml_check import check_mjml

PAGE = "<mjml>\n<mj-body>\n<mj-section>\n<mj-column>\n{}\n</mj-column>\n</mj-section>\n</mj-body>\n</mjml>"


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (PAGE.format("<mj-txt>a</mj-txt>"), 5, "unknown tag <mj-txt>; did you mean mj-text?"),
        (PAGE.format("<mj-button>a</mj-text>"), 5, "</mj-text> closes <mj-button> of line 5"),
        (PAGE.format("<mj-text><p>a</mj-text>"), 5, "<p> is not closed before </mj-text> of line 5"),
        (PAGE.format("<mj-section></mj-section>"), 5, "<mj-section> stands in mj-column; expected mj-body"),
        (PAGE.format("<p>a</p>"), 5, "<p> may not stand in <mj-column>; wrap it in mj-text or mj-raw"),
        ("<mjml>\n<mj-body>\n<mj-text>a</mj-text></mj-body></mjml>", 3, "<mj-text> stands in mj-body; expected"),
        (PAGE.format("<mj-text>5 < 6</mj-text>"), 5, "“< 6</mj-text>” begins no tag; write &lt; for the sign"),
        (PAGE.format("<mj-text><!-- 5\n< 6 -->\n<![CDATA[x]]></mj-text>"), 7, "“<![CDATA[x]]></mj-te” begins no tag"),
        ("<mjml>\n<mj-body>", 1, "<mjml> is never closed"),
        ("", 1, "no <mjml> in the document"),
    ],
)  # fmt: skip
def test_what_the_engine_takes_in_silence_is_found_with_its_line(source: str, line: int, message: str) -> None:
    assert any(fault.line == line and str(fault.facts).startswith(message) for fault in check_mjml(source).broken)


def test_unknown_attributes_are_odd_and_not_broken() -> None:
    check = check_mjml(PAGE.format('<mj-text colour="red" css-class="x" padding="0">a<br>b</mj-text>'))
    assert check.broken == ()
    assert [(fault.line, str(fault.facts)) for fault in check.odd] == [
        (5, "<mj-text> takes no attribute colour; did you mean color?")
    ]


def test_the_depth_is_that_of_the_deepest_tag() -> None:
    assert check_mjml(PAGE.format("<mj-text><b><i>x</i></b></mj-text>")).depth == 7


def test_public_templates_are_sound(shared_data: Path) -> None:
    """Other people's working templates: nothing in them may look broken to us."""
    for path in sorted((shared_data / "mjml_templates").glob("*.mjml")):
        broken = check_mjml(path.read_text(encoding="utf-8")).broken
        assert broken == (), f"{path.name}: {broken}"


# --- what the engine does and does not do: when one of these fails, a work-around may go -----------------


def test_the_engine_accepts_wrong_tags_without_a_word() -> None:
    for inner in ("<mj-txt>a</mj-txt>", "<mj-button>a</mj-text>", '<mj-text colour="red">a</mj-text>'):
        assert "<html" in mjml2html(PAGE.format(inner))


def test_the_engine_takes_the_first_of_several_classes() -> None:
    head = '<mj-head><mj-attributes><mj-class name="a" color="#aaaaaa"/><mj-class name="b" color="#bbbbbb"/></mj-attributes></mj-head>'  # noqa: E501
    html = mjml2html(PAGE.format('<mj-text mj-class="a b">x</mj-text>').replace("<mj-body>", head + "<mj-body>"))
    assert "color:#aaaaaa" in html


def test_the_engine_does_not_inline_styles() -> None:
    head = '<mj-head><mj-style inline="inline">.x { color: #123456; }</mj-style></mj-head>'
    html = mjml2html(PAGE.format('<mj-text><p class="x">x</p></mj-text>').replace("<mj-body>", head + "<mj-body>"))
    assert '<p class="x">' in html


def test_the_engine_writes_no_alt_of_its_own() -> None:
    assert "alt=" not in mjml2html(PAGE.format('<mj-image src="https://a.example/x.png" />'))
    assert 'alt=""' in mjml2html(PAGE.format('<mj-image src="https://a.example/x.png" alt="" />'))


def test_the_engine_garbles_unseen_characters_in_attributes_and_leaves_text_alone() -> None:
    html = mjml2html(PAGE.format('<mj-text><a href="x" title="a\u200db">a\u200db ⟦x⟧</a></mj-text>'))
    assert "\\u{200d}" in html
    assert ">a\u200db ⟦x⟧<" in html
