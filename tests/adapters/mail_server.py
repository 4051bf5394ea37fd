"""Real mail servers for the tests: aiosmtpd on loopback, and one that breaks off where it is told to."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


@dataclass
class Sink:
    """Keeps what it is given; `replies` are the answers to RCPT TO for some addresses."""

    replies: dict[str, str] = field(default_factory=dict)
    sender_reply: str = ""
    addresses: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    peers: set[Any] = field(default_factory=set)
    a_second: int | None = None  # messages that are taken in any second
    throttled: int = 0  # messages that were too many
    moments: list[float] = field(default_factory=list)  # at which messages were taken
    _moments: list[float] = field(default_factory=list)

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.sender_reply:
            return self.sender_reply
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if reply := self.replies.get(address):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        now = time.monotonic()
        self._moments = [moment for moment in self._moments if moment > now - 1]
        if self.a_second is not None and len(self._moments) >= self.a_second:
            self.throttled += 1
            return "454 Throttling failure: Maximum sending rate exceeded."
        self._moments.append(now)
        self.moments.append(now)
        self.addresses += envelope.rcpt_tos
        self.senders.append(envelope.mail_from)
        self.contents.append(envelope.original_content)
        self.peers.add(session.peer)
        return "250 2.0.0 queued"


@contextmanager
def serving(sink: Sink, *, implicit_tls: ssl.SSLContext | None = None, **options: Any) -> Iterator[int]:
    """The port of a server that runs while the block does."""
    controller = Controller(sink, "127.0.0.1", free_port(), ssl_context=implicit_tls, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def only(username: str, password: str) -> Any:
    """An authenticator that knows one user."""

    def authenticate(server, session, envelope, mechanism, data):
        known = data == LoginPassword(username.encode(), password.encode())
        return AuthResult(success=known, handled=True if known else False)  # noqa: SIM210

    return authenticate


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def breaking_off(at: str, address: str, times: int) -> Iterator[tuple[int, list[str]]]:
    """A server that closes the connection at "RCPT", at "DATA" or in the "text" of a message to `address`.

    It does so `times` times, then behaves; with `421` in `at` it says so. Gives its port and the addresses whose
    messages it accepted.
    """
    accepted: list[str] = []
    left = [times]
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection, connection.makefile("rwb", buffering=0) as stream, suppress(OSError):
            _talk(stream, at, address, left, accepted)

    def listen() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield listener.getsockname()[1], accepted
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _talk(stream: Any, at: str, address: str, left: list[int], accepted: list[str]) -> None:
    stream.write(b"220 test\r\n")
    recipient = ""
    while line := stream.readline():
        verb = line[:4].decode().upper().strip()
        if verb == "RCPT":
            recipient = line.decode().partition("<")[2].partition(">")[0]
        if verb == "DATA":
            stream.write(b"354 go\r\n" if "text" in at else b"")
        if recipient == address and left[0] and (verb in at or (verb == "DATA" and "text" in at)):
            left[0] -= 1
            stream.write(b"421 4.3.2 closing\r\n" if "421" in at else b"")
            return
        if verb == "DATA":
            stream.write(b"354 go\r\n" if "text" not in at else b"")
            while stream.readline() not in {b".\r\n", b""}:
                pass
            accepted.append(recipient)
            recipient = ""
        stream.write(b"221 bye\r\n" if verb == "QUIT" else b"250 ok\r\n")
