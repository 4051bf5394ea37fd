"""What a story's articles carry: their words, numbers, days and names, read once and looked up often."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise

from digest.model import Item
from digest.reading.article import Reading, read
from digest.reading.dates import Mention, local_days
from digest.reading.names import FORMER, OFFICES, SAME, Name, acronym
from digest.reading.numbers import Quantity
from digest.reading.statements import Statement
from digest.reading.words import stem, tokens


def read_source(items: Sequence[Item]) -> Source:
    """The facts of a story's articles; the same articles are read only once."""
    return _read(tuple(items))


@lru_cache(maxsize=64)
def _read(items: tuple[Item, ...]) -> Source:
    return Source(items)


@dataclass(frozen=True)
class Source:
    """The articles of one story: title and text of each."""

    items: tuple[Item, ...]

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What was read in each article."""
        return tuple(read(item) for item in self.items)

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Where each folded word stands; the parts of a hyphenated word follow one another."""
        found: dict[str, list[int]] = defaultdict(list)
        parts = (part for reading in self.readings for word in reading.words for part in (*word.split("-"), ""))
        place = 0
        for part in parts:
            if part:
                found[part].append(place)
                place += 1
        return dict(found)

    @cached_property
    def running(self) -> str:
        """All folded words in one line, to find a quotation in."""
        return " ".join(word for reading in self.readings for word in reading.words)

    @cached_property
    def stemmed(self) -> list[str]:
        """The stems of all words in order, as `positions` counts them."""
        placed = [(place, word) for word, places in self.positions.items() for place in places]
        return [stem(word) for _, word in sorted(placed)]

    @cached_property
    def stem_positions(self) -> dict[str, list[int]]:
        """Where each stem stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.stemmed):
            found[word].append(place)
        return dict(found)

    def has_verbatim(self, text: str) -> bool:
        """Whether the text stands in the articles as it is, white space and the shape of quotation marks aside."""
        return _plain(text) in self._plain_text

    @cached_property
    def _plain_text(self) -> str:
        return "\n".join(_plain(reading.whole) for reading in self.readings)

    def by_letter(self, letter: str) -> frozenset[str]:
        """The words of four letters and more that begin with this one."""
        return self._initials.get(letter, frozenset())

    @cached_property
    def _initials(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for word in self.positions:
            if len(word) > 3:
                found[word[0]].add(word)
        return {letter: frozenset(words) for letter, words in found.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every folded word, hyphenated ones also whole."""
        return frozenset(self.positions) | {word for reading in self.readings for word in reading.words}

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words, and what a nation's name and adjective share."""
        return frozenset(stem(word) for word in self.words) | {SAME[word] for word in self.words if word in SAME}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All sentences, each once."""
        return tuple(dict.fromkeys(found for reading in self.readings for found in reading.statements))

    @cached_property
    def sentence_words(self) -> tuple[frozenset[str], ...]:
        """The folded words of each sentence, hyphenated ones in parts."""
        return tuple(frozenset(_parts(statement.text)) for statement in self.statements)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """All two words that stand side by side in a sentence."""
        return frozenset(pair for statement in self.statements for pair in pairwise(_parts(statement.text)))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """All numbers."""
        return tuple(found for reading in self.readings for found in reading.numbers)

    @cached_property
    def outcomes(self) -> tuple[frozenset[str], ...]:
        """For each of the numbers, what became of the people it counts."""
        return tuple(found for reading in self.readings for found in reading.outcomes)

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The words of the names of the outlets, and the names of the sites that the articles write as addresses."""
        sites = (found[1] for reading in self.readings for found in _SITE.finditer(reading.whole))
        return frozenset(word for text in (*(item.outlet for item in self.items), *sites) for word in tokens(text))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """All proper names."""
        return tuple(found for reading in self.readings for found in reading.names)

    @cached_property
    def persons(self) -> frozenset[str]:
        """The last words of all names that can be a first name and a surname."""
        bare = ([word for word in name.words if word not in OFFICES and word not in FORMER] for name in self.names)
        return frozenset(words[-1] for words in bare if len(words) > 1 and not SAME.keys() & set(words))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The initials of all names of two words or more."""
        several = [name.words for name in self.names if len(name.words) > 1]
        short = (words[0] + acronym(words[1:]) for words in several if len(words[0]) == _SHORT)  # UNSC
        return frozenset((*map(acronym, several), *short))

    @cached_property
    def offices(self) -> dict[str, list[Name]]:
        """The names that stand with words of office, by the last word of the name."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            bare = [word for word in name.words if word not in OFFICES]
            if name.offices and bare:
                found[bare[-1]].append(name)
        return dict(found)

    @cached_property
    def former(self) -> bool:
        """Whether anybody or anything is called former, acting or late."""
        return bool(self.words & FORMER)

    @cached_property
    def mentions(self) -> tuple[tuple[Item, Mention], ...]:
        """All dates, each with the article it stands in."""
        return tuple((reading.item, found) for reading in self.readings for found in reading.dates)

    @cached_property
    def days(self) -> frozenset[date]:
        """The days the articles speak of, and those they were published on."""
        published = frozenset(day for item in self.items for day in local_days(item.published))
        named = {
            day for item, mention in self.mentions for base in local_days(item.published) for day in mention.days(base)
        }
        return published | named | frozenset(self._away) | frozenset(self._ends)

    @property
    def _away(self) -> Iterator[date]:
        """The days that are told by how far they are from the day of the article: "within 48 hours", "two days ago"."""
        for reading in self.readings:
            for number in reading.numbers:
                after = _SPAN.match(reading.whole, number.end)
                if after and number.value <= _FARTHEST:
                    away = timedelta(hours=number.value * _HOURS[after[1].lower()])
                    yield from (day + sign * away for day in local_days(reading.item.published) for sign in (1, -1))

    @cached_property
    def months_away(self) -> frozenset[int]:
        """The months that are told by how many months they are from the day of the article: "within six months"."""
        return frozenset(
            (reading.item.published.month - 1 + sign * int(number.value)) % 12 + 1
            for reading in self.readings
            for number in reading.numbers
            if number.value < _MONTHS and _MONTHS_ON.match(reading.whole, number.end)
            for sign in (1, -1)
        )

    @property
    def _ends(self) -> Iterator[date]:
        """The last day of the month or year of which an article tells the end."""
        for reading in self.readings:
            for found in _END.finditer(reading.whole):
                day = reading.item.published.date()
                month = 12 if found[1].lower() == "year" else day.month
                yield date(day.year, month, monthrange(day.year, month)[1])

    @cached_property
    def years(self) -> frozenset[int]:
        """The years the articles name, write as numbers, or were published in."""
        named = {mention.year for _, mention in self.mentions if mention.year}
        written = {int(number.value) for number in self.quantities if number.year}
        return frozenset(named | written | {item.published.year for item in self.items})

    def near(self, first: str, second: str, reach: int = 3) -> bool:
        """Whether `second` stands at most `reach` words after `first`."""
        later = self.positions.get(second, ())
        places = set(later)
        return any(place + step in places for place in self.positions.get(first, ()) for step in range(1, reach + 1))

    def has(self, word: str) -> bool:
        """Whether a folded word stands in the articles, as it is or as the same name's other form."""
        if word in self.words or SAME.get(word, "-") in self.stems or word in self.acronyms or word in self.outlets:
            return True
        parts = word.split("-")
        return _nation(word, self.words) or (len(parts) > 1 and all(self.has(part) for part in parts))


