"""`digest unsubscribe`: who is never mailed again, for those who ask by mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime

from digest.adapters.recipients import load_recipients, read_recipient
from digest.config import Audience
from digest.errors import ConfigError
from digest.model import Suppression
from digest.wiring import open_store

REASON = "taken off by hand"


def unsubscribe(audience: Audience, addresses: Sequence[str], now: datetime) -> Iterator[str]:
    """Put addresses on the newsletter's suppression list, all or none; a line for each."""
    checked = [read_recipient(text).address for text in addresses]
    newsletter, strangers = audience.newsletter, _strangers(audience, checked)
    with closing(open_store(audience)) as store:
        for address in checked:
            store.suppressions.add(Suppression(address, newsletter.slug, REASON, now))
            remark = "; mind that it is not among the recipients" if address in strangers else ""
            yield f"{address} gets no further issue of {newsletter.name}{remark}"


def lift(audience: Audience, addresses: Sequence[str]) -> Iterator[str]:
    """Take addresses off the newsletter's suppression list; a line for each."""
    checked = [read_recipient(text).address for text in addresses]
    newsletter = audience.newsletter
    with closing(open_store(audience)) as store:
        for address in checked:
            lifted = store.suppressions.lift(newsletter.slug, address)
            yield f"{address} may get {newsletter.name} again" if lifted else f"{address} was not on the list"


def suppressions(audience: Audience) -> Iterator[str]:
    """A line for each address that this newsletter must not mail, or one that says that there is none."""
    newsletter = audience.newsletter
    with closing(open_store(audience)) as store:
        found = [one for one in store.suppressions.all() if one.newsletter in ("", newsletter.slug)]
    for one in found:
        scope = "" if one.newsletter else ", by no newsletter"
        why = one.reason if one.state == "left" else f"{one.state}: {one.reason}"
        yield f"{one.address}  {one.added:%Y-%m-%d}  {why}{scope}"
    if not found:
        yield f"nobody has left {newsletter.name}"


def _strangers(audience: Audience, addresses: Sequence[str]) -> frozenset[str]:
    """Those that are no recipients; none where that can't be told now, since who asks to leave must not wait."""
    slug = audience.newsletter.slug
    if audience.delivery.readers == "store":
        with closing(open_store(audience)) as store:
            return frozenset(address for address in addresses if store.readers.find(slug, address) is None)
    try:
        readers = {recipient.address.lower() for recipient in load_recipients(audience)}
    except ConfigError:
        return frozenset()
    return frozenset(address for address in addresses if address.lower() not in readers)
