"""One open connection to a mail server that never blocks: bytes of a `Conversation` out, bytes of the server in."""

from __future__ import annotations

import selectors
import smtplib
import socket
import ssl
from contextlib import suppress

from digest.adapters.mail.conversation import Conversation, Garbled
from digest.adapters.mail.session import close_session
from digest.model import Message, Receipt

_MUCH = 256 * 1024  # bytes read at once
_FINAL_REPLY = 600.0  # seconds that a server may take to answer the end of a message: RFC 5321, section 4.5.3.2.6
_WAIT = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Lost(Exception):
    """The connection is gone. Whether the message in hand may be tried again, `Connection.may_have_it` says."""


class Connection:
    """A message after the other on one connection. `patience` is how many seconds the server may be silent."""

    def __init__(self, client: smtplib.SMTP, patience: float) -> None:
        assert client.sock  # noqa: S101
        self.socket = client.sock
        self.handed_over = 0  # messages that came to an end here
        self.deadline = float("inf")
        self._client, self._patience = client, patience
        self._talk = Conversation({name.lower() for name in client.esmtp_features})
        self._unsent = memoryview(b"")
        self._broken = ""
        self.socket.setblocking(False)
        # Else the end of each text waits until the server has acknowledged the rest: a journey there and back.
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @property
    def message(self) -> Message | None:
        """The one in hand."""
        return self._talk.message

    @property
    def may_have_it(self) -> bool:
        """Whether the server may have the text of the message in hand."""
        return self._talk.message is not None and self._talk.text_sent

    @property
    def events(self) -> int:
        """What to wait for."""
        return selectors.EVENT_READ | (selectors.EVENT_WRITE if self._unsent else 0)

    def takes(self, message: Message) -> bool:
        """Whether the server knows such an address."""
        return self._talk.takes(message)

    def begin(self, message: Message, now: float) -> None:
        """Say the first words about a message. Raises `Lost`."""
        self._say(self._talk.begin(message), now)

    def go_on(self, events: int, now: float) -> Receipt | None:
        """Read and write what can be; the receipt where the message in hand has come to an end. Raises `Lost`."""
        if events & selectors.EVENT_WRITE:
            self._say(b"", now)
        return self._listen(now) if events & selectors.EVENT_READ else None

    def close(self) -> None:
        """Say goodbye, in the middle of a message just hang up."""
        if self._talk.message is None and not self._talk.closing:
            close_session(self._client)
        else:
            with suppress(OSError):
                self._client.close()

    @property
    def closing(self) -> bool:
        """Whether the server said that it closes the connection."""
        return self._talk.closing

    def _say(self, data: bytes, now: float) -> None:
        if data:
            self._unsent = memoryview(bytes(self._unsent) + data) if self._unsent else memoryview(data)
        try:
            while self._unsent:
                self._unsent = self._unsent[self.socket.send(self._unsent) :]
        except _WAIT:
            pass
        except OSError as error:
            self._unsent = memoryview(b"")
            self._broken = str(error)  # what the server said before it hung up is still to be read
        self.deadline = now + (max(_FINAL_REPLY, self._patience) if self._final else self._patience)

    @property
    def _final(self) -> bool:
        return self._talk.text_sent and not self._unsent

    def _listen(self, now: float) -> Receipt | None:
        heard = b""
        try:
            while part := self.socket.recv(_MUCH):
                heard += part
                if not isinstance(self.socket, ssl.SSLSocket) or not self.socket.pending():
                    break
            closed = not part
        except _WAIT:
            closed = False
        except OSError as error:
            closed, self._broken = True, self._broken or str(error)
        try:
            say, receipt = self._talk.feed(heard)
        except Garbled as error:
            raise Lost(str(error)) from error
        if receipt:
            return self._ended(receipt, now)
        if closed or self._broken or self._talk.message is None:
            raise Lost(self._talk.last_words or self._broken or "the server closed the connection")
        if say:
            self._say(say, now)
        return None

    def _ended(self, receipt: Receipt, now: float) -> Receipt:
        self.handed_over += 1
        if receipt.state == "accepted" and self._unsent:  # said before it had the whole message
            return Receipt(receipt.address, "uncertain", f"accepted before its end: {receipt.detail}")
        if self._unsent:
            self._talk.closing = True  # refused in the middle of the text: who knows what it would take the rest for
        self._unsent, self.deadline = memoryview(b""), float("inf")
        return receipt
