"""Recorded replies in place of a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.adapters.recorded import Recorded, read_recorded, write_recorded
from digest.errors import ConfigError, ModelUnavailable
from digest.model import Prompt

PROMPT = Prompt("Be brief.", "Tell it.", {}, "story", "0123456789abcdef")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_recorded(tmp_path, PROMPT, "story-one", {"hed": "Ja – “so”"})
    ((key, reply),) = read_recorded(tmp_path, "nobody")
    assert (key, reply.text, reply.model) == (PROMPT.key, '{"hed": "Ja – “so”"}', "nobody")


def test_what_was_never_recorded_is_refused_and_costs_nothing() -> None:
    with pytest.raises(ModelUnavailable, match="no reply is recorded for this story prompt") as caught:
        Recorded("nobody").ask(PROMPT)
    assert caught.value.costless
    assert Recorded("nobody").shortfalls() == ()


@pytest.mark.parametrize("text", ["", "{}", '{"key": "1"}', "[]"])
def test_a_file_that_is_no_reply_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"odd\.json: expected a recorded reply"):
        list(read_recorded(tmp_path, "nobody"))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"writer\.recorded: expected a folder of recorded replies"):
        list(read_recorded(tmp_path / "gone", "nobody"))
