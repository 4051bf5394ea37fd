"""Terms: whether words that nobody said in earnest are told from a speaker's own, and whose they are.

    python -m bench.terms [--half development|blind] [--wrong] [FILE]

FILE has one original passage a line (`bench/data/README.md` says where ours are from): {"id", "text", "quote", "parts",
"terms", "speaker", "role", "not", "group"}. The rules were made on the development half, and the blind half was only
counted. The halves are cut by a hash of the id, so that a line keeps its half when others are added. The columns:

    printed   of the framed quotations, those offered for print: asserted, and printable on all other counts
    asserted  of the framed ones, those read as asserted, even if something else keeps them from print
    refused   of the plain ones, those whose terms are read as anything but asserted
    same      of the framed ones that are not asserted, those under exactly the terms they were marked with
    offered   of the plain ones, those offered for print
    speaker   of the plain ones, those under the name that was marked; of those offered in brackets
    role      of these, those whose role holds the one that was marked, for what is offered; in brackets how many
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.arguments import corpus, parser
from digest.model import Item, Quote
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.speech.introductions import introduce
from digest.reading.speech.lexicon import lexicon_of
from digest.write.choosing.printable import is_printable

MARKED = Path(__file__).parent / "data" / "terms.jsonl"
HALVES = ("development", "blind")
COLUMNS = ("", "framed", "printed", "asserted", "same", "plain", "refused", "offered", "speaker", "role")


@dataclass(frozen=True, slots=True)
class Read:
    """A marked passage and what we read in it; `quotes` are the parts of its quotation."""

    mark: dict[str, Any]
    quotes: tuple[Quote, ...]

    @property
    def asserted(self) -> bool:
        """Whether any part is."""
        return any(quote.terms == "asserted" for quote in self.quotes)

    @property
    def offered(self) -> bool:
        """Whether any part may be printed."""
        return any(is_printable(quote) for quote in self.quotes)

    @property
    def speaker(self) -> bool:
        """Whether the name, or the body, is the marked one, with any courtesy before it."""
        wanted = self.mark["speaker"].lower()
        return bool(self.quotes) and self.quotes[0].speaker.lower().removeprefix("the ").endswith(wanted)

    @property
    def role(self) -> bool:
        """Whether the role says what was marked, whole or in more words."""
        said = f" {_plain(self.quotes[0].role)} {_plain(self.quotes[0].speaker)} "
        return f" {_plain(self.mark['role'])} " in said


def main() -> None:
    """Print both halves, and on demand what goes wrong in one."""
    options = parser(__doc__)
    options.add_argument("file", nargs="?", type=corpus, default=MARKED)
    options.add_argument("--half", choices=HALVES, help="only this one")
    options.add_argument("--wrong", action="store_true", help="list the passages that go wrong")
    asked = options.parse_args()
    rows = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines()]
    for half in HALVES if asked.half is None else (asked.half,):
        found = [read_mark(mark) for mark in rows if half_of(mark["id"]) == half]
        Console(width=120).print(_table(half, found))
        if asked.wrong:
            print("\n".join(_wrong(found)))


def half_of(name: str) -> str:
    """The half of a passage, by the SHA-256 of its id."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def read_mark(mark: dict[str, Any]) -> Read:
    """Find the marked quotation in its passage."""
    item = Item(mark["id"], "", "", "", "", datetime(2000, 1, 1, tzinfo=UTC), mark["text"])
    parts = mark.get("parts") or [mark["quote"]]
    quotes = introduce(read(item).quotations)
    return Read(mark, tuple(quote for quote in quotes if any(part in quote.text for part in parts)))


def _table(half: str, found: Sequence[Read]) -> Table:
    table = Table(title=f"{half} half: {len(found)} passages")
    for column in COLUMNS:
        table.add_column(column, justify="right" if column else "left")
    kinds = sorted({one.mark["terms"] for one in found} - {"asserted"}) + sorted({one.mark["group"] for one in found})
    for kind in kinds:
        _row(table, kind, [one for one in found if kind in (one.mark["terms"], one.mark["group"])])
    _row(table, "all", found)
    return table


def _row(table: Table, name: str, found: Sequence[Read]) -> None:
    framed = [one for one in found if not one.mark["good"]]
    plain = [one for one in found if one.mark["good"]]
    offered = [one for one in plain if one.offered]
    named = [one for one in plain if one.speaker]
    posts = [one for one in offered if one.speaker and one.mark["role"]]
    refused = [one for one in framed if not one.asserted]
    same = [one for one in refused if one.quotes and one.quotes[0].terms == one.mark["terms"]]
    cells = (
        len(framed) or "",
        _share([one.offered for one in framed]),
        _share([one.asserted for one in framed]),
        _share([one in same for one in refused]),
        len(plain) or "",
        _share([not one.asserted for one in plain]),
        _share([one.offered for one in plain]),
        f"{_share([one in named for one in plain])} ({_share([one.speaker for one in offered])})" if plain else "",
        f"{_share([one.role for one in posts])} ({len(posts)})" if posts else "",
    )
    table.add_row(name, *(str(cell) for cell in cells))


def _share(hits: Sequence[bool]) -> str:
    return f"{sum(hits) / len(hits):.3f}" if hits else ""


def _wrong(found: Sequence[Read]) -> Iterator[str]:
    for one in found:
        mark, first = one.mark, one.quotes[0] if one.quotes else None
        got = f"{first.terms}, {first.speaker}, {first.role}, {first.confidence}" if first else "not found"
        told = f"{mark['id']} {mark['terms']}, {mark['speaker']}, {mark['role']} <- {got}: {mark['text']!r}"
        if not mark["good"] and one.offered:
            yield f"PRINTED {told}"
        elif not mark["good"] and one.asserted:
            yield f"ASSERTED {told}"
        elif mark["good"] and not one.asserted:
            yield f"REFUSED {told}"
        elif mark["good"] and not one.speaker:
            yield f"{'SPEAKER' if one.offered else 'speaker'} {told}"
        elif mark["good"] and not one.role:
            yield f"{'ROLE' if one.offered else 'role'} {told}"


def _plain(text: str) -> str:
    titles = lexicon_of(Language.load("en")).short_titles
    return " ".join(titles.get(word, word) for word in text.lower().replace("’", "'").replace(",", " ").split())


if __name__ == "__main__":
    main()
