"""Where a finding is shown."""

from __future__ import annotations

from typing import Any

import pytest

from digest.model import Finding
from digest.web.places import place_of_finding


@pytest.mark.parametrize(
    ("detail", "place"),
    [
        ("line 12 of the MJML: unknown tag <mj-txt>", {"view": "mjml", "line": 12}),
        ("the subject has 90 characters; 20 to 78 read well", {"view": "email", "part": "envelope"}),
        ("there is no preheader", {"view": "email", "part": "envelope"}),
        ("95 KB of HTML; some clients clip below 102 KB", {"view": "email", "part": "size"}),
        ("3 lines of the text part are wider than 72 columns: A long one...", {"view": "text", "words": "A long one"}),
        ("the link “The Wire” has no address", {"view": "email", "words": "The Wire"}),
        ("a template tag is left in the text: {{ x }}", {"view": "email", "words": "{{ x }}"}),
        ("the html part has a field [[ y ]] that no reader has", {"view": "email", "words": "[[ y ]]"}),
        (
            'an image has no alt text (https://e.example/x.png); alt="" if',
            {"view": "html", "words": "https://e.example/x.png"},
        ),
        ("an h4 follows an h2; headings step down one at a time", {"view": "html", "words": "<h4"}),
        ("there is no way to unsubscribe", {"view": "html", "words": ""}),
        ("<script> does not belong into a message", {"view": "html", "words": "<script"}),
    ],
)
def test_a_finding_of_the_lint(detail: str, place: dict[str, Any]) -> None:
    assert place_of_finding(Finding("lint", detail), {}) == place


def test_a_finding_about_a_story_is_shown_at_the_story() -> None:
    finding = Finding("unsupported number", "90 million", "s")
    assert place_of_finding(finding, {"s": "Bridge opens"}) == {"view": "email", "words": "Bridge opens"}
    assert place_of_finding(finding, {}) == {}
