from __future__ import annotations

from dataclasses import replace

import pytest

from digest.config import Theme
from digest.model import Issue, Place, RenderedIssue
from digest.render.lint import lint

from .conftest import Render
from .example_issue import LEAD, an_audience, an_issue


@pytest.fixture
def good(render: Render) -> RenderedIssue:
    return render()


def findings(rendered: RenderedIssue, issue: Issue | None = None) -> list[tuple[str, bool]]:
    return [(f.detail, f.blocks) for f in lint(rendered, an_audience(), issue or an_issue())]


def said(rendered: RenderedIssue, words: str) -> bool:
    """Whether the finding with these words blocks; fails where there is none."""
    found = [blocks for detail, blocks in findings(rendered) if words in detail]
    assert found, f"no finding says {words!r}: {findings(rendered)}"
    return found[0]


def in_html(good: RenderedIssue, extra: str) -> RenderedIssue:
    """The message with something more in its first column, where MJML sets the size of type to nought around it."""
    return replace(good, html=good.html.replace("</h1>", f"</h1>{extra}", 1))


def test_the_example_is_clean(good: RenderedIssue) -> None:
    assert findings(good) == []


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ('<a href="">x</a>', "the link “x” has no address"),
        ("<a>x</a>", "the link “x” has no address"),
        ('<a href="https://a.example/x"> <img src="https://a.example/p.png" alt=""></a>', "a.example/x has no text"),
        ('<a href="javascript:x()">x</a>', "neither http(s) nor mailto: javascript:x()"),
        ("<p>None</p>", "<p> holds nothing but the word None"),
        ('<a href="undefined">x</a>', "<a> has href=undefined"),
        ("<p>[[ nickname ]]</p>", "a field [[ nickname ]] that no reader has"),
        ("<script>x</script>", "<script> does not belong into a message"),
        ("<form></form>", "<form> does not belong into a message"),
        ('<link rel="stylesheet" href="https://fonts.example/x.css">', "<link> does not belong"),
        ('<img src="https://t.example/o" alt="" width="1" height="1">', "an invisible image reports who opens"),
        ('<td title="a\\u{200d}b">x</td>', "the MJML engine garbles"),
        ("<p>" + "x" * 102_000 + "</p>", "Gmail clips at 102 KB"),
    ],
)
def test_errors_block_the_sending(good: RenderedIssue, extra: str, words: str) -> None:
    assert said(in_html(good, extra), words)


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ('<a href="https://elsewhere.example/">y</a>', "leads to elsewhere.example, which no item comes from"),
        ('<a href="https://sample-wire.example/?utm_source=x">y</a>', "carries tracking: utm_source"),
        ('<img src="https://sample-wire.example/x.png">', "an image has no alt text"),
        ("<h4>x</h4>", "an h4 follows an h1"),
        ("<h1>x</h1>", "this one has 2"),
        ('<p style="font-size:11px">tiny</p>', "type of 11 px, 14 is the least: “tiny”"),
        ('<p style="color:#999;background:#aaa">faint</p>', "contrast 1.2, 4.5 is needed: #999999 on #aaaaaa"),
        ('<p style="position:fixed">x</p>', "property position is not supported by gmail, outlook"),
        (
            '<p style="line-height:20px"><a href="https://sample-wire.example/">up</a></p>',
            "a link is 20 px high, a finger",
        ),
        ("<p>[[ nickname ]]</p>", "a template tag is left in the text: [[ nickname ]]"),
        ("<p>by None</p>", "the text says “None” where something is missing"),
        ("<p>{{ left }}</p>", "a template tag is left in the text: {{ left }}"),
        ("<table><tr><td>x</td></tr></table>", 'lacks role="presentation"'),
        ("<p>" + "x " * 30_000 + "</p>", "some clients clip below"),
    ],
)
def test_advice_does_not(good: RenderedIssue, extra: str, words: str) -> None:
    assert not said(in_html(good, extra), words)


