"""When two words are the same word: case, accents, apostrophes, plurals, possessives, hyphens, acronyms.

`fold` makes texts comparable without moving a character; `term` makes one word or phrase of a query into
something that finds every form of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    if base in _APOSTROPHES:  # "‴" is three of them
        return "'"
    return next((form for form in (base, char) if form.isalnum() == char.isalnum() and len(form.lower()) == 1), " ")


class Folded:
    """One text, as it is written (composed, NFC) and folded."""

    __slots__ = ("folded", "written")

    def __init__(self, text: str) -> None:
        self.written = text if text.isascii() else unicodedata.normalize("NFC", text)
        self.folded = fold(self.written)


@lru_cache(maxsize=1024)
def folded(text: str) -> Folded:
    """A text, folded once and kept by content."""
    return Folded(text)


# --- one word or phrase as a pattern -------------------------------------------------------------------

_GAP = r"(?:[^\w.!?;:\n]{1,3}|\n)"  # between the words of a phrase: never the end of a sentence or paragraph
_JOINT = r"[^\w.!?;:\n]{0,2}"  # between the parts of a hyphenated word
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # scripts without spaces
_ACRONYM = re.compile(r"[^\W\d_]{2,3}|(?:[^\W\d_]\.){2,4}[^\W\d_]?")
_INVARIABLE = frozenset(["arms", "customs", "goods", "means", "news", "politics", "series", "species", "times"])
_IRREGULAR = {"woman": "women", "man": "men", "child": "children", "person": "people"}
_IRREGULAR |= {plural: singular for singular, plural in _IRREGULAR.items()}


@dataclass(frozen=True, slots=True)
class Term:
    """A compiled word or phrase.

    Most texts never meet the pattern: it is tried only where one of `beginnings` stands, in the text as
    written for an acronym, else in the folded text. The pattern's groups must be capitals as written.
    """

    pattern: re.Pattern[str]
    beginnings: tuple[str, ...]
    acronym: bool

    def spans(self, text: Folded) -> Iterator[tuple[int, int]]:
        """Where the term stands."""
        searched = text.written if self.acronym else text.folded
        for beginning in self.beginnings:
            at = searched.find(beginning)
            while at >= 0:
                found = self.pattern.match(text.folded, at)
                if found and all(text.written[start:end].isupper() for start, end in found.regs[1:]):
                    yield found.span()
                at = searched.find(beginning, found.end() if found else at + 1)


def term(words: tuple[str, ...]) -> Term:
    """The term of these words side by side; the last also in its other number, each also with 's."""
    forms = [_acronym(word) or _word(word, last=n == len(words)) for n, word in enumerate(words, 1)]
    before = "" if _UNSPACED.match(words[0]) else r"(?<!\w)"
    after = "" if _UNSPACED.match(words[-1].rstrip("*")[-1]) else r"(?!\w)"
    pattern = re.compile(before + _GAP.join(pattern for pattern, _ in forms) + after)
    return Term(pattern, forms[0][1], _acronym(words[0]) is not None)


def is_word(word: str) -> bool:
    """Whether there is anything in it to look for."""
    return re.search(r"[^\W_]", fold(word)) is not None


def _acronym(word: str) -> tuple[str, tuple[str, ...]] | None:
    """US and U.S. find each other, and never "us"; longer ones (NATO, Nato) are ordinary words."""
    if not _ACRONYM.fullmatch(word) or not word.isupper():
        return None
    letters = word.replace(".", "")
    dotted = r"\.?".join(re.escape(fold(letter)) for letter in letters)
    return rf"({dotted})\.?(?:'?s)?", (letters[:2], f"{letters[0]}.{letters[1]}")


def _word(word: str, last: bool) -> tuple[str, tuple[str, ...]]:
    """A word as a pattern and what it begins with; a hyphenated one is found with hyphen, with space, with neither."""
    prefix = word.endswith("*")
    *heads, tail = re.findall(r"[^\W_]+", re.sub(r"(?<=\w)'s?$", "", fold(word)))
    stem, endings = _numbers(tail) if last and not prefix else (tail, "")
    pattern = _JOINT.join([*map(re.escape, heads), re.escape(stem) + endings])
    beginnings = (heads[0],) if heads else (stem,) if stem else (tail, _IRREGULAR[tail])
    return pattern + (r"[\w'-]*" if prefix else "(?:'s?)?"), beginnings


def _numbers(word: str) -> tuple[str, str]:
    """A folded word as a stem and a pattern of endings that covers singular and plural."""
    if word in _IRREGULAR:
        return "", f"(?:{word}|{_IRREGULAR[word]})"
    if len(word) < 3 or word in _INVARIABLE or not word.isalpha():
        return word, ""
    if len(word) > 4 and re.search(r"[^aeiou]ies$", word):
        return word[:-3], "(?:ies?|y)"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1], "(?:ies|y)"
    stem = re.sub(r"(?<=ss|sh|ch)es$|(?<=[xz])es$|(?<=[^suiy])s$", "", word) if len(word) > 3 else word
    return stem, "(?:es|s)?"
