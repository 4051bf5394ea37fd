"""What commands print as JSON is one value with the keys that docs/machines.md names."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Shell
from tests.test_config import MINIMAL

PAGE = (Path(__file__).parents[1] / "docs/machines.md").read_text(encoding="utf-8")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small valid config, in the folder that commands work in."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "config.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path


def keys(value: Any) -> set[str]:
    """Every key at any depth, but not those that are themselves data."""
    if isinstance(value, list):
        return set().union(*map(keys, value))
    if not isinstance(value, dict):
        return set()
    inner = (keys(one) for name, one in value.items() if name not in ("parts", "readers"))
    return set(value).union(*inner)


def documented(heading: str) -> set[str]:
    section = re.split(r"\n#{2,3} ", PAGE.partition(heading)[2])[0]
    return set(re.findall(r"`(\w+)(?:\[\])?`", section))


def found(shell: Shell, *words: str) -> Any:
    ended = shell(*words)
    assert ended.code in (0, 1), ended.err
    return json.loads(ended.out)


@pytest.mark.parametrize("name", ["status", "check", "history", "sources"])
def test_keys_are_documented(shell: Shell, config: Path, name: str) -> None:
    assert keys(found(shell, name, "--json")) <= documented(f"### `digest {name} --json`")
    assert not (config.parent / "digest.sqlite").exists() or name == "history"


@pytest.mark.parametrize("wanted", ["letter king", "3451dfc432de0ffb"])
def test_a_story_and_an_item_are_explained(shell: Shell, wanted: str) -> None:
    both = found(shell, "explain", wanted, "--sample", "--json", "--at", "2025-02-27T17:30")
    assert {one["kind"] for one in both} == {"story" if wanted == "letter king" else "item"}
    assert keys(both) <= documented("### `digest explain --json`")
    [one] = both
    if one["kind"] == "story":
        assert (one["place"], one["rank"]) == ("lead", 1)
        assert one["score"] == pytest.approx(sum(one["parts"].values()), abs=0.001)
        assert one["quotes"]
        assert all(quote["why"] for quote in one["quotes"] if not quote["printed"])
    else:
        assert one["dropped"]
        assert not any(topic["on_topic"] for topic in one["topics"])


def test_readers_are_told_as_a_list_and_one_by_one(shell: Shell, config: Path) -> None:
    shell("readers", "add", "Ann <ann@example.org>", "--source", "fair")
    shell("unsubscribe", "ann@example.org")
    listed, shown = (
        found(shell, "readers", "export", "--json"),
        found(shell, "readers", "show", "ann@example.org", "--json"),
    )
    assert [(one["address"], one["name"], one["state"]) for one in listed] == [("ann@example.org", "Ann", "left")]
    assert shown["suppressions"][0]["reason"] == "taken off by hand"
    assert keys([listed, shown]) <= documented("### `digest readers export --json`")
    assert found(shell, "readers", "show", "bob@example.org", "--json")["reader"] is None
