"""Who takes messages, where mail comes back, and the readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from digest.model import Bookmark, Message, Post, Receipt, Recipient

Note = Callable[[Sequence[Message], Sequence[Receipt]], None]


class Mailer(Protocol):
    """Hands messages to whoever takes them to the readers."""

    @property
    def where(self) -> str:
        """Where messages go, for the operator's eye: a server with its port, a folder."""

    def probe(self) -> str:
        """Do all that can be done without sending, and say how it went. Raises like `send`."""

    def send(self, messages: Iterable[Message], note: Note) -> None:
        """Hand over the messages.

        `note(begun, receipts)` is called, never twice at a time, with the messages that are about to be handed over
        and with what became of earlier ones; nothing of a message goes out before its note has returned. So a message
        noted and without a receipt is of unknown fate. Where a note fails nothing of what was begun goes out. To stop
        early end `messages`: those in hand are finished and their receipts still come. Raises, after the last receipt,
        `ServerUnavailable` where nothing can be handed over for now and `DeliveryError` where it never will as
        things are; the messages not yet begun are then without a note.
        """


class Mailbox(Protocol):
    """Where mail comes back. Raises `ServerUnavailable` where it can't be read for now, else `DeliveryError`."""

    @property
    def where(self) -> str:
        """The mailbox, for the operator's eye."""

    def probe(self) -> str:
        """Look in without changing anything, and say how it went."""

    def read(self, after: Bookmark | None, limit: int) -> tuple[Sequence[Post], Bookmark]:
        """The next mails, oldest first, and how far that is; none where there is nothing new."""

    def put_away(self, numbers: Sequence[int]) -> None:
        """Move these out of the way. Those that are gone already are no error."""


class Recipients(Protocol):
    """The readers of a newsletter, one after the other: there may be a million of them."""

    def __iter__(self) -> Iterator[Recipient]:
        """Each reader, always in the same order; one may come twice. Raises a `ConfigError` at a wrong address."""

    def parts(self, place: str = "") -> Iterator[tuple[str, Sequence[Recipient]]]:
        """The same some hundred at a time, each part with the place where it begins; from such a place on.

        From the beginning where the list was changed since, or has no places. A place is one line of text.
        """

    def count(self) -> int:
        """How many; looks at each. Raises a `ConfigError` that names every wrong one, or that there is nobody."""

    @property
    def remark(self) -> str:
        """After `count`, whom the list itself wants left out, for the operator; empty where nobody."""


class Paces(Protocol):
    """How fast workers on all machines together write to a mail server."""

    def take(self, server: str, rate: float, messages: int) -> float:
        """Room for so many messages to a server that takes `rate` a second; gives the seconds until they may begin."""
