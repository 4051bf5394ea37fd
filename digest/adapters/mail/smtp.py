"""Hand messages to a mail server over several connections at once, in one thread.

The loop has four steps: draw a message for each connection that has nothing to do and that `pace` lets begin; note what
is about to be handed over together with the receipts that came in; speak; listen to whoever answers. So one durable
write serves all connections, and while it lasts the answers to the others arrive.
"""

from __future__ import annotations

import selectors
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from digest.adapters.mail.connection import Connection, Lost
from digest.adapters.mail.login import Login
from digest.adapters.mail.pace import Pace, Take
from digest.adapters.mail.session import close_session, open_session, trusted, words
from digest.config import Smtp
from digest.errors import ServerUnavailable
from digest.model import Message, Receipt
from digest.ports import Note

_BROKEN_IN_A_ROW = 3  # uncertain messages after which the server is given up
_LOST_TWICE = 2  # connections lost with the same message in hand


class SmtpMailer:
    """The `Mailer` of `digest.ports` over SMTP.

    `context` replaces the system's trusted certificates, `folder` is where the config's `ca_file` is, and `take` asks
    for room among others who write to the same server.
    """

    def __init__(
        self,
        smtp: Smtp,
        login: Login | None = None,
        *,
        folder: Path = Path(),
        context: ssl.SSLContext | None = None,
        take: Take | None = None,
    ) -> None:
        self._smtp, self._login = smtp, login or Login()
        self._context = context or trusted("delivery.smtp.ca_file", smtp.ca_file, folder)
        self._pace = Pace(smtp.rate, take)

    @property
    def where(self) -> str:
        """The server and its port."""
        return f"{self._smtp.host}:{self._smtp.port}"

    def probe(self) -> str:
        """Connect, encrypt, log in, and send nothing. Gives server and its words; raises like `send`."""
        client = self._open()
        try:
            return f"{self.where} takes mail: it answers {words(*client.noop())}"
        finally:
            close_session(client)

    def send(self, messages: Iterable[Message], note: Note) -> None:
        """Hand over the messages: see `digest.ports.Mailer`.

        A connection that is lost before a text is sent is opened once more for its message. When one can't be had
        the others go on; the error is raised only if messages remain.
        """
        _Run(self._smtp, self._open, self._pace, iter(messages), note).run()

    def _open(self) -> smtplib.SMTP:
        return open_session(self._smtp, self._login, self._context)


