"""Who gets the newsletter, who agreed to, and who must not be mailed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Recipient:
    """One reader."""

    address: str
    name: str = ""


ReaderState = Literal["active", "pending", "left", "bounced", "complained"]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Somebody who agreed to get a newsletter: when, and where. Unconfirmed: still to say so once more, by mail."""

    address: str
    name: str
    source: str  # in the operator's words
    consented: datetime
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader of the store's own list, and whether anything is sent there."""

    address: str
    name: str
    source: str
    consented: datetime
    state: ReaderState


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address that must not be mailed: by one newsletter (its slug), or by any where `newsletter` is empty."""

    address: str
    newsletter: str
    reason: str
    added: datetime
    state: ReaderState = "left"
