"""What the documents say exists, and what exists is in the documents."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import click
import pytest

from digest.cli import COMMANDS, app
from digest.commands.parts import keys
from digest.config import Audience

# What stands at the root of the repository. A file that is not listed was left there by mistake.
AT_THE_ROOT = [
    ".ci",
    ".dockerignore",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Containerfile",
    "DESIGN.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "bench",
    "compose.yaml",
    "config.yaml",
    "digest",
    "docs",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements",
    "samples",
    "templates",
    "tests",
]
ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme_and_the_reverse() -> None:
    named = set(re.findall(r"(?:`|^)digest ([a-z]+)\b", README, re.M))
    assert named == {name for names in COMMANDS.values() for name in names}


PAGES = sorted((ROOT / "docs").glob("*.md"))
TYPED = re.compile(r"^(?:\S*/)?digest ([a-z]+)\b([^#\n|>]*)", re.M)
DOTTED = re.compile(
    r"`((?:newsletter|schedule|issue|writer|delivery|archive|alerts|keep)\.(?!eml|html|json|txt)[a-z_.]+)\b"
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_and_options_of_a_page_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    with click.Context(app) as context:
        for name, words in [*re.findall(r"`digest ([a-z]+)([^`]*)`", text), *TYPED.findall(text)]:
            command = app.get_command(context, name)
            assert command, name
            several = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
            known = {option for one in several for parameter in one.params for option in parameter.opts}
            assert set(re.findall(r"(?<=\s)--?[a-z-]+", words)) <= known, (name, words)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_keys_of_a_page_exist(path: Path) -> None:
    for dotted in DOTTED.findall(path.read_text(encoding="utf-8")):
        part, _, key = dotted.rstrip(".").rpartition(".")
        table = keys.page().partition(f"## `{part}`")[2].partition("\n## ")[0]
        assert f"| `{key}`" in table, dotted


def test_the_page_of_keys_is_the_schema() -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == keys.page(), "digest schema --markdown > docs/keys.md"


def test_the_pages_lead_to_each_other() -> None:
    listed = set(re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.M))
    assert listed == {path.name for path in PAGES}
    for path in PAGES:
        for link in re.findall(r"\]\(([\w-]+\.md)\)", path.read_text(encoding="utf-8")):
            assert (ROOT / "docs" / link).is_file(), (path.name, link)


def test_nothing_lies_around_at_the_root() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {name.partition("/")[0] for name in tracked.split("\0") if name} == set(AT_THE_ROOT)


def test_every_bench_of_the_readme_exists() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name in re.findall(r"python -m bench\.([a-z_]+)", README + contributing):
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
