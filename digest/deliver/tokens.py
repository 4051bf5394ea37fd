"""Tokens: texts that we signed, so that nobody can make one in another's name.

    token = base64url(subject) "." base64url(HMAC-SHA256(key, "digest " purpose NUL subject))

Only letters, digits, `-`, `_` and one dot. What a token is good for is signed with it.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode


def make_token(purpose: str, subject: str, key: bytes) -> str:
    """A token that says `subject`; `read_token` needs the same purpose and key."""
    if not key:
        raise ValueError("a token needs a key that is not empty")
    return f"{_encode(subject.encode())}.{_encode(_sign(purpose, subject.encode(), key))}"


def read_token(purpose: str, token: str, key: bytes) -> str | None:
    """What a token says that was signed for this purpose with this key; None for any other text."""
    subject_text, _, signature_text = token.partition(".")
    try:
        subject, signature = _decode(subject_text), _decode(signature_text)
        text = subject.decode()
    except ValueError:  # not base64, not UTF-8
        return None
    return text if key and hmac.compare_digest(signature, _sign(purpose, subject, key)) else None


def _sign(purpose: str, subject: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"digest " + purpose.encode() + b"\0" + subject, "sha256")


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
