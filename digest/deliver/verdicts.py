"""What a refusal means for its reader, for the run and for the slot. Pure: receipts in, receipts to keep out.

A reply that is about the reader is the reader's. One that may as well be about the sender (a policy, a quota in other
words, a filter) is *held*: kept as deferred, until somebody whose message was begun later is accepted. Then it was the
reader's own. Where many in a row hear the same words, and nobody is accepted between them, it is everybody's: the run
ends, nobody is booked, and the next run goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from digest.model import Receipt

SAME_WORDS = 5  # readers in a row, after which a refusal is everybody's
_NOBODYS = re.compile(r"\S*@\S*|\d{4,}|\b[0-9a-f-]{12,}\b|\[[^\]]*\]", re.I)  # what differs from reader to reader

Ending = Literal["sender", "quota", "message", "everybody"]


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a run ends before its readers do: in the server's words."""

    ending: Ending
    words: str


@dataclass
class Verdicts:
    """The refusals of one run. `accepted` is how many have the issue from earlier runs."""

    accepted: int = 0
    stop: Stop | None = None
    _clock: int = 0  # counts what happens
    _begun: dict[str, int] = field(default_factory=dict)  # by address, of messages in hand
    _held: list[tuple[int, Receipt]] = field(default_factory=list)

    def begin(self, addresses: Iterable[str]) -> None:
        """Messages to these readers begin."""
        self._clock += 1
        self._begun |= dict.fromkeys(addresses, self._clock)

    def take(self, receipts: Iterable[Receipt]) -> list[Receipt]:
        """What is to be kept, in place of the receipts as the server's replies read."""
        self._clock += 1
        return [kept for receipt in receipts for kept in self._take(receipt)]

    def close(self) -> list[Receipt]:
        """Receipts to be kept at the end of a run: what is certain of a reader, or what one alone heard.

        Where nobody was accepted nothing of the kind is known. What is left unknown ends the run as everybody's.
        """
        heard = [_words(receipt) for _, receipt in self._held]
        own = [
            receipt
            for (_, receipt), words in zip(self._held, heard, strict=True)
            if self.accepted and not self.stop and (_is_readers(receipt) or heard.count(words) == 1)
        ]
        unknown = [receipt for _, receipt in self._held if receipt not in own]
        if unknown and self.stop is None:
            self.stop = Stop("everybody", unknown[-1].detail)
        self._held = []
        return [_rejected(receipt) for receipt in own]

    def _take(self, receipt: Receipt) -> Iterator[Receipt]:
        began = self._begun.pop(receipt.address, 0)
        if receipt.state == "accepted":
            self.accepted += 1
            yield from self._released(began)
        if receipt.blame is None or receipt.state not in ("deferred", "rejected"):
            yield receipt
            return
        yield replace(receipt, state="deferred")  # until more is known
        if receipt.blame in ("sender", "quota"):
            self.stop = self.stop or Stop("quota" if receipt.blame == "quota" else "sender", receipt.detail)
        elif receipt.state == "rejected":
            yield from self._hold(receipt)

    def _released(self, began: int) -> Iterator[Receipt]:
        """Held refusals that were heard before this message began: they were their readers' own."""
        for heard, receipt in self._held:
            if heard < began:
                yield _rejected(receipt)
        self._held = [one for one in self._held if one[0] >= began]

    def _hold(self, receipt: Receipt) -> Iterator[Receipt]:
        if _is_readers(receipt) and self.accepted:
            yield receipt
            return
        self._held.append((self._clock, receipt))
        alike = [one for _, one in self._held if _words(one) == _words(receipt)]
        if len(alike) >= SAME_WORDS and self.stop is None:
            ending: Ending = "message" if receipt.blame == "message" else "everybody"
            self.stop = Stop(ending, receipt.detail)


def _is_readers(receipt: Receipt) -> bool:
    return receipt.blame in ("reader", "full")


def _rejected(receipt: Receipt) -> Receipt:
    return replace(receipt, state="rejected")


def _words(receipt: Receipt) -> str:
    return shared_words(receipt.address, receipt.detail)


def shared_words(address: str, words: str) -> str:
    """A server's words without what names one reader or one message."""
    return _NOBODYS.sub("", words.replace(address, ""))
