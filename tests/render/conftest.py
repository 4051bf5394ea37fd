from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from digest.model import Issue, RenderedIssue
from digest.render.briefing import render_issue
from digest.render.environment import environment

from .example_issue import an_audience, an_issue

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PRESETS = ("briefing", "bullets", "front-page")

Render = Callable[..., RenderedIssue]


@pytest.fixture(scope="session")
def env() -> jinja2.Environment:
    return environment(jinja2.FileSystemLoader(TEMPLATES))


@pytest.fixture(scope="session")
def render(env: jinja2.Environment) -> Render:
    def rendered(issue: Issue | None = None, template: str = "briefing", language: str = "en") -> RenderedIssue:
        return render_issue(issue or an_issue(), an_audience(language, template), env)

    return rendered
