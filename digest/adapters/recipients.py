"""The readers of a newsletter: inline in the config, or a CSV file beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from email.utils import parseaddr
from itertools import islice
from pathlib import Path

from digest.adapters.reader_lists import Row, read_list, read_parts
from digest.config import Audience, check_reader
from digest.errors import ConfigError
from digest.model import Recipient
from digest.ports import Readers, Recipients, Store

_PHRASE = re.compile(r"[<>()\"\s]")
_PART = 500  # readers at once
_TOLD = 50  # wrong rows that are named; the rest are counted


def open_recipients(audience: Audience, store: Store) -> Recipients:
    """The readers of an audience, wherever they are listed; one that stands for all where a program gets the issue."""
    if audience.delivery.whole:
        return OneProgram()
    if audience.delivery.readers == "store":
        return StoreRecipients(audience, store.readers)
    return ListedRecipients(audience, store.readers)


class OneProgram:
    """The `Recipients` of `digest.ports` where another program gets the issue, and knows the readers itself."""

    def __iter__(self) -> Iterator[Recipient]:
        """One: so the ledger keeps that it got each issue once."""
        yield Recipient("webhook")

    def parts(self, place: str = "") -> Iterator[tuple[str, Sequence[Recipient]]]:
        """That one."""
        yield "", list(self)

    def count(self) -> int:
        """One."""
        return 1

    @property
    def remark(self) -> str:
        """Nothing: the other program knows its readers."""
        return ""


class StoreRecipients:
    """The `Recipients` of `digest.ports` from the store's own list."""

    def __init__(self, audience: Audience, readers: Readers) -> None:
        self._audience, self._readers = audience, readers

    def __iter__(self) -> Iterator[Recipient]:
        """Each reader who is active."""
        return (one for _, part in self.parts() for one in part)

    def parts(self, place: str = "") -> Iterator[tuple[str, Sequence[Recipient]]]:
        """Those who are active, by their addresses; a place is the last address of the part before."""
        everybody = self._readers.all(self._audience.newsletter.slug, place)
        while some := list(islice(everybody, _PART)):
            yield place, [Recipient(one.address, one.name) for one in some if one.state == "active"]
            place = some[-1].address

    def count(self) -> int:
        """How many are active. Raises a `ConfigError` where there is nobody."""
        if count := self._readers.count(self._audience.newsletter.slug):
            return count
        where = self._audience.where("delivery.readers")
        raise ConfigError(f"{where}: nobody to send to; `digest readers add` puts readers on the list")

    @property
    def remark(self) -> str:
        """Nothing: who has left is no part of the list."""
        return ""


class FileRecipients:
    """The `Recipients` of `digest.ports` from the config or a CSV file, which is read anew each time."""

    def __init__(self, audience: Audience, file: Path | None = None) -> None:
        listed = audience.delivery.recipients
        self._listed: tuple[str, ...] = () if isinstance(listed, str) else listed
        self._file = file or (audience.folder / listed if isinstance(listed, str) else None)
        self._where = self._file or audience.path
        self._found, self._out = 0, Counter[str]()

    def __iter__(self) -> Iterator[Recipient]:
        """Each reader. Raises a `ConfigError` at a wrong row: nobody is left out in silence."""
        return (one for _, part in self.parts() for one in part)

    def parts(self, place: str = "") -> Iterator[tuple[str, Sequence[Recipient]]]:
        """The same in parts. Raises like `__iter__`, and has places only where there is a file."""
        if self._file:
            for begins, rows in read_parts(self._file, _PART, place):
                yield begins, list(_readers(rows))
        elif self._listed:
            yield "", list(_readers(self._rows()))

    def count(self) -> int:
        """How many. Raises a `ConfigError` with file, line and value of each wrong row, or that there is nobody."""
        self.check()
        if not self._found:
            raise ConfigError(f"{self._where}: nobody to send to; `delivery.recipients` needs at least one address")
        return self._found

    @property
    def remark(self) -> str:
        """Whom the list itself leaves out, after `count`; empty where nobody."""
        return "; ".join(f"{number} more not written to, as the list says: {why}" for why, number in self._out.items())

    def check(self) -> None:
        """Raise a `ConfigError` with every wrong row."""
        wrong = self._wrong()
        if problems := list(islice(wrong, _TOLD)):
            more = sum(1 for _ in wrong)
            raise ConfigError("\n".join([*problems, *([f"{self._where}: and {more} more"] if more else [])]))

    def _wrong(self) -> Iterator[str]:
        self._found, self._out = 0, Counter[str]()
        for row in self._rows():
            if isinstance(problem := read_row(row), str):
                yield f"{row.where}: {problem}"
            elif row.left_out:
                self._out[row.left_out] += 1
            else:
                self._found += 1

    def _rows(self) -> Iterator[Row]:
        if self._file:
            return read_list(self._file)
        return (Row(str(self._where), "", address) for address in self._listed)


class ListedRecipients(FileRecipients):
    """The same without those whom the store has erased: a file that still lists them brings nobody back."""

    def __init__(self, audience: Audience, readers: Readers) -> None:
        super().__init__(audience)
        self._newsletter, self._readers = audience.newsletter.slug, readers

    def parts(self, place: str = "") -> Iterator[tuple[str, Sequence[Recipient]]]:
        """The readers who were not erased."""
        erased = self._readers.erased(self._newsletter)
        for begins, part in super().parts(place):
            yield begins, [one for one in part if not erased(one.address)] if erased else part


def _readers(rows: Iterable[Row]) -> Iterator[Recipient]:
    for row in rows:
        reader = read_row(row)
        if isinstance(reader, str):
            raise ConfigError(f"{row.where}: {reader}")
        if not row.left_out:
            yield reader


def read_row(row: Row) -> Recipient | str:
    """One reader, or what is wrong with the row."""
    if row.wrong:
        return row.wrong
    try:
        mailbox = check_reader(row.address)
    except ValueError as error:
        return f"{row.address!r}: {error}"
    if not _PHRASE.search(mailbox):  # nearly all are an address and nothing else
        return Recipient(mailbox, row.name)
    shown, address = parseaddr(mailbox)
    return Recipient(address, row.name or shown)


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
