"""A list of readers as spreadsheets and other programs write it: CSV with commas, semicolons or tabs.

The first line names the columns, by titles that `reader_lists.txt` knows; a list of nothing but addresses needs none.
A row that can be read in two ways is wrong, and said so: a line break in a cell is a quotation mark that was never
closed, and what it swallowed are readers.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from digest.errors import ConfigError

_DELIMITERS = (",", ";", "\t")


class Row(NamedTuple):
    """One row of a list. `wrong` says what is wrong with it, `left_out` why the list itself wants nothing sent."""

    where: str  # `file:line`
    name: str
    address: str
    wrong: str = ""
    left_out: str = ""
    source: str = ""  # where the reader agreed
    consented: str = ""  # and when


def read_list(path: Path) -> Iterator[Row]:
    """The rows of a CSV file in UTF-8 that are not blank. Raises a `ConfigError` where it is no such file."""
    return (row for _, rows in read_parts(path, 1000) for row in rows)


def read_parts(path: Path, most: int, place: str = "") -> Iterator[tuple[str, Sequence[Row]]]:
    """The same so many at a time, each part with the place where it begins; from such a place on.

    A place is good for a file that is as it was: as long, and changed last at the same time. Raises like `read_list`.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _parts(path, file, most, place)
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; `delivery.recipients` names it") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as a CSV file in UTF-8: {error}") from None


def _parts(path: Path, file: TextIO, most: int, place: str) -> Iterator[tuple[str, Sequence[Row]]]:
    about = os.fstat(file.fileno())
    same = f"{about.st_size} {about.st_mtime_ns}"
    columns, delimiter = _columns(path, file.readline())
    line = 2
    if not columns.titled:
        file.seek(0)
        line = 1
    if place.startswith(f"{same} "):
        line, offset = map(int, place.split()[2:])
        file.seek(offset)
    while True:
        begins = f"{same} {line} {file.tell()}"
        lines = _Lines(path, file, delimiter, line)
        if not (rows := [columns.row(where, cells) for where, cells in islice(lines, most)]):
            return
        line = lines.next
        yield begins, rows


class _Lines:
    """The rows of a file from a line on that are not blank, each with its file and line; reads no further."""

    def __init__(self, path: Path, file: TextIO, delimiter: str, line: int) -> None:
        self._path, self._first = path, line
        self.next = line  # the line after the last row
        self._reader = csv.reader(iter(file.readline, ""), delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[tuple[str, list[str]]]:
        try:
            for cells in self._reader:
                where, self.next = f"{self._path}:{self.next}", self._first + self._reader.line_num
                if any(map(str.strip, cells)):
                    yield where, cells
        except csv.Error as error:
            mistake = "is a quotation mark left open or set inside a word?"
            raise ConfigError(f"{self._path}:{self.next}: {error}; {mistake}") from None


class _Columns:
    """Where in a row things stand; without titles an address is all there is."""

    def __init__(self, titles: Sequence[str] = ()) -> None:
        known, out = _words()
        self.titled = bool(titles)
        self._width = len(titles) or 1
        self._at = {
            kind: next((titles.index(name) for name in names if name in titles), -1) for kind, names in known.items()
        }
        self._out = [(titles.index(title), title, value) for title, value in out if title in titles]
        if not titles:
            self._at["address"] = 0

    @property
    def has_addresses(self) -> bool:
        return self._at["address"] >= 0

    def row(self, where: str, cells: Sequence[str]) -> Row:
        name = self._cell("name", cells) or f"{self._cell('first', cells)} {self._cell('last', cells)}".strip()
        address = self._cell("address", cells)
        consent = self._cell("source", cells), self._cell("consented", cells)
        return Row(where, name, address, self._wrong(name, address, cells), self._left_out(cells), *consent)

    def _cell(self, kind: str, cells: Sequence[str]) -> str:
        at = self._at[kind]
        return cells[at].strip() if 0 <= at < len(cells) else ""

    def _wrong(self, name: str, address: str, cells: Sequence[str]) -> str:
        if "\n" in "".join(cells) or "\r" in "".join(cells):
            return "a line break inside a cell; is a quotation mark left open?"
        if any(map(str.strip, cells[self._width :])):
            return f"{len(cells)} cells in a list of {self._width}; a cell with a comma goes between quotation marks"
        if not address:
            return "a row without an address; complete it or take it out"
        if "@" in name and "@" not in address:
            return f"the address stands in another column, {name!r}; are two columns swapped?"
        return ""

    def _left_out(self, cells: Sequence[str]) -> str:
        for at, title, value in self._out:
            if at < len(cells) and cells[at].strip().casefold() == value:
                return f"{title} {value}"
        return ""


def _columns(path: Path, first: str) -> tuple[_Columns, str]:
    """The columns by the titles in the first line, and what stands between them."""
    for delimiter in _DELIMITERS:
        titles = next(csv.reader([first], delimiter=delimiter), [])
        columns = _Columns([title.strip().casefold() for title in titles])
        if titles and columns.has_addresses and columns.titled:
            return columns, delimiter
    if "@" in first and not any(delimiter in first for delimiter in _DELIMITERS):
        return _Columns(), ","
    expected = "expected a first line that names the columns, one of them `email` or `address`"
    raise ConfigError(f"{path}:1: {expected}, found {first.strip() or 'an empty file'}")


@cache
def _words() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Titles by kind, and titles with the values that leave a reader out."""
    known: dict[str, list[str]] = {}
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        kind, _, title = line.partition(": ")
        known.setdefault(kind, []).append(title)
    pairs = (entry.split(" = ") for entry in known.pop("out"))
    return {kind: tuple(titles) for kind, titles in known.items()}, tuple((title, value) for title, value in pairs)
