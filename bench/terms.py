"""Terms: whether words that nobody said in earnest are told from a speaker's own, and whose they are.

    python -m bench.terms [--wrong] FILE
    python -m bench.terms --fit TRAIN.jsonl.gz

FILE has one original passage a line, of which nothing was made: {"id", "text", "quote", "parts", "terms", "speaker",
"role", "not", "group"}, as those in `bench/data/terms.jsonl` (`bench/data/README.md`). The columns:

    printed   of the framed quotations, those offered for print: asserted, and printable on all other counts
    asserted  of the framed ones, those read as asserted, even if something else keeps them from print
    refused   of the plain ones, those whose terms are read as anything but asserted
    same      of the framed ones that are not asserted, those under exactly the terms they were marked with
    offered   of the plain ones, those offered for print
    speaker   of the plain ones, those under the name that was marked; of those offered in brackets
    role      of these, those whose role holds the one that was marked, for what is offered; in brackets how many

`--fit` makes the weights of `digest/reading/speech/terms.py` from the development passages and, as plain ones, from
the quotations of TRAIN, articles of real news as in PolNeAR. It prints the table of the development passages crosswise:
those of each writer read with weights of the others' passages, because a writer has habits of his own. `least` is set
on those but CONTRASTS, where printing one framed quotation costs as much as refusing PRICE plain ones.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.arguments import corpus, made_by, parser
from bench.logistic import fit_signs
from bench.quotes import read_gold
from digest.model import Item, Quote, Terms
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.speech.fields import KINDS
from digest.reading.speech.finding import signs_of
from digest.reading.speech.introductions import introduce
from digest.reading.speech.lexicon import lexicon_of
from digest.reading.speech.terms import framed, kind
from digest.write.choosing.printable import is_printable

DATA = Path(__file__).parent / "data"
MARKED = DATA / "terms.jsonl"
WEIGHTS = Path(__file__).resolve().parents[1] / "digest" / "reading" / "languages" / "en" / "terms.json"
PRICE = 2.0  # plain quotations refused that cost as much as a framed one printed
WRITERS = ("fhps", "x", "a", "zy", "b", "e", "g", "cdk")  # by the letter that an id begins with
CONTRASTS = "cdk"  # written around the faults of the rules: they teach, but are a sample of nothing
PENALTY = 6.0
WORDED = 3.0  # for the words of a field
TOPICAL = 9.0  # for words of no field: what a passage happens to be about
BACKGROUND = 0.5  # what a quotation of real news counts beside a passage that was written for this
OFFERED = 2.0  # what a passage counts that nothing but its terms keeps from print
EVERY = 2  # of the articles of TRAIN
SEEN = 3  # times that a sign is seen before it has a weight
LETTERS = 2  # of ids in whose passages it is seen
LEAST_WORDS = 5  # of a quotation of TRAIN

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
    """Print the table, and on demand what goes wrong; or fit."""
    options = parser(__doc__)
    options.add_argument("file", nargs="?", type=corpus)
    options.add_argument("--wrong", action="store_true", help="list the passages that go wrong")
    options.add_argument("--fit", type=corpus, metavar="TRAIN", help="make the weights anew")
    asked = options.parse_args()
    if bool(asked.fit) == bool(asked.file):
        options.error("name either a FILE of passages or, with --fit, the articles of TRAIN")
    if asked.fit:
        found, title = _fitted(asked.fit), "development passages, crosswise"
    else:
        found, title = [read_mark(mark) for mark in read_marks(asked.file)], asked.file.name
    Console(width=120).print(_table(title, found))
    if asked.wrong:
        print("\n".join(_wrong(found)))


def read_marks(path: Path) -> list[dict[str, Any]]:
    """The passages of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# --- weights ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Example:
    """The signs of one quotation, its terms, and what it counts."""

    name: str
    seen: frozenset[str]
    terms: Terms
    count: float

    @property
    def framed(self) -> bool:
        """Whether it is anything but asserted."""
        return self.terms != "asserted"


def _fitted(train: Path) -> list[Read]:
    """Write the weights, and read the development passages crosswise."""
    marks, background = read_marks(MARKED), list(_background(train))
    examples = {mark["id"]: list(_examples(mark)) for mark in marks}
    others = {
        writer: [one for name, found in examples.items() if name[0] not in writer for one in found]
        for writer in WRITERS
    }
    weights = {writer: _weights([*found, *background]) for writer, found in others.items()}
    likely = {
        name: max((framed(one.seen, weights[_writer(name)]) for one in found), default=1.0)
        for name, found in examples.items()
    }
    sample = [mark for mark in marks if mark["id"][0] not in CONTRASTS]
    least = _least([(likely[mark["id"]], mark["good"], _would_print(mark)) for mark in sample])
    kinds = {writer: _kinds(found) for writer, found in others.items()}
    every = [one for found in examples.values() for one in found]
    whole = _weights([*every, *background])
    made = {
        **made_by(f"python -m bench.terms --fit {train.name}"),
        "corpus": f"{len(marks)} passages of {MARKED.name}, {len(background)} quotations of {train.name}",
        "least": round(least, 3),
        "weights": {sign: round(weight, 3) for sign, weight in sorted(whole.items()) if abs(weight) >= 0.01},
        "kinds": _kinds(every),
    }
    WEIGHTS.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    refused = sum(framed(one.seen, whole) >= least for one in background) / len(background)
    print(f"wrote {len(whole)} weights, least {least}; of the quotations of {train.name} {refused:.3f} are refused")
    return [
        _crosswise(mark, examples[mark["id"]], weights[_writer(mark["id"])], kinds[_writer(mark["id"])], least)
        for mark in marks
    ]


