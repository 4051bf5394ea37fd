"""From the text of a query to its tree, with every mistake at its place."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NoReturn

from digest.model import Item
from digest.query.matching import FIELDS, OPERATORS, And, Document, Field, Node, Not, Or, Query, Words
from digest.reading.forms import is_word

DEPTH = 50  # parentheses and NOTs within one another

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
        if self.token.lower() in OPERATORS:
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
