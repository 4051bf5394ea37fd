"""Addresses as they may be shown: an address may hold a name and a password (RFC 3986, 3.2.1)."""

from __future__ import annotations

import re

_LOGIN = re.compile(r"(?<=://)[^/?#@\s]*@")


def public_address(address: str) -> str:
    """The address, or a text with addresses in it, without names and passwords."""
    return _LOGIN.sub("", address)
