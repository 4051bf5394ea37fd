"""What a Postgres server of a benchmark's own has done: transactions, processor time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.postgres import Server


@dataclass(frozen=True)
class Load:
    """Sums since the server was started."""

    transactions: int
    seconds: float  # of processor time, all its processes

    def __sub__(self, other: Load) -> Load:
        return Load(self.transactions - other.transactions, self.seconds - other.seconds)


def load_of(server: Server, address: str) -> Load:
    """The load so far of a server, its transactions in one database."""
    with psycopg.connect(address, autocommit=True) as connection:
        row = connection.execute(
            "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
    main = int((server.folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # gone meanwhile
            continue
        if int(stat.parent.name) == main:
            ticks += sum(map(int, fields[11:15]))  # its own, and of those of its children that are gone
        elif int(fields[1]) == main:
            ticks += sum(map(int, fields[11:13]))
    return Load(row[0] if row else 0, ticks / os.sysconf("SC_CLK_TCK"))


def memory_of(process: int) -> float:
    """Resident megabytes of a process; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0
