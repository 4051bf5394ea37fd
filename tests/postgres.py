"""A Postgres server of the tests' own, on a socket in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
MISSING = "needs Postgres: Debian has it in the package postgresql"
_USER = "postgres"  # a server refuses to run as root


class Server:
    """A server with any number of databases. It keeps what it says it keeps: nothing here turns off `fsync`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._numbers = folder, count()

    def program(self, name: str, *words: str) -> None:
        """Run one of its programs, which must go well."""
        as_user = ["runuser", "-u", _USER, "--"] if os.geteuid() == 0 else []
        path = PROGRAMS[-1] / name if PROGRAMS else name
        call = [*as_user, str(path), *words]
        done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=self.folder)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c max_connections=200"
        log = str(self.folder / "log")
        self.program("pg_ctl", "--pgdata", str(self.folder / "data"), "--log", log, "--wait", "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop it: `immediate` is what a power cut does to it."""
        self.program("pg_ctl", "--pgdata", str(self.folder / "data"), "--wait", "--mode", how, "stop")

    def database(self, *settings: str) -> str:
        """The address of a new database, with settings of its own."""
        name, where = f"digest{next(self._numbers)}", ("--host", str(self.folder), "--username", _USER)
        self.program("createdb", *where, name)
        for setting in settings:
            self.program("psql", *where, "--command", f"ALTER DATABASE {name} SET {setting}", name)
        return f"postgresql://{_USER}@/{name}?host={quote(str(self.folder), safe='')}"


@contextmanager
def server() -> Iterator[Server]:
    """A running server."""
    folder = Path(tempfile.mkdtemp(prefix="digest-pg-"))  # short: a socket's name has room for 107 bytes
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        running = Server(folder)
        how = ["--auth", "trust", "--username", _USER, "--encoding", "UTF8", "--no-sync"]
        running.program("initdb", "--pgdata", str(folder / "data"), *how)
        running.start()
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder)


def is_here() -> bool:
    """Whether a server can be started."""
    if not (PROGRAMS or shutil.which("initdb")):
        return False
    return os.geteuid() != 0 or any(user.pw_name == _USER for user in pwd.getpwall())
