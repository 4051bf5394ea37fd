"""Mistakes in parts that today's issue does not print are found all the same, and do not stop it."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from digest.render.briefing import rehearsed, render_issue
from digest.render.environment import environment

from .conftest import TEMPLATES
from .example_issue import an_audience, an_issue


@pytest.mark.parametrize(
    ("file", "before", "after", "found"),
    [
        (
            "partials/picture.mjml.j2",
            "story.photo.credit",
            "story.photo.credits",
            "on a day that has everything the template would fail: {folder}/partials/picture.mjml.j2:4: "
            "credits does not exist here; did you mean credit?",
        ),
        (
            "partials/number.mjml.j2",
            "<mj-column>",
            "<mj-colunm>",
            "on a day that has everything the template would fail: {folder}/partials/number.mjml.j2:3: "
            "unknown tag <mj-colunm>; did you mean mj-column?",
        ),
        (
            "partials/opening.txt.j2",
            "{{ (page.greeting",
            "{{ page.lead.hed | fill }}\n{{ (page.greeting",
            "on a quiet day the template would fail: {folder}/partials/opening.txt.j2:2: "
            "hed is asked of something that is None; print it inside `{% if %}`",
        ),
    ],
)
def test_what_another_day_would_ask(tmp_path: Path, file: str, before: str, after: str, found: str) -> None:
    source = (TEMPLATES / file).read_text(encoding="utf-8")
    assert before in source
    (tmp_path / "partials").mkdir()
    (tmp_path / file).write_text(source.replace(before, after), encoding="utf-8")
    env = environment(jinja2.ChoiceLoader([jinja2.FileSystemLoader(tmp_path), jinja2.FileSystemLoader(TEMPLATES)]))
    today = render_issue(an_issue(), an_audience(), env)
    assert today.findings == ()
    findings = rehearsed(today, an_audience(), env).findings
    assert [(one.detail, one.blocks) for one in findings] == [(found.replace("{folder}", str(tmp_path)), False)]
