"""Nobody gets two issues of one day, however the schedule, the name, the clock or the store change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.commands import Shell
from tests.pipeline.conftest import THURSDAY, Newsroom

DUE = datetime(2025, 2, 27, 22, 30, tzinfo=UTC)  # 17:30 in New York
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> Iterator[Callable[[datetime], None]]:
    """Set the clock of this machine."""
    with time_machine.travel(DUE) as traveller:
        yield traveller.move_to


def send(shell: Shell, newsroom: Newsroom) -> int:
    ended = shell("send", "--config", newsroom.config)
    assert ended.code == 0, ended.err
    return len(newsroom.mail.addresses)


def sent_on_time(shell: Shell, newsroom: Newsroom, clock: Callable[[datetime], None]) -> None:
    clock(DUE - 60 * MINUTE)
    assert send(shell, newsroom) == 0
    clock(DUE)
    assert send(shell, newsroom) == 10


@pytest.mark.parametrize(
    ("change", "then"),
    [
        ({"schedule": {"time": "16:00"}}, DUE + 5 * MINUTE),
        ({"schedule": {"time": "18:00"}}, DUE + 30 * MINUTE),
        ({"newsletter": {"name": "The White House, Watched"}}, DUE + 5 * MINUTE),
        ({"newsletter": {"timezone": "America/Chicago"}, "schedule": {"time": "16:00"}}, DUE + 5 * MINUTE),
        ({"schedule": {"time": "17:00"}}, DUE - 10 * MINUTE),
        ({}, DUE - timedelta(days=1)),
        ({}, datetime(2020, 1, 2, 23, tzinfo=UTC)),
    ],
    ids=["earlier", "later", "another name", "another zone", "clock back and earlier", "a day back", "years back"],
)
def test_a_change_after_the_issue_of_today_sends_no_second_one(
    newsroom: Newsroom,
    shell: Shell,
    clock: Callable[[datetime], None],
    change: dict[str, dict[str, str]],
    then: datetime,
) -> None:
    newsroom.settings["newsletter"].pop("slug", None)
    sent_on_time(shell, newsroom, clock)
    for part, values in change.items():
        newsroom.settings[part] |= values
    clock(then)
    assert send(shell, newsroom) == 10
    clock(DUE + timedelta(days=1, hours=1))
    assert send(shell, newsroom) == 20, "and tomorrow's is sent"


def test_a_clock_that_was_years_ahead_does_not_stop_the_issues_for_ever(
    newsroom: Newsroom, shell: Shell, clock: Callable[[datetime], None]
) -> None:
    clock(DUE - 60 * MINUTE)
    send(shell, newsroom)
    newsroom.settings["issue"] |= {"when_thin": "skip", "min_stories": 1}
    clock(DUE + timedelta(days=5 * 365))
    send(shell, newsroom)
    clock(DUE)
    assert send(shell, newsroom) == 10


def test_a_new_store_sends_only_what_is_due_after_it_was_made(
    newsroom: Newsroom, shell: Shell, clock: Callable[[datetime], None]
) -> None:
    sent_on_time(shell, newsroom, clock)
    for file in newsroom.folder.glob("digest.sqlite*"):
        file.unlink()
    clock(DUE + 5 * MINUTE)
    assert send(shell, newsroom) == 10
    assert send(shell, newsroom) == 10
    clock(DUE + timedelta(days=1))
    assert send(shell, newsroom) == 20


def test_a_lost_store_is_no_first_day(newsroom: Newsroom, shell: Shell, clock: Callable[[datetime], None]) -> None:
    sent_on_time(shell, newsroom, clock)
    assert shell("backup", newsroom.folder / "copy", "--config", newsroom.config).code == 0
    (newsroom.folder / "digest.sqlite").unlink()
    clock(DUE + timedelta(days=1))
    ended = shell("send", "--config", newsroom.config)
    assert ended.code == 1
    lost = "digest.sqlite.white-house-watch.lock beside it says that there was a store"
    assert lost in ended.err
    assert lost in " ".join(shell("check", "--config", newsroom.config).out.split())
    shutil.copy(newsroom.folder / "copy", newsroom.folder / "digest.sqlite")
    assert send(shell, newsroom) == 20


def test_check_names_a_store_that_holds_another_slug(newsroom: Newsroom, shell: Shell) -> None:
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    newsroom.settings["newsletter"] |= {"name": "The White House, Watched"}
    newsroom.settings["newsletter"].pop("slug", None)
    found = shell("check", "--config", newsroom.config).out
    assert "keep its history with `slug: white-house-watch`" in " ".join(found.split())


def test_what_is_for_the_operator_alone_can_be_read_by_nobody_else(newsroom: Newsroom, shell: Shell) -> None:
    shell(
        "preview",
        "--config",
        newsroom.config,
        "--at",
        THURSDAY,
        "--out",
        newsroom.folder / "out",
        "--save",
        newsroom.folder / "out",
    )
    written = [path for path in (newsroom.folder / "out").rglob("*") if path.is_file()]
    assert {path.name for path in written} == {f"issue.{end}" for end in ("eml", "html", "json", "txt")} | {
        f"{stage}.json" for stage in ("items", "selection", "stories", "briefs")
    }
    assert {path.stat().st_mode & 0o777 for path in (*written, newsroom.folder / "digest.sqlite")} == {0o600}


def test_a_preview_in_the_morning_is_the_first_day(
    newsroom: Newsroom, shell: Shell, clock: Callable[[datetime], None]
) -> None:
    clock(DUE - 10 * 60 * MINUTE)
    shell("preview", "--config", newsroom.config, "--out", newsroom.folder / "out")
    clock(DUE + 5 * MINUTE)
    assert send(shell, newsroom) == 10
