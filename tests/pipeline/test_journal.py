"""One line a unit of work, with the same keys, where `-v` and `--log-file` want it."""

from __future__ import annotations

import logging
import re
import shlex
from io import StringIO
from pathlib import Path
from threading import Barrier, Thread

import pytest

from digest import boundary, journal
from tests.commands import Shell
from tests.pipeline.conftest import THURSDAY, Newsroom


def read(text: str) -> list[dict[str, str]]:
    """The lines, each as its keys and values: logfmt is read as a shell reads words."""
    return [dict(word.split("=", 1) for word in shlex.split(line)) for line in text.splitlines()]


def test_every_unit_of_a_run_is_a_line_with_the_same_keys(newsroom: Newsroom, shell: Shell, tmp_path: Path) -> None:
    log = tmp_path / "digest.log"
    newsroom.settings["sources"][0]["feed"] = newsroom.web.url("/gone.xml")
    newsroom.use_model()
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY, "--log-file", log).code == 0
    lines = read(log.read_text(encoding="utf-8"))
    assert {tuple(line) for line in lines} == {journal.KEYS}
    assert {line["audience"] for line in lines} == {"white-house-watch"}
    units = {line["unit"]: line for line in lines}
    assert set(units) == {"feed", "call", "story", "message", "run"}
    assert all(re.fullmatch(r"\d+\.\d\d", units[unit]["seconds"]) for unit in ("feed", "call", "run"))
    failed = [line for line in lines if line["unit"] == "feed" and line["outcome"] == "failed"]
    assert [line["name"] for line in failed] == [newsroom.web.url("/gone.xml")]
    assert units["run"]["name"] == THURSDAY
    assert (units["run"]["outcome"], "accepted=10" in units["run"]["detail"]) == ("sent", True)
    assert sum(line["unit"] == "message" for line in lines) == 10


def test_a_run_that_fails_is_a_line_too(newsroom: Newsroom, shell: Shell, tmp_path: Path) -> None:
    log = tmp_path / "digest.log"
    for source in newsroom.settings["sources"]:
        source["feed"] = newsroom.web.url("/gone.xml")
    newsroom.settings["sources"] = newsroom.settings["sources"][:1]
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY, "--log-file", log).code == 75
    last = read(log.read_text(encoding="utf-8"))[-1]
    assert (last["unit"], last["outcome"], last["level"]) == ("run", "failed", "error")


def test_loud_is_on_standard_error_and_quiet_says_nothing(newsroom: Newsroom, shell: Shell, tmp_path: Path) -> None:
    config = newsroom.config
    usual = shell("preview", "--config", config, "--at", THURSDAY, "--out", tmp_path / "out")
    loud = shell("preview", "-v", "--config", config, "--at", THURSDAY, "--out", tmp_path / "out")
    quiet = shell("preview", "-q", "--config", config, "--at", THURSDAY, "--out", tmp_path / "out")
    assert (usual.code, loud.code, quiet.code) == (0, 0, 0)
    assert "unit=feed" not in usual.err
    assert usual.err
    assert "unit=feed" in loud.err
    assert "unit=story" in loud.err
    assert quiet.err == ""
    assert shell("preview", "-v", "-q", "--config", config).code == 2


def test_a_log_that_cannot_be_written_is_named(shell: Shell, tmp_path: Path) -> None:
    ended = shell("status", "--log-file", tmp_path / "none" / "digest.log")
    assert (ended.code, "--log-file" in ended.err, "cannot be written" in ended.err) == (2, True, True)


def test_a_value_is_one_word_and_no_password_is_written(tmp_path: Path) -> None:
    log = tmp_path / "digest.log"
    with journal.writing(logging.FileHandler(log), logging.INFO), journal.work_for("watch"):
        journal.record("feed", "https://me:secret@a.example/x y", "failed", detail='says "no"\nagain \\ =')
        journal.record("message", "a@b.example", "accepted")
    text = log.read_text(encoding="utf-8")
    [line] = read(text)
    assert (line["name"], line["detail"]) == ("https://a.example/x y", 'says "no" again \\ =')
    assert "secret" not in text


def test_without_a_listener_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "public_address", lambda _: pytest.fail("made a line that nobody reads"))
    journal.record("feed", "https://a.example", "read")


def test_what_nobody_expected_is_there_with_its_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary, "strict", False)
    log = tmp_path / "digest.log"
    with journal.writing(logging.FileHandler(log), logging.INFO):
        boundary.within("feed x", lambda: {}["x"], lambda reason: reason)
    [line] = read(log.read_text(encoding="utf-8"))
    assert line["level"] == "error"
    assert "Traceback" in line["detail"]
    assert "KeyError" in line["detail"]


def test_an_unchanged_feed_says_so(newsroom: Newsroom, shell: Shell, tmp_path: Path) -> None:
    newsroom.settings["sources"] = newsroom.settings["sources"][:1]
    for _ in range(2):
        ended = shell("preview", "-v", "--config", newsroom.config, "--at", THURSDAY, "--out", tmp_path / "out")
    assert "outcome=unchanged" in ended.err


def test_lines_of_two_threads_name_the_audience_of_each() -> None:
    together, said = Barrier(2), StringIO()

    def work(audience: str) -> None:
        with journal.work_for(audience):
            together.wait()
            journal.record("job", f"of {audience}", "done")
            together.wait()

    with journal.writing(logging.StreamHandler(said), logging.INFO):
        threads = [Thread(target=work, args=(name,)) for name in ("watch", "markets")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    lines = read(said.getvalue())
    assert len(lines) == 2
    assert all(line["name"] == f"of {line['audience']}" for line in lines)
