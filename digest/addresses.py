"""Addresses as they may be shown: one may hold a name and a password (RFC 3986, 3.2.1), or a token in its query."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

_LOGIN = re.compile(r"(?<=://)[^/?#\s]*@")


def public_address(address: str) -> str:
    """The address, or a text with addresses in it, without names, passwords and tokens."""
    return _secret().sub(r"\1=...", _LOGIN.sub("", address))


@cache
def _secret() -> re.Pattern[str]:
    """A field of a query that holds a secret, by its name."""
    from importlib.resources import files  # not before an address is shown: a run with nothing to do shows none

    lines = (files(__package__) / "secret_fields.txt").read_text(encoding="utf-8").splitlines()
    parts = "|".join(line for line in lines if not line.startswith("#"))
    return re.compile(rf"(?<=[?&;])([\w.-]*(?:{parts})[\w.-]*)=[^&;#\s]+", re.IGNORECASE)


def split_login(address: str) -> tuple[str, tuple[str, str]]:
    """The address without name and password, and those, each empty where there is none."""
    found = _LOGIN.search(address)
    if not found or address[: found.start()].count("/") != 2:
        return address, ("", "")
    user, _, password = found[0][:-1].partition(":")
    return address[: found.start()] + address[found.end() :], (unquote(user), unquote(password))
