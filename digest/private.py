"""Files that are nobody's business but their owner's: who reads what, and what is about to go out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


def open_private(path: Path) -> BinaryIO:
    """A file to write anew, with mode 0600 whatever the umask or an earlier file says."""
    handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    os.fchmod(handle, 0o600)
    return os.fdopen(handle, "wb")


def write_private(path: Path, content: str | bytes) -> None:
    """Write such a file."""
    with open_private(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)
