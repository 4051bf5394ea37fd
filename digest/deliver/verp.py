"""Addresses that tell whose mail came back, of which issue (VERP), and that nobody can make up.

    returns+b0gqzk7p3hx5m2n4qyd6ts@news.example.org
            │└─┬─┘└──────┬───────┘
            │  │         HMAC-SHA256 over purpose, newsletter, slot and reader: 80 bits in base 32
            │  the slot's local time: minutes since 2000
            b: where bounces go; u: a mail there asks to leave

A local part may have 64 characters (RFC 5321, section 4.5.3.1.1), too few for an address within an address; so the
reader is found by signing for each who has a receipt of that slot, which takes seconds for a million. Small letters,
because servers on the way may change the case. What follows `+` is for the owner of a mailbox to choose (RFC 5233).
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Literal, get_args

from digest.config import Audience

Purpose = Literal["b", "u"]

_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"  # RFC 4648, section 6
_BEGIN = datetime(2000, 1, 1)  # noqa: DTZ001 - a slot's name is a local time
_PLACES = 5  # digits of the minutes: until 2063
_SIGNATURE = 16  # digits
_TAG = rf"[{''.join(get_args(Purpose))}][a-z2-7]{{{_PLACES}}}[a-z2-7]{{{_SIGNATURE}}}"


@dataclass(frozen=True, slots=True)
class Tag:
    """What stands in such an address."""

    purpose: Purpose
    local: str  # of the slot
    signature: str


class ReturnAddresses:
    """The signed addresses of one newsletter: makes them, and finds them again in the text of a mail."""

    def __init__(self, audience: Audience, key: bytes) -> None:
        if not key:
            raise ValueError("signed addresses need a key that is not empty")
        delivery = audience.delivery
        bounces = parseaddr(delivery.envelope_sender or delivery.sender)[1]
        leaving = parseaddr(delivery.unsubscribe.mailto)[1] if delivery.unsubscribe.mailto else bounces
        self._newsletter, self._key = audience.newsletter.slug, key
        self._separator = audience.returns.separator if audience.returns else "+"
        self._mailboxes: dict[Purpose, str] = {"b": bounces, "u": leaving}
        halves = {mailbox.rpartition("@")[::2] for mailbox in self._mailboxes.values()}
        any_of = "|".join(
            rf"{re.escape(local + self._separator)}({_TAG})@{re.escape(domain)}" for local, domain in sorted(halves)
        )
        self._pattern = re.compile(rf"(?<![\w.+-])(?:{any_of})", re.I)

    def address(self, purpose: Purpose, local: str, reader: str) -> str:
        """The address for one reader of the issue of the slot at this local time."""
        name, _, domain = self._mailboxes[purpose].rpartition("@")
        return f"{name}{self._separator}{purpose}{_minutes(local)}{self.signature(purpose, local, reader)}@{domain}"

    def signature(self, purpose: Purpose, local: str, reader: str) -> str:
        """What the tag for a reader ends with; addresses of readers are compared without case."""
        subject = "\0".join(("digest returns", purpose, self._newsletter, local, reader.lower())).encode()
        return b32encode(hmac.digest(self._key, subject, "sha256")).decode().lower()[:_SIGNATURE]

    def tags(self, text: str) -> Iterator[Tag]:
        """The tags that stand in a text, whether anybody signed them or not."""
        for found in self._pattern.finditer(text):
            tag = next(group for group in found.groups() if group).lower()
            purpose: Purpose = "b" if tag[0] == "b" else "u"
            yield Tag(purpose, _local(tag[1 : 1 + _PLACES]), tag[1 + _PLACES :])


def _minutes(local: str) -> str:
    """A slot's local time in digits."""
    number = (datetime.fromisoformat(local) - _BEGIN) // timedelta(minutes=1)
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(_PLACES)))


def _local(digits: str) -> str:
    number = sum(_DIGITS.index(digit) << 5 * place for place, digit in enumerate(reversed(digits)))
    return (_BEGIN + timedelta(minutes=number)).isoformat(timespec="minutes")
