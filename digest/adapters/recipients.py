"""The readers of a newsletter: inline in the config, or a CSV file beside it."""

from __future__ import annotations

import csv
from email.utils import parseaddr
from pathlib import Path

from digest.config import Audience, check_mailbox
from digest.errors import ConfigError
from digest.model import Recipient


def load_recipients(audience: Audience) -> tuple[Recipient, ...]:
    """Every reader once; addresses are compared without case, the first spelling stays.

    Raises `ConfigError` with file, line and value of every wrong address: nobody is left out in silence.
    """
    listed = audience.delivery.recipients
    if isinstance(listed, str):
        rows = _rows(audience.folder / listed)
    else:
        rows = [(str(audience.path), "", address) for address in listed]
    readers: dict[str, Recipient] = {}
    problems = []
    for where, name, value in rows:
        try:
            shown, address = parseaddr(check_mailbox(value))
        except ValueError as error:
            problems.append(f"{where}: {value!r}: {error}")
        else:
            readers.setdefault(address.lower(), Recipient(address, name or shown))
    if problems:
        raise ConfigError("\n".join(problems))
    return tuple(readers.values())


def some_recipients(audience: Audience) -> tuple[Recipient, ...]:
    """The readers, at least one. Raises `ConfigError` where there is nobody to send to."""
    if recipients := load_recipients(audience):
        return recipients
    listed = audience.delivery.recipients
    where = audience.folder / listed if isinstance(listed, str) else audience.path
    raise ConfigError(f"{where}: nobody to send to; `delivery.recipients` needs at least one address")


def read_recipient(text: str) -> Recipient:
    """One reader as an operator types it: an address, or `Name <address>`. Raises `ConfigError`."""
    try:
        return Recipient(*reversed(parseaddr(check_mailbox(text.strip()))))
    except ValueError as error:
        raise ConfigError(f"{text!r}: {error}") from None


def _rows(path: Path) -> list[tuple[str, str, str]]:
    """`(file:line, name, address)` of each row that has an address."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = {str(name).strip().lower(): str(name) for name in reader.fieldnames or ()}
            if "address" not in columns:
                found = ", ".join(columns) or "an empty file"
                raise ConfigError(f"{path}:1: expected a column `address` in the first line, found {found}")
            return [
                (f"{path}:{reader.line_num}", _cell(row, columns, "name"), _cell(row, columns, "address"))
                for row in reader
                if _cell(row, columns, "address")
            ]
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; `delivery.recipients` names it") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path}: cannot be read as a CSV file in UTF-8: {error}") from None


def _cell(row: dict[str, str | None], columns: dict[str, str], name: str) -> str:
    return (row.get(columns.get(name, "")) or "").strip()
