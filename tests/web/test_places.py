"""Where a finding is shown."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from digest.model import Facts, Finding, Place
from digest.web.places import place_of_finding

from .conftest import Newsroom


@pytest.mark.parametrize(
    ("seen", "place"),
    [
        (Place("mjml", line=12), {"view": "mjml", "line": 12}),
        (Place("email", part="envelope"), {"view": "email", "part": "envelope"}),
        (Place("email", part="size"), {"view": "email", "part": "size"}),
        (Place("text", "A long one"), {"view": "text", "words": "A long one"}),
        (Place("email", "The Wire"), {"view": "email", "words": "The Wire"}),
        (Place("html", "<h4"), {"view": "html", "words": "<h4"}),
        (Place("html"), {"view": "html", "words": ""}),
    ],
)
def test_a_finding_says_where_it_is_seen_whatever_its_words(seen: Place, place: dict[str, Any]) -> None:
    words = Facts.foreign("the subject has 90 characters; line 3 of the MJML")
    assert place_of_finding(Finding("lint", words, place=seen), {}) == place


def test_a_finding_about_a_story_is_shown_at_the_story() -> None:
    finding = Finding("unsupported number", Facts.of("unsupported number", words="90 million"), "s")
    assert place_of_finding(finding, {"s": "Bridge opens"}) == {"view": "email", "words": "Bridge opens"}
    assert place_of_finding(finding, {}) == {}


def test_a_finding_is_told_in_words_with_its_place(client: httpx2.Client, newsroom: Newsroom) -> None:
    newsroom.template("briefing.mjml.j2", "<mj-wrapper", '<mj-wrapper colour="red"')
    found = [one for one in client.get("/state").json()["findings"] if "mj-wrapper" in one["detail"]]
    assert found[0]["detail"].endswith("of the MJML): <mj-wrapper> takes no attribute colour")
    assert found[0]["place"]["view"] == "mjml"
