"""The issue to another program: one POST a slot, signed after Standard Webhooks (https://www.standardwebhooks.com/).

    webhook-id          the same for every try of one issue, so that who gets it twice can tell
    webhook-timestamp   seconds since 1970
    webhook-signature   v1,BASE64 of the HMAC-SHA256 over `id.timestamp.body`

What was certainly not taken (nobody there, 429, an error of the server) is tried again, in this run and by the next
ones. What may have been taken, because the connection broke or the answer came too late, is reported and not sent
again: another program may know no `webhook-id` and make two drafts of it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

import httpx2
import stamina

from digest import __version__
from digest.adapters.mail.login import token_of
from digest.errors import DeliveryError
from digest.model import Message, Receipt
from digest.ports import Note

ATTEMPTS = 3  # in one run
_LONGEST_WAIT = 30.0  # seconds that the other side may ask for between two of them
_WORDS = 300  # characters of an answer that are repeated to the operator
_TRY_AGAIN = (408, 425, 429, 500, 501, 502, 503)  # the answer says that nothing was done
_NOT_BEGUN = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
logging.getLogger("stamina").addHandler(logging.NullHandler())  # else Python prints each try on standard error


@dataclass(frozen=True, slots=True)
class Permit:
    """By what the other program knows us: a whole Authorization header, a command that prints one, a signing key."""

    authorization: str = ""
    command: str = ""
    secret: str = ""

    def headers(self, message: Message, moment: int) -> dict[str, str]:
        """The header lines that go with one message."""
        found = {"webhook-id": message.id, "webhook-timestamp": str(moment)}
        if self.secret:
            found["webhook-signature"] = signature(self.secret, message.id, moment, message.data)
        told = token_of("delivery.webhook.authorization_command", self.command) if self.command else self.authorization
        return found | ({"Authorization": told} if told else {})


def signature(secret: str, message_id: str, moment: int, body: bytes) -> str:
    """The value of `webhook-signature`. A secret that begins with `whsec_` is base64, any other is taken as it is."""
    key = secret.encode()
    if secret.startswith("whsec_"):
        try:
            key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            raise DeliveryError("delivery.webhook.secret_env: what follows whsec_ is no base64") from None
    signed = hmac.new(key, f"{message_id}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode('ascii')}"


def is_address(text: str) -> bool:
    """Whether it can be posted to: http or https, with a host."""
    try:
        url = httpx2.URL(text)
    except httpx2.InvalidURL:
        return False
    return url.scheme in ("http", "https") and bool(url.host)


class _Busy(Exception):
    """Nothing was done, and may be later; `wait` is the time in seconds that the other side asked for."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class WebhookMailer:
    """The `Mailer` of `digest.ports` that posts each message, which is JSON, to one address."""

    def __init__(
        self,
        url: str,
        permit: Permit,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float = 30.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._url, self._permit, self._clock = url, permit, clock
        self._headers = {"Content-Type": "application/json", "User-Agent": f"digest/{__version__}", **(headers or {})}
        self._timeout = timeout

    @property
    def where(self) -> str:
        """Scheme and host; the rest of an address may be a secret."""
        parts = httpx2.URL(self._url)
        return f"{parts.scheme}://{parts.netloc.decode('ascii').rpartition('@')[2]}"

    def probe(self) -> str:
        """Ask for the head of the page, which changes nothing: any answer shows that somebody is there."""
        try:
            with self._client() as client:
                status = client.head(self._url).status_code
        except httpx2.HTTPError as error:
            raise DeliveryError(f"{self.where}: {_reason(error)}") from error
        return f"{self.where} is there: it answers {_named(status)} to a HEAD, which posts nothing"

    def send(self, messages: Iterable[Message], note: Note) -> None:
        """Post the messages: see `digest.ports`."""
        for message in messages:
            note([message], [])
            try:
                receipt = self._posted(message)
            except DeliveryError as error:
                note([], [Receipt(message.recipient.address, "deferred", str(error), "temporary")])
                raise
            note([], [receipt])

    def _client(self) -> httpx2.Client:
        return httpx2.Client(timeout=self._timeout, follow_redirects=False, headers=self._headers)

    def _posted(self, message: Message) -> Receipt:
        who = message.recipient.address
        try:
            for attempt in stamina.retry_context(on=_again, attempts=ATTEMPTS, timeout=None):
                with attempt:
                    return Receipt(who, "accepted", self._post(message))
        except _Busy as error:
            return Receipt(who, "deferred", str(error), "temporary")
        except httpx2.HTTPError as error:
            return Receipt(who, "uncertain", f"{self.where}: {_reason(error)}; look there whether it has the issue")
        raise AssertionError("stamina gives at least one attempt")

    def _post(self, message: Message) -> str:
        """What the other side answered once it took the message. Raises `_Busy` where it certainly did not, for now."""
        try:
            headers = self._permit.headers(message, int(self._clock()))
            with self._client() as client:
                answer = client.post(self._url, content=message.data, headers=headers)
        except _NOT_BEGUN as error:
            raise _Busy(f"{self.where}: {_reason(error)}") from error
        said = f"{self.where} answers {_named(answer.status_code)}: {' '.join(answer.text.split())[:_WORDS]}"
        if answer.is_success:
            return said
        if answer.status_code in _TRY_AGAIN:
            raise _Busy(said, _seconds(answer.headers.get("retry-after", "")))
        if answer.status_code == HTTPStatus.GATEWAY_TIMEOUT:
            raise httpx2.ReadTimeout(_named(answer.status_code))
        if answer.is_redirect:
            raise DeliveryError(f"{said}; it sends us elsewhere: put the address that it names into the config")
        raise DeliveryError(f"{said}; look at delivery.webhook: address, authorization, body and extra")


def _again(error: Exception) -> bool | float:
    return isinstance(error, _Busy) and (min(error.wait, _LONGEST_WAIT) or True)


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() else 0.0


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
