"""What outlives a run of the readers: who agreed, who left, who must not be mailed. All moments are UTC."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol

from digest.model import Enrolment, Reader, Suppression


class Suppressions(Protocol):
    """Whom never to mail again. Addresses are compared without case."""

    def among(self, newsletter: str, addresses: Iterable[str]) -> frozenset[str]:
        """Those of the addresses that this newsletter must never mail."""

    def add(self, suppression: Suppression) -> None:
        """Never mail this address again."""

    def lift(self, newsletter: str, address: str) -> bool:
        """Take an address off the list, and forget that it was erased; False where nothing kept it out."""

    def all(self) -> tuple[Suppression, ...]:
        """The whole list, by address."""


class Readers(Protocol):
    """The store's own list of readers, who are active where confirmed and not on the suppression list."""

    def add(self, newsletter: str, enrolments: Iterable[Enrolment]) -> tuple[int, tuple[str, ...]]:
        """Keep readers; gives how many are new, and the addresses not taken because they were erased before.

        Who is on the list and confirmed stays as he is: the first consent counts. The suppression list is not touched.
        """

    def confirm(self, newsletter: str, enrolment: Enrolment) -> None:
        """Put on the list who says so by a link that only this mailbox got, also after having left or been erased.

        For who is active already the first consent counts.
        """

    def forget_pending(self, newsletter: str, before: datetime) -> int:
        """Forget those who signed up before and have not confirmed; gives how many."""

    def erased(self, newsletter: str) -> Callable[[str], bool] | None:
        """Tells whether an address was erased; None where nobody was."""

    def find(self, newsletter: str, address: str) -> Reader | None:
        """What is known of a reader."""

    def all(self, newsletter: str, after: str = "") -> Iterator[Reader]:
        """Every reader, by address; those after an address."""

    def count(self, newsletter: str) -> int:
        """How many are active."""

    def erase(self, newsletter: str, address: str, now: datetime) -> bool:
        """Forget a reader: list, suppressions, the address in receipts. False where nothing was known.

        A hash stays, which keeps the address from being added again.
        """
