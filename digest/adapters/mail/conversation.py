"""What is said on one connection to a mail server (RFC 5321), without the connection: bytes in, bytes out.

One message and one recipient at a time. What an answer, or its absence, means for the message in hand:

    before the text is sent     refused: a receipt with the reason; connection lost: may be tried again
    while the text is sent      connection lost: uncertain, never tried again
    after it                    accepted or refused, in the server's words

Where the server offers PIPELINING (RFC 2920), MAIL, RCPT and DATA are said at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from digest.blame import Phase, blame_for
from digest.model import Blame, Message, Receipt, ReceiptState

_REPLY = re.compile(rb"(?:\d{3}-[^\n]*\n)*(\d{3})(?: [^\n]*)?\r?\n")
_STATES: dict[int, ReceiptState] = {2: "accepted", 4: "deferred", 5: "rejected"}
_LONGEST = 64 * 1024  # bytes of a reply that are read; more is no mail server


class Garbled(Exception):
    """What came back is no reply of a mail server."""


class Conversation:
    """The talk about one message after the other. `extensions` are the keywords of the server's EHLO reply."""

    def __init__(self, extensions: Collection[str]) -> None:
        self._pipelining = "pipelining" in extensions
        self._size = "size" in extensions
        self._utf8 = "smtputf8" in extensions
        self._read = b""
        self._awaited: list[Phase | Literal["RSET"]] = []
        self._message: Message | None = None
        self._refusal: Receipt | None = None
        self.text_sent = False
        self.closing = False  # the server said that it closes the connection

    @property
    def message(self) -> Message | None:
        """The one in hand."""
        return self._message

    @property
    def last_words(self) -> str:
        """What the server said and nobody asked for."""
        return " ".join(self._read.decode("utf-8", "replace").split())[:300]

    def takes(self, message: Message) -> bool:
        """Whether the server knows such an address."""
        return self._utf8 or (message.recipient.address + message.envelope_sender).isascii()

    def begin(self, message: Message) -> bytes:
        """What to say first about a message."""
        self._message, self._refusal, self.text_sent = message, None, False
        commands = self._commands(message)
        self._awaited = ["MAIL", "RCPT", "DATA"] if self._pipelining else ["MAIL"]
        return b"".join(commands) if self._pipelining else commands[0]

    def feed(self, data: bytes) -> tuple[bytes, Receipt | None]:
        """What to say next, and the receipt where the talk about the message has come to an end."""
        self._read += data
        say = b""
        while self._awaited and (reply := _REPLY.match(self._read)):
            self._read = self._read[reply.end() :]
            said, receipt = self._answer(int(reply[1]), reply[0])
            say += said
            if receipt:
                return say, receipt
        if len(self._read) > _LONGEST:
            raise Garbled("the server sends more than a reply")
        return say, None

    def _answer(self, code: int, reply: bytes) -> tuple[bytes, Receipt | None]:
        phase = self._awaited.pop(0)
        if phase == "RSET":
            return b"", self._done()
        if code == 421:
            self.closing = True
        if phase == "END":
            self._refusal = self._receipt(phase, code, _words(reply))
            return b"", self._done()
        if self._refusal is None and not _goes_on(phase, code):
            self._refusal = self._receipt(phase, code, _words(reply))
        return self._after(phase, code)

    def _after(self, phase: Phase, code: int) -> tuple[bytes, Receipt | None]:
        if self.closing:
            return b"", self._done()
        if phase == "DATA" and code == 354:
            if self._refusal:  # a message without a reader: RFC 2920, section 3.1
                self._awaited = ["RSET"]
                return b".\r\n", None
            self._awaited, self.text_sent = ["END"], True
            return self._text(), None
        if self._awaited:
            return b"", None
        if self._refusal:
            self._awaited = ["RSET"]
            return b"RSET\r\n", None
        assert self._message  # noqa: S101
        following: Phase = "RCPT" if phase == "MAIL" else "DATA"
        self._awaited = [following]
        return self._commands(self._message)[1 if following == "RCPT" else 2], None

    def _receipt(self, phase: Phase, code: int, words: str) -> Receipt:
        assert self._message  # noqa: S101
        address, detail = self._message.recipient.address, words[:300]
        state = _STATES.get(code // 100, "uncertain" if phase == "END" else "deferred")
        if state == "accepted":
            if phase == "END":
                return Receipt(address, "accepted", detail)
            state = "deferred"  # a 2xx that is no answer to the command: nothing was handed over
        blame: Blame | None = blame_for(phase, code, words) if state in ("deferred", "rejected") else None
        return Receipt(address, state, detail, blame)

    def _done(self) -> Receipt | None:
        receipt, self._message, self._awaited = self._refusal, None, []
        return receipt

    def _commands(self, message: Message) -> tuple[bytes, bytes, bytes]:
        size = f" SIZE={len(message.data)}" if self._size else ""
        utf8 = "" if (message.recipient.address + message.envelope_sender).isascii() else " SMTPUTF8"
        sender, reader = message.envelope_sender, message.recipient.address
        return f"MAIL FROM:<{sender}>{size}{utf8}\r\n".encode(), f"RCPT TO:<{reader}>\r\n".encode(), b"DATA\r\n"

    def _text(self) -> bytes:
        """The message with dots doubled where they begin a line (RFC 5321, section 4.5.2), and its end."""
        assert self._message  # noqa: S101
        return self._message.data.removesuffix(b"\r\n").replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n"


def _goes_on(phase: Phase | Literal["RSET"], code: int) -> bool:
    return code == 354 if phase == "DATA" else code in (250, 251) if phase == "RCPT" else code == 250


def _words(reply: bytes) -> str:
    """A reply on one line; what stands before every line but the first goes."""
    lines = reply.decode("utf-8", "replace").splitlines()
    return " ".join(" ".join([lines[0][:3], *(line[4:] for line in lines)]).split())
