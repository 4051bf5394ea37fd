"""A mailbox over IMAP (RFC 9051): the `Mailbox` of `digest.ports`.

Mails are known by their UIDs, which only grow while the folder's UIDVALIDITY stays the same (section 2.3.1.1). They are
read without marking them as seen: a person may look into the same mailbox.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from digest.adapters.mail.login import Login, token_of
from digest.adapters.mail.session import tls_reason, trusted
from digest.config import Imap
from digest.errors import DeliveryError, ServerUnavailable
from digest.model import Bookmark, Post

_LONGEST = 250_000  # bytes of a mail that are fetched; reports come before the mail that they are about
_AT_ONCE = 20  # mails fetched with one command
_FOR_NOW = (
    "unavailable",
    "inuse",
    "in use",
    "limit",
    "try again",
    "temporar",
    "too many",
)  # RFC 5530, and as servers say


class ImapMailbox:
    """One folder of one account; connects when first asked. `folder` is where the config's `ca_file` is."""

    def __init__(self, imap: Imap, login: Login, *, folder: Path = Path()) -> None:
        self._imap, self._login = imap, login
        self._context = trusted("returns.imap.ca_file", imap.ca_file, folder)
        self._client: IMAPClient | None = None
        self._count = 0  # UIDVALIDITY
        self._put_away_in = ""

    @property
    def where(self) -> str:
        """User, server and folder."""
        return f"{self._login.username}@{self._imap.host}:{self._imap.port}/{self._imap.folder}"

    def probe(self) -> str:
        """Log in, look at the folder, and change nothing."""
        with self._asking():
            found = self._open().folder_status(self._imap.folder, ["MESSAGES"])
        self.close()
        return f"{self.where}: {found[b'MESSAGES']} mails"

    def read(self, after: Bookmark | None, limit: int) -> tuple[Sequence[Post], Bookmark]:
        """The next mails, and how far that is: see `digest.ports`."""
        with self._asking():
            client = self._open()
            last = after.number if after and after.count == self._count else 0
            # `5:*` names the last mail too where all are below 5
            numbers = [uid for uid in sorted(client.search(["UID", f"{last + 1}:*", "UNDELETED"])) if uid > last][
                :limit
            ]
            posts = [post for some in _some(numbers) for post in _fetched(client, some)]
        return posts, Bookmark(self._count, numbers[-1] if numbers else last)

    def put_away(self, numbers: Sequence[int]) -> None:
        """Move them to the folder for what is handled, which is made if need be."""
        if not numbers:
            return
        with self._asking():
            client = self._open()
            self._put_away_in = self._put_away_in or _made(client, self._imap.handled)
            for some in _some(numbers):
                _move(client, some, self._put_away_in)

    def close(self) -> None:
        """Say goodbye."""
        if self._client:
            with suppress(IMAPClientError, OSError):
                self._client.logout()
        self._client = None

    def _open(self) -> IMAPClient:
        if self._client is None:
            imap = self._imap
            client = IMAPClient(
                imap.host,
                imap.port,
                ssl=imap.tls == "tls",
                ssl_context=self._context if imap.tls == "tls" else None,
                timeout=imap.timeout.total_seconds(),
            )
            self._client = client
            if imap.tls == "starttls":
                client.starttls(self._context)
            _log_in(client, self._login)
            self._count = client.select_folder(imap.folder)[b"UIDVALIDITY"]
        return self._client

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Say whose fault it is where the server does not do what it is asked."""
        server = f"{self._imap.host}:{self._imap.port}"
        try:
            yield
        except ssl.SSLError as error:
            said = tls_reason(error, "returns.imap")
            raise self._broken(DeliveryError(f"{server}: no secure connection: {said}")) from error
        except (OSError, IMAPClientAbortError) as error:
            raise self._broken(ServerUnavailable(f"{server} cannot be reached: {error}")) from error
        except LoginError as error:
            raise self._broken(self._no_login(server, str(error))) from error
        except IMAPClientError as error:
            raise self._broken(DeliveryError(f"{self.where}: {error}; look at returns.imap.folder")) from error

    def _no_login(self, server: str, said: str) -> DeliveryError:
        if any(word in said.lower() for word in _FOR_NOW):
            return ServerUnavailable(f"{server} takes no login for now: {said}")
        where = "what returns.imap.token_command prints" if self._login.token_command else "returns.imap.password_env"
        return DeliveryError(f"{server} refuses the login of {self._login.username}: {said}; look at {where}")

    def _broken(self, error: DeliveryError) -> DeliveryError:
        """Hang up, so that the next question begins anew."""
        if self._client:
            with suppress(IMAPClientError, OSError):
                self._client.shutdown()
        self._client = None
        return error


def _log_in(client: IMAPClient, login: Login) -> None:
    if login.token_command:
        client.oauth2_login(login.username, token_of("returns.imap.token_command", login.token_command))
    elif client.has_capability("AUTH=PLAIN"):  # takes any character, LOGIN those of ASCII
        client.plain_login(login.username, login.password)
    else:
        client.login(login.username, login.password)


def _some(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE))


def _fetched(client: IMAPClient, numbers: Sequence[int]) -> Iterator[Post]:
    """The mails, up to a length; one that was taken away meanwhile is not among them."""
    found = client.fetch(numbers, [f"BODY.PEEK[]<0.{_LONGEST}>"])
    for number in sorted(found):
        data = next((value for key, value in found[number].items() if key.startswith(b"BODY[]")), None)
        if data is not None:
            yield Post(number, data)


def _made(client: IMAPClient, name: str) -> str:
    """The folder's name on this server, which may want all of them below INBOX (RFC 2342)."""
    personal = client.namespace().personal if client.has_capability("NAMESPACE") else None
    prefix = personal[0][0] if personal else ""
    whole = name if name.startswith(prefix) else f"{prefix}{name}"
    if not client.folder_exists(whole):
        client.create_folder(whole)
        client.subscribe_folder(whole)
    return whole


def _move(client: IMAPClient, numbers: Sequence[int], folder: str) -> None:
    """MOVE (RFC 6851), or what stands for it; without UIDPLUS the copies here stay, marked as deleted."""
    if client.has_capability("MOVE"):
        client.move(numbers, folder)
        return
    client.copy(numbers, folder)
    client.delete_messages(numbers, silent=True)
    if client.has_capability("UIDPLUS"):
        client.uid_expunge(numbers)
