"""What a query finds in an item, where, and how much the item is about it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Literal, NamedTuple

from digest.model import Item
from digest.reading.forms import Term, folded, term

Field = Literal["", "title", "outlet", "author"]
Place = Literal["title", "lead", "text", "outlet", "author"]
FIELDS: tuple[Field, ...] = ("title", "outlet", "author")

LEAD = 600  # characters: two paragraphs of an agency report
MOST = 10  # occurrences of a term that are looked at in each field
# What one occurrence leaves of the doubt that the article is about the term, and how many count.
_DOUBT: dict[Place, tuple[float, int]] = {"title": (0.4, 2), "lead": (0.7, 3), "text": (0.93, 3)}
OPERATORS = frozenset({"and", "or", "not"})
_BARE = re.compile(r"\w[\w'’.-]*\*?")  # needs no quotation marks


class Document:
    """An item prepared for any number of queries: folded once, and each term looked up once."""

    __slots__ = ("author", "hits", "outlet", "text", "title")

    def __init__(self, item: Item) -> None:
        self.title = folded(item.title)
        self.text = folded(item.text)
        self.outlet = folded(item.outlet)
        self.author = folded("; ".join(item.authors))
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


# --- the tree of a query -------------------------------------------------------------------------------


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
        if not _BARE.fullmatch(shown) or shown.lower() in OPERATORS:
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
