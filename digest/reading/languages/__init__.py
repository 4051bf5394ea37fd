"""The words that reading needs to know of a language, as data: a folder a language, a list a file.

A list has one entry a line, sorted, in small letters, under a comment (`# ...`) that says what it is for and where it
is from. A language without a folder has empty lists: what needs no words still works, and no rule of another language
is applied to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eld import LanguageDetector

_NOTHING: frozenset[str] = frozenset()
_DEFAULT = "en"
_CODE = 2  # letters of an ISO 639-1 code
_SAMPLE = 1000  # characters of a text by which its language is told
_ENOUGH = 12  # words; of fewer nobody is sure
_SENTENCE = 6  # words of a sentence whose language can be told where the detector is sure
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Language:
    """The lists of one language, by the names of their files."""

    code: str  # BCP 47, without a region: "en"
    lists: Mapping[str, frozenset[str]] = field(compare=False, repr=False)

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

    def fitted(self, name: str) -> Mapping[str, Any]:
        """The weights of one file beside the lists; none where nobody fitted any for this language.

        Its `made`, `day` and `corpus` say by which command it was made, when and of what.
        """
        return _fitted(self.code, name) if self.known else {}

    def pattern(self, name: str, form: str = r"\b(?:{})\b", flags: int = re.IGNORECASE) -> re.Pattern[str]:
        """A list whose entries are patterns, as one: `{}` in `form` stands for any of them.

        A language without the list has a pattern that is nowhere found.
        """
        return _pattern(self, name, form, flags)


@cache
def _pattern(language: Language, name: str, form: str, flags: int) -> re.Pattern[str]:
    return re.compile(form.replace("{}", "|".join(sorted(language[name], key=len, reverse=True)) or "(?!)"), flags)


@cache
def _fitted(code: str, name: str) -> Mapping[str, Any]:
    file = files(__name__) / code / f"{name}.json"
    return MappingProxyType(json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {})


@cache
def _load(code: str) -> Language:
    folder = files(__name__) / code
    found = [file for file in folder.iterdir() if file.name.endswith(".txt")] if code and folder.is_dir() else []
    lists = {file.name.removesuffix(".txt"): entries(file.read_text(encoding="utf-8")) for file in found}
    return Language(code, MappingProxyType(lists))


def language_of(text: str) -> Language:
    """The language that a text is written in: one without lists where it is none that we read.

    `eld` knows sixty by their runs of letters. A few words in Latin script that it is not sure of count as English.
    """
    sample = text[:_SAMPLE]
    told, few = _detector().detect(sample), len(_WORD.findall(sample)) < _ENOUGH
    if told.language and (told.is_reliable() or not few):
        return Language.load(told.language)
    return _load(_DEFAULT if _LATIN.search(sample) or not _WORD.search(sample) else "")


def surely(text: str) -> str:
    """The code of the language of a sentence, where it has six words and `eld` is sure of it; else empty.

    Names are of any language: "Mayweather and Pacquiao" sound like Tagalog. What has no capital must be of the same.
    """
    words = _WORD.findall(text[:_SAMPLE])
    told = _detector().detect(text[:_SAMPLE])
    rest = _detector().detect(" ".join(word for word in words if not word[0].isupper()))
    sure = len(words) >= _SENTENCE and told.is_reliable() and told.language == rest.language
    return str(told.language) if told.language and sure else ""


@cache
def _detector() -> LanguageDetector:
    from eld import LanguageDetector  # a third of a second and 50 MB, for those who read

    return LanguageDetector()


@cache
def known() -> tuple[str, ...]:
    """The languages that have a folder."""
    return tuple(sorted(folder.name for folder in files(__name__).iterdir() if len(folder.name) == _CODE))


def entries(text: str) -> frozenset[str]:
    """The entries of a list."""
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
