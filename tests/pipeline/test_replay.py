"""`digest replay`: past issues made again with another config, beside what was sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.commands import Shell
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom

DAYS = ("--from", "2025-02-27", "--to", "2025-02-28")


@pytest.fixture
def sent(newsroom: Newsroom, shell: Shell) -> Newsroom:
    """Both days sent, and the feeds gone: whoever asks the network now would notice."""
    for day in (THURSDAY, FRIDAY):
        assert shell("send", "--config", newsroom.config, "--at", day).code == 0
    newsroom.web.pages.clear()
    newsroom.web.seen.clear()
    newsroom.mail.contents.clear()
    return newsroom


def other(newsroom: Newsroom, **settings: object) -> Path:
    path = newsroom.folder / "new.yaml"
    path.write_text(yaml.safe_dump({**newsroom.settings, **settings}, allow_unicode=True), encoding="utf-8")
    return path


def test_the_same_config_changes_nothing(sent: Newsroom, shell: Shell) -> None:
    ended = shell("replay", *DAYS, "--config", sent.config)
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "0 of 2 issues would change"
    assert len(ended.out.splitlines()) == 3


def test_it_says_what_comes_goes_and_moves_and_why(sent: Newsroom, shell: Shell) -> None:
    issue = {**sent.settings["issue"], "stories": 3, "weights": {"breadth": 0}}
    out = shell("replay", *DAYS, "--config", other(sent, issue=issue, exclude="tariff*")).out
    assert "would be: 3 stories" in out
    assert re.search(r"^  moved   .*: .* -> ", out, re.MULTILINE)
    assert re.search(r"^  out     .*[Tt]ariff.*: off topic, excluded: tariff\*$", out, re.MULTILINE)
    assert out.splitlines()[-1] == "2 of 2 issues would change"


def test_two_configs_beside_each_other(sent: Newsroom, shell: Shell) -> None:
    new = other(sent, exclude="tariff*")
    assert "would change" in shell("replay", *DAYS, "--config", new, "--against", sent.config).out
    assert shell("replay", *DAYS, "--config", new, "--against", new).out.splitlines()[-1].startswith("0 of 2")


def test_it_sends_nothing_asks_nobody_and_keeps_nothing(sent: Newsroom, shell: Shell) -> None:
    sent.use_model()
    store = sent.folder / "digest.sqlite"
    before = shell("history", "--config", sent.config).out, shell("sources", "--config", sent.config).out
    shell("replay", *DAYS, "--config", other(sent, exclude="tariff*"))
    assert (shell("history", "--config", sent.config).out, shell("sources", "--config", sent.config).out) == before
    assert (sent.mail.contents, sent.model.requests, sent.web.seen) == ([], [], [])
    assert store.exists()


def test_a_slot_that_was_skipped_shows_what_would_have_gone_out(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["issue"] |= {"min_stories": 30, "when_thin": "skip"}
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    newsroom.settings["issue"] |= {"min_stories": 1}
    out = shell("replay", *DAYS, "--config", newsroom.config).out
    assert "0 stories, 0 headlines (skipped; thin news: 4 of 30 stories" in out
    assert "would be: 4 stories" in out
    assert "  in      Starmer brings Trump a letter from the king" in out


def test_days_without_slots(sent: Newsroom, shell: Shell) -> None:
    ended = shell("replay", "--from", "2025-03-27", "--to", "2025-03-28", "--config", sent.config)
    assert ended.code == 2
    assert "no slot of white-house-watch from 2025-03-27 to 2025-03-28" in ended.err
    assert "it has slots from 2025-02-27 to 2025-02-28" in ended.err
    assert shell("replay", "--from", "soon", "--to", "2025-03-28").code == 2
