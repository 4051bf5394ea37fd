"""One feed, article, story or audience that fails in a way nobody expected stops nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import yaml

from digest.commands.parts import running
from digest.commands.parts.process import Process
from digest.config import Source
from digest.console import Notes
from digest.errors import ParseError, WorkFailed
from digest.gather.feeds import parse_feed
from digest.model import Item, RunReport, Story
from digest.pipeline.gathering import _article
from digest.write.choosing.candidates import candidates
from tests.commands import Shell
from tests.pipeline.conftest import THURSDAY, Newsroom


@pytest.fixture(autouse=True)
def _lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.boundary.strict", False)


def preview(newsroom: Newsroom, shell: Shell) -> dict[str, Any]:
    out = newsroom.folder / "out"
    shell("preview", "--config", str(newsroom.config), "--at", THURSDAY, "--out", str(out))
    (document,) = out.rglob("issue.json")
    found: dict[str, Any] = json.loads(document.read_text(encoding="utf-8"))
    return found


def findings(document: dict[str, Any], kind: str) -> list[str]:
    return [finding["detail"] for finding in document["findings"] if finding["kind"] == kind]


def test_a_feed(newsroom: Newsroom, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    first = newsroom.settings["sources"][0]["feed"]

    def parse(response: Any, source: Source, now: Any) -> Any:
        if source.feed == first:
            raise RecursionError("odd bytes")
        return parse_feed(response, source, now)

    monkeypatch.setattr("digest.pipeline.gathering.parse_feed", parse)
    document = preview(newsroom, shell)
    (failed,) = findings(document, "feed failed")
    assert first in failed
    assert "RecursionError: odd bytes" in failed
    assert document["sections"]


def test_an_article() -> None:
    def read() -> Any:
        raise ValueError("odd page")

    def slow() -> Any:
        raise WorkFailed("it took too long")

    item = Item("a", "https://a.example/1", "A", "Wire", "feed", datetime(2025, 2, 27, tzinfo=UTC), "Text.")
    found, late = _article(item, read), _article(item, slow)
    assert isinstance(found, ParseError)
    assert "https://a.example/1: an error nobody expected, ValueError: odd page" in str(found)
    assert str(late) == "https://a.example/1: it took too long"


def test_a_story(newsroom: Newsroom, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def fail_first(story: Story) -> Any:
        seen.append(story.id)
        if story.id == seen[0]:
            raise ZeroDivisionError("odd story")
        return candidates(story)

    monkeypatch.setattr("digest.pipeline.writing.candidates", fail_first)
    assert preview(newsroom, shell)["sections"]


def test_an_audience(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    looked: list[Path] = []
    good, bad = newsroom.config, tmp_path / "bad.yaml"
    bad.write_text(yaml.safe_dump({**newsroom.settings, "store": "other.sqlite"}), encoding="utf-8")
    stop = Event()

    def send(audience: Any, *_: Any) -> Any:
        looked.append(audience.path)
        if audience.path == bad:
            raise KeyError("odd audience")
        stop.set()
        return RunReport(slot=None, outcome="not due")  # type: ignore[arg-type]

    monkeypatch.setattr(running, "nothing_due", lambda *_: None)
    monkeypatch.setattr(running, "send", send)
    notes = Notes()
    running.run([bad, good], Process(notes, _now, stop))
    assert looked == [bad, good]
    assert any("bad.yaml" in line and "KeyError" in line for line in notes.lines)


def _now() -> datetime:
    return datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
