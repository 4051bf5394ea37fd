"""When two spellings can be one name: Kiew and Kyiv, Selenskyj, Zelensky and Зеленський, Poutine and Putin.

Languages write the same sounds with other letters. What is left of a name without its vowels, with one letter for all
that write a sound, is its `skeleton`; two names with one skeleton can be the same, and often are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from digest.reading.forms import fold

# What writes one sound, the longest first: Chruschtschow, Khrushchev; Tschernihiw, Chernihiv; Schytomyr, Zhytomyr.
_SOUNDS = (
    ("s", "schtsch shch"),
    ("k", "tsch tch ch kh ck"),
    ("s", "sch sh zh sz ts tz"),
    ("v", "ph ff w f"),
    ("t", "th"),
    ("ks", "x"),
)
_SOUND = {letters: sound for sound, writings in _SOUNDS for letters in writings.split()}
_WRITTEN = re.compile("|".join(_SOUND))
_SOFT = re.compile(r"c(?=[eiy])")
_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "ß": "s"})
_SILENT = re.compile(r"[hjywaeiou]+")
_REPEATED = re.compile(r"(.)\1+")
_FEWEST = 3  # sounds that the beginnings of two words must share: Russian, russische


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a word, one letter a sound; a vowel that it begins with is `a`."""
    latin = "".join(_letters().get(letter, letter) for letter in fold(word))
    written = _WRITTEN.sub(lambda found: _SOUND[found[0]], _SOFT.sub("s", latin)).translate(_ALIKE)
    vowel = "a" if written[:1] in tuple("aeiou") else ""
    bare = "".join(letter for letter in _SILENT.sub("", written) if letter.isalnum())
    return vowel + _REPEATED.sub(r"\1", bare)


def alike(one: str, other: str) -> bool:
    """Whether two words can be spellings of one name, or a name and what is made from it."""
    return any(_same(first, second) for first in _heard(one) for second in _heard(other))


def _same(one: str, other: str) -> bool:
    first, second = sorted((one, other), key=len)
    return bool(first) and (first == second or (len(first) >= _FEWEST and second.startswith(first)))


def _heard(word: str) -> set[str]:
    """Its skeletons: one letter is "g" in Russian and "h" in Ukrainian."""
    return {skeleton(word), skeleton(fold(word).replace("г", "h"))}


@cache
def _letters() -> dict[str, str]:
    lines = files("digest.reading").joinpath("alphabets/letters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" ") for line in lines if not line.startswith("#"))
    return {fold(letter): written for letter, _, written in pairs}