@pytest.mark.parametrize(
    ("changes", "words", "blocks"),
    [
        ({"subject": ""}, "the subject is empty", True),
        ({"subject": "News"}, "the subject has 4 characters", False),
        ({"subject": "TRUMP AND STARMER MEET AGAIN TODAY"}, "the subject shouts", False),
        ({"subject": "White House Watch"}, "the subject is the newsletter's name", False),
        ({"preheader": ""}, "there is no preheader", False),
        ({"preheader": "not in the body"}, "there is no preheader", False),
        ({"text": "no way out"}, "the text part has no way to unsubscribe", True),
        ({"text": "[[ unsubscribe_url ]]"}, "the postal address is missing", True),
        ({"text": "[[ unsubscribe_url ]]\nNone\n"}, "a line of the text part is the word None", True),
        ({"text": "wide " * 20}, "lines of the text part are wider than 72 columns", False),
        ({"text": "Leave: [ [ unsubscribe ]]"}, "a template tag is left in the text part: [ [ unsubscribe ]]", False),
        ({"text": "Number: None"}, "the text part says “None” where something is missing", False),
    ],
)
def test_subject_text_and_mjml(good: RenderedIssue, changes: dict[str, str], words: str, blocks: bool) -> None:
    assert said(replace(good, **changes), words) is blocks  # type: ignore[arg-type]


def test_the_language_must_be_the_audiences(good: RenderedIssue) -> None:
    german = lint(good, an_audience("de"), an_issue())
    assert any("declares the language en, the audience reads de" in f.detail for f in german)


def test_what_gmail_would_clip_is_named(good: RenderedIssue) -> None:
    padded = replace(good, html=good.html.replace("MORE ON", "x", 1).replace("</h1>", "</h1>" + "x " * 51_000, 1))
    clipped = next(detail for detail, _ in findings(padded) if "beyond the cut" in detail)
    assert LEAD.story.id in clipped
    assert "tariffs" in clipped


def test_errors_come_first(good: RenderedIssue) -> None:
    order = [f.blocks for f in lint(in_html(good, '<h6>x</h6><a href="">y</a>'), an_audience(), an_issue())]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 2


def test_a_theme_that_is_too_faint_is_named(good: RenderedIssue) -> None:
    faint = an_audience().model_copy(update={"theme": Theme(ink="#998877")})
    details = [finding.detail for finding in lint(good, faint, an_issue())]
    assert "theme: ink on paper by day has a contrast of 3.1, 4.5 is needed" in details


@pytest.mark.parametrize(
    ("extra", "place"),
    [
        ('<a href="">the way out</a>', Place("email", "the way out")),
        (
            '<a href="https://a.example/x"> <img src="https://a.example/p.png" alt=""></a>',
            Place("html", "https://a.example/x"),
        ),
        ('<img src="https://sample-wire.example/x.png">', Place("html", "https://sample-wire.example/x.png")),
        ("<h4>x</h4>", Place("html", "<h4")),
        ("<script>x</script>", Place("html", "<script")),
        ("<p>{{ left }}</p>", Place("email", "{{ left }}")),
        ('<p style="font-size:11px">tiny</p>', Place("email", "tiny")),
        ("<p>" + "x " * 30_000 + "</p>", Place("email", part="size")),
    ],
)
def test_a_finding_has_its_place(good: RenderedIssue, extra: str, place: Place) -> None:
    assert place in [finding.place for finding in lint(in_html(good, extra), an_audience(), an_issue())]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"subject": "News"}, Place("email", part="envelope")),
        ({"preheader": ""}, Place("email", part="envelope")),
        ({"text": "wide " * 20}, Place("text", ("wide " * 20)[:40])),
        ({"text": "Number: None"}, Place("text", "None")),
    ],
)
def test_a_finding_about_subject_or_text_has_its_place(
    good: RenderedIssue, changes: dict[str, str], place: Place
) -> None:
    rendered = replace(good, **changes)  # type: ignore[arg-type]
    assert place in [finding.place for finding in lint(rendered, an_audience(), an_issue())]
