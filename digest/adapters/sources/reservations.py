"""What a publisher asks of programs: robots.txt (RFC 9309), `noai`, and the TDM Reservation Protocol.

https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from protego import Protego

AGENT = "digest"  # as robots.txt names us
MAX_ROBOTS = 500_000  # bytes, as RFC 9309 asks for at least
_TOP = 50_000  # bytes of a page in which its head stands
_META = re.compile(rb"<meta\b[^<>]{1,500}>", re.IGNORECASE)
_NOAI = re.compile(r"\bno-?ai\b", re.IGNORECASE)


def forbids(robots: bytes, url: str) -> bool:
    """Whether a robots.txt asks us not to fetch this address."""
    return not _rules(robots[:MAX_ROBOTS]).can_fetch(url, AGENT)


@lru_cache(maxsize=64)
def _rules(robots: bytes) -> Protego:
    return Protego.parse(robots.decode("utf-8", "replace"))


def reserved(headers: Mapping[str, str], body: bytes) -> str:
    """How an answer reserves its text from machines, for the operator; empty where it does not."""
    if _NOAI.search(headers.get("x-robots-tag", "")):
        return "`X-Robots-Tag: noai`"
    if headers.get("tdm-reservation", "").strip() == "1":
        return "`TDM-Reservation: 1`"
    for tag in _META.findall(body[:_TOP]):
        written = tag.decode("utf-8", "replace").lower()
        if re.search(r"name\s*=\s*[\"']?robots\b", written) and _NOAI.search(written):
            return "a `noai` in its head"
        if "tdm-reservation" in written and re.search(r"content\s*=\s*[\"']?1\b", written):
            return "a `tdm-reservation` in its head"
    return ""
