"""Golden folders: `tests/data/render/PRESET` holds the MJML and the text of the example issue.

`UPDATE_GOLDEN=1` writes them anew and still fails that run, so that nobody updates without looking.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import PRESETS, Render

GOLDEN = Path(__file__).resolve().parents[1] / "data" / "render"


@pytest.mark.parametrize("template", PRESETS)
@pytest.mark.parametrize("part", ["mjml", "txt"])
def test_the_example_looks_as_it_did(render: Render, template: str, part: str) -> None:
    rendered = render(template=template)
    now = rendered.mjml if part == "mjml" else rendered.text
    path = GOLDEN / template / f"issue.{part}"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
        pytest.fail(f"wrote {path}; read it, then run without UPDATE_GOLDEN")
    assert now == path.read_text(encoding="utf-8"), "look at both; if the new one is right, run with UPDATE_GOLDEN=1"