class _Run:
    """One `send`."""

    def __init__(
        self, smtp: Smtp, open_: Callable[[], smtplib.SMTP], pace: Pace, messages: Iterator[Message], note: Note
    ) -> None:
        self._smtp, self._open, self._pace = smtp, open_, pace
        self._messages, self._note = messages, note
        self._next: Message | None = None  # drawn and not yet begun
        self._again: list[Message] = []  # begun, and lost before the server had anything of it
        self._losses: dict[str, int] = {}
        self._receipts: list[Receipt] = []  # not yet noted
        self._error: BaseException | None = None
        self._stopped = False
        self._uncertain = 0  # in a row
        self._selector = selectors.DefaultSelector()
        self._idle: list[Connection] = []
        self._busy: set[Connection] = set()
        self._opening: set[Future[smtplib.SMTP]] = set()
        self._openers = ThreadPoolExecutor(smtp.connections, "smtp")
        self._bell, self._rope = socket.socketpair()

    def run(self) -> None:
        self._selector.register(self._bell, selectors.EVENT_READ)
        try:
            while self._step():
                pass
        finally:
            self._close()
        if self._error:
            raise self._error

    def _step(self) -> bool:
        now = time.monotonic()
        begun = self._draw(now)
        if not self._noted([message for message, fresh in begun.values() if fresh]):
            self._idle += [link for link, (_, fresh) in begun.items() if fresh]
            begun = {link: (message, fresh) for link, (message, fresh) in begun.items() if not fresh}
        for link, (message, _) in begun.items():
            self._begin(link, message, now)
        self._open_more()
        if not (self._busy or self._opening or self._receipts) and not self._remains():
            return False
        self._listen(now)
        return True

    # --- drawing ------------------------------------------------------------------------------------

    def _remains(self) -> bool:
        """Whether there is a message to begin; draws it."""
        if self._next is None and not self._stopped:
            try:
                self._next = next(self._messages, None)
            except BaseException as error:  # a source that breaks ends the run in order
                self._stop(error)
        return bool(self._again) or (self._next is not None and not self._stopped)

    def _draw(self, now: float) -> dict[Connection, tuple[Message, bool]]:
        """A message for each idle connection; True beside one that is begun for the first time."""
        drawn: dict[Connection, tuple[Message, bool]] = {}
        while self._idle and not self._pace.wait(now) and self._remains():
            link = self._idle.pop()
            if self._again:
                message, fresh = self._again.pop(), False
            else:
                assert self._next  # noqa: S101
                message, fresh, self._next = self._next, True, None
            if not link.takes(message):
                self._idle.append(link)
                detail = "the mail server takes no addresses outside ASCII (SMTPUTF8)"
                self._receipts.append(Receipt(message.recipient.address, "rejected", detail))
                continue
            drawn[link] = message, fresh
            self._pace.begin(now)
        return drawn

    def _noted(self, begun: list[Message]) -> bool:
        """Whether what is begun and the receipts are on the disk."""
        if not begun and not self._receipts:
            return True
        receipts, self._receipts = self._receipts, []
        try:
            self._note(begun, receipts)
        except BaseException as error:
            self._stop(error)
            return False
        return True

    # --- speaking and listening -----------------------------------------------------------------------

    def _begin(self, link: Connection, message: Message, now: float) -> None:
        self._busy.add(link)
        link.begin(message, now)
        self._selector.modify(link.socket, link.events, link)

    def _listen(self, now: float) -> None:
        for key, events in self._selector.select(self._patience(now)):
            if key.data is None:
                self._answer_bell()
            else:
                self._hear(key.data, events)
        now = time.monotonic()
        for link in [link for link in self._busy if link.deadline < now]:
            self._lost(link, "the server said nothing for too long")

    def _patience(self, now: float) -> float | None:
        """Seconds until something is to be done without anybody having answered; none where that is now."""
        wait, remains = self._pace.wait(now), self._remains()
        if self._receipts or (remains and not wait and (self._idle or not (self._busy or self._opening))):
            return 0
        moments = [link.deadline - now for link in self._busy]
        if remains and wait:
            moments.append(wait)
        return max(0.0, min(moments)) if moments else None

    def _hear(self, link: Connection, events: int) -> None:
        message = link.message
        try:
            receipt = link.go_on(events, time.monotonic())
        except Lost as error:
            self._lost(link, str(error))
            return
        if receipt is None:
            if link in self._busy:
                self._selector.modify(link.socket, link.events, link)
            return
        if link.closing and receipt.blame != "rate" and receipt.detail.startswith("421") and not link.may_have_it:
            assert message  # noqa: S101
            self._lost_message(message, receipt.detail)
        else:
            self._settle(receipt)
        self._busy.discard(link)
        if link.closing or link.handed_over == self._smtp.per_connection:
            self._drop(link)
        else:
            self._idle.append(link)
            self._selector.modify(link.socket, link.events, link)

    def _settle(self, receipt: Receipt) -> None:
        self._receipts.append(receipt)
        now = time.monotonic()
        self._uncertain = self._uncertain + 1 if receipt.state == "uncertain" else 0
        if receipt.state == "accepted":
            self._pace.accepted(now)
        elif receipt.blame == "rate":
            self._pace.throttled(now)
        elif receipt.blame == "temporary":
            self._pace.temporary(now)
        if self._uncertain == _BROKEN_IN_A_ROW:
            self._stop(ServerUnavailable(f"{self._smtp.host} broke off {self._uncertain} messages in a row"))

    def _lost(self, link: Connection, reason: str) -> None:
        message, may_have_it = link.message, link.may_have_it
        self._busy.discard(link)
        if link in self._idle:
            self._idle.remove(link)
        self._drop(link)
        if message is None:
            return
        if may_have_it:
            detail = f"the connection broke while the message was handed over: {reason}"
            self._settle(Receipt(message.recipient.address, "uncertain", detail))
        else:
            self._lost_message(message, reason)

    def _lost_message(self, message: Message, reason: str) -> None:
        """The server has nothing of it: it is tried once more, unless everything is at an end."""
        losses = self._losses[message.id] = self._losses.get(message.id, 0) + 1
        if losses < _LOST_TWICE and self._error is None:
            self._again.append(message)
            return
        detail = f"the server closed the connection {'twice' if losses > 1 else 'early'}: {reason}"
        self._settle(Receipt(message.recipient.address, "deferred", detail, "temporary"))

    def _drop(self, link: Connection) -> None:
        self._selector.unregister(link.socket)
        link.close()

    # --- opening --------------------------------------------------------------------------------------

    def _open_more(self) -> None:
        """A first connection where there is a message; the others when the first one is had and kept busy."""
        if self._idle or self._pace.wait(time.monotonic()) or not self._remains():
            return
        had, room = len(self._busy), self._smtp.connections - len(self._busy) - len(self._opening)
        for _ in range(room if had else min(room, 1 - len(self._opening))):
            future = self._openers.submit(self._open)
            self._opening.add(future)
            future.add_done_callback(lambda _: self._rope.send(b"."))

    def _answer_bell(self) -> None:
        self._bell.recv(4096)
        for future in [future for future in self._opening if future.done()]:
            self._opening.remove(future)
            try:
                client = future.result()
            except BaseException as error:
                self._not_had(error)
            else:
                link = Connection(client, self._smtp.timeout.total_seconds())
                self._selector.register(link.socket, link.events, link)
                self._idle.append(link)

    def _not_had(self, error: BaseException) -> None:
        if isinstance(error, ServerUnavailable) and (self._busy or self._idle or self._opening):
            self._smtp = self._smtp.model_copy(update={"connections": max(1, self._smtp.connections - 1)})
            return
        self._stop(error)

    # --- ending ---------------------------------------------------------------------------------------

    def _stop(self, error: BaseException) -> None:
        """Begin no more; the first error is the one that is told."""
        self._stopped = True
        self._error = self._error or error
        for message in self._again:
            self._settle(Receipt(message.recipient.address, "deferred", str(error)[:300], "temporary"))
        self._again = []

    def _close(self) -> None:
        if self._receipts:
            with suppress(Exception):  # the error that is told came before
                self._note([], self._receipts)
        self._openers.shutdown(wait=True)
        for future in self._opening:
            if future.exception() is None:
                close_session(future.result())
        for link in (*self._busy, *self._idle):
            self._drop(link)
        self._selector.close()
        self._bell.close()
        self._rope.close()
