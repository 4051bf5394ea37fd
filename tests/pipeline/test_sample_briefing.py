"""The sample day as a model tells it, from recorded replies.

Where a test here fails because a prompt has changed: `python -m bench.record` records the replies anew, and says which
answers do not hold any more.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.commands import Shell
from tests.pipeline.conftest import SAMPLES

ANEW = "a prompt has changed: record the replies anew with `python -m bench.record`"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample")


def preview(shell: Shell, folder: Path) -> tuple[dict[str, Any], str]:
    path = folder / "white-house-briefing" / "2025-02-27"
    if not path.exists():
        ended = shell("preview", "--sample", "--at", "2025-02-27T17:30", "--out", folder)
        assert ended.code == 0, ended.err
        assert (folder / "white-house-watch" / "2025-02-27" / "issue.html").exists(), "and without a model"
    return json.loads((path / "issue.json").read_text(encoding="utf-8")), (path / "issue.txt").read_text("utf-8")


def test_every_story_is_told_from_recorded_replies_that_pass_the_checks(shell: Shell, folder: Path) -> None:
    document, _ = preview(shell, folder)
    written = document["writer"]
    assert (written["calls"], written["fallbacks"]) == (0, 0), ANEW
    told = [story for section in document["sections"] for story in section["stories"]]
    assert {story["writer"] for story in told} == {written["model"]}
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in (SAMPLES / "replies").glob("*.json")]
    assert written["cached"] == len(kept) == len({reply["key"] for reply in kept}), ANEW
    assert not [one for one in document["findings"] if one["kind"] not in ("lint", "article failed")], (
        "at the first reply"
    )


def test_the_issue_names_its_replies_as_recorded(shell: Shell, folder: Path) -> None:
    document, printed = preview(shell, folder)
    assert "written by a language model (recorded replies)" in " ".join(printed.split())
    assert document["disclosure"] == "ai-generated"
    assert document["subject"] == "Trump offers Starmer workers, not guarantees, for Ukraine"


def test_quotations_stand_where_the_lead_introduces_them(shell: Shell, folder: Path) -> None:
    _, printed = preview(shell, folder)
    flat = " ".join(printed.split())
    assert "the peace that he does not want. “It can’t be peace that rewards the aggressor.”" in flat
    assert "Starmer answered him. “We’ve had free speech" in flat


def test_each_story_is_as_long_as_its_place_and_its_reports_allow(shell: Shell, folder: Path) -> None:
    document, _ = preview(shell, folder)
    told = {story["id"]: story for section in document["sections"] for story in section["stories"]}
    lead = told.pop(document["lead"])
    lengths = [len(" ".join(line["text"] for line in story["summary"]).split()) for story in (lead, *told.values())]
    assert lengths[0] > 280
    assert 150 <= lengths[1] <= 250
    assert all(2 <= len(story["summary"]) <= 4 for story in list(told.values())[1:])


def test_the_two_samples_are_one_audience() -> None:
    plain, told = (yaml.safe_load((SAMPLES / name).read_text("utf-8")) for name in ("config.yaml", "briefing.yaml"))
    assert told["newsletter"].pop("slug") != "white-house-watch"
    assert told.pop("writer")["recorded"] == "replies"
    plain.pop("writer", None)
    assert told == plain
