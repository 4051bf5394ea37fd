"""What an issue prints only where it exists: viewpoints, a picture, a number, a chart, a sign-off, the web version."""

from __future__ import annotations

import re
from dataclasses import replace

import jinja2
import pytest

from digest.model import Picture, RenderedIssue, Viewpoint
from digest.render.briefing import render_issue
from digest.render.document import issue_document
from digest.render.environment import environment
from digest.render.markup import read_markup
from digest.render.plain import in_attribute

from .conftest import PRESETS, Render
from .example_issue import LEAD, VIEWPOINT, a_full_audience, a_full_issue, an_audience, an_issue


@pytest.fixture(params=PRESETS)
def full(request: pytest.FixtureRequest, env: jinja2.Environment) -> RenderedIssue:
    return render_issue(a_full_issue(), a_full_audience(request.param), env)


def test_all_of_it_stands_in_both_parts_after_the_headlines(full: RenderedIssue) -> None:
    for part in (read_markup(full.html).seen, re.sub(r"\s+", " ", full.text)):
        after = part[part.index("White House, not the correspondents") :]
        parts = [
            "Ada Lindgren:",
            "A peace without Europe",
            "Europe Review",
            "25%",
            "Counted by digest",
            "Until Friday.",
        ]
        places = [after.index(text) for text in parts]
        assert places == sorted(places)
        assert part.index("View in your browser") < part.index("Good evening" if "Good evening" in part else "Starmer")
    assert 'href="https://example.org/watch/2025-02-27.html"' in full.html
    assert "https://example.org/watch/2025-02-27.html" in full.text
    assert "White House: 31, 12, 9, 40, 38, 52, 61" in full.text
    assert full.findings == ()


def test_pictures_have_alternative_texts_widths_and_credits(full: RenderedIssue) -> None:
    photo, *charts = read_markup(full.html).all("img")
    assert photo.attributes["src"] == "https://sample-wire.example/starmer.jpg"
    assert (photo.attributes["alt"], photo.attributes["width"]) == ("Starmer “asks” Trump", "528")
    assert "Picture: Ann Example" in read_markup(full.html).seen
    assert [chart.attributes["src"] for chart in charts] == [f"cid:{one.cid}" for one in full.attachments]
    assert charts[1].attributes["alt"] == "Ukraine talks: 18, 14, 11, 35, 29, 33, 47"
    assert "Reports a day, Feb 21 – 27" in read_markup(full.html).seen.replace("\u2009", " ")


@pytest.mark.parametrize("template", PRESETS)
def test_none_of_it_is_there_by_default(render: Render, template: str) -> None:
    story = replace(LEAD.story, items=(replace(LEAD.story.items[0], picture=Picture("https://img.example/a.jpg")),))
    rendered = render(an_issue(replace(LEAD, story=story, quotes=())), template)
    assert "<img" not in rendered.html
    assert rendered.attachments == ()
    for title in ("Viewpoints", "number of the day", "Reports a day", "View in your browser"):
        assert title.casefold() not in f"{rendered.html}{rendered.text}".casefold()


def test_a_picture_that_a_template_does_not_show_is_not_attached(env: jinja2.Environment) -> None:
    assert env.loader
    mine = jinja2.ChoiceLoader([jinja2.DictLoader({"partials/chart.mjml.j2": ""}), env.loader])
    assert render_issue(a_full_issue(), a_full_audience(), environment(mine)).attachments == ()


def test_an_outlet_speaks_for_itself_where_nobody_signs(env: jinja2.Environment) -> None:
    unsigned = Viewpoint(replace(VIEWPOINT.item, authors=("EUROPE REVIEW",), url="mailto:x@example.org"), "So it is")
    seen = read_markup(render_issue(replace(an_issue(), viewpoints=(unsigned,)), an_audience(), env).html).seen
    assert "Europe Review: So it is" in seen


def test_the_document_has_the_extras_beside_the_contract(full: RenderedIssue) -> None:
    document = issue_document(a_full_issue(), full)
    assert document["viewpoints"][0]["argument"] == VIEWPOINT.argument
    assert document["viewpoints"][0]["id"] == VIEWPOINT.item.id
    assert document["number"]["text"] == "25%"
    assert document["chart"]["tallies"][0]["counts"][0] == 31
    plain = issue_document(an_issue(), full)
    assert (plain["viewpoints"], plain["number"], plain["chart"]) == ([], None, None)


@pytest.mark.parametrize(
    ("text", "written"),
    [("It’s “so”", "It’s “so”"), ("a\u00a0b\\c", "a b/c"), ("e\u0301t\u00e9", "été"), ("हिन्दी", ""), ("\u200dx", "x")],
)
def test_an_attribute_holds_nothing_that_the_engine_garbles(text: str, written: str) -> None:
    assert in_attribute(text) == written
