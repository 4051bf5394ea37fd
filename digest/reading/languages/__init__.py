"""The words that reading needs to know of a language, as data: a folder a language, a list a file.

A list has one entry a line, sorted, in small letters, under a comment (`# ...`) that says what it is for and where it
is from. A language without a folder has empty lists: what needs no words still works, and no rule of another language
is applied to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Language:
    """The lists of one language, by the names of their files."""

    code: str  # BCP 47, without a region: "en"
    lists: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, tag: str) -> Language:
        """The lists for a BCP 47 language; all of them empty where it has no folder."""
        return _load(tag.partition("-")[0].lower())

    @property
    def known(self) -> bool:
        """Whether it has a folder."""
        return bool(self.lists)

    def __getitem__(self, name: str) -> frozenset[str]:
        """One list. A name that no language has is a mistake of ours and raises a `KeyError`."""
        if name not in _load("en").lists:
            raise KeyError(name)
        return self.lists.get(name, _NOTHING)


@cache
def _load(code: str) -> Language:
    folder = files(__name__) / code
    found = [file for file in folder.iterdir() if file.name.endswith(".txt")] if code and folder.is_dir() else []
    lists = {file.name.removesuffix(".txt"): entries(file.read_text(encoding="utf-8")) for file in found}
    return Language(code, MappingProxyType(lists))


def entries(text: str) -> frozenset[str]:
    """The entries of a list."""
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
