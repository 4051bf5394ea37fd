"""The parts of a sentence, to be compared with those of another: its words with how each verb stands there, whose words
they are, and the names, days, numbers and lengths of time that anchor it.

Read without a parser, from the words right before a verb: "would not be signed" has a chain of three. What is read is
only ever compared with a passage that shares other words, and a verb that stands in no chain that is known is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate, islice, pairwise
from typing import Literal

from digest.model import Item
from digest.reading.covered import Covered
from digest.reading.dates import mentions
from digest.reading.languages import Language
from digest.reading.names import OFFICES, SAME, Name, acronym, is_common, names
from digest.reading.numbers import quantities
from digest.reading.sentences import Span
from digest.reading.speech.marks import Marked
from digest.reading.statements import FULL_STOP, LONGEST
from digest.reading.words import STOP, TOKEN, stem, word_key

Mood = Literal["told", "planned", "possible", "denied", "open"]
AnchorKind = Literal["name", "day", "span", "daytime", "rank"]

_LISTED: tuple[tuple[AnchorKind, str], ...] = (("daytime", "daytimes"), ("rank", "ranks"))
_NATIONS = frozenset(SAME.values())
_SHORTEST = 4  # letters that a stem has at least
_INITIALS = 7  # characters that a name in capitals has less of
_DENIED = 4  # words after a denial among which stands the one that it denies
_CHAIN = 5  # words before a verb that are looked at
_CLAUSE_END = re.compile(r"[.;:!?—“”\"]|,\s*$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `stem` is that of its base form, `passive` a participle behind a form of "be" (its actor follows)."""

    start: int
    text: str
    key: str
    stem: str
    clause: int
    mood: Mood
    passive: bool
    quoted: bool

    @property
    def content(self) -> bool:
        """Whether it carries content."""
        return self.key not in STOP

    @property
    def name(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[0].isupper() and not is_common(self.key) and self.key not in STOP


_NONE = Word(0, "", "", "", 0, "open", False, False)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that a sentence names, and where."""

    start: int
    words: frozenset[str]
    before: str = ""  # the word before a length of time: "nine", "last", "the"

    @property
    def is_nation(self) -> bool:
        """Whether it is a state or a people."""
        return bool(self.words & _NATIONS)


@dataclass(frozen=True)
class Passage:
    """One sentence, and which of its characters stand between quotation marks."""

    text: str
    published: date
    quoted: tuple[tuple[int, int], ...] = ()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All its words in order."""
        return tuple(_words(self.text, self.quoted))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry content, and the initials of its names."""
        return frozenset(word.stem for word in self.words if word.content) | {
            acronym(name.words) for name in names(self.text) if len(name.words) > 2
        }

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """For each word the number of its clause; another one begins at a mark, or at "and", "that", "because"."""
        joints = Language.load("en")["clause_joints"]
        starts = (at and (self.words[at].clause != self.words[at - 1].clause or self.words[at].key in joints)
                  for at in range(len(self.words)))  # fmt: skip
        return tuple(accumulate(map(int, starts)))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The numbers of the words that have each stem."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            found.setdefault(word.stem, []).append(number)
        return found

    @cached_property
    def denied(self) -> frozenset[str]:
        """The stems of the words right behind a denial: "support" of "did not fully support", "refused to support"."""
        lists = Language.load("en")
        found = set()
        for at, word in enumerate(self.words):
            negates = word.key in lists["clause_denials"] or word.key.endswith(("n't", "n’t"))
            ahead = self.words[at + 1 : at + 1 + _DENIED]
            if not (negates or word.key in lists["refusals"]) or (ahead and ahead[0].key in lists["after_not"]):
                continue
            telling = (one for one in ahead if one.content and one.clause == word.clause and not one.key.endswith("ly"))
            found |= {one.stem for one in islice(telling, 1)}
        return frozenset(found)

    @cached_property
    def said(self) -> frozenset[str]:
        """The stems of the words between quotation marks."""
        return frozenset(word.stem for word in self.words if word.content and word.quoted)

    @cached_property
    def leans(self) -> bool:
        """Whether a pronoun in it stands for somebody or something that was named before."""
        return any(word.key in Language.load("en")["pronouns"] for word in self.words)

    @cached_property
    def has_office(self) -> bool:
        """Whether it tells of somebody by an office, whose name may stand anywhere: "a federal judge"."""
        return any(word.key in OFFICES and word.text.islower() for word in self.words)

    @cached_property
    def anchors(self) -> dict[AnchorKind, tuple[Anchor, ...]]:
        """What it names, by kind; a name as its words, a day as the dates it can mean, each as text."""
        lists = Language.load("en")
        spans = (
            (word.start, word.key.removesuffix("s"), before.key) for before, word in pairwise((_NONE, *self.words))
        )
        days = ((found.start, found.days(self.published)) for found in mentions(self.text))
        return {
            "name": self._names,
            "day": tuple(Anchor(at, frozenset(day.isoformat() for day in some)) for at, some in days if some),
            "span": tuple(
                Anchor(at, frozenset({word}), before) for at, word, before in spans if word in lists["spans"]
            ),
            **{
                kind: tuple(
                    Anchor(word.start, frozenset({meant}))
                    for word in self.words
                    if (meant := _meanings(name).get(word.key))
                )
                for kind, name in _LISTED
            },
        }

    @cached_property
    def _names(self) -> tuple[Anchor, ...]:
        found = ((name, _telling(name)) for name in _given(self.text))
        told = tuple(Anchor(name.start, frozenset(map(_same, words))) for name, words in found if words)
        first = self.words[0] if self.words else _NONE
        known = (told and told[0].start == first.start) or any(not number.start for number in quantities(self.text))
        opens = bool(first.text) and first.name and not known
        return (Anchor(first.start, frozenset({_same(first.key)})), *told) if opens else told

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Every word, nations as one, with the states whose capital it names and the initials of its names."""
        keys = frozenset(_same(word.key) for word in self.words)
        return keys | seats(keys) | frozenset(acronym(name.words) for name in names(self.text))

    @cached_property
    def values(self) -> frozenset[tuple[float, str]]:
        """Its numbers and their units."""
        return frozenset((number.value, number.unit) for number in quantities(self.text))


def passages(item: Item, spans: Sequence[Span], marked: Sequence[Marked]) -> tuple[Passage, ...]:
    """The title and the sentences of an article, whose words between quotation marks are `marked`."""
    day = item.published.date()
    found = [Passage(item.title, day)]
    for start, end in _single(item.text, spans):
        inside = ((max(a.start, start) - start, min(a.end, end) - start) for a in marked)
        found.append(Passage(item.text[start:end], day, tuple((a, b) for a, b in inside if a < b)))
    return tuple(found)


def _single(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Where each sentence stands; what is too long for one, as in a text without capitals, is cut at its full stops."""
    for span in spans:
        ends = [m.end() for m in FULL_STOP.finditer(text, span.start, span.end)] if len(span.text) > LONGEST else []
        yield from pairwise([span.start, *ends, span.end])


def seats(words: frozenset[str]) -> frozenset[str]:
    """The states for which a seat of government among these words stands."""
    found = (line.split() for line in Language.load("en")["capitals"])
    return frozenset(_same(state) for seat, *states in found if seat in words for state in states)


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    """The base of every irregular past form."""
    lines = (line.split() for line in Language.load("en")["past_forms"])
    return {form: base for base, *forms in lines for form in forms}


@lru_cache(maxsize=8)
def _meanings(name: str) -> dict[str, str]:
    """For each word of a list the first one of its line, for which all of the line stand."""
    return {word: line.split()[0] for line in Language.load("en")[name] for word in line.split()}


def base_stem(word: str) -> str:
    """The stem of a word's base form; of a nation's adjective that of its name."""
    base = _bases().get(word, word)
    return SAME.get(base) or _short(base) or stem(base)


def _short(word: str) -> str:
    """What is left of a short word (die, died; ban, banned; file, filed), with a hyphen; `stem` keeps its endings."""
    ending = next((end for end in ("ing", "ed", "es", "s", "e") if word.endswith(end) and len(word) - len(end) > 1), "")
    root = word if word.endswith("eed") else word.removesuffix(ending)
    root = root[:-1] if root[-2:-1] == root[-1:] and root[-1:] not in "aeiou" else root
    return f"{root}-" if len(root) < _SHORTEST and re.search(r"[aeiouy]", root) else ""


def _same(word: str) -> str:
    return SAME.get(word, word)


def _given(text: str) -> Iterator[Name]:
    """The names of a text but for those that only describe: "a Republican"."""
    return (
        name
        for name in names(text)
        if not re.search(r"\ban?\s+$", text[max(0, name.start - 20) : name.start], re.IGNORECASE)
    )


def _telling(name: Name) -> list[str]:
    """The words of a name that tell who or what it is; none of initials, whose full name may stand elsewhere."""
    if re.sub(r"['’]s$", "", name.text).isupper() and len(name.text) < _INITIALS:
        return []
    return [word for word in name.words if word not in OFFICES and not is_common(word) and not word.isdigit()]


def _words(text: str, quoted: Sequence[tuple[int, int]]) -> Iterator[Word]:
    found = list(TOKEN.finditer(text))
    keys = [word_key(match.group()) for match in found]
    clause, last, marked = 0, 0, Covered(quoted)
    for at, match in enumerate(found):
        clause += bool(_CLAUSE_END.search(text, last, match.start()))
        last = match.end() - match.group().endswith(",")
        mood, passive = _mood(keys, at, text[max(0, match.start() - _CLAUSE) : match.start()])
        inside = match.start() in marked
        for part in keys[at].split("-") if "-" in keys[at] else [keys[at]]:
            if part:
                yield Word(match.start(), match.group(), part, base_stem(part), clause, mood, passive, inside)


def _mood(keys: Sequence[str], at: int, before: str) -> tuple[Mood, bool]:
    """How a verb stands there, from the words right before it."""
    lists = Language.load("en")
    modal = lists["possible"] | lists["planned"] | lists["negations"]
    first = at
    while first and at - first < _CHAIN and _links(keys[first - 1], modal | lists["auxiliaries"]):
        first -= 1
    chain = keys[first:at]
    past = keys[at].endswith("ed") or keys[at] in _bases() or (chain[-1:] == ["been"] and not keys[at].endswith("ing"))
    passive = past and (bool(_BE & set(chain)) or "by" in keys[at + 1 : at + 3])
    if any(word in lists["negations"] or word.endswith("n't") for word in chain):
        return "denied", passive
    if "to" in chain and first and keys[first - 1] in lists["refusals"]:
        return "denied", passive
    if any(word in lists["possible"] for word in chain) or _is_conditional(keys[max(0, at - 8) : at], before):
        return "possible", passive
    if any(word in lists["planned"] for word in chain):
        return "planned", passive
    return ("told" if past or _HAVE & set(chain) else "open"), passive


_CLAUSE = 400  # characters
_HAVE = frozenset({"has", "have", "had"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


def _links(word: str, links: frozenset[str]) -> bool:
    return word in links or word.endswith("n't") or (word.endswith("ly") and len(word) > 4)


def _is_conditional(near: Sequence[str], before: str) -> bool:
    """Whether its clause begins with "if", "unless", "whether"."""
    clause = re.split(r"[,.;:]", before)[-1].split()
    return bool({word.lower() for word in clause} & {"if", "unless", "whether"})
