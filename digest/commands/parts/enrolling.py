"""The work of `digest readers`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.adapters.reader_lists import Row, read_list
from digest.adapters.recipients import FileRecipients, read_recipient, read_row
from digest.config import Audience
from digest.console import counted
from digest.errors import ConfigError
from digest.model import Enrolment, Reader, Recipient
from digest.wiring import has_store, open_store, templates

_COLUMNS = ("address", "name", "state", "source", "consented")


def add(audience: Audience, addresses: Sequence[str], source: str, now: datetime) -> Iterator[str]:
    """Put readers on the list; a line for each."""
    readers = [read_recipient(text) for text in addresses]
    with closing(open_store(audience)) as store:
        for reader in readers:
            enrolment = Enrolment(reader.address, reader.name, source, now)
            added, refused = store.readers.add(audience.newsletter.slug, [enrolment])
            if refused:
                raise ConfigError(
                    f"{reader.address}: was erased at the reader's wish and is not taken again; where the reader "
                    "wishes otherwise now, `digest unsubscribe --lift` forgets that"
                )
            gone = store.suppressions.among(audience.newsletter.slug, [reader.address])
            remark = "; nothing goes there until `digest unsubscribe --lift` takes it off the suppression list"
            known = "is on the list" if added else "was on the list already"
            yield f"{reader.address} {known}{remark if gone else ''}"
    if idle := unused_list(audience):
        yield idle


def unused_list(audience: Audience) -> str:
    """That issues go to others than those whom the store lists; empty where they do not, or it lists nobody."""
    if (audience.delivery.readers == "store" and not audience.delivery.whole) or not has_store(audience):
        return ""
    with closing(open_store(audience)) as store:
        count = store.readers.count(audience.newsletter.slug)
    if not count:
        return ""
    idle = f"{counted(count, 'reader')} on the list of the store: nothing is sent there"
    if audience.delivery.whole:
        return f"{idle}, because `delivery.via` hands issues to another program"
    return f"{idle}; {audience.where('delivery.readers')}: `readers: store` sends to that list, not to `recipients`"


def import_file(audience: Audience, file: Path, source: str, now: datetime) -> str:
    """Put the rows of a CSV file on the list, all or none. Raises a `ConfigError` with every wrong row."""
    rows = FileRecipients(audience, file)
    count = rows.count()
    for _ in _enrolments(file, source, now):  # a wrong moment shows before anybody is on the list
        pass
    with closing(open_store(audience)) as store:
        added, refused = store.readers.add(audience.newsletter.slug, _enrolments(file, source, now))
    kept_out = f", {len(refused)} kept out because they were erased" if refused else ""
    remark = f"; {rows.remark}" if rows.remark else ""
    line = f"{file}: {counted(count, 'row')}, {added} new on the list{kept_out}{remark}"
    return "\n".join(filter(None, (line, unused_list(audience))))


def _enrolments(file: Path, source: str, now: datetime) -> Iterator[Enrolment]:
    """Who is on a list that was checked, with the consent that it tells of, or the given one."""
    for row in read_list(file):
        reader = read_row(row)
        assert isinstance(reader, Recipient)  # noqa: S101
        if not row.left_out:
            yield Enrolment(reader.address, reader.name, row.source or source, _moment(row) or now)


def _moment(row: Row) -> datetime | None:
    try:
        moment = datetime.fromisoformat(row.consented) if row.consented else None
    except ValueError:
        expected = "expected a time such as 2025-02-27T17:30:00Z"
        raise ConfigError(f"{row.where}: consented: {expected}, found {row.consented!r}") from None
    return moment and (moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def export(audience: Audience) -> Iterator[str]:
    """The list as lines of CSV."""
    yield ",".join(_COLUMNS)
    for reader in listed(audience):
        line = io.StringIO()
        csv.writer(line).writerow(reader[column] for column in _COLUMNS)
        yield line.getvalue().rstrip("\r\n")


def listed(audience: Audience) -> Iterator[dict[str, str]]:
    """Each reader of the list as plain values, by the columns of `export`."""
    with closing(open_store(audience)) as store:
        for reader in store.readers.all(audience.newsletter.slug):
            yield _plain(reader)


def _plain(reader: Reader) -> dict[str, str]:
    values = (reader.address, reader.name, reader.state, reader.source, f"{reader.consented:%Y-%m-%dT%H:%M:%SZ}")
    return dict(zip(_COLUMNS, values, strict=True))


def known_of(audience: Audience, address: str) -> dict[str, Any]:
    """What is known of one reader, as plain values: `reader` (null: not on the list), `suppressions`, `issues`."""
    address, slug = read_recipient(address).address, audience.newsletter.slug
    with closing(open_store(audience)) as store:
        reader = store.readers.find(slug, address)
        gone = [one for one in store.suppressions.all() if one.address.lower() == address.lower()]
        slots = [record.slot for record in store.slots.history(slug, 20)]
        receipts = [(slot, store.receipts.among(slot, [address]).get(address.lower())) for slot in slots]
    had = [(slot, receipt) for slot, receipt in receipts if receipt]
    return {
        "address": address,
        "reader": _plain(reader) if reader else None,
        "suppressions": [
            {
                "newsletter": one.newsletter or None,
                "state": one.state,
                "reason": one.reason,
                "added": f"{one.added:%Y-%m-%dT%H:%M:%SZ}",
            }
            for one in gone
        ],
        "issues": [{"slot": slot.local, "state": receipt.state, "detail": receipt.detail} for slot, receipt in had],
    }


def show(known: Mapping[str, Any]) -> Iterator[str]:
    """The same as lines."""
    if reader := known["reader"]:
        since = reader["consented"].replace("T", " ")[:16]
        yield f"{reader['address']}  {reader['state']}  since {since} UTC: {reader['source']}"
    else:
        yield f"{known['address']} is not on the list of the store"
    for one in known["suppressions"]:
        yield f"not written to since {one['added'][:10]}: {one['state']}: {one['reason']}"
    for issue in known["issues"]:
        yield f"{issue['slot']}  {issue['state']}  {issue['detail']}"


def erase(audience: Audience, address: str, now: datetime) -> str:
    """Forget a reader but for a hash."""
    address = read_recipient(address).address
    with closing(open_store(audience)) as store:
        found = store.readers.erase(audience.newsletter.slug, address, now)
    known = "is forgotten" if found else "was not known"
    return f"{address} {known}, and is not taken again by an import"


def form(audience: Audience) -> str:
    """The sign-up form for a page of the operator's own."""
    from digest.render.invitation import sign_up_form

    if not audience.delivery.page:
        raise ConfigError(
            f"{audience.where('delivery.pages.url')}: set this to where `digest readers serve` is on the web"
        )
    return sign_up_form(audience, templates(audience))
