"""What an inbox would show of the example, with the mistakes that templates make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.model import RenderedIssue
from digest.render.inbox import inbox_advice
from digest.render.markup import read_markup

from .conftest import Render

HIDDEN = "display:none;font-size:0;line-height:0;max-width:0;mso-hide:all"


@pytest.fixture
def good(render: Render) -> RenderedIssue:
    return render()


def advice(rendered: RenderedIssue) -> list[str]:
    return [str(one.facts) for one in inbox_advice(rendered, read_markup(rendered.html), "White House Watch")]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (HIDDEN, "font-size:16px", "readers see the preheader in the body; hide it with display:none"),
        ("<body ", "<body><p>Hello</p></body><body ", "the inbox shows “Hello”, which stands before the preheader"),
        (
            "\u034f\u200c\u00a0",
            "",
            "the inbox goes on with the body after the preheader; print {{ padding }} behind it",
        ),
    ],
)
def test_the_preheader_is_hidden_first_and_padded(good: RenderedIssue, before: str, after: str, words: str) -> None:
    assert before in good.html
    assert advice(replace(good, html=good.html.replace(before, after))) == [words]


def test_a_preheader_has_something_to_add(good: RenderedIssue) -> None:
    same = replace(good, preheader=good.subject, html=good.html.replace(good.preheader, good.subject))
    assert advice(same) == ["the preheader says what the subject says"]
    short = replace(good, preheader="More", html=good.html.replace(good.preheader, "More"))
    assert advice(short) == ["the preheader has 4 characters; 40 to 140 read well"]
