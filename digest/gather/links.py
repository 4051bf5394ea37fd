"""Canonical addresses: one article, one address, whatever campaign the link came through."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

from digest.gather.lists import any_of

MAX_LENGTH = 2_000  # characters; longer links are broken in some mail clients

_TRACKING = any_of("tracking.txt")
_MAYBE_TRACKING = re.compile(r"ref|referrer|src|source|from|partner|via|cid|campaign|medium|output", re.IGNORECASE)
_SAYS_FEED = re.compile(r"(.*[_.-])?(rss|feed|atom|feedburner|newsletter|twitter|facebook|partner)([_.-].*)?", re.I)
_HOST = re.compile(r"www\.[\w-]+\.[a-z]{2,}(?:[/:?#]|$)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str, base: str = "") -> str:
    """The address of an article without tracking parameters, fragment, credentials and default port.

    Relative links are resolved against `base`. Gives an empty string for what is not an http(s) address
    (`javascript:`, `mailto:`, no host, longer than 2,000 characters). Idempotent.
    """
    if len(url) > 2 * MAX_LENGTH:
        return ""
    try:
        parts = urlsplit(urljoin(base, _with_scheme(_strip(url))))
        if wrapped := _unwrap(parts):
            return canonical_url(wrapped)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # a broken IPv6 host, a port that is not a number
        return ""
    if parts.scheme not in _PORTS or not re.fullmatch(r"[\w.-]+|[0-9a-f:.]+", host):
        return ""
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    path = parts.path or "/"
    address = f"{parts.scheme}://{place}{path}" + (f"?{query}" if query else "")
    return address if len(address) <= MAX_LENGTH else ""


def host_of(url: str) -> str:
    """The host of a canonical address, without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _strip(url: str) -> str:
    """Without control characters (which browsers ignore) and with spaces and quotes encoded."""
    url = re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", "", url).strip()
    return re.sub(r"[\s\"<>\\^`{|}]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def _with_scheme(url: str) -> str:
    """`www.host/x` is a host as readers write it; `feed:` says what to open the address with (RFC draft "feed")."""
    if url[:5].lower() == "feed:":
        rest = url[5:]
        return f"http:{rest}" if rest.startswith("//") else rest
    return f"https://{url}" if _HOST.match(url) else url


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if _TRACKING.fullmatch(name):
        return True
    return bool(_MAYBE_TRACKING.fullmatch(name) and _SAYS_FEED.fullmatch(value))


def _unwrap(parts: SplitResult) -> str:
    """The address behind a link of Google Alerts, which leads through a counter."""
    if parts.hostname in ("www.google.com", "google.com") and parts.path == "/url":
        query = dict(parse_qsl(parts.query))
        target = query.get("url") or query.get("q", "")
        return target if target.startswith(("http://", "https://")) else ""
    return ""
