"""What the tests of the writers share."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from digest.render.environment import environment

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.fixture(scope="session")
def env() -> jinja2.Environment:
    """The environment of the shipped templates, which escapes HTML: prompts must not be touched by that."""
    return environment(jinja2.FileSystemLoader(TEMPLATES))
