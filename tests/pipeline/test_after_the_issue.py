"""What previews, checks and trials say once today's issue has gone out, also where the time was changed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.commands import Shell
from tests.pipeline.conftest import THURSDAY, Newsroom

DUE = datetime(2025, 2, 27, 22, 30, tzinfo=UTC)  # 17:30 in New York
HOUR = timedelta(hours=1)
DONE = "today’s issue, 2025-02-27T17:30, is sent, and a day has one; `digest preview --at 2025-02-27T17:30` shows it"


@pytest.fixture
def put_back(newsroom: Newsroom, shell: Shell) -> Iterator[Callable[..., str]]:
    """Today's issue is sent, and then the time set to an hour later. Types a command and gives what it says."""
    with time_machine.travel(DUE - HOUR) as clock:
        shell("send", "--config", newsroom.config)
        clock.move_to(DUE)
        shell("send", "--config", newsroom.config)
        newsroom.settings["schedule"]["time"] = "18:30"
        clock.move_to(DUE + HOUR / 2)

        def typed(*words: object) -> str:
            ended = shell(*words, "--config", newsroom.config)
            return ended.out + ended.err

        yield typed


def test_a_dry_run_promises_no_second_issue(put_back: Callable[..., str]) -> None:
    said = put_back("send", "--dry-run")
    assert "white-house-watch/2025-02-28T18:30: " in said
    assert DONE in said
    named = put_back("send", "--dry-run", "--at", "2025-02-27T18:30")
    assert named.startswith("white-house-watch/2025-02-27T18:30: would not be sent; the issue of this day went out as ")


def test_check_and_status_name_the_slot_that_is_sent_next(put_back: Callable[..., str]) -> None:
    next_ = "2025-02-28T18:30 America/New_York; the issue of this day went out as 2025-02-27T17:30; next is"
    assert f"look   next issue                  {next_}" in put_back("check")
    state = json.loads(put_back("status", "--json"))
    assert (state["due"], state["next"]) == (None, "2025-02-28T18:30")
    assert state["held_back"].startswith("the issue of this day went out as 2025-02-27T17:30")


def test_a_preview_names_its_slot_its_window_and_todays_issue(newsroom: Newsroom, put_back: Callable[..., str]) -> None:
    newsroom.settings["issue"].pop("look_back", None)
    said = put_back("preview", "--out", newsroom.folder / "out")
    assert "White House Watch, 2025-02-28T18:30: " in said
    assert "  due Friday 2025-02-28 18:30; what is older than Thursday 2025-02-27 16:00 is no news\n" in said
    assert DONE in said


def test_a_preview_before_it_is_due_looks_back_from_now(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["issue"]["look_back"] = "36h"
    with time_machine.travel(DUE + 7 * HOUR):
        said = shell("preview", "--config", newsroom.config, "--out", newsroom.folder / "out").err
    assert "due Friday 2025-02-28 17:30; what is older than Wednesday 2025-02-26 12:30 is no news" in said
    assert " 0 items read" not in said


def test_at_means_the_slot_that_stood_then(put_back: Callable[..., str]) -> None:
    said = put_back("explain", "letter king", "--at", THURSDAY)
    assert f"IN THE ISSUE {THURSDAY}" in said
    assert "no slot stands" not in said
    other = put_back("explain", "letter king", "--at", "2025-02-27T18:40")
    assert other.startswith("no slot stands at 2025-02-27T18:40; this is the issue of 2025-02-27T18:30\n")


def test_a_feed_that_has_not_changed_is_not_blamed(newsroom: Newsroom, put_back: Callable[..., str]) -> None:
    newsroom.settings["issue"]["look_back"] = "1h"
    said = put_back("explain", "letter king")
    assert "left out: too old; 2025-02-2" in said
    assert "does not offer it" not in said
