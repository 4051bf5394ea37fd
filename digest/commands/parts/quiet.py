"""A note that nothing is due until a moment, for the run that comes every few minutes.

To read a config with all its checks costs ten times what a bare Python does, so a run that found nothing to do leaves a
note in the user's cache. It holds while config and store are the same files, byte for byte as far as the file system
knows, and at most an hour, so that not even a new rule for summer time is missed by more. Without a note, or with one
that can't be read or written, the run decides anew.
"""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from digest import __version__

LONGEST = timedelta(hours=1)


def read_note(config: Path, now: datetime) -> str | None:
    """The line about a run that has nothing to do, if that was noted and still holds."""
    try:
        note = json.loads(_place(config).read_text(encoding="utf-8"))
        holds = note["made"] <= now.timestamp() < note["until"] and note["files"] == _stamp(config, note["store"])
        return str(note["line"]) if holds else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def leave_note(config: Path, store: Path, line: str, now: datetime, until: datetime) -> None:
    """Note that nothing is due before `until`."""
    path, until = _place(config), min(until, now + LONGEST)
    note = {"line": line, "made": now.timestamp(), "until": until.timestamp(), "store": str(store.absolute())}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_suffix(f".{os.getpid()}")
        whole.write_text(json.dumps({**note, "files": _stamp(config, note["store"])}), encoding="utf-8")
        os.replace(whole, path)
    except (OSError, ValueError):
        return  # a cache that can't be written makes runs slower, no more


def _place(config: Path) -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(cache, "digest", f"{str(config.absolute()).encode().hex()[-200:]}.json")


def _stamp(config: Path, store: Any) -> list[Any]:
    """This program, and of each file its number, time and size; what is not there counts too."""
    return [__version__, str(config.absolute()), *(_state(path) for path in (config, store, f"{store}-wal"))]


def _state(path: Any) -> list[int]:
    try:
        state = os.stat(path)
    except FileNotFoundError:
        return []
    return [state.st_ino, state.st_mtime_ns, state.st_size]
