"""Tokens that let a reader leave one newsletter with one click, and no one else in their name.

A token says who asks (RFC 8058, section 3.1: the address must not have to be typed in again) and has no end:
a message of last year can still be answered. Changing the key makes all earlier links useless.
"""

from __future__ import annotations

from digest.deliver import tokens

_PURPOSE = "unsubscribe"


def make_token(newsletter: str, address: str, key: bytes) -> str:
    """The token of one reader of one newsletter (its slug)."""
    return tokens.make_token(_PURPOSE, f"{newsletter}\0{address}", key)


def read_token(token: str, key: bytes) -> tuple[str, str] | None:
    """Newsletter and address of a token that was signed with this key; None for any other text."""
    subject = tokens.read_token(_PURPOSE, token, key)
    if subject is None:
        return None
    newsletter, _, address = subject.partition("\0")
    return newsletter, address


def unsubscribe_url(template: str, token: str) -> str:
    """The reader's address for leaving: the `{token}` of `delivery.unsubscribe.url` filled in."""
    return template.replace("{token}", token)
