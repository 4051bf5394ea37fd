"""One conversation with a mail server (RFC 5321), one message and one recipient at a time.

What the server's answer means for the message in hand:

    before the text is sent     refused: rejected or deferred; connection lost: `Dropped`, may be tried again
    while the text is sent      connection lost: uncertain, never tried again
    after it                    accepted, rejected or deferred, in the server's words
"""

from __future__ import annotations

import smtplib
import ssl

from digest.config import Smtp
from digest.errors import DeliveryError, ServerUnavailable
from digest.model import Message, Receipt, ReceiptState

_FINAL_REPLY = 600  # seconds that a server may take to answer the end of a message: RFC 5321, section 4.5.3.2.6


class Dropped(Exception):
    """The connection was lost before the message was handed over: the server has nothing of it."""


class Session:
    """An open connection, greeted, encrypted and logged in as the config says.

    Raises `ServerUnavailable` where the server can't be had for now, `DeliveryError` where it never will as
    things are: certificate, login, no TLS.
    """

    def __init__(self, smtp: Smtp, username: str, password: str, context: ssl.SSLContext) -> None:
        self._server = f"{smtp.host}:{smtp.port}"
        self._smtp, self._username, self._password, self._context = smtp, username, password, context
        self._client = self._open()

    def reopen(self) -> None:
        """A new connection in place of the lost one."""
        self._client.close()
        self._client = self._open()

    def close(self) -> None:
        """Say goodbye, if there still is someone to say it to."""
        try:
            self._client.quit()
        except (smtplib.SMTPException, OSError):
            self._client.close()

    def noop(self) -> str:
        """Ask whether the server still listens; its answer."""
        return _words(*self._client.noop())

    def hand_over(self, message: Message) -> Receipt:
        """Hand over one message. Raises `Dropped`, and `DeliveryError` where the server refuses the sender."""
        client, address = self._client, message.recipient.address
        size = [f"SIZE={len(message.data)}"] if client.has_extn("size") else []
        try:
            code, reply = client.mail(message.envelope_sender, size)
            if 500 <= code < 600:
                raise DeliveryError(
                    f"{self._server} refuses mail from {message.envelope_sender}: {_words(code, reply)}; "
                    "change delivery.envelope_sender, or tell the server's administrator"
                )
            if code == 250:
                code, reply = client.rcpt(address)
            if code in (250, 251):
                code, reply = client.docmd("DATA")
            if code != 354:
                return self._refused(address, code, reply)
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException) as error:
            raise Dropped(str(error)) from error
        return self._hand_over_text(message)

    def _refused(self, address: str, code: int, reply: bytes) -> Receipt:
        if code == 421:  # the server closes the connection
            raise Dropped(_words(code, reply))
        state: ReceiptState = "rejected" if 500 <= code < 600 else "deferred"
        self._client.rset()
        return Receipt(address, state, _words(code, reply))

    def _hand_over_text(self, message: Message) -> Receipt:
        client, address = self._client, message.recipient.address
        # `smtplib.data` does the same with regular expressions, which takes longer than the rest of it
        text = message.data.replace(b"\r\n.", b"\r\n..").removesuffix(b"\r\n")
        try:
            client.send(text + b"\r\n.\r\n")
            if client.sock:
                client.sock.settimeout(max(_FINAL_REPLY, self._smtp.timeout.total_seconds()))
            code, reply = client.getreply()
            if client.sock:
                client.sock.settimeout(self._smtp.timeout.total_seconds())
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException) as error:
            client.close()
            return Receipt(address, "uncertain", f"the connection broke while the message was handed over: {error}")
        states: dict[int, ReceiptState] = {2: "accepted", 4: "deferred", 5: "rejected"}
        return Receipt(address, states.get(code // 100, "uncertain"), _words(code, reply))

    # --- opening --------------------------------------------------------------------------------------

    def _open(self) -> smtplib.SMTP:
        try:
            client = self._connect()
        except ssl.SSLError as error:
            raise DeliveryError(f"{self._server}: no secure connection: {_tls_reason(error)}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise ServerUnavailable(f"{self._server} cannot be reached: {_reason(error)}") from error
        try:
            self._greet(client)
        except BaseException:
            client.close()
            raise
        return client

    def _connect(self) -> smtplib.SMTP:
        smtp = self._smtp
        timeout = smtp.timeout.total_seconds()
        if smtp.tls == "tls":
            return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=timeout, context=self._context)
        return smtplib.SMTP(smtp.host, smtp.port, timeout=timeout)

    def _greet(self, client: smtplib.SMTP) -> None:
        try:
            if self._smtp.tls == "starttls":
                client.starttls(context=self._context)
            client.ehlo_or_helo_if_needed()
            if self._username:
                client.login(self._username, self._password)
        except smtplib.SMTPNotSupportedError as error:
            raise DeliveryError(f"{self._server}: {error} Change delivery.smtp.tls or the port.") from error
        except ssl.SSLError as error:
            raise DeliveryError(f"{self._server}: no secure connection: {_tls_reason(error)}") from error
        except smtplib.SMTPAuthenticationError as error:
            reply = _words(error.smtp_code, error.smtp_error)
            if 400 <= error.smtp_code < 500:
                raise ServerUnavailable(f"{self._server} takes no login for now: {reply}") from error
            raise DeliveryError(
                f"{self._server} refuses the login of {self._username}: {reply}; look at the environment variables "
                f"{self._smtp.username_env} and {self._smtp.password_env}"
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            raise ServerUnavailable(f"{self._server} ended the greeting: {_reason(error)}") from error


def _words(code: int, reply: bytes | str) -> str:
    """The server's reply on one line."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(f"{code} {text}".split())[:300]


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _tls_reason(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {error.verify_message}"
    return f"{error.reason or error}; is delivery.smtp.tls right for this port?"
