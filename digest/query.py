"""The topic query language: what an operator writes after `match:`, `exclude:`, `pin:` and `mute:`.

    "White House" OR Trump                 a phrase, or a word
    Ukraine (talks OR negotiat*)           words side by side must all be there; `*` ends a prefix
    tariffs NOT title:opinion              NOT binds closest, then AND, then OR
    outlet:"Sample Wire" author:smith      fields: title, outlet, author; they also take (groups)

Case and accents are folded, curly and straight apostrophes are one, `tariff` finds tariffs and tariff's,
`cease-fire` finds ceasefire and cease fire. Only a word of two or three capitals (US, WHO, IT) is an acronym:
it finds US, U.S. and US's, never "us". Operators are written in capitals.

A title says what an article is about, its opening nearly so, its tail hardly: `Match.fit` weighs them so.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from typing import Literal, NamedTuple, NoReturn

from digest.model import Item
from digest.reading.forms import Folded, Term, is_word, term

Field = Literal["", "title", "outlet", "author"]
Place = Literal["title", "lead", "text", "outlet", "author"]
FIELDS: tuple[Field, ...] = ("title", "outlet", "author")

LEAD = 600  # characters: two paragraphs of an agency report
MOST = 10  # occurrences of a term that are looked at in each field
DEPTH = 50  # parentheses and NOTs within one another
# What one occurrence leaves of the doubt that the article is about the term, and how many count.
_DOUBT: dict[Place, tuple[float, int]] = {"title": (0.4, 2), "lead": (0.7, 3), "text": (0.93, 3)}


class Document:
    """An item prepared for any number of queries: folded once, and each term looked up once."""

    __slots__ = ("author", "hits", "outlet", "text", "title")

    def __init__(self, item: Item) -> None:
        self.title = Folded(item.title)
        self.text = Folded(item.text)
        self.outlet = Folded(item.outlet)
        self.author = Folded("; ".join(item.authors))
        self.hits: dict[str, tuple[Hit, ...]] = {}


class Hit(NamedTuple):
    """One place where a term of the query stands; `start` and `end` count in the title, the text, the name."""

    term: str  # as the query has it
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """How an item answers a query. `fit` (0 to 1) is how much it is about it, rather than mentions it."""

    fit: float
    hits: tuple[Hit, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that were found, each once, in the order of the query."""
        return tuple(dict.fromkeys(hit.term for hit in self.hits))


@dataclass(frozen=True)
class Query:
    """A parsed query. Two queries are equal where they ask the same."""

    source: str = field(compare=False)
    tree: Node

    def match(self, document: Document) -> Match | None:
        """What matched and where; None where the document does not satisfy the query."""
        if not self.tree.holds(document):
            return None
        fit = self.tree.fit(document)
        hits = tuple(hit for leaf in self.tree.leaves() for hit in leaf.hits(document))
        return Match(1.0 if fit is None else fit, hits)

    def mentions(self, document: Document) -> tuple[str, ...]:
        """The terms that stand in the document, whether or not it satisfies the query."""
        return tuple(dict.fromkeys(hit.term for leaf in self.tree.leaves() for hit in leaf.hits(document)))

    def __str__(self) -> str:
        return str(self.tree)


# --- the tree ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """A word or a phrase, perhaps of one field only."""

    words: tuple[str, ...]
    field: Field = ""

    @cached_property
    def _term(self) -> Term:
        return term(self.words)

    @cached_property
    def _label(self) -> str:
        shown = " ".join(self.words)
        if not _BARE.fullmatch(shown) or shown.lower() in _OPERATORS:
            shown = f'"{shown}"'
        return f"{self.field}:{shown}" if self.field else shown

    def hits(self, document: Document) -> tuple[Hit, ...]:
        """The first places where it stands, in each field."""
        if self._label not in document.hits:
            document.hits[self._label] = tuple(self._find(document))
        return document.hits[self._label]

    def _find(self, document: Document) -> Iterator[Hit]:
        places: tuple[Place, ...] = (self.field,) if self.field else ("title", "text")
        for place in places:
            for start, end in islice(self._term.spans(getattr(document, place)), MOST):
                yield Hit(self._label, "lead" if place == "text" and start < LEAD else place, start, end)

    def holds(self, document: Document) -> bool:
        """Whether it stands anywhere."""
        return bool(self.hits(document))

    def fit(self, document: Document) -> float | None:
        """How much the document is about it; None says nothing: who wrote it is not what it is about."""
        return None if self.field in ("outlet", "author") else _about(self.hits(document))

    def leaves(self) -> Iterator[Words]:
        """The terms that may be found where the query holds."""
        yield self

    def __str__(self) -> str:
        return self._label


