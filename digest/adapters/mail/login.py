"""Logging in to a mail server: a password (RFC 4616, RFC 2195) or a token (XOAUTH2, as Google and Microsoft have it).

`smtplib` takes passwords in ASCII only; here they may hold any character, in UTF-8 as RFC 4616 has it.
"""

from __future__ import annotations

import base64
import hmac
import shlex
import smtplib
import subprocess
from dataclasses import dataclass

from digest.errors import DeliveryError

_PATIENCE = 60  # seconds that a command for a token may take


@dataclass(frozen=True, slots=True)
class Login:
    """Who sends. With a `token_command` its first line of output is the token, asked for at every login."""

    username: str = ""
    password: str = ""
    token_command: str = ""


def log_in(client: smtplib.SMTP, login: Login, *, encrypted: bool) -> tuple[int, bytes]:
    """The server's reply to the login. Raises `SMTPNotSupportedError` where it offers no way that we know."""
    offered = client.esmtp_features.get("auth", "").upper().split()
    if login.token_command:
        return _token(client, login, offered)
    ways = {"PLAIN": _plain, "LOGIN": _login, "CRAM-MD5": _cram_md5}
    order = ["PLAIN", "LOGIN", "CRAM-MD5"] if encrypted else ["CRAM-MD5", "PLAIN", "LOGIN"]
    for name in order:
        if name in offered:
            return ways[name](client, login)
    raise smtplib.SMTPNotSupportedError(f"The server offers no login by password, only: {' '.join(offered) or 'none'}.")


def _plain(client: smtplib.SMTP, login: Login) -> tuple[int, bytes]:
    return client.docmd("AUTH PLAIN", _coded(f"\0{login.username}\0{login.password}"))


def _login(client: smtplib.SMTP, login: Login) -> tuple[int, bytes]:
    code, reply = client.docmd("AUTH LOGIN", _coded(login.username))
    return client.docmd(_coded(login.password)) if code == 334 else (code, reply)


def _cram_md5(client: smtplib.SMTP, login: Login) -> tuple[int, bytes]:
    code, challenge = client.docmd("AUTH CRAM-MD5")
    if code != 334:
        return code, challenge
    digest = hmac.new(login.password.encode(), base64.b64decode(challenge), "md5").hexdigest()
    return client.docmd(_coded(f"{login.username} {digest}"))


def _token(client: smtplib.SMTP, login: Login, offered: list[str]) -> tuple[int, bytes]:
    if "XOAUTH2" not in offered:
        raise smtplib.SMTPNotSupportedError("The server offers no login by token (XOAUTH2).")
    token = token_of("delivery.smtp.token_command", login.token_command)
    code, reply = client.docmd("AUTH XOAUTH2", _coded(f"user={login.username}\1auth=Bearer {token}\1\1"))
    if code != 334:
        return code, reply
    reason = base64.b64decode(reply + b"==")  # JSON that says why not; the refusal itself follows
    code, reply = client.docmd("")
    return code, reply + b" " + reason


def token_of(key: str, command: str) -> str:
    """What the command under this key of the config prints. Raises `DeliveryError` where it fails or prints nothing."""
    try:
        ended = subprocess.run(  # noqa: S603
            shlex.split(command), capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise DeliveryError(f"{key}: {command!r} cannot be run: {error}") from error
    token = ended.stdout.strip().partition("\n")[0].strip()
    if ended.returncode or not token:
        said = " ".join(ended.stderr.split())[-300:] or "it printed no token"
        raise DeliveryError(f"{key}: {command!r} ended with {ended.returncode}: {said}")
    return token


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
