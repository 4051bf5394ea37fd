from __future__ import annotations

import subprocess
import sys
from contextlib import closing

import pytest

from digest.adapters.store import SqlStore
from digest.adapters.store.backup import back_up
from digest.errors import ConfigError, StoreError
from digest.model import Reply

WRITER = """
import sys, pathlib
from digest.adapters.store import SqlStore
from digest.model import Reply
store = SqlStore(pathlib.Path(sys.argv[1]))
for number in range(10_000):
    store.replies.save(str(number), Reply("x" * 2_000, "m"))
    if number == 20:
        print("at work", flush=True)
"""


def test_a_copy_is_whole_while_another_process_writes(tmp_path):
    path, copy = tmp_path / "digest.sqlite", tmp_path / "copy.sqlite"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "at work\n"
        assert back_up(path, copy) == copy.stat().st_size
        assert writer.poll() is None, "the writer was not held up for good"
        writer.kill()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sorted(found.name for found in tmp_path.glob("*copy*")) == ["copy.sqlite"]
    copy.rename(tmp_path / "again.sqlite")
    with closing(SqlStore(tmp_path / "again.sqlite")) as store:
        assert store.replies.find("20").text == "x" * 2_000


def test_the_copy_of_yesterday_is_replaced(tmp_path):
    path, copy = tmp_path / "digest.sqlite", tmp_path / "copy"
    with closing(SqlStore(path)) as store:
        back_up(path, copy)
        store.replies.save("k", Reply("text", "m"))
        back_up(path, copy)
    with closing(SqlStore(copy)) as store:
        assert store.replies.find("k")


def test_nothing_else_is_overwritten(tmp_path):
    path, other = tmp_path / "digest.sqlite", tmp_path / "thesis.txt"
    SqlStore(path).close()
    other.write_text("years of work")
    for wrong in (other, path):
        with pytest.raises(ConfigError, match="is no copy of a store"):
            back_up(path, wrong)
    with pytest.raises(ConfigError, match="is a folder; name a file in it"):
        back_up(path, tmp_path)
    assert other.read_text() == "years of work"


def test_a_damaged_store_does_not_replace_a_sound_copy(tmp_path):
    path, copy = tmp_path / "digest.sqlite", tmp_path / "copy"
    with closing(SqlStore(path)) as store:
        for number in range(200):
            store.replies.save(str(number), Reply("x" * 2_000, "m"))
        store.checkpoint()
    back_up(path, copy)
    sound = copy.read_bytes()
    with path.open("r+b") as file:
        for page in range(30, 90):
            file.seek(4096 * page)
            file.write(b"\xff" * 4096)
    with pytest.raises(StoreError, match="it is damaged"):
        back_up(path, copy)
    assert copy.read_bytes() == sound


def test_no_store_no_copy(tmp_path):
    with pytest.raises(StoreError, match="there is no store yet"):
        back_up(tmp_path / "digest.sqlite", tmp_path / "copy")
    assert not list(tmp_path.iterdir())
