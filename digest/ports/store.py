"""All that outlives a run, in one place."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from digest.ports.issues import Corrections, Issues, Receipts, Returns, Slots, Withdrawals
from digest.ports.mail import Paces
from digest.ports.news import Gathered, Replies, Spending, Vectors
from digest.ports.readers import Readers, Suppressions


class Locks(Protocol):
    """Keeps runs apart."""

    def exclusive(self, newsletter: str) -> AbstractContextManager[None]:
        """Keep other runs of this newsletter out; `StoreBusy` where one is at work. Ends with the process."""

    def shared(self, newsletter: str) -> AbstractContextManager[None]:
        """Keep out only who wants to be alone; `StoreBusy` where such a one is at work. Ends with the process."""

    def in_turn(self, name: str) -> AbstractContextManager[None]:
        """Wait until no other worker on any machine is in a place of this name. Ends with the process."""


class Store(Protocol):
    """The ports above in one place, as a desk has them."""

    @property
    def locks(self) -> Locks: ...  # noqa: D102
    @property
    def gathered(self) -> Gathered: ...  # noqa: D102
    @property
    def replies(self) -> Replies: ...  # noqa: D102
    @property
    def vectors(self) -> Vectors: ...  # noqa: D102
    @property
    def spending(self) -> Spending: ...  # noqa: D102
    @property
    def paces(self) -> Paces: ...  # noqa: D102
    @property
    def slots(self) -> Slots: ...  # noqa: D102
    @property
    def issues(self) -> Issues: ...  # noqa: D102
    @property
    def corrections(self) -> Corrections: ...  # noqa: D102
    @property
    def withdrawals(self) -> Withdrawals: ...  # noqa: D102
    @property
    def receipts(self) -> Receipts: ...  # noqa: D102
    @property
    def returns(self) -> Returns: ...  # noqa: D102
    @property
    def suppressions(self) -> Suppressions: ...  # noqa: D102
    @property
    def readers(self) -> Readers: ...  # noqa: D102

    def checkpoint(self) -> None:
        """Bring what was written lately where a copy of the file has it. Not within a transaction."""

    def shrink(self) -> None:
        """Give the disk back what was dropped, where that is much. Not within a transaction."""
