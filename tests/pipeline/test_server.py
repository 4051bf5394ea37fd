"""The same newsroom with its store on a server."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import Shell
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom


def test_an_issue_goes_out_once_and_the_commands_know_it(
    newsroom: Newsroom, shell: Shell, empty_database: str, tmp_path: Path
) -> None:
    newsroom.settings["store"] = empty_database
    for _ in range(2):
        assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert len(newsroom.mail.addresses) == 10
    told = json.loads(shell("status", "--json", "--config", newsroom.config).out)
    assert told["last"]["readers"] == {"accepted": 10}
    assert shell("replay", "--config", newsroom.config, "--from", THURSDAY[:10], "--to", FRIDAY[:10]).code == 0
    refused = shell("backup", tmp_path / "copy", "--config", newsroom.config)
    assert (refused.code, "pg_dump" in refused.err) == (2, True)


def test_an_operator_moves_to_a_server_and_nobody_is_written_to_again(
    newsroom: Newsroom, shell: Shell, empty_database: str
) -> None:
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    copied = shell("store", "copy", newsroom.folder / "digest.sqlite", empty_database)
    assert "receipts       10" in copied.out
    assert shell("store", "copy", newsroom.folder / "digest.sqlite", empty_database).code == 2
    newsroom.settings["store"] = empty_database
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert len(newsroom.mail.addresses) == 10
    assert shell("send", "--config", newsroom.config, "--at", FRIDAY).code == 0
    assert len(newsroom.mail.addresses) == 20


def test_a_store_that_is_not_there_is_not_copied(newsroom: Newsroom, shell: Shell) -> None:
    ended = shell("store", "copy", newsroom.folder / "none.sqlite", newsroom.folder / "new.sqlite")
    assert (ended.code, "none.sqlite: there is no such store" in ended.err) == (2, True)
    assert not (newsroom.folder / "new.sqlite").exists()
