"""A run that has nothing to do says so before it imports what works, and before it reads the readers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import digest
from digest.adapters.store import SqlStore
from digest.commands.parts.due import nothing_due, still_nothing_due
from digest.commands.parts.quiet import leave_note, read_note
from digest.config import Audience, load_audience
from digest.deliver.slots import latest_slot
from digest.model import FeedState
from tests.test_config import MINIMAL

DUE = datetime(2025, 2, 27, 7, 0, tzinfo=UTC)  # the slot of the day
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def audience(tmp_path: Path) -> Audience:
    path = tmp_path / "config.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    return load_audience(path)


def store_of(audience: Audience) -> SqlStore:
    return SqlStore(audience.folder / audience.store)


def finish(audience: Audience, now: datetime, outcome: str = "sent") -> None:
    with closing(store_of(audience)) as store:
        store.slots.follow(audience.newsletter.slug, now - 24 * HOUR)
        store.slots.finish(latest_slot(audience.calendar, now), outcome, "", now)  # type: ignore[arg-type]


def nothing(_: Audience) -> None:
    """As it is."""


def sent(audience: Audience) -> None:
    finish(audience, DUE)


def skipped(audience: Audience) -> None:
    finish(audience, DUE, "skipped")


def sent_the_day_before(audience: Audience) -> None:
    finish(audience, DUE - 24 * HOUR)


def begun(audience: Audience) -> None:
    finish(audience, DUE)
    finish(audience, DUE - 24 * HOUR, "")


def broken_feed(audience: Audience) -> None:
    sent(audience)
    with closing(store_of(audience)) as store:
        store.gathered.save_state(FeedState("https://wire.example/rss", failures=3))


def told_of_feed(audience: Audience) -> None:
    sent(audience)
    with closing(store_of(audience)) as store:
        store.gathered.save_state(FeedState("https://wire.example/rss", failures=3, alerted=True))


def damaged(audience: Audience) -> None:
    (audience.folder / audience.store).write_bytes(b"no database at all " * 100)


def made_after_it_was_due(audience: Audience) -> None:
    with closing(store_of(audience)) as store:
        store.slots.follow(audience.newsletter.slug, DUE + 5 * MINUTE)


@pytest.mark.parametrize(
    ("before", "after_due", "outcome"),
    [
        (nothing, MINUTE, None),
        (nothing, 7 * HOUR, None),
        (sent, MINUTE, "already sent"),
        (skipped, MINUTE, "skipped"),
        (sent_the_day_before, MINUTE, None),
        (sent_the_day_before, 7 * HOUR, None),
        (begun, MINUTE, None),
        (broken_feed, MINUTE, None),
        (told_of_feed, MINUTE, "already sent"),
        (damaged, MINUTE, None),
        (made_after_it_was_due, 10 * MINUTE, "not due"),
        (made_after_it_was_due, 24 * HOUR, None),
    ],
)
def test_what_a_glance_at_the_store_tells(
    audience: Audience, before: Callable[[Audience], None], after_due: timedelta, outcome: str | None
) -> None:
    before(audience)
    report = nothing_due(audience.outline, DUE + after_due)
    assert (report and report.outcome) == outcome


def test_the_first_issue_is_announced(audience: Audience) -> None:
    made_after_it_was_due(audience)
    report = nothing_due(audience.outline, DUE + 10 * MINUTE)
    assert report
    assert report.detail == "the first issue is due 2025-02-28T07:00"
    assert nothing_due(audience.outline, DUE + 10 * MINUTE, named=True) is None, "the operator may ask for an older one"


IMPORTED = """
import atexit, sys
from digest.cli import main
sys.argv = ["digest", "send"]
heavy = ("pydantic", "sqlalchemy", "jinja2", "digest.pipeline", "digest.adapters.recipients")
atexit.register(lambda: print([name for name in heavy if name in sys.modules]))
main()
"""


def test_nothing_heavy_is_imported_and_no_reader_is_read(audience: Audience) -> None:
    with audience.path.open("a", encoding="utf-8") as file:
        file.write("  recipients: missing.csv\n")
    finish(audience, datetime.now(UTC))

    def imported() -> str:
        command = [sys.executable, "-c", IMPORTED]
        return subprocess.run(command, cwd=audience.folder, capture_output=True, text=True, check=True).stdout

    assert imported() == "['pydantic']\n"
    assert imported() == "[]\n", "the second time there is a note, and not even the config is read"


def close_a_slot(audience: Audience, due: datetime) -> None:
    with closing(store_of(audience)) as store:
        store.slots.follow(audience.newsletter.slug, due - 24 * HOUR)
        store.slots.finish(replace(latest_slot(audience.calendar, due), due=due), "sent", "", due)


def test_a_config_that_an_issue_was_made_from_is_not_checked_again(audience: Audience) -> None:
    now = datetime.now(UTC)
    close_a_slot(audience, now)
    assert still_nothing_due(audience.path, now) == f"{latest_slot(audience.calendar, now).key} already sent"
    audience.path.write_text(MINIMAL + "schedule: {when: 08:00}\n", encoding="utf-8")
    assert still_nothing_due(audience.path, now) is None, "what is wrong with it now is to be told"


def test_a_new_version_checks_the_config(audience: Audience, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    close_a_slot(audience, now)
    program = tmp_path / "program"
    program.touch()
    monkeypatch.setattr(digest, "__file__", str(program))
    assert still_nothing_due(audience.path, now) is None


def test_what_is_due_is_not_overlooked(audience: Audience) -> None:
    now = datetime.now(UTC)
    close_a_slot(audience, now)
    assert still_nothing_due(audience.path, now + 25 * HOUR) is None


def note(audience: Audience, now: datetime, until: datetime) -> None:
    leave_note(audience.path, audience.folder / audience.store, "all done", now, until)


def test_a_note_holds_until_the_next_slot_and_an_hour_at_most(audience: Audience) -> None:
    note(audience, DUE, DUE + 10 * MINUTE)
    assert read_note(audience.path, DUE + 9 * MINUTE) == "all done"
    assert read_note(audience.path, DUE + 10 * MINUTE) is None
    assert read_note(audience.path, DUE - MINUTE) is None, "the clock was set back"
    note(audience, DUE, DUE + 24 * HOUR)
    assert read_note(audience.path, DUE + 59 * MINUTE) == "all done"
    assert read_note(audience.path, DUE + HOUR) is None


def edit_the_config(audience: Audience) -> None:
    audience.path.write_text(MINIMAL + "schedule: {time: 08:00}\n", encoding="utf-8")


def put_another_file_in_its_place(audience: Audience) -> None:
    other = audience.folder / "other.yaml"
    other.write_text(MINIMAL, encoding="utf-8")
    os.replace(other, audience.path)


@pytest.mark.parametrize("change", [sent, broken_feed, damaged, edit_the_config, put_another_file_in_its_place])
def test_a_note_ends_with_any_change(audience: Audience, change: Callable[[Audience], None]) -> None:
    sent_the_day_before(audience)
    note(audience, DUE, DUE + HOUR)
    assert read_note(audience.path, DUE + MINUTE)
    change(audience)
    assert read_note(audience.path, DUE + MINUTE) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"made": "x"}', b"\xff"])
def test_a_note_that_is_none_is_nothing(
    audience: Audience, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    note(audience, DUE, DUE + HOUR)
    (file,) = (tmp_path / "cache/digest").iterdir()
    file.write_bytes(content)
    assert read_note(audience.path, DUE + MINUTE) is None


def test_a_cache_that_can_not_be_written_is_no_error(audience: Audience, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(audience.path))
    note(audience, DUE, DUE + HOUR)
    assert read_note(audience.path, DUE + MINUTE) is None
