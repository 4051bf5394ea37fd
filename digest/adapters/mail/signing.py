"""A mailer whose messages are signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from digest.model import Message
from digest.ports import Mailer, Note


class SigningMailer:
    """The `Mailer` of `digest.ports` that has each message signed as it is drawn, and leaves the rest to another."""

    def __init__(self, mailer: Mailer, sign: Callable[[bytes], bytes]) -> None:
        self._mailer, self._sign = mailer, sign

    @property
    def where(self) -> str:
        """Where the other sends to."""
        return self._mailer.where

    def probe(self) -> str:
        """What the other finds."""
        return self._mailer.probe()

    def send(self, messages: Iterable[Message], note: Note) -> None:
        """Hand over the messages, signed: see `digest.ports`."""
        self._mailer.send((replace(one, data=self._sign(one.data)) for one in messages), note)
