"""What the reports of a story agree on: the words that two or more of them have at their top.

One outlet's frame is what no other has; what is true of the story is what several outlets open with. Which report tells
a story, what others add to it and whether it is told at all ask this one place. A story of one report agrees with
itself.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from digest.model import Item
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.parts import Passage, Word, base_stem
from digest.reading.words import content
from digest.write.excerpts.openings import own_words, prose

TOP = 4  # sentences in which a report tells what happened
_EVENT = 2  # sentences in which it tells the act itself
_ANY = date.min  # where no day is asked for
_AHEAD = 4  # words before a verb in which stands what puts it off: "set to pledge", "intends to sign"


@dataclass(frozen=True)
class Consensus:
    """What these reports of one story agree on."""

    items: tuple[Item, ...]

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each content word counts: more, the more reports have it at their top; nothing, if only one has."""
        found = Counter(word for item in self.items for word in _words_at_top(item))
        alone = len(self.items) == 1
        return {word: math.log1p(count) for word, count in found.items() if count > 1 or alone}

    def carried(self, text: str) -> float:
        """The share of it that stands in a text; all, where the reports agree on nothing."""
        whole = math.fsum(self.weights.values())
        return math.fsum(self.weights.get(word, 0.0) for word in set(content(text))) / whole if whole else 1.0

    def missing(self, text: str, told: str) -> frozenset[str]:
        """The words of a text that the reports agree on and `told` has not."""
        return frozenset(content(text)) & self.weights.keys() - frozenset(content(told))

    def is_news(self, text: str, told: str, item: Item) -> bool:
        """Whether a text of a report has anything beyond `told` that another has at its top; true of the only one."""
        words = frozenset(content(text)) - frozenset(content(told))
        return len(self.items) == 1 or not words.isdisjoint(self._others(item))

    def backed(self, text: str, item: Item) -> float:
        """The share of the words of a report's text that another report has at its top; all, where there is none."""
        words = set(content(text))
        return len(words & self._others(item)) / len(words) if len(self.items) > 1 and words else 1.0

    def _others(self, item: Item) -> frozenset[str]:
        """The words that the reports but this one have at their top."""
        return frozenset().union(*(_words_at_top(other) for other in self.items if other.id != item.id))

    def is_overtaken(self, item: Item) -> bool:
        """Whether a report tells as to come what another one tells as done, or its title what its own text does:
        "are set to pledge", where another has "on Friday pledged".
        """
        done = frozenset().union(*(_acts(other).done for other in self.items if other.id != item.id))
        own = _acts(item)
        return not (own.planned - own.told).isdisjoint(done) or not own.to_come.isdisjoint(done | own.told)

    def is_framed(self, hed: str, item: Item) -> bool:
        """Whether a hed is coloured by a word that no other report has at its top: "extreme", "laments"."""
        loaded = set(own_words(hed)) & read(item).language["loaded"]
        return len(self.items) > 1 and any(self._others(item).isdisjoint(content(word)) for word in loaded)

    def is_retold(self, text: str, item: Item) -> bool:
        """Whether a report has what it tells from another one here: "according to The Norvik Post"."""
        outlets = {other.outlet.removeprefix("The ") for other in self.items} - {item.outlet.removeprefix("The ")}
        return any(re.search(rf"\b{re.escape(outlet)}\b", text) for outlet in outlets if outlet)


@lru_cache(maxsize=256)
def consensus(items: tuple[Item, ...]) -> Consensus:
    """That of these reports."""
    return Consensus(items)


@lru_cache(maxsize=1024)
def _words_at_top(item: Item) -> frozenset[str]:
    return frozenset(content(" ".join([item.title, *(line.text for line in prose(item)[:TOP])])))


@dataclass(frozen=True, slots=True)
class _Acts:
    """The stems of the verbs at the top of a report: what it tells as done and as to come, and what its title does."""

    told: frozenset[str]
    planned: frozenset[str]
    headed: frozenset[str]
    to_come: frozenset[str]

    @property
    def done(self) -> frozenset[str]:
        """Done by text or title."""
        return self.told | self.headed


def acts_of(hed: str) -> frozenset[str]:
    """The stems of the verbs with which a title tells what is done: "signs"."""
    words = Passage(hed, _ANY).words
    return frozenset(word.stem for word in words if word.content and word.mood == "open" and word.text.endswith("s"))


def coming_of(hed: str) -> frozenset[str]:
    """The stems of the verbs with which a title tells what is to come: "to sign"; "votes to sign" is done."""
    words, done = Passage(hed, _ANY).words, Language.load("en")["decisive"]
    verbs = ((at, word) for at, word in enumerate(words) if word.content and word.mood == "planned")
    acts = ((at, word) for at, word in verbs if word.text.isalpha() and not word.text.endswith("ing"))
    return frozenset(word.stem for at, word in acts if not _has_before(words, at, done))


def put_off(text: str, published: date, place: int) -> frozenset[str]:
    """The stems of the acts to come that a sentence has before a place, with nothing that was done between them."""
    words, ahead = Passage(text, published).words, Language.load("en")["still_to_come"] - {"to"}
    before = [word for word in words if word.start < place]
    done = max((at for at, word in enumerate(before) if word.mood == "told"), default=-1)
    acts = ((at, word) for at, word in enumerate(before) if at > done and word.content and word.mood == "planned")
    return frozenset(word.stem for at, word in acts if _has_before(words, at, ahead))


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry content, of verbs those of their base forms."""
    return Passage(text, _ANY).stems


@lru_cache(maxsize=1024)
def _acts(item: Item) -> _Acts:
    """As its title and the sentences that tell the act say."""
    language, day = read(item).language, item.published.date()
    ahead = language["still_to_come"] - {"to"}
    told, planned = set[str](), frozenset[str]()
    for line in prose(item)[:_EVENT]:
        words = Passage(line.text, day).words
        acts = [(at, word) for at, word in enumerate(words) if word.content and not word.quoted]
        told |= {word.stem for _, word in acts if word.mood == "told"}
        planned |= {word.stem for at, word in acts if word.mood == "planned" and _has_before(words, at, ahead)}
    light = frozenset(map(base_stem, language["light_verbs"]))
    return _Acts(frozenset(told), planned - light, acts_of(item.title), coming_of(item.title) - light)


def _has_before(words: Sequence[Word], at: int, found: frozenset[str]) -> bool:
    """Whether one of the words right before a verb, in its clause, is one of these."""
    return any(word.key in found and word.clause == words[at].clause for word in words[max(0, at - _AHEAD) : at])
