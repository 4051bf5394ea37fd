"""Everything that outlives a run, in one database: a file here for each port of `digest.ports`.

gathered                        what feeds said
replies, vectors, spending      what models answered, and what that has cost
paces                           how fast mail servers are written to
slots, issues, receipts         what was sent: one issue a slot, one receipt a reader
corrections, withdrawals        what was wrong in it, and what was taken off the website
returns, bookmarks              what came back by mail, and how far mailboxes were read
suppressions                    whom never to mail again
locks                           one run at a time
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from digest.adapters.store.corrections import SqlCorrections
from digest.adapters.store.database import open_database
from digest.adapters.store.gathered import SqlGathered
from digest.adapters.store.issues import SqlIssues
from digest.adapters.store.paces import SqlPaces
from digest.adapters.store.readers import SqlReaders
from digest.adapters.store.receipts import SqlReceipts
from digest.adapters.store.replies import SqlReplies
from digest.adapters.store.returns import SqlReturns
from digest.adapters.store.slots import SqlSlots
from digest.adapters.store.spending import SqlSpending
from digest.adapters.store.suppressions import SqlSuppressions
from digest.adapters.store.vectors import SqlVectors
from digest.adapters.store.withdrawals import SqlWithdrawals


def _now() -> datetime:
    return datetime.now(UTC)


class SqlStore:
    """The `Store` of `digest.ports` in a file or, by an address, on a server; `SqlStore(None)` keeps all in memory.

    Safe in several threads.

    `clock` dates the calls of models and nothing else.
    """

    def __init__(self, where: Path | str | None, clock: Callable[[], datetime] = _now) -> None:
        self.database = database = open_database(where)
        self.clock = clock
        self.locks = database  # one run at a time
        self.gathered = SqlGathered(database)
        self.replies = SqlReplies(database)
        self.vectors = SqlVectors(database, clock)
        self.spending = SqlSpending(database, clock)
        self.paces = SqlPaces(database)
        self.slots = SqlSlots(database)
        self.issues = SqlIssues(database)
        self.receipts = SqlReceipts(database)
        self.corrections = SqlCorrections(database)
        self.withdrawals = SqlWithdrawals(database)
        self.returns = SqlReturns(database)
        self.suppressions = SqlSuppressions(database)
        self.readers = SqlReaders(database)
        self.shrink, self.checkpoint, self.close = database.shrink, database.checkpoint, database.close
