"""Golden folders: `tests/data/render/PRESET` holds the MJML and the text of the example issue, `full` with all extras.

`UPDATE_GOLDEN=1` writes them anew and still fails that run, so that nobody updates without looking.
"""

from __future__ import annotations

import os
from pathlib import Path

import jinja2
import pytest

from digest.model import RenderedIssue
from digest.render.briefing import render_issue

from .conftest import PRESETS, Render
from .example_issue import a_full_audience, a_full_issue

GOLDEN = Path(__file__).resolve().parents[1] / "data" / "render"


@pytest.mark.parametrize("template", PRESETS)
@pytest.mark.parametrize("part", ["mjml", "txt"])
def test_the_example_looks_as_it_did(render: Render, template: str, part: str) -> None:
    compare(render(template=template), template, part)


@pytest.mark.parametrize("part", ["mjml", "txt"])
def test_the_example_with_all_extras_looks_as_it_did(env: jinja2.Environment, part: str) -> None:
    compare(render_issue(a_full_issue(), a_full_audience(), env), "full", part)


def compare(rendered: RenderedIssue, folder: str, part: str) -> None:
    now = rendered.mjml if part == "mjml" else rendered.text
    path = GOLDEN / folder / f"issue.{part}"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
        pytest.fail(f"wrote {path}; read it, then run without UPDATE_GOLDEN")
    assert now == path.read_text(encoding="utf-8"), "look at both; if the new one is right, run with UPDATE_GOLDEN=1"
