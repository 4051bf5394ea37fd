"""The page for designers and the code say the same."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from digest.config import Theme
from digest.render.reader_fields import Reader
from digest.render.theme import AA, Palette, contrast, scheme_of
from digest.render.views import (
    Amendment,
    ChartRow,
    ChartView,
    Headline,
    Number,
    Opinion,
    Page,
    Photo,
    Remark,
    SectionView,
    Source,
    StoryView,
)

from .conftest import PRESETS, TEMPLATES

README = (TEMPLATES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("prefix", "view"),
    [
        ("page", Page),
        ("story", StoryView),
        ("section", SectionView),
        ("headline", Headline),
        ("opinion", Opinion),
        ("number", Number),
        ("chart", ChartView),
        ("row", ChartRow),
        ("photo", Photo),
        ("correction", Amendment),
        ("reader", Reader),
    ],
)
def test_every_name_is_documented_and_every_documented_name_exists(prefix: str, view: type) -> None:
    documented = set(re.findall(rf"`{prefix}\.(\w+)`", README))
    assert documented == {field.name for field in fields(view)}


@pytest.mark.parametrize("view", [Remark, Source, Palette])
def test_the_parts_are_documented_by_name(view: type) -> None:
    assert {field.name for field in fields(view)} <= set(re.findall(r"`(\w+)`", README))


def test_every_preset_has_both_parts_and_a_line_in_the_readme() -> None:
    assert {path.name.removesuffix(".mjml.j2") for path in TEMPLATES.glob("*.mjml.j2")} == set(PRESETS)
    assert {path.name.removesuffix(".txt.j2") for path in TEMPLATES.glob("*.txt.j2")} == set(PRESETS)
    assert all(f"| `{preset}` |" in README for preset in PRESETS)


def test_no_partial_lies_unused() -> None:
    used = {
        name for path in TEMPLATES.rglob("*.j2") for name in re.findall(r'"(partials/[\w.]+)"', path.read_text("utf-8"))
    }
    assert used == {path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "partials").glob("*")}


@pytest.mark.parametrize("accent", ["#990f3d", "#0f5499", "#006d3b", "#8a4b00", "#333333"])
def test_the_colours_mixed_from_a_theme_are_clear_enough_by_day_and_night(accent: str) -> None:
    scheme = scheme_of(Theme(accent=accent))
    for palette in (scheme.light, scheme.dark):
        assert {name for name, one, other in palette.pairs() if contrast(one, other) < AA} == set()
