"""What the DNS says about who may send for a domain: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489).

And what the large mailbox providers ask of whoever sends them much mail: `providers.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MOST_LOOKUPS = 10  # questions that one SPF record may cost a receiver: RFC 7208, section 4.6.4
_MECHANISM = re.compile(r"([-+~?])?(all|include|a|mx|ptr|ip4|ip6|exists)(?:[:/](.*))?", re.I)
_MODIFIER = re.compile(r"([a-z][\w.-]*)=(.*)", re.I)
_COSTLY = ("include", "a", "mx", "ptr", "exists", "redirect")


@dataclass(frozen=True, slots=True)
class Spf:
    """One record. `all` is the sign before it, empty where it has none; `lookups` are (mechanism, domain)."""

    all: str
    lookups: tuple[tuple[str, str], ...]
    wrong: tuple[str, ...]  # terms that no receiver understands: the record counts for nothing then


def read_spf(record: str) -> Spf:
    """The terms of a record that begins with `v=spf1`."""
    sign, lookups, wrong = "", list[tuple[str, str]](), list[str]()
    for term in record.split()[1:]:
        if found := _MECHANISM.fullmatch(term):
            name = found[2].lower()
            if name == "all":
                sign = found[1] or "+"
            if name in _COSTLY:
                lookups.append((name, (found[3] or "").lower()))
        elif found := _MODIFIER.fullmatch(term):
            if found[1].lower() == "redirect":
                lookups.append(("redirect", found[2].lower()))
        else:
            wrong.append(term)
    return Spf(sign, tuple(lookups), tuple(wrong))


def of_version(records: Iterable[str], version: str) -> list[str]:
    """The records that begin with such a `v=` tag, which is how SPF and DMARC tell theirs from others at a name."""
    return [record for record in records if re.match(rf"{re.escape(version)}(?:[ ;]|$)", record.strip(), re.I)]


def read_tags(record: str) -> dict[str, str]:
    """The tags of a record such as `v=DMARC1; p=none`, their names in small letters."""
    halves = (part.partition("=") for part in record.split(";") if "=" in part)
    return {name.strip().lower(): value.strip() for name, _, value in halves}


def organisation(domain: str) -> str:
    """The domain that somebody registered, below a public suffix such as `co.uk`; as it is where none is known."""
    from tld import get_fld

    return get_fld(domain, fix_protocol=True, fail_silently=True) or domain


def aligned(domain: str, author: str, *, strict: bool) -> bool:
    """Whether a domain may vouch for that of From (RFC 7489, section 3.1)."""
    return domain == author if strict else organisation(domain) == organisation(author)


@dataclass(frozen=True, slots=True)
class Provider:
    """What one asks. `since` and `read` are days: from when it is asked, and as of when this was read."""

    name: str
    since: str
    read: str
    whom: str
    needs: tuple[str, ...]
    source: str

    def missing(self, met: Collection[str]) -> tuple[str, ...]:
        """What it asks and is not among what is met."""
        return tuple(need for need in self.needs if need not in met)


@cache
def providers() -> tuple[Provider, ...]:
    """The table."""
    lines = Path(__file__).with_name("providers.txt").read_text(encoding="utf-8").splitlines()
    cells = ([cell.strip() for cell in line.split("|")] for line in lines if line.strip() and not line.startswith("#"))
    return tuple(
        Provider(name, since, read, whom, tuple(needs.split()), source)
        for name, since, read, whom, needs, source in cells
    )


@cache
def usual_selectors() -> tuple[str, ...]:
    """Where a DKIM key may be found without knowing its selector."""
    lines = Path(__file__).with_name("selectors.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
