"""What outlives a run of the issues: slots, what was made, corrected, withdrawn, received, returned. All in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from digest.model import (
    Bookmark,
    Correction,
    Issue,
    PastStory,
    Receipt,
    ReceiptState,
    RenderedIssue,
    Return,
    Slot,
    SlotOutcome,
    SlotRecord,
    Suppression,
    Withdrawal,
)


class Slots(Protocol):
    """What became of each slot."""

    def follow(self, newsletter: str, now: datetime) -> datetime:
        """Since when this newsletter is sent from this store: `now` at the first call, and that ever after.

        What was due before may have been sent from another store, one that was lost.
        """

    def newsletters(self) -> tuple[str, ...]:
        """The newsletters that have slots here, by slug."""

    def finish(self, slot: Slot, outcome: SlotOutcome, detail: str, now: datetime) -> None:
        """Close a slot: `sent`, or `skipped` with the reason. A closed slot is never due again."""

    def outcome(self, slot: Slot) -> SlotOutcome | Literal[""]:
        """How a slot was closed; empty while it is open."""

    def find(self, newsletter: str, local: str) -> Slot | None:
        """The slot of this newsletter at this local time, if something became of it."""

    def history(self, newsletter: str, limit: int) -> tuple[SlotRecord, ...]:
        """The last slots that something became of, latest first."""


class Issues(Protocol):
    """The issues that were begun."""

    def begin(self, slot: Slot, issue: Issue, rendered: RenderedIssue, now: datetime) -> None:
        """Fix the issue of a slot: from here on this, and nothing else, is sent for it.

        Its corrections count as printed, and its items keep their texts. Refuses with a `StoreError` an issue
        that was begun before.
        """

    def rendered(self, slot: Slot) -> RenderedIssue | None:
        """The email of this slot as it was set when its sending began; None where it has not begun."""

    def find(self, slot: Slot) -> Issue | None:
        """The issue behind it, with all its articles."""

    def past_stories(self, newsletter: str, since: datetime, until: datetime) -> tuple[PastStory, ...]:
        """What this newsletter's issues due from `since` to before `until` told, latest first, headlines included.

        An issue counts when its slot was closed as sent, or when a reader may have it.
        """


class Corrections(Protocol):
    """What was wrong in an issue."""

    def save(self, correction: Correction) -> None:
        """Keep a correction for the next issue; replaces one to the same story that was not printed yet."""

    def waiting(self, newsletter: str) -> tuple[Correction, ...]:
        """Those that no issue has printed yet, oldest first."""


class Withdrawals(Protocol):
    """Issues that the operator took off the website."""

    def add(self, slot: Slot, withdrawal: Withdrawal) -> None:
        """Keep the issue of a slot off the website; replaces the earlier reason."""

    def lift(self, slot: Slot) -> bool:
        """Put it back there; False where it was not withdrawn."""


class Receipts(Protocol):
    """What became of each message: one receipt a slot and reader. Addresses differ by more than case."""

    def promise(self, slot: Slot, addresses: Sequence[str], place: str, now: datetime) -> None:
        """Note that messages to these are to be handed over; on the disk on return, as pending.

        `place` says where in the list a later run begins: nobody before it was left to begin. Refuses like `write`.
        """

    def place(self, slot: Slot) -> str:
        """The place of the last promise; empty where there was none."""

    def rest(self, slot: Slot, until: datetime, *, whole: bool) -> None:
        """Let many workers leave a slot alone until then, the `whole` or its deferred readers."""

    def rests(self, slot: Slot, now: datetime, *, whole: bool) -> bool:
        """Whether it rests now."""

    def write(self, slot: Slot, begun: Sequence[str], receipts: Sequence[Receipt], now: datetime) -> None:
        """Note that messages to `begun` are about to be handed over, and keep what became of others.

        It outlives this process when this returns. Where the machine itself goes down all that was promised, and has no
        other receipt on the disk, is uncertain. What was not promised is on the disk on return.
        A receipt replaces the earlier one of its address. Refuses with a `StoreError` an address in `begun` that has a
        receipt other than pending or deferred: this, and not the care of a caller, is why nobody gets an issue
        twice. Then nothing is begun, but the receipts are kept.
        """

    def among(self, slot: Slot, addresses: Iterable[str]) -> dict[str, Receipt]:
        """The receipts of those of the addresses that have one, by the address in small letters."""

    def open(self, slot: Slot) -> Mapping[str, ReceiptState]:
        """Whose receipts are open, pending or deferred, by their addresses in small letters."""

    def any_accepted(self, slot: Slot) -> bool:
        """Whether anybody has the issue."""

    def counts(self, slot: Slot) -> dict[ReceiptState, int]:
        """How many receipts of each state there are."""

    def mark_uncertain(self, slot: Slot, now: datetime) -> tuple[Receipt, ...]:
        """Turn what a killed run left at `sending` into `uncertain`; gives those receipts.

        Also what it left pending, where the machine went down since.
        Only inside `Locks.exclusive`: else a run at work would lose what it notes.
        """

    def of(self, slot: Slot) -> tuple[Receipt, ...]:
        """All receipts of a slot, by address."""

    def addresses(self, slot: Slot) -> Iterator[str]:
        """The addresses of all receipts of a slot, so many at a time."""


class Returns(Protocol):
    """What came back by mail."""

    def add(self, slot: Slot, returned: Return, now: datetime, ends: Suppression | None) -> bool:
        """Keep it, and with it whom never to mail again, unless that is known; False where the same came back before.

        Then nothing is kept: what the operator lifted since stays lifted.
        """

    def of(self, slot: Slot) -> tuple[Return, ...]:
        """What came back of a slot, by address."""

    def arrivals(self, newsletter: str, address: str, limit: int) -> tuple[tuple[str, bool], ...]:
        """The reader's last issues, by the local times of their slots, oldest first: whether each arrived.

        Not so where the server rejected it or a soft bounce came back.
        """

    def bookmark(self, newsletter: str, mailbox: str) -> Bookmark | None:
        """How far this mailbox was read for this newsletter."""

    def set_bookmark(self, newsletter: str, mailbox: str, bookmark: Bookmark) -> None:
        """Keep how far."""
