"""Hand messages to a mail server over several connections at once."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event, Lock, Thread

from digest.adapters.mail.session import Dropped, Session
from digest.config import Smtp
from digest.errors import DeliveryError, ServerUnavailable
from digest.model import Message, Receipt

_BROKEN_IN_A_ROW = 3  # uncertain messages of one connection after which it is given up


class SmtpMailer:
    """The `Mailer` of `digest.ports` over SMTP.

    `context` replaces the system's trusted certificates, for a server with a certificate of its own.
    """

    def __init__(
        self, smtp: Smtp, username: str = "", password: str = "", *, context: ssl.SSLContext | None = None
    ) -> None:
        self._smtp = smtp
        self._username = username
        self._password = password
        self._context = context or ssl.create_default_context()

    @property
    def where(self) -> str:
        """The server and its port."""
        return f"{self._smtp.host}:{self._smtp.port}"

    def probe(self) -> str:
        """Connect, encrypt, log in, and send nothing. Gives the server's words; raises like `send`."""
        session = self._session()
        try:
            return session.noop()
        finally:
            session.close()

    def send(self, messages: Iterable[Message], before: Callable[[Message], None]) -> Iterator[Receipt]:
        """Hand over the messages: see `digest.ports.Mailer`.

        One thread and one connection for each of `connections`, opened when there is a message for it. A thread
        begins its next message when the caller has dealt with its receipt, so that never more messages are of
        unknown fate than there are connections. A connection that is lost before a message is handed over is
        opened once more. When one can't be had the others go on; the error is raised only if messages remain.
        """
        supply = _Supply(messages)
        results: _Results = SimpleQueue()
        working = self._smtp.connections
        for number in range(working):
            Thread(target=self._work, args=(supply, results, before), name=f"smtp-{number}").start()
        errors: list[BaseException] = []
        try:
            while working:
                result = results.get()
                if isinstance(result, _HandedOver):
                    try:
                        yield result.receipt
                    finally:
                        result.settled.set()
                elif result is None:
                    working -= 1
                else:
                    errors.append(result)
        finally:
            supply.stop()
            while working:  # the caller has left: wait for the messages in hand
                result = results.get()
                working -= result is None
                if isinstance(result, _HandedOver):
                    result.settled.set()
        _raise_worst(errors, supply)

    def _session(self) -> Session:
        return Session(self._smtp, self._username, self._password, self._context)

    def _work(self, supply: _Supply, results: _Results, before: Callable[[Message], None]) -> None:
        """One thread: messages until there are no more, or the server fails."""
        session: Session | None = None
        broken = 0
        try:
            while (message := supply.draw()) is not None:
                session = session or self._session_for(message, supply)
                before(message)
                handed_over = _HandedOver(_hand_over(session, message, results))
                results.put(handed_over)
                handed_over.settled.wait()
                broken = broken + 1 if handed_over.receipt.state == "uncertain" else 0
                if broken == _BROKEN_IN_A_ROW:
                    raise ServerUnavailable(f"{self._smtp.host} broke off {broken} messages in a row")
        except ServerUnavailable as error:
            results.put(error)
        except BaseException as error:
            supply.stop()
            results.put(error)
        finally:
            if session is not None:
                session.close()
            results.put(None)

    def _session_for(self, message: Message, supply: _Supply) -> Session:
        try:
            return self._session()
        except DeliveryError:
            supply.put_back(message)
            raise


@dataclass
class _HandedOver:
    """A receipt on its way to the caller; `settled` when the caller comes back for the next."""

    receipt: Receipt
    settled: Event = field(default_factory=Event)


_Results = SimpleQueue[_HandedOver | BaseException | None]  # None: a thread has ended


def _hand_over(session: Session, message: Message, results: _Results) -> Receipt:
    """One message, on a second connection if the first was lost in time. An error comes after the receipt."""
    address = message.recipient.address
    try:
        try:
            return session.hand_over(message)
        except Dropped:
            session.reopen()
            return session.hand_over(message)
    except Dropped as error:
        return Receipt(address, "deferred", f"the server closed the connection twice: {error}")
    except DeliveryError as error:
        results.put(_HandedOver(Receipt(address, "deferred", str(error))))
        raise


def _raise_worst(errors: list[BaseException], supply: _Supply) -> None:
    lasting = [error for error in errors if not isinstance(error, ServerUnavailable)]
    if lasting:
        raise lasting[0]
    if errors and supply.remains():
        raise errors[0]


class _Supply:
    """The messages, drawn by several threads."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self._messages = iter(messages)
        self._back: list[Message] = []
        self._lock = Lock()
        self._stopped = False

    def draw(self) -> Message | None:
        """The next message; None when there are no more, or no more are wanted."""
        with self._lock:
            return None if self._stopped else self._next()

    def put_back(self, message: Message) -> None:
        """Give back a message that was not begun."""
        with self._lock:
            self._back.append(message)

    def stop(self) -> None:
        """Give out no more."""
        with self._lock:
            self._stopped = True

    def remains(self) -> bool:
        """Whether messages are left."""
        with self._lock:
            return self._next() is not None

    def _next(self) -> Message | None:
        return self._back.pop() if self._back else next(self._messages, None)
