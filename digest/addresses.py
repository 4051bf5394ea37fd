"""Addresses as they may be shown: one may hold a name and a password (RFC 3986, 3.2.1), or a token in its query."""

from __future__ import annotations

import re
from urllib.parse import unquote

_LOGIN = re.compile(r"(?<=://)[^/?#\s]*@")
_SECRET = re.compile(r"(?<=[?&;])([\w.-]*(?:token|auth|secret|passw|key|signature)[\w.-]*)=[^&;#\s]+", re.IGNORECASE)


def public_address(address: str) -> str:
    """The address, or a text with addresses in it, without names, passwords and tokens."""
    return _SECRET.sub(r"\1=...", _LOGIN.sub("", address))


def split_login(address: str) -> tuple[str, tuple[str, str]]:
    """The address without name and password, and those, each empty where there is none."""
    found = _LOGIN.search(address)
    if not found or address[: found.start()].count("/") != 2:
        return address, ("", "")
    user, _, password = found[0][:-1].partition(":")
    return address[: found.start()] + address[found.end() :], (unquote(user), unquote(password))
