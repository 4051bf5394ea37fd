"""`digest run`: says what is due when, sends it, and tells a monitor how it stands."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import stamina

from digest.commands.parts import running
from digest.commands.parts.process import Process
from digest.commands.parts.running import run
from digest.commands.parts.watch import Watch, serve_watch
from digest.console import Notes
from digest.errors import ConfigError
from tests.commands import Shell
from tests.pipeline.conftest import THURSDAY, Newsroom
from tests.web_server import Page

DUE = datetime(2025, 2, 27, 22, 30, 5, tzinfo=UTC)


class Minute:
    """A run that is stopped once it has looked at everything a number of times."""

    def __init__(self, looks: int = 1) -> None:
        self.stop, self._left = Event(), looks

    def tick(self, look: Any, _seconds: float, _stop: Event) -> None:
        for _ in range(self._left):
            look()


def ran(monkeypatch: pytest.MonkeyPatch, *configs: Path, at: datetime = DUE, looks: int = 1) -> list[str]:
    minute, notes = Minute(looks), Notes()
    monkeypatch.setattr(running, "tick", minute.tick)
    run(configs, Process(notes, lambda: at, minute.stop))
    return notes.lines


def test_it_says_first_what_is_due_when(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ran(monkeypatch, newsroom.config, looks=2)
    assert lines[0] == (
        f"2025-02-27T22:30:05Z {newsroom.config}: White House Watch: due now 2025-02-27T17:30, "
        "next issue 2025-02-28T17:30 America/New_York (2025-02-28T22:30:00Z)"
    )
    assert sum("sent accepted=10" in line for line in lines) == 1
    assert len(newsroom.mail.addresses) == 10


def test_it_ends_at_once_where_no_config_can_be_used(tmp_path: Path, shell: Shell) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("topics: 5\n", encoding="utf-8")
    ended = shell("run", wrong, tmp_path / "none.yaml")
    assert ended.code == 2
    assert f"{wrong}:1:1: newsletter: this key is required" in ended.err
    assert "none.yaml" in ended.err


def test_one_that_is_wrong_is_told_and_the_others_go_out(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("topics: 5\n", encoding="utf-8")
    lines = ran(monkeypatch, wrong, newsroom.config, looks=2)
    assert len(newsroom.mail.addresses) == 10
    assert any("wrong.yaml:1:1: newsletter: this key is required" in line for line in lines)


def test_a_port_that_is_taken_is_told_before_anything_is_sent(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "tick", lambda *_: pytest.fail("went on"))
    taken = newsroom.web.port
    with pytest.raises(ConfigError, match=rf"--port {taken}: Address already in use; choose another"):
        run([newsroom.config], Process(Notes(), lambda: DUE, Event()), ("127.0.0.1", taken))


def asked(url: str) -> tuple[int, dict[str, Any]]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_a_monitor_hears_of_the_run_as_it_is(newsroom: Newsroom, tmp_path: Path) -> None:
    moment = [DUE]
    watch = Watch([newsroom.config, tmp_path / "none.yaml"], lambda: moment[0])
    with serve_watch(watch, "127.0.0.1", 0) as address:
        status, told = asked(f"{address}health")
        assert (status, told["ok"], told["audiences"][0]["due"]) == (200, True, "2025-02-27T17:30")
        assert "no such file" in told["wrong"][str(tmp_path / "none.yaml")]
        moment[0] += timedelta(minutes=6)
        assert asked(f"{address}health")[0] == 503  # nobody has looked since
        watch.looked()
        assert asked(f"{address}health")[0] == 200
        moment[0] += timedelta(minutes=6)
        with watch.working():
            assert asked(f"{address}health")[0] == 200  # a long issue is no fault
            moment[0] += timedelta(hours=7)
            assert asked(f"{address}health")[0] == 503


def test_a_switch_hears_of_each_slot_once(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["alerts"] = {"ping_url": newsroom.web.serve("/ping/SECRET", Page(b"OK"))}
    for _ in range(2):
        assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert newsroom.web.count("/ping/SECRET") == 1


def test_a_switch_that_does_not_hear_is_named_without_its_path(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["alerts"] = {"ping_url": newsroom.web.serve("/ping/SECRET", Page(b"no", 500))}
    with stamina.set_testing(True, attempts=2):
        ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 0
    assert "alerts.ping_url: 127.0.0.1 did not hear that all is well: it answers 500" in ended.out
    assert "SECRET" not in ended.out + ended.err


def test_a_slot_that_failed_or_was_missed_is_not_told(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["alerts"] = {"ping_url": newsroom.web.serve("/ping", Page(b"OK"))}
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert shell("send", "--config", newsroom.config, "--at", "2025-03-01T03:00").code == 0  # Friday's was missed
    assert newsroom.web.count("/ping") == 1