def _parts(text: str) -> list[str]:
    return [part for word in tokens(text) for part in word.split("-") if part]


def _plain(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())


_SITE = re.compile(r"\b([A-Z][\w-]{2,})\.[a-z]{2,4}\b")  # Revolver.news
_SHORT = 2  # letters of an acronym with which another one begins
_HOURS = {"hour": 1, "day": 24, "week": 168}
_SPAN = re.compile(r"[\s-](hour|day|week)s?\b", re.IGNORECASE)
_MONTHS_ON = re.compile(r"[\s-]months?\b", re.IGNORECASE)
_MONTHS = 12
_END = re.compile(r"\bend of (?:the|this) (month|year)\b", re.IGNORECASE)
_FARTHEST = 100  # hours, days or weeks
_MARKS = str.maketrans("“”„‘’", '"""\'\'')
_ADJECTIVE = re.compile(r"(?:ians?|ans?|ns?|ese|ish|is?|ites?|ic|s|ers?|a)$")


def _nation(word: str, words: frozenset[str]) -> bool:
    """Colombian for Colombia, Clintons for Clinton, Kashmiri for Kashmir."""
    root = _ADJECTIVE.sub("", word)
    if len(root) < 4:
        return False
    return any(
        other in words for end in ("", "a", "ia", "y", "e", "an", "ian", "n", "s", "i", "o") if (other := root + end)
    )
