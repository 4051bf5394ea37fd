"""The single statements of an article: which of their words they deny, and whose act they report.

Read roughly and without a parser. What is read is only ever compared with a sentence that says nearly the same, so
that a wrong reading seldom decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from digest.reading.languages import Language
from digest.reading.names import Name, names
from digest.reading.numbers import Quantity, quantities
from digest.reading.sentences import sentences
from digest.reading.words import STOP, TOKEN, content, listed, stem, word_key

_START = 4  # letters that stems must have in common to be of one word
LONGEST = 400  # characters
FULL_STOP = re.compile(r"(?<=\w\w[.!?])['\"”’]?\s+")
_DENIALS = Language.load("en")["clause_denials"]
_REACH = 4  # words after a denial among which stands the one that it denies
_NOT_DENIALS = re.compile(
    r"\b(?:not (?:only|just|least|merely|simply|until|more|less)|no (?:longer|doubt|matter|more|less|sooner|later)"
    r"|if not|whether or not)\b",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(
    r"n['’]t\b|\b(?:not?|nor|neither|never|none|nobody|nothing|nowhere|cannot|without|hardly|barely|scarcely|rarely"
    r"|seldom|few|little|only|unless|until|instead|rather|against|despite|whether|if|far|wrong|false|unable|unlikely|unwilling"
    r"|(?:fail|refus|den[iy]|declin|reject|avoid|lack|prevent|stop|abandon|scrap|cancel|block|oppos|doubt|dismiss"
    r"|withh|forb[ia]|denounc|condemn|critici|rebuk|resist|disput|contradict|delay|postpon)\w*)\b",
    re.IGNORECASE,
)
_ACT = r"(?:, [^,.;]{3,60},)? (?P<verb>[a-z]+)\b"
_REPORTING = listed("said told promised called asked warned added announced denied vowed wrote urged declared")
_REPORTED = re.compile(rf"(?P<verb>{'|'.join(_REPORTING)}) (?:[a-z]+ ){{0,2}}$")


@dataclass(frozen=True)
class Statement:
    """One sentence."""

    text: str

    @cached_property
    def meaning(self) -> frozenset[str]:
        """The stems of its words that carry content."""
        return frozenset(content(self.text))

    @cached_property
    def _starts(self) -> frozenset[str]:
        return frozenset(word[:_START] for word in self.meaning)

    def shared(self, words: frozenset[str]) -> frozenset[str]:
        """Those of these stems that it has as well."""
        return likened(frozenset(word for word in words if word[:_START] in self._starts), self.meaning)

    @cached_property
    def denied(self) -> frozenset[str]:
        """The stems of the words right behind a denial: `support` of "did not fully support"."""
        return frozenset(_denied(_NOT_DENIALS.sub(" ", self.text)))

    @cached_property
    def doubts(self) -> frozenset[str]:
        """The stems of the words that might turn its sense round."""
        return frozenset(stem(word_key(found[0])) for found in _DOUBTFUL.finditer(self.text))

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """Its numbers."""
        return quantities(self.text)

    @cached_property
    def acts(self) -> tuple[tuple[Name, str], ...]:
        """The names with a verb behind them or their apposition, or with one of speech before them ("said Reed")."""
        return tuple(_acts(self.text))


def likened(ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Those of our stems that stand among theirs, or begin or continue one of them: `vote` for `voted`."""
    return frozenset(one for one in ours if one in theirs or any(_begins(one, other) for other in theirs))


def _begins(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _START and (one.startswith(other) or other.startswith(one))


def statements(text: str) -> Iterator[Statement]:
    """The sentences of a text; what is too long for one, as in a text without capitals, is cut at its full stops."""
    for span in sentences(text):
        parts = FULL_STOP.split(span.text) if len(span.text) > LONGEST else [span.text]
        yield from (Statement(part) for part in parts)


def _denied(text: str) -> Iterator[str]:
    found = list(TOKEN.finditer(text))
    for at, match in enumerate(found):
        word = word_key(match.group())
        if word not in _DENIALS and not word.endswith("n't"):
            continue
        for last, ahead in zip(found[at:], found[at + 1 : at + 1 + _REACH], strict=False):
            if re.search(r"[.,;:!?—“”\"]", text[last.end() : ahead.start()]):
                break
            key = word_key(ahead.group())
            if key not in STOP and not (key.endswith("ly") and len(key) > 4 and not key.endswith("ously")):
                yield stem(key)
                break


def _acts(text: str) -> Iterator[tuple[Name, str]]:
    for name in names(text):
        if after := re.match(_ACT, text[name.end :]):
            yield name, after["verb"]
        elif before := _REPORTED.search(text[: name.start]):
            yield name, before["verb"]