@dataclass(frozen=True)
class Not:
    """What must not be there."""

    operand: Node

    def holds(self, document: Document) -> bool:
        """Whether the operand does not hold."""
        return not self.operand.holds(document)

    def fit(self, document: Document) -> float | None:
        """What is absent says nothing about what the document is about."""
        return None

    def leaves(self) -> Iterator[Words]:
        """Nothing to be found."""
        return iter(())

    def __str__(self) -> str:
        return f"NOT {_grouped(self.operand)}"


@dataclass(frozen=True)
class And:
    """What must all be there."""

    operands: tuple[Node, ...]

    def holds(self, document: Document) -> bool:
        """Whether every operand holds."""
        return all(operand.holds(document) for operand in self.operands)

    def fit(self, document: Document) -> float | None:
        """The geometric mean: a story about Ukraine that mentions talks once is hardly about Ukraine talks."""
        fits = [fit for operand in self.operands if (fit := operand.fit(document)) is not None]
        return math.prod(fits) ** (1 / len(fits)) if fits else None

    def leaves(self) -> Iterator[Words]:
        """The terms of all operands."""
        return (leaf for operand in self.operands for leaf in operand.leaves())

    def __str__(self) -> str:
        return " AND ".join(map(_grouped, self.operands))


@dataclass(frozen=True)
class Or:
    """What must be there in part."""

    operands: tuple[Node, ...]

    def holds(self, document: Document) -> bool:
        """Whether one operand holds."""
        return any(operand.holds(document) for operand in self.operands)

    def fit(self, document: Document) -> float | None:
        """The best operand, or all its plain words as if they were one word."""
        held = [operand for operand in self.operands if operand.holds(document)]
        fits = [fit for operand in held if (fit := operand.fit(document)) is not None]
        words = [o for o in held if isinstance(o, Words) and o.field not in ("outlet", "author")]
        fits.append(_about(hit for operand in words for hit in operand.hits(document)))
        return max(fits) or None

    def leaves(self) -> Iterator[Words]:
        """The terms of all operands."""
        return (leaf for operand in self.operands for leaf in operand.leaves())

    def __str__(self) -> str:
        return " OR ".join(map(_grouped, self.operands))


Node = Words | Not | And | Or


def _grouped(node: Node) -> str:
    return f"({node})" if isinstance(node, And | Or) else str(node)


def _about(hits: Iterable[Hit]) -> float:
    counts = Counter(hit.place for hit in hits)
    return 1 - math.prod(doubt ** min(counts[place], most) for place, (doubt, most) in _DOUBT.items())


# --- the parser ----------------------------------------------------------------------------------------

_OPERATORS = frozenset({"and", "or", "not"})
_BARE = re.compile(r"\w[\w'’.-]*\*?")
_QUOTES = '"“”„«»'
_TOKEN = re.compile(
    rf"""\s*(?: (?P<field>[^\W\d_]+):(?=[^\s)])
              | (?P<phrase>[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]?)
              | (?P<word>[^\s(){_QUOTES}]+)
              | (?P<paren>[()])
              | (?P<end>$) )""",
    re.VERBOSE,
)
_HINTS = {"|": "OR", "||": "OR", "&": "AND", "&&": "AND", "+": "AND", "!": "NOT", "-": "NOT"}


def parse_query(source: str) -> Query:
    """Parse one query.

    Raises `ValueError` with the place, counted from 1: "at character 14: expected a word, ...". Refused is
    also what would hold for an empty article (`NOT sport`): there must be something to look for.
    """
    tree = _Parser(source).parse()
    if tree.holds(_NOTHING):
        _fail(0, "expected at least one word that must be there; NOT alone would take every article")
    return Query(source, tree)


_NOTHING = Document(Item("", "", "", "", "", datetime(1, 1, 1, tzinfo=UTC), ""))