def _writer(name: str) -> str:
    return next(writer for writer in WRITERS if name[0] in writer)


def _crosswise(
    mark: dict[str, Any],
    examples: Sequence[Example],
    weights: Mapping[str, float],
    kinds: Mapping[str, Mapping[str, float]],
    least: float,
) -> Read:
    """A passage as these weights read it."""
    worst = max(examples, key=lambda one: framed(one.seen, weights), default=None)
    read_as: Terms = kind(worst.seen, kinds) if worst and framed(worst.seen, weights) >= least else "asserted"
    return Read(mark, tuple(replace(quote, terms=read_as) for quote in read_mark(mark).quotes))


def _kinds(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """For each kind the weights that tell it from the others; only the fields and small words say which it is."""
    known = [one for one in examples if one.framed]
    rows = [frozenset(sign for sign in one.seen if "~" not in sign) for one in known]
    found = {}
    for terms in KINDS:
        weights = fit_signs(rows, [one.terms == terms for one in known], [1.0] * len(known), _penalty)
        found[terms] = {sign: round(weight, 2) for sign, weight in sorted(weights.items()) if abs(weight) >= 0.1}
    return {terms: {"base": 0.0} | weights for terms, weights in found.items()}


def _would_print(mark: dict[str, Any]) -> bool:
    """Whether nothing but its terms can keep a quotation from print."""
    return any(is_printable(replace(quote, terms="asserted")) for quote in read_mark(mark).quotes)


def _least(judged: Sequence[tuple[float, bool, bool]]) -> float:
    """The likelihood from which on it costs least to refuse; each has whether it is plain, and would be printed."""

    def cost(least: float) -> float:
        printed = sum(likely < least and offered for likely, good, offered in judged if not good)
        return PRICE * printed + sum(likely >= least for likely, good, _ in judged if good)

    return min((round(0.01 * step, 2) for step in range(2, 99)), key=cost)


def _weights(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of the signs that are seen often enough, and by more than one writer of passages."""
    often = Counter(sign for one in examples for sign in one.seen)
    letters: defaultdict[str, set[str]] = defaultdict(set)
    for one in examples:
        for sign in one.seen:
            letters[sign].add(one.name[0])
    known = {sign for sign, count in often.items() if count >= SEEN and len(letters[sign]) >= LETTERS}
    rows = [one.seen & known for one in examples]
    return fit_signs(rows, [one.framed for one in examples], [one.count for one in examples], _penalty)


def _penalty(sign: str) -> float:
    if sign.startswith("any~"):
        return TOPICAL
    return WORDED if "~" in sign else PENALTY


def _examples(mark: dict[str, Any]) -> Iterator[Example]:
    """The quotation of a passage, or its parts."""
    found = signs_of(_item(mark), Language.load("en"))
    count = OFFERED if _would_print(mark) else 1.0
    for quote in read_mark(mark).quotes:
        if quote.start in found:
            yield Example(mark["id"], found[quote.start], mark["terms"], count)


def _background(train: Path) -> Iterator[Example]:
    """Quotations of real news: hardly one of them is framed."""
    for article in read_gold(train)[::EVERY]:
        item = Item(
            article["id"], "", article.get("title") or "", "", "", datetime(2000, 1, 1, tzinfo=UTC), article["text"]
        )
        found = signs_of(item, Language.load("en"))
        for quote in read(item).quotations:
            if quote.cue and len(quote.text.split()) >= LEAST_WORDS and quote.start in found:
                yield Example(article["id"], found[quote.start], "asserted", BACKGROUND)


# --- passages -----------------------------------------------------------------------------------------------


def read_mark(mark: dict[str, Any]) -> Read:
    """Find the marked quotation in its passage."""
    parts = mark.get("parts") or [mark["quote"]]
    quotes = introduce(read(_item(mark)).quotations)
    return Read(mark, tuple(quote for quote in quotes if any(part in quote.text for part in parts)))


def _item(mark: dict[str, Any]) -> Item:
    return Item(mark["id"], "", "", "", "", datetime(2000, 1, 1, tzinfo=UTC), mark["text"])


def _table(title: str, found: Sequence[Read]) -> Table:
    table = Table(title=f"{title}: {len(found)} passages")
    for column in COLUMNS:
        table.add_column(column, justify="right" if column else "left")
    kinds = sorted({one.mark["terms"] for one in found} - {"asserted"}) + sorted({one.mark["group"] for one in found})
    for name in kinds:
        _row(table, name, [one for one in found if name in (one.mark["terms"], one.mark["group"])])
    for writer in WRITERS:
        theirs = [one for one in found if one.mark["id"][0] in writer]
        if theirs and len(theirs) < len(found):
            _row(table, f"ids with {writer}", theirs)
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
