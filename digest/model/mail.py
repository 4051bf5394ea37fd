"""One email to one reader, and what became of it; what came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from digest.model.readers import Recipient


@dataclass(frozen=True, slots=True)
class Message:
    """One email to one reader. `id` is the Message-ID, the same for the same issue and recipient."""

    recipient: Recipient
    id: str
    envelope_sender: str
    data: bytes = field(repr=False)


ReceiptState = Literal["pending", "sending", "accepted", "deferred", "rejected", "suppressed", "uncertain"]


Blame = Literal["reader", "full", "quota", "sender", "message", "rate", "temporary", "unclear"]  # for a refusal


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one message: never "delivered", only what the server said.

    `sending` is written before the message is handed over; found again after a crash it becomes `uncertain`.
    """

    address: str
    state: ReceiptState
    detail: str = ""
    blame: Blame | None = None  # of a refusal in this run; not kept


ReturnKind = Literal["hard", "soft", "refused", "complaint", "left"]  # what came back of an issue, for good or ill


@dataclass(frozen=True, slots=True)
class Return:
    """What came back by mail from one reader of an issue.

    hard: the address takes no mail, for good; soft: this issue did not arrive; refused: it did not, and that is not
    about the reader; complaint: the reader called it spam; left: the reader asked to leave.
    """

    address: str
    kind: ReturnKind
    detail: str  # the server's words, or the reader's subject


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a mailbox was read: mails up to this number, while its count is the same (RFC 9051, section 2.3.1.1)."""

    count: int
    number: int


@dataclass(frozen=True, slots=True)
class Post:
    """A mail in a mailbox, with its number there."""

    number: int
    data: bytes = field(repr=False)
