"""What the documents say exists, and what exists is in the documents."""

from __future__ import annotations

import base64
import hmac
import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from digest.adapters.mail.webhook import signature
from digest.cli import COMMANDS, app
from digest.commands.parts import keys
from digest.config import Audience, load_audience
from tests.test_config import MINIMAL

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


@pytest.mark.parametrize("path", [ROOT / "README.md", *PAGES], ids=lambda path: path.name)
def test_what_a_block_installs_is_there(path: Path) -> None:
    """The checkout itself, or a file that the block has made: a folder of wheels may be empty, or hold an old one."""
    for block in re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.S):
        made, installed = block.find("pip wheel"), re.search(r"install\b[^\n#]*\.whl", block)
        assert not installed or 0 <= made < installed.start(), block


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


HAND_ON = (ROOT / "docs/hand-on.md").read_text(encoding="utf-8")


def test_the_token_for_ghost_is_one(tmp_path: Path) -> None:
    """As https://docs.ghost.org/admin-api/#token-authentication has it: HS256, the key's number, five minutes."""
    [script] = re.findall(r"```python\n(#!.*?)```", HAND_ON, re.S)
    (tmp_path / "ghost-token").write_text(script, encoding="utf-8")
    secret = "0123456789abcdef" * 4
    ran = [sys.executable, str(tmp_path / "ghost-token")]
    done = subprocess.run(ran, env={"GHOST_KEY": f"6748:{secret}"}, capture_output=True, text=True, check=True)
    scheme, _, token = done.stdout.strip().partition(" ")
    signed, _, signature = token.rpartition(".")
    head, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in signed.split("."))
    assert (scheme, head) == ("Ghost", {"alg": "HS256", "typ": "JWT", "kid": "6748"})
    assert (claims["aud"], claims["exp"] - claims["iat"]) == ("/admin/", 300)
    right = hmac.digest(bytes.fromhex(secret), signed.encode(), "sha256")
    assert base64.urlsafe_b64decode(signature + "==") == right


def test_the_check_of_a_signature_is_one() -> None:
    [check] = re.findall(r"```python\n(signed = .*?)```", HAND_ON, re.S)
    made = {
        "webhook_id": "digest_1",
        "webhook_timestamp": "1740677400",
        "raw_body": b"{}",
        "secret": "key",
        "webhook_signature": signature("key", "digest_1", 1740677400, b"{}"),
    }
    exec(check, {"hmac": hmac, "base64": base64, **made})
    with pytest.raises(AssertionError):
        exec(check, {"hmac": hmac, "base64": base64, **made, "raw_body": b"[]"})


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", HAND_ON, re.S))
def test_a_recipe_is_a_config(tmp_path: Path, block: str) -> None:
    given = yaml.safe_load(block if block.lstrip() == block else f"delivery:\n{block}")
    delivery = {"from": "a@example.org", "postal_address": "1 Street", **given.pop("delivery")}
    whole = {**yaml.safe_load(MINIMAL), **given, "delivery": delivery}
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(whole), encoding="utf-8")
    audience = load_audience(path)
    assert audience.delivery.whole
    body = audience.delivery.webhook.body
    assert (ROOT / f"templates/webhooks/{body}.json.j2").is_file()
