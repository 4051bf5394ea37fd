"""Opening a connection to a mail server: greeted, encrypted and logged in as the config says."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from pathlib import Path

from digest.adapters.mail.login import Login, log_in
from digest.blame import blame_for
from digest.config import Smtp
from digest.errors import DeliveryError, ServerUnavailable

_GOODBYE = 5  # seconds to wait for the answer to QUIT
_UNROUTABLE = ("localhost", ".localdomain", ".local", ".lan", ".internal", ".home", ".arpa")


def open_session(smtp: Smtp, login: Login, context: ssl.SSLContext) -> smtplib.SMTP:
    """An open connection.

    Raises `ServerUnavailable` where the server can't be had for now, `DeliveryError` where it never will as
    things are: certificate, login, no TLS. The server's words are in the message.
    """
    server = f"{smtp.host}:{smtp.port}"
    try:
        client = _connect(smtp, context)
    except ssl.SSLError as error:
        raise DeliveryError(f"{server}: no secure connection: {tls_reason(error, 'delivery.smtp')}") from error
    except smtplib.SMTPConnectError as error:
        raise _turned_away(server, error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ServerUnavailable(f"{server} cannot be reached: {_reason(error)}{_hint(smtp)}") from error
    try:
        _greet(client, smtp, login, context, server)
    except BaseException:
        client.close()
        raise
    return client


def close_session(client: smtplib.SMTP) -> None:
    """Say goodbye, if there still is someone to say it to."""
    try:
        if client.sock:
            client.sock.settimeout(_GOODBYE)
        client.quit()
    except (smtplib.SMTPException, OSError, ValueError):
        with suppress(OSError):
            client.close()


def _connect(smtp: Smtp, context: ssl.SSLContext) -> smtplib.SMTP:
    timeout = smtp.timeout.total_seconds()
    name = smtp.ehlo or "localhost"  # replaced below, when it is known from where we speak
    if smtp.tls == "tls":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, name, timeout=timeout, context=context)
    return smtplib.SMTP(smtp.host, smtp.port, name, timeout=timeout)


def own_name(connection: socket.socket) -> str:
    """How we introduce ourselves where the config has no `ehlo`: this machine's full name, if it is one that others
    could look up, else the address that we speak from, which is what RFC 5321 (section 4.1.4) asks for then.
    """
    name = socket.getfqdn().rstrip(".").lower()
    if "." in name and not name.endswith(_UNROUTABLE) and name.isascii():
        return name
    address = str(connection.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _greet(client: smtplib.SMTP, smtp: Smtp, login: Login, context: ssl.SSLContext, server: str) -> None:
    if not smtp.ehlo and client.sock:
        client.local_hostname = own_name(client.sock)
    try:
        if smtp.tls == "starttls":
            client.starttls(context=context)
        client.ehlo_or_helo_if_needed()
        if login.username:
            code, reply = log_in(client, login, encrypted=smtp.tls != "none")
            if code // 100 != 2:
                _refuse(smtp, login, server, words(code, reply), code)
    except smtplib.SMTPNotSupportedError as error:
        raise DeliveryError(f"{server}: {error} Change delivery.smtp.tls or the port.") from error
    except ssl.SSLError as error:
        raise DeliveryError(f"{server}: no secure connection: {tls_reason(error, 'delivery.smtp')}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise ServerUnavailable(f"{server} ended the greeting: {_reason(error)}") from error


def _refuse(smtp: Smtp, login: Login, server: str, said: str, code: int) -> None:
    if code < 500 or blame_for("LOGIN", code, said) in ("rate", "quota", "temporary"):
        raise ServerUnavailable(f"{server} takes no login for now: {said}")
    where = (
        "at what delivery.smtp.token_command prints"
        if login.token_command
        else f"at the environment variables {smtp.username_env} and {smtp.password_env}"
    )
    raise DeliveryError(f"{server} refuses the login of {login.username}: {said}; look {where}")


def _turned_away(server: str, error: smtplib.SMTPConnectError) -> DeliveryError:
    """A server that does not greet (RFC 5321, section 3.1): 5xx says that it never will as things are."""
    said = _reason(error)
    if error.smtp_code < 500:
        return ServerUnavailable(f"{server} takes nobody for now: {said}")
    return DeliveryError(f"{server} turns this machine away: {said}; ask its administrator, and look at its DNS name")


def _hint(smtp: Smtp) -> str:
    if smtp.port == 465 and smtp.tls == "starttls":
        return "; port 465 speaks TLS from the first byte: set `delivery.smtp.tls: tls`"
    return ""


def words(code: int, reply: bytes | str) -> str:
    """The server's reply on one line."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(f"{code} {text}".split())[:300]


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return words(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def tls_reason(error: ssl.SSLError, part: str) -> str:
    """Why there is no secure connection, and what to look at in this part of the config."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"its certificate is not to be trusted: {error.verify_message}; "
            f"where it has an authority of its own, name that under {part}.ca_file"
        )
    return f"{error.reason or error}; is {part}.tls right for this port?"


def trusted(key: str, ca_file: str, folder: Path) -> ssl.SSLContext:
    """The certificates to trust: the system's, and those in the file that this key of the config names."""
    context = ssl.create_default_context()
    if ca_file:
        try:
            context.load_verify_locations(folder / ca_file)
        except OSError as error:  # an SSLError is one too
            reason = getattr(error, "reason", None) or error.strerror
            raise DeliveryError(f"{folder / ca_file}: {key}: no certificates: {reason}") from error
    return context
