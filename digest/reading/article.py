"""An article is read once: `read(item)` gives a `Reading`, in which everybody finds what stands in it.

    reading = read(item)
    reading.language, reading.sentences, reading.quotations, reading.people, reading.numbers, ...

Each part is read when it is first asked for, and kept. Readings are kept by content: two items that are equal have
one. Time is linear in the length of the text, of which at most `LONGEST` characters are read; `gather` hands on no
longer ones, and says so of a feed whose articles it cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from digest.model import Item, Quote
from digest.reading.datelines import dateline_length
from digest.reading.dates import Mention
from digest.reading.figures import mentions_in, quantities_in
from digest.reading.languages import Language, language_of
from digest.reading.names import Name, names
from digest.reading.numbers import Quantity
from digest.reading.outcomes import outcomes
from digest.reading.parts import Passage, passages
from digest.reading.sentences import Span, sentences
from digest.reading.speech.finding import Heard, listen
from digest.reading.speech.marks import Marked, marked_spans
from digest.reading.speech.people import Person
from digest.reading.statements import Statement, statements
from digest.reading.words import tokens

LONGEST = 100_000  # characters
_KEPT = 1024  # readings; more than the articles of an issue


@lru_cache(maxsize=_KEPT)
def read(item: Item, language: Language | None = None) -> Reading:
    """What stands in an article, by the rules of a language; of the one that it is written in where none is given."""
    return Reading(item, language or language_of(f"{item.title}\n\n{item.text}"))


def is_foreign(item: Item, language: str) -> bool:
    """Whether a report is in another language than the newsletter; where nobody is sure, it is not."""
    written = read(item).language.code
    return bool(written) and written != language.partition("-")[0].lower()


@dataclass(frozen=True, eq=False)
class Reading:
    """All that was found in one article. Offsets count characters of `item.text`, those of names, numbers, dates and
    statements characters of `whole`.
    """

    item: Item
    language: Language

    @cached_property
    def text(self) -> str:
        """The part of the text that is read: all of it, if it is no longer than `LONGEST`."""
        return self.item.text[:LONGEST]

    @cached_property
    def whole(self) -> str:
        """Title and text."""
        return f"{self.item.title}\n\n{self.text}"

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text, in order."""
        return sentences(self.text)

    @cached_property
    def dateline(self) -> int:
        """How many characters at the top of the text are place, date and agency."""
        return dateline_length(self.text)

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """What stands between quotation marks."""
        return marked_spans(self.text)

    @cached_property
    def words(self) -> Sequence[str]:
        """The folded words and numbers of title and text."""
        return tokens(self.whole)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The proper names of title and text."""
        return names(self.whole)

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """The numbers of title and text."""
        return quantities_in(self.whole, self.language.code)

    @cached_property
    def outcomes(self) -> tuple[frozenset[str], ...]:
        """For each of the numbers, what became of the people whom it counts."""
        return outcomes(self.whole, self.numbers)

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """The dates that title and text name."""
        return mentions_in(self.whole, self.language.code)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The sentences of title and text as statements, to be compared with those of others."""
        return tuple(statements(self.whole))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The title and the sentences of the text in their parts, to be compared with those of others."""
        return passages(self.item, self.sentences, self.marked)

    @cached_property
    def heard(self) -> Heard:
        """Who says what in it, and on what grounds we think so."""
        return listen(self.item, self.text, self.language)

    @property
    def quotations(self) -> tuple[Quote, ...]:
        """Every direct quotation of the text, in order and without overlaps."""
        return self.heard.quotations

    @property
    def people(self) -> tuple[Person, ...]:
        """The people whom it names, each once, with what it calls them; in the order in which they are introduced."""
        return self.heard.people
