"""The readers of a newsletter: inline in the config, or a CSV file beside it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from email.utils import parseaddr
from itertools import islice
from pathlib import Path

from digest.config import Audience, check_reader
from digest.errors import ConfigError
from digest.model import Recipient
from digest.ports import Readers, Recipients, Store

_PHRASE = re.compile(r"[<>()\"\s]")
_TOLD = 50  # wrong rows that are named; the rest are counted


def open_recipients(audience: Audience, store: Store) -> Recipients:
    """The readers of an audience, wherever they are listed."""
    return (
        StoreRecipients(audience, store.readers) if audience.delivery.readers == "store" else FileRecipients(audience)
    )


class StoreRecipients:
    """The `Recipients` of `digest.ports` from the store's own list."""

    def __init__(self, audience: Audience, readers: Readers) -> None:
        self._audience, self._readers = audience, readers

    def __iter__(self) -> Iterator[Recipient]:
        """Each reader who is active."""
        everybody = self._readers.all(self._audience.newsletter.slug)
        return (Recipient(one.address, one.name) for one in everybody if one.state == "active")

    def count(self) -> int:
        """How many are active. Raises a `ConfigError` where there is nobody."""
        if count := self._readers.count(self._audience.newsletter.slug):
            return count
        where = self._audience.where("delivery.readers")
        raise ConfigError(f"{where}: nobody to send to; `digest readers add` puts readers on the list")


class FileRecipients:
    """The `Recipients` of `digest.ports` from the config or a CSV file, which is read anew each time."""

    def __init__(self, audience: Audience, file: Path | None = None) -> None:
        listed = audience.delivery.recipients
        self._listed: tuple[str, ...] = () if isinstance(listed, str) else listed
        self._file = file or (audience.folder / listed if isinstance(listed, str) else None)
        self._where = self._file or audience.path

    def __iter__(self) -> Iterator[Recipient]:
        """Each reader. Raises a `ConfigError` at a wrong address: nobody is left out in silence."""
        for where, name, value in self._rows():
            reader = _read(name, value)
            if isinstance(reader, str):
                raise ConfigError(f"{where}: {value!r}: {reader}")
            yield reader

    def count(self) -> int:
        """How many. Raises a `ConfigError` with file, line and value of each wrong address, or that there is nobody."""
        self.check()
        if not self._found:
            raise ConfigError(f"{self._where}: nobody to send to; `delivery.recipients` needs at least one address")
        return self._found

    def check(self) -> None:
        """Raise a `ConfigError` with every wrong address."""
        wrong = self._wrong()
        if problems := list(islice(wrong, _TOLD)):
            more = sum(1 for _ in wrong)
            raise ConfigError("\n".join([*problems, *([f"{self._where}: and {more} more"] if more else [])]))

    def _wrong(self) -> Iterator[str]:
        self._found = 0
        for where, name, value in self._rows():
            self._found += 1
            if isinstance(problem := _read(name, value), str):
                yield f"{where}: {value!r}: {problem}"

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        if self._file:
            return _rows(self._file)
        return ((str(self._where), "", address) for address in self._listed)


def _read(name: str, value: str) -> Recipient | str:
    """One reader, or what is wrong with the address."""
    try:
        mailbox = check_reader(value)
    except ValueError as error:
        return str(error)
    if not _PHRASE.search(mailbox):  # nearly all are an address and nothing else
        return Recipient(mailbox, name)
    shown, address = parseaddr(mailbox)
    return Recipient(address, name or shown)


def load_recipients(audience: Audience) -> tuple[Recipient, ...]:
    """Every reader once, for who needs them all; addresses are compared without case, the first spelling stays."""
    source, readers = FileRecipients(audience), dict[str, Recipient]()
    source.check()
    for reader in source:
        readers.setdefault(reader.address.lower(), reader)
    return tuple(readers.values())


def read_recipient(text: str) -> Recipient:
    """One reader as an operator types it: an address, or `Name <address>`. Raises `ConfigError`."""
    try:
        return Recipient(*reversed(parseaddr(check_reader(text.strip()))))
    except ValueError as error:
        raise ConfigError(f"{text!r}: {error}") from None


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """`(file:line, name, address)` of each row that has an address."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            titles = [title.strip().lower() for title in next(reader, [])]
            if "address" not in titles:
                found = ", ".join(titles) or "an empty file"
                raise ConfigError(f"{path}:1: expected a column `address` in the first line, found {found}")
            at, named = titles.index("address"), titles.index("name") if "name" in titles else len(titles)
            for row in reader:
                if len(row) > at and (address := row[at].strip()):
                    yield f"{path}:{reader.line_num}", row[named].strip() if len(row) > named else "", address
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; `delivery.recipients` names it") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path}: cannot be read as a CSV file in UTF-8: {error}") from None
