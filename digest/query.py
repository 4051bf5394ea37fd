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

import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal, NoReturn

from digest.model import Item

Field = Literal["", "title", "outlet", "author"]
Place = Literal["title", "lead", "text", "outlet", "author"]
FIELDS: tuple[Field, ...] = ("title", "outlet", "author")

LEAD = 600  # characters: two paragraphs of an agency report
_WEIGHTS: dict[Place, float] = {"title": 0.6, "lead": 0.3, "text": 0.08, "outlet": 1.0, "author": 1.0}
_DEPTH = 50  # parentheses within parentheses


# --- folding -------------------------------------------------------------------------------------------

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_DECOMPOSITION = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
_APOSTROPHES = frozenset("’‘ʼʹ´`′＇")


def fold(text: str) -> str:
    """The text without case and accents, as long as it was: position `n` stays position `n`."""
    return (text if text.isascii() else _NOT_ASCII.sub(_fold_character, text)).lower()


def _fold_character(found: re.Match[str]) -> str:
    char = found[0]
    if char in _APOSTROPHES:
        return "'"
    base = _NO_DECOMPOSITION.get(char) or unicodedata.normalize("NFKD", char)[0]
    return base if base.isalnum() and len(base.lower()) == 1 else char if len(char.lower()) == 1 else " "


class Document:
    """An item prepared for any number of queries: composed and folded once."""

    __slots__ = ("author", "outlet", "text", "title")

    def __init__(self, item: Item) -> None:
        self.title = _Field(item.title)
        self.text = _Field(item.text)
        self.outlet = _Field(item.outlet)
        self.author = _Field("; ".join(item.authors))

    def fields(self, name: Field) -> tuple[tuple[Place, _Field], ...]:
        """The fields that a term with this field name looks at."""
        if name == "":
            return (("title", self.title), ("text", self.text))
        return ((name, getattr(self, name)),)


class _Field:
    """One text as it is written and as it is folded."""

    __slots__ = ("folded", "written")

    def __init__(self, text: str) -> None:
        self.written = text if text.isascii() else unicodedata.normalize("NFC", text)
        self.folded = fold(self.written)


# --- terms: one word or phrase as a pattern ------------------------------------------------------------

_GAP = r"(?:[^\w.!?;:\n]{1,3}|\n)"  # between the words of a phrase: never the end of a sentence or paragraph
_JOINT = r"(?:[^\w.!?;:\n]{0,2})"  # between the parts of a hyphenated word
_POSSESSIVE = r"(?:'s|')?"
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # scripts without spaces
_ALWAYS_PLURAL = frozenset("arms customs goods means news politics series species times".split())
_IRREGULAR = {"woman": "women", "man": "men", "child": "children", "person": "people"}
_IRREGULAR |= {plural: singular for singular, plural in _IRREGULAR.items()}
_ACRONYM = re.compile(r"[^\W\d_]{2,3}|(?:[^\W\d_]\.){2,4}[^\W\d_]?")


def _is_acronym(word: str) -> bool:
    return bool(_ACRONYM.fullmatch(word)) and (word.isupper() or "." in word)


def _number_forms(word: str) -> str:
    """The word in singular and plural, as a pattern; the word is folded."""
    if word in _IRREGULAR:
        return f"(?:{re.escape(word)}|{_IRREGULAR[word]})"
    if len(word) < 3 or word in _ALWAYS_PLURAL or not word.isalpha():
        return re.escape(word)
    if re.search(r"[^aeiou]ies$", word) and len(word) > 4:
        return f"{word[:-3]}(?:ies|ie|y)"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}(?:ies|y)"
    stem = re.sub(r"(?<=ss|sh|ch|[xz])es$|(?<![sui])s$", "", word) if len(word) > 3 else word
    return f"{stem}(?:es|s)?"


def _word_pattern(word: str, last: bool) -> str:
    """A pattern for one word of a term as it is written in a query."""
    if word.endswith("*"):
        return rf"{re.escape(fold(word[:-1]))}[\w'-]*"
    if _is_acronym(word):
        letters = fold(word).replace(".", "")
        return rf"({r'\.?'.join(map(re.escape, letters))}\.?)(?:'?s)?"
    parts = [part for part in re.split(r"[^\w']+", re.sub(r"'s?$", "", fold(word))) if part.strip("'_")]
    patterns = ["'?".join(map(re.escape, part.strip("'").split("'"))) for part in parts]
    if last and "'" not in parts[-1].strip("'"):
        patterns[-1] = _number_forms(parts[-1].strip("'"))
    return _JOINT.join(patterns) + _POSSESSIVE


def _needles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Strings of which one stands in every folded text with these words: a quick look before the pattern."""
    stems = []
    for word in words:
        if _is_acronym(word):
            letters = fold(word).replace(".", "")
            stems.append((letters, letters[0] + "." + letters[1]))
        else:
            for part in re.split(r"[^\w]+", re.sub(r"'s?$", "", fold(word.rstrip("*")))):
                if part and part not in _IRREGULAR:
                    cut = len(part) if word.endswith("*") or len(part) < 4 else re.search(r"(?:ie|e)?s?$|y$", part).start()
                    stems.append((part[:cut],))
    return max(stems, key=lambda forms: len(forms[0]), default=("",))
