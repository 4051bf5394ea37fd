"""From the text of a config to Python's types: what is taken, and what is said of what is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from digest.reading.forms import fold

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_LIKE_A_SECRET = re.compile(r"(?=.*\d)[A-Z0-9]{16,}")  # key numbers, and codes in base 32
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_YEAR = 366 * 86400  # seconds; a calendar can't be counted back for ever

# An address that needs no parser (RFC 5322 atoms, a domain of letters, digits and hyphens), perhaps after plain words.
_PLAIN_MAILBOX = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9 -]*<)?[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@"
    r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*(?:\.[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*)+(?(1)>|)"
)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_NAMED = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^"<>,;:@]*)\s*<([^<>]+)>')  # a name, perhaps in marks, and an address


def duration(value: object) -> timedelta:
    """A length of time, above nothing and up to a year."""
    if isinstance(value, timedelta):
        return value
    found = DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError("expected a length of time such as 45s, 30m, 6h or 2d")
    seconds = float(found[1]) * _SECONDS[found[2]]
    if not 0 < seconds <= _YEAR:
        raise ValueError("expected a length of time above nothing and up to a year, such as 45s or 2d")
    return timedelta(seconds=seconds)


def written(value: timedelta) -> str:
    """A length of time as a config has it: in the largest unit that gives a whole number."""
    seconds = int(value.total_seconds())
    unit = next(unit for unit in ("d", "h", "m", "s") if seconds % _SECONDS[unit] == 0)
    return f"{seconds // _SECONDS[unit]}{unit}"


def rate(value: object) -> float:
    """Messages a second."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*/\s*(s|m|h|d)", value.strip()) if isinstance(value, str) else None
    if not found or not float(found[1]):
        raise ValueError("expected messages in a time, such as 14/s, 600/m or 5000/h")
    return float(found[1]) / _SECONDS[found[2]]


def time_of_day(value: object) -> time:
    """A time of day, to the minute."""
    if isinstance(value, time):
        return value
    if isinstance(value, str) and (found := TIME.fullmatch(value.strip())):
        return time(int(found[1]), int(found[2]))
    raise ValueError("expected a time of day from 00:00 to 23:59, such as 07:30")


class NearMiss(ValueError):
    """A value that is none, and what may have been meant: `; did you mean X?`, or nothing."""

    def __init__(self, expected: str, hint: str) -> None:
        super().__init__(expected)
        self.hint = hint


def zone(value: object) -> ZoneInfo:
    """A time zone, by its name in the IANA list."""
    if isinstance(value, ZoneInfo):
        return value
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z]\w*(?:[/+-]\w+)*", value):
        with suppress(ZoneInfoNotFoundError, OSError):  # a folder of the list, such as America
            return ZoneInfo(value)
    raise NearMiss("expected a time zone of the IANA list such as Europe/London", _zone_meant(str(value)))


def _zone_meant(text: str) -> str:
    """`; did you mean X?`: by the abbreviation, by the city, or by the nearest name."""
    words = re.sub(r"[\s_]+", " ", text).strip()
    first = words.upper().removesuffix(" TIME").removesuffix(" STANDARD").removesuffix(" DAYLIGHT")
    if first in _abbreviations():
        return f"; did you mean {_abbreviations()[first]}?"
    known = available_timezones()
    cities = {name.rpartition("/")[2].replace("_", " ").lower(): name for name in sorted(known, reverse=True)}
    return f"; did you mean {cities[words.lower()]}?" if words.lower() in cities else did_you_mean(text, known)


@cache
def _abbreviations() -> dict[str, str]:
    lines = Path(__file__).with_name("zones.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


def check_variable(value: str) -> str:
    """The name of an environment variable, or nothing. What may be a secret itself is refused, and not repeated."""
    if not value or (VARIABLE.fullmatch(value) and not _LIKE_A_SECRET.fullmatch(value)):
        return value
    raise ValueError(
        "expected the name of an environment variable in capitals, such as SMTP_PASSWORD; what stands here looks like "
        "the secret itself: put that into the environment, and change it where others have seen this file"
    )


def _with_ascii_domain(value: str) -> str:
    """The mailbox with its domain in the xn-- form that the DNS knows (RFC 5891)."""
    from email.utils import parseaddr

    domain = parseaddr(value)[1].rpartition("@")[2]
    if domain.isascii():
        return value
    import idna

    try:
        return value.replace(domain, idna.encode(domain, uts46=True).decode("ascii"))
    except idna.IDNAError as error:
        raise ValueError(f"expected a domain that can be registered: {error}") from None


def check_mailbox(value: str) -> str:
    """An address as `Name <user@host>` or `user@host` for mail that we send; the domain comes back in ASCII."""
    if _PLAIN_MAILBOX.fullmatch(value):  # nearly all are, and need no parser
        return value
    from email.utils import parseaddr

    if not parseaddr(value)[1].rpartition("@")[0].isascii():
        raise ValueError("expected an address that is plain ASCII before the @")
    return check_reader(value)


def check_reader(value: str) -> str:
    """The same for an address that we write to, which may be outside ASCII before the @.

    A server that offers SMTPUTF8 takes it (RFC 6531).
    """
    if _PLAIN_MAILBOX.fullmatch(value):
        return value
    from email.headerregistry import Address
    from email.utils import parseaddr

    value = _with_ascii_domain(value)
    address = parseaddr(value)[1]
    try:
        parsed = Address(addr_spec=re.sub(r"[^\x00-\x7f]", "x", address))
    except Exception:  # the header parser raises IndexError, ValueError and errors of its own on odd input
        parsed = Address()
    if not parsed.username or not (_DOMAIN.fullmatch(parsed.domain) or parsed.domain == "localhost"):
        raise ValueError("expected an email address such as name@example.org")
    named = _NAMED.fullmatch(value)
    if value != address and not (named and named[1] == address):
        raise ValueError(
            "expected an address and nothing else, or a name and an address between < and >; a name with , : ; or @ "
            "goes between quotation marks"
        )
    if not value.isprintable():
        raise ValueError("expected an address on one line")
    return value


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """`; did you mean X?`, X the nearest of the known names; empty where none is near."""
    import difflib

    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=cutoff)
    return f"; did you mean {near[0]}?" if near else ""


def slug_of(name: str) -> str:
    """A newsletter's name as names of folders and slots have it; empty where no letter a to z, or digit, is in it."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name.casefold())).strip("-")


def scheme_of(address: str) -> str:
    """The scheme of an address in lower case; `file` for a plain file name."""
    found = re.match(r"([a-z][a-z0-9+.-]+):", address, re.I)  # a single letter is a drive of Windows
    return found[1].lower() if found else "file"


def file_name(address: str) -> str:
    """The file that a name or a `file:` address means (RFC 8089)."""
    if not re.match("file:", address, re.I):
        return address
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    return url2pathname(urlsplit(address).path)
