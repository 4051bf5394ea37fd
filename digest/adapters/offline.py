"""The outside world without a network. The store without a file is `SqlStore(None)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from digest.model import Message, Receipt


class Outbox:
    """A `Mailer` that keeps the messages, as `.eml` files too where it has a folder.

    The n-th message is `0001.eml`, so that a folder shows the order in which they went out.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.messages: list[Message] = []
        self._folder = folder

    def send(self, messages: Iterable[Message], before: Callable[[Message], None]) -> Iterator[Receipt]:
        """Keep each message and accept it."""
        for message in messages:
            before(message)
            self.messages.append(message)
            if self._folder:
                (self._folder / f"{len(self.messages):04}.eml").write_bytes(message.data)
            yield Receipt(message.recipient.address, "accepted", "kept in the outbox")