def _fail(at: int, message: str) -> NoReturn:
    raise ValueError(f"at character {at + 1}: {message}")


class _Parser:
    """Recursive descent over the source; `token` is the one not yet used, `at` is where it begins."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.end = 0
        self.depth = 0
        self.field: Field = ""
        self.advance()

    def advance(self) -> None:
        found = _TOKEN.match(self.source, self.end)
        assert found is not None, "every character begins a token"  # noqa: S101
        self.kind = str(found.lastgroup)
        self.token = found[self.kind]
        self.at, self.end = found.start(self.kind), found.end()

    def parse(self) -> Node:
        tree = self.any_of()
        if self.kind != "end":
            _fail(self.at, f"expected AND, OR or the end, found {self.token}")
        return tree

    def any_of(self) -> Node:
        operands = [self.all_of()]
        while self.is_operator("OR"):
            self.advance()
            operands.append(self.all_of())
        return operands[0] if len(operands) == 1 else Or(tuple(operands))

    def all_of(self) -> Node:
        operands = [self.operand()]
        while self.kind != "end" and self.token != ")" and not self.is_operator("OR"):  # noqa: S105
            if self.is_operator("AND"):
                self.advance()
            operands.append(self.operand())
        return operands[0] if len(operands) == 1 else And(tuple(operands))

    def operand(self) -> Node:
        self.depth += 1
        if self.depth > DEPTH:
            _fail(self.at, f"expected at most {DEPTH} parentheses and NOTs within one another")
        node = self.negation() if self.is_operator("NOT") else self.scoped() if self.kind == "field" else self.plain()
        self.depth -= 1
        return node

    def negation(self) -> Node:
        self.advance()
        return Not(self.operand())

    def scoped(self) -> Node:
        name = self.token.lower()
        known = {str(field): field for field in FIELDS}
        if name not in known:
            import difflib

            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}:?" if near else "put it in quotation marks if it is no field"
            _fail(self.at, f"expected one of the fields {', '.join(known)}, found {self.token}:; {hint}")
        if self.field:
            _fail(self.at, f"expected no field within {self.field}:, found {self.token}:")
        self.advance()
        self.field = known[name]
        node = self.plain()
        self.field = ""
        return node

    def plain(self) -> Node:
        if self.token == "(":  # noqa: S105
            return self.group()
        if self.kind not in ("word", "phrase") or self.token in ("AND", "OR", "NOT"):
            _fail(self.at, f"expected a word, a phrase or (, found {self.token or 'the end'}")
        words = self.phrase() if self.kind == "phrase" else (self.word(),)
        self.advance()
        return Words(words, self.field)

    def group(self) -> Node:
        opened = self.at
        self.advance()
        node = self.any_of()
        if self.token != ")":  # noqa: S105
            _fail(self.at, f"expected ) for the ( at character {opened + 1}, found {self.token or 'the end'}")
        self.advance()
        return node

    def is_operator(self, name: str) -> bool:
        return self.kind == "word" and self.token == name

    def word(self) -> str:
        if self.token.lower() in _OPERATORS:
            word = self.token
            _fail(self.at, f'expected {word.upper()} in capitals, or "{word}" in quotation marks, found {word}')
        if hint := _HINTS.get(re.match(r"[^\w]*", self.token)[0]):  # type: ignore[index]
            _fail(self.at, f"expected {hint} in place of {self.token[0]}")
        return self.check(self.token, self.at)

    def phrase(self) -> tuple[str, ...]:
        if len(self.token) < 2 or self.token[-1] not in _QUOTES:
            _fail(self.at, "expected a closing quotation mark for this one")
        words = tuple(word for word in self.token[1:-1].split() if is_word(word))
        if not words:
            _fail(self.at, "expected words between the quotation marks")
        return tuple(self.check(word, self.source.index(word, self.at)) for word in words)

    def check(self, word: str, at: int) -> str:
        if not is_word(word):
            _fail(at, f"expected a word, found {word}")
        star = word.find("*")
        if star >= 0 and (star < len(word) - 1 or sum(map(str.isalnum, word)) < 2):
            _fail(at + star, "expected * only at the end of a word, after two letters or more")
        return word
