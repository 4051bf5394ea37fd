"""What an operator's own feeds are asked with: headers, cookies and a login, for their own server alone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from digest.config import Audience


@dataclass(frozen=True, slots=True)
class Access:
    """What goes with each request for a feed, and for the pages of its items on the same server."""

    headers: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""  # why the feed can't be asked for; empty where it can

    def for_hop(self, feed: str, url: str) -> Mapping[str, str]:
        """The headers for one hop on the way; none where it leads to another server, or out of encryption."""
        return self.headers if _is_own(feed, url) else {}


def accesses(audience: Audience, environment: Mapping[str, str]) -> dict[str, Access]:
    """The access of each feed that has one, by its address."""
    found = {}
    for number, source in enumerate(audience.sources):
        named = {f"sources.{number}.{key}": getattr(source, key) for key in ("user_env", "password_env")}
        missing = [
            f"{audience.where(key)}: the environment variable {variable} is not set; put the login for the feed there"
            for key, variable in named.items()
            if variable and not environment.get(variable)
        ]
        user, password = (environment.get(variable, "") for variable in named.values())
        login = (user, password) if any(named.values()) else source.login
        headers = {**_cookies(source.cookies), **_authorization(login), **source.headers}
        if headers or missing:
            found[source.feed] = Access(headers, "; ".join(missing))
    return found


def _cookies(cookies: Mapping[str, str]) -> dict[str, str]:
    """RFC 6265, 4.2.1."""
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}


def _authorization(login: tuple[str, str]) -> dict[str, str]:
    """RFC 7617, in UTF-8."""
    return {"Authorization": f"Basic {b64encode(':'.join(login).encode()).decode()}"} if any(login) else {}


def _is_own(feed: str, url: str) -> bool:
    """Whether an address is on the server of a feed: the same origin, or the same name with encryption."""
    try:
        own, other = urlsplit(feed), urlsplit(url)
        same = (own.scheme, own.port) == (other.scheme, other.port) or other.scheme == "https"
    except ValueError:
        return False
    return same and own.hostname == other.hostname
