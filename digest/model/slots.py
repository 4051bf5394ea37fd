"""The moment an issue is due, what became of it, and what one run did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from digest.model.moments import require_utc

if TYPE_CHECKING:
    from digest.model.mail import Receipt, ReceiptState, ReturnKind


@dataclass(frozen=True, slots=True)
class Slot:
    """The moment an issue is due. One newsletter, one local time, at most one issue."""

    newsletter: str  # slug
    local: str  # "2025-02-27T17:30", as the config's time zone counts
    due: datetime  # the same moment in UTC

    def __post_init__(self) -> None:
        require_utc("due", self.due)

    @property
    def key(self) -> str:
        """Unique over all newsletters; also names the folder of a preview."""
        return f"{self.newsletter}/{self.local}"

    @property
    def date(self) -> str:
        """The local day, as `2025-02-27`."""
        return self.local[:10]


SlotOutcome = Literal["sent", "skipped"]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why an issue that was sent no longer stands on the website, in words for readers."""

    reason: str
    added: datetime


@dataclass(frozen=True, slots=True)
class SlotRecord:
    """One line of the history: what became of a slot. `outcome` is empty while the slot is open."""

    slot: Slot
    outcome: SlotOutcome | Literal[""] = ""
    detail: str = ""
    subject: str = ""  # empty: no issue was begun
    begun: datetime | None = None
    closed: datetime | None = None
    counts: Mapping[ReceiptState, int] = field(default_factory=dict)
    withdrawal: Withdrawal | None = None
    returned: Mapping[ReturnKind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one run did. A slot stays open while it is `waiting` for readers whom the server deferred.

    `sending`: its batches wait for workers, or are with them.
    """

    slot: Slot
    outcome: Literal["sent", "waiting", "sending", "already sent", "not due", "skipped", "missed"]
    detail: str = ""
    counts: Mapping[ReceiptState, int] = field(default_factory=dict)  # readers, by how they ended in this run
    concerns: tuple[Receipt, ...] = ()  # of those: refused, or of unknown fate
    alerts: tuple[str, ...] = ()  # readers given up, feeds that broke or came back: for the operator
    model_failed: str = ""  # that the model wrote no story of the issue made in this run, and why
