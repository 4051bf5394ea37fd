"""A lock that ends with its process, however that ends."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from digest.errors import StoreBusy, StoreError


class FileLocks:
    """A lock file beside the store for each newsletter, none where there is no file."""

    def __init__(self, store: Path | None) -> None:
        self._store = store

    @contextmanager
    def exclusive(self, newsletter: str) -> Iterator[None]:
        """Keep other runs of this newsletter out; `StoreBusy` where one is at work. Ends with the process."""
        if self._store is None:
            yield
            return
        with exclusive_lock(self._store.with_name(f"{self._store.name}.{newsletter}.lock"), newsletter):
            yield

    def shared(self, newsletter: str) -> AbstractContextManager[None]:
        """The same: of a file one process takes care."""
        return self.exclusive(newsletter)

    def in_turn(self, _name: str) -> AbstractContextManager[None]:
        """At once: that process does one thing after the other."""
        return nullcontext()


@contextmanager
def exclusive_lock(path: Path, name: str) -> Iterator[None]:
    """Hold the lock file `path`; `StoreBusy` where another process holds it.

    The kernel lets go when the process dies, also by SIGKILL (flock(2)). The file stays: to remove it would
    let a third process lock a new file of the same name while the second still waits for the old one.
    """
    try:
        file = os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600), "a+", encoding="ascii")
    except OSError as error:
        kind = StoreBusy if error.errno in (errno.ENOSPC, errno.EDQUOT) else StoreError
        raise kind(f"{path}: {error.strerror}; the user who runs digest must be able to write there") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise StoreError(f"{path}: cannot be locked: {error.strerror}") from error
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise StoreBusy(f"another run of {name} is at work (process {holder})") from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
