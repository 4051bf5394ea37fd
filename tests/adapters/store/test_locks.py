from __future__ import annotations

import os
import subprocess
import sys

import pytest

from digest.adapters.store import SqlStore
from digest.errors import StoreBusy


def test_one_run_at_a_time(tmp_path):
    store, other = SqlStore(tmp_path / "digest.sqlite"), SqlStore(tmp_path / "digest.sqlite")
    with store.locks.exclusive("watch"):
        with (
            pytest.raises(StoreBusy, match=f"another run of watch is at work .process {os.getpid()}"),
            other.locks.exclusive("watch"),
        ):
            pass
        with other.locks.exclusive("another"):
            pass
    with other.locks.exclusive("watch"):
        pass
    store.close()
    other.close()


def test_the_lock_ends_with_its_process(tmp_path):
    path = tmp_path / "digest.sqlite"
    code = (
        "import pathlib, time; from digest.adapters.store import SqlStore\n"
        f"with SqlStore(pathlib.Path({str(path)!r})).locks.exclusive('watch'):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    store = SqlStore(path)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy, match=str(holder.pid)), store.locks.exclusive("watch"):
            pass
        holder.kill()
    with store.locks.exclusive("watch"):
        pass
    store.close()
