from __future__ import annotations

from pathlib import Path

import pytest
from mjml import mjml2html

from digest.render.clients import FAMILIES, gaps
from digest.render.markup import read_markup

from .conftest import PRESETS, Render
from .example_issue import a_full_issue


def counts(html: str) -> dict[str, int]:
    return {family: len(features) for family, features in gaps(read_markup(html)).items()}


@pytest.mark.parametrize("template", PRESETS)
def test_a_preset_uses_no_more_than_a_good_public_template(render: Render, template: str) -> None:
    """The compiled public `newsletter.mjml` has 8, 11, 4 and 0 features that these clients lack."""
    limits = dict(zip(FAMILIES, (8, 11, 4, 0), strict=True))
    found = counts(render(a_full_issue(), template).html)
    assert all(found[family] <= limits[family] for family in FAMILIES), found


def test_the_count_agrees_with_the_caniemail_command_line(shared_data: Path) -> None:
    source = (shared_data / "mjml_templates" / "newsletter.mjml").read_text(encoding="utf-8")
    found = counts(mjml2html(source))
    assert (found["gmail"], found["yahoo"], found["apple-mail"]) == (8, 4, 0)
    assert abs(found["outlook"] - 11) <= 1


@pytest.mark.parametrize(
    ("html", "feature"),
    [
        ('<p style="display:grid">x</p>', "pair display:grid"),
        ('<p style="background:conic-gradient(red, blue)">x</p>', "function conic-gradient"),
        ("<style>a:focus { color: red }</style>", "selector :focus"),
        ("<style>[lang] { color: red }</style>", "selector []"),
        ("<style>@font-face { src: x }</style>", "at-rule font-face"),
        ("<dialog>x</dialog>", "element dialog"),
    ],
)
def test_a_feature_is_found_where_it_is_used(html: str, feature: str) -> None:
    assert feature in gaps(read_markup(html))["gmail"]


def test_a_rule_inside_a_media_query_counts_as_the_query_only() -> None:
    assert gaps(read_markup("<style>@media screen { [x] > p { position: fixed } }</style>"))["gmail"] == (
        "element style",
        "at-rule media",
    )
