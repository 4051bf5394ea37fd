"""Tokens that let a reader leave one newsletter with one click, and no one else in their name.

    token = base64url(newsletter NUL address) "." base64url(HMAC-SHA256(key, ...))

A token says who asks (RFC 8058, section 3.1: the address must not have to be typed in again) and has no end:
a message of last year can still be answered. Changing the key makes all earlier links useless.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode


def make_token(newsletter: str, address: str, key: bytes) -> str:
    """The token of one reader of one newsletter (its slug). Only letters, digits, `-`, `_` and one dot."""
    if not key:
        raise ValueError("a token needs a key that is not empty")
    subject = f"{newsletter}\0{address}".encode()
    return f"{_encode(subject)}.{_encode(_sign(subject, key))}"


def read_token(token: str, key: bytes) -> tuple[str, str] | None:
    """Newsletter and address of a token that was signed with this key; None for any other text."""
    subject_text, _, signature_text = token.partition(".")
    try:
        subject, signature = _decode(subject_text), _decode(signature_text)
        newsletter, _, address = subject.decode().partition("\0")
    except ValueError:  # not base64, not UTF-8
        return None
    if not key or not hmac.compare_digest(signature, _sign(subject, key)):
        return None
    return newsletter, address


def unsubscribe_url(template: str, token: str) -> str:
    """The reader's address for leaving: the `{token}` of `delivery.unsubscribe.url` filled in."""
    return template.replace("{token}", token)


def _sign(subject: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"digest unsubscribe\0" + subject, "sha256")


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
