"""How texts write their words in mid-sentence: small, or with capitals as names are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from digest.reading.languages import Language
from digest.reading.words import PRINTED

_LONGEST = 12  # words of a name
_ENDS = re.compile(r"(?<=[a-z]{3})\. ")
_CAPITAL_AHEAD = re.compile(r"(?<=[a-z,;] )[A-Z][\w'&.-]*(?: (?:of |the |and |for )?[A-Z][\w'&.-]*)*\b(?! \d)")
_CALLED = re.compile(r"[“\"']([A-Z][\w&.-]*(?: (?:of |the |and |for |& )?[A-Z][\w&.-]*)+)[,.]?[”\"']")  # a “Green Pass”


class Written(NamedTuple):
    """How often texts write words, and two in a row, small; names in mid-sentence, whole; and those with their parts.

    Apostrophes are straight.
    """

    small: Counter[str]
    whole: Counter[str]
    names: Counter[str]

    def update(self, other: Written) -> None:
        """Count another text too."""
        for counts, more in zip(self, other, strict=True):
            counts.update(more)

    def verdict(self, run: str, *, whole: bool = False) -> int:
        """Above 0 where a run of words is mostly a name, below where it is mostly small; 0 where it is nowhere.

        A part of a longer name is none where it is written small at all: "Beach Club" of "Bailey's Beach Club"; and
        where only a `whole` name counts.
        """
        bare = run.removesuffix("'s")
        words = bare.lower().split()
        small = min(self.small[" ".join(pair)] for pair in pairwise(words)) if words[1:] else self.small[first(bare)]
        names = self.whole if whole or (small and words[1:]) else self.names
        return names[run] + (names[bare] if bare != run else 0) - small

    def forms(self, word: str) -> set[str]:
        """How a word is spelled in names, whatever its case in the question; "COVID" for "Covid" also of "COVID-19"."""
        sought = word.casefold()
        parts = {part for name in self.whole if sought in name.casefold() for part in name.split()}
        exact = {part for part in parts if part.casefold() == sought}
        return exact or {part[: len(word)] for part in parts if part.casefold().startswith(f"{sought}-")}

    def in_a_name(self, word: str) -> bool:
        """Whether the word stands in any name."""
        return any(word in name.split() for name in self.whole if word in name)


def first(word: str) -> str:
    """The word with a small first letter."""
    return word[:1].lower() + word[1:]


@lru_cache(maxsize=256)  # those that are told; each is some 30 KB
def written(text: str) -> Written:
    """How a text writes its words, kept by content."""
    return count_written(text)


def count_written(text: str) -> Written:
    """How a text writes its words.

    Of a name of several words only the last stands by itself: "Judge" is no name for "Judge Kavanaugh"; nor is it where
    the text writes it small too: "War" in "Vietnam War".
    """
    text = text.replace("’", "'")
    small = Counter(_small(text))
    whole = Counter(_names(text))
    names = Counter[str]()
    for name, count in whole.items():
        parts = name.split()
        found = {name, *(" ".join(parts[:n]) for n in range(2, len(parts)))}
        found |= {parts[-1]} if parts[-1].lower() not in small else set()
        found |= {" ".join(parts[n:]) for n in range(1, len(parts) - 1)}
        names.update(dict.fromkeys(found, count))
    return Written(small, whole, names)


def _small(text: str) -> Iterator[str]:
    """The small words, and each two words in a row of which the second is small, in small letters."""
    before, end = "", -1
    for found in PRINTED.finditer(text):
        word = found[0]
        if word[0].islower():
            yield word
            if found.start() == end + 1:
                yield f"{before.lower()} {word.lower()}"  # "justice department"
        before, end = word, found.end()


def _names(text: str) -> Iterator[str]:
    titled = Language.load("en")["small"]
    yield from _CALLED.findall(text)
    for found in _CAPITAL_AHEAD.findall(text):
        name = _ENDS.split(found, maxsplit=1)[0]  # not "Supreme Court. A"; "Gov. Jane Dow" goes on
        if any(word.istitle() and word.lower() in titled for word in name.split()):
            continue  # a headline that stands in the text: "Criticism From Trump"
        bare = name.removesuffix("'s").rstrip(".,")
        if len(bare.split()) <= _LONGEST:  # else a list, or shouting
            yield bare
