"""The configs of a folder, found without reading them as such: for who names none."""

from __future__ import annotations

import re
from pathlib import Path

_OPENS = re.compile(r"^newsletter:", re.MULTILINE)


def configs_in(folder: Path) -> list[Path]:
    """The YAML files of a folder that say what a newsletter is, by name."""
    return [path for path in sorted(folder.glob("*.y*ml")) if _is_config(path)]


def _is_config(path: Path) -> bool:
    try:
        return bool(_OPENS.search(path.read_text(encoding="utf-8", errors="replace")))
    except OSError:
        return False
