"""What the documents say exists, and what exists is in the documents."""

from __future__ import annotations

import re
from pathlib import Path

from digest.cli import COMMANDS
from digest.config import Audience

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme_and_the_reverse() -> None:
    named = set(re.findall(r"(?:`|^)digest ([a-z]+)\b", README, re.M))
    assert named == {name for names in COMMANDS.values() for name in names}


def test_every_bench_of_the_readme_exists() -> None:
    for name in re.findall(r"python -m bench\.(\w+)", README):
        assert (ROOT / "bench" / f"{name}.py").is_file(), name


def test_every_dependency_has_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.M | re.S)
    assert listed
    reasons = (ROOT / "DESIGN.md").read_text(encoding="utf-8").partition("Dependencies")[2]
    for name in re.findall(r'"([\w-]+)>=', listed[1]):
        assert name in reasons, name


def test_the_shipped_config_shows_every_part() -> None:
    shipped = (ROOT / "config.yaml").read_text(encoding="utf-8")
    for name in Audience.model_fields:
        assert re.search(rf"^#? ?{name}:", shipped, re.M), name
