"""`digest unsubscribe`: who is never mailed again, for those who ask by mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import parseaddr

from digest.config import Audience, check_mailbox
from digest.errors import ConfigError
from digest.model import Suppression
from digest.wiring import open_store

REASON = "asked to leave by mail"


def unsubscribe(audience: Audience, addresses: Sequence[str], now: datetime) -> Iterator[str]:
    """Put addresses on the newsletter's suppression list, all or none; a line for each."""
    checked = [_address(text) for text in addresses]
    newsletter = audience.newsletter
    store = open_store(audience)
    try:
        for address in checked:
            store.suppress(Suppression(address, newsletter.slug, REASON, now))
            yield f"{address} gets no further issue of {newsletter.name}"
    finally:
        store.close()


def lift(audience: Audience, addresses: Sequence[str]) -> Iterator[str]:
    """Take addresses off the newsletter's suppression list; a line for each."""
    checked = [_address(text) for text in addresses]
    newsletter = audience.newsletter
    store = open_store(audience)
    try:
        for address in checked:
            lifted = store.lift(newsletter.slug, address)
            yield f"{address} may get {newsletter.name} again" if lifted else f"{address} was not on the list"
    finally:
        store.close()


def suppressions(audience: Audience) -> Iterator[str]:
    """A line for each address that this newsletter must not mail."""
    store = open_store(audience)
    try:
        for one in store.suppressions():
            if one.newsletter in ("", audience.newsletter.slug):
                scope = "" if one.newsletter else ", by no newsletter"
                yield f"{one.address}  {one.added:%Y-%m-%d}  {one.reason}{scope}"
    finally:
        store.close()


def _address(text: str) -> str:
    try:
        return parseaddr(check_mailbox(text.strip()))[1]
    except ValueError as error:
        raise ConfigError(f"{text!r}: {error}") from None
