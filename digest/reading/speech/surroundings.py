"""What stands around a quotation: the clause that attributes it, the sentence before, and the two after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from digest.reading.speech.clauses import Attribution
from digest.reading.speech.frame import Frame, Token
from digest.reading.speech.lexicon import Lexicon
from digest.reading.speech.people import People

Place = Literal["over", "lead", "tail", "before", "after"]
PLACES: tuple[Place, ...] = ("over", "lead", "tail", "before", "after")
_REACH = 90  # tokens to each side of a quotation that are read, as for its speaker
_NEAR = 4  # words in which a negation turns another word round
_FOLLOWING = 2  # sentences after a quotation that still speak of it


@dataclass(frozen=True)
class Surroundings:
    """What stands around one quotation, by the numbers of tokens."""

    frame: Frame
    people: People
    number: int
    found: Attribution | None

    @property
    def lexicon(self) -> Lexicon:
        """The words of the article's language."""
        return self.frame.lexicon

    @property
    def at(self) -> int:
        """The token of the quotation."""
        return self.frame.places[self.number]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Those of the article."""
        return self.frame.tokens

    def low(self, place: int) -> str:
        """The word at a place in small letters; nothing beyond either end of the article."""
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The sentence of the quotation, and that of the clause which attributes it."""
        here = self.tokens[self.at].sentence
        said = self.tokens[self.found.mention.head].sentence if self.found else here
        return (here, said) if abs(said - here) == 1 and self._is_bare(here) else (here,)

    def _is_bare(self, sentence: int) -> bool:
        return not any(self.tokens[at].kind == "word" for at in range(*self.near(sentence)))

    def near(self, sentence: int) -> tuple[int, int]:
        """The tokens of a sentence, as far as they are near the quotation."""
        low, high = self.frame.sentences[sentence]
        return max(low, self.at - _REACH), min(high, self.at + _REACH)

    @cached_property
    def cue(self) -> int | None:
        """The token of the verb of speech."""
        if self.found is None or not self.found.cue:
            return None
        wanted = self.found.cue.split(" ")[0]
        fits = [at for sentence in self.sentences for at in range(*self.near(sentence)) if self.low(at) == wanted]
        return min(fits, key=lambda at: abs(at - self.at), default=None)

    @cached_property
    def segment(self) -> int:
        """Where the words over the verb of speech begin: behind the comma, mark or quotation before it."""
        verb = self.at if self.cue is None else self.cue
        low, _ = self.near(self.tokens[verb].sentence)
        stop = (at + 1 for at in range(verb - 1, low - 1, -1) if self.tokens[at].kind != "word")
        return next(stop, low)

    def place(self, name: Place) -> Iterator[int]:
        """The words over the verb of speech, before and behind the quotation in its sentence, and in the others."""
        own = [self.near(sentence) for sentence in self.sentences]
        if name == "over":
            ranges = [(self.segment, self.at if self.cue is None else self.cue)]
        elif name == "lead":
            ranges = [(low, min(high, self.at)) for low, high in own]
        elif name == "tail":
            ranges = [(max(low, self.at + 1), high) for low, high in own]
        elif name == "before":
            ranges = self._unquoted(min(self.sentences) - 1, min(self.sentences))
        else:
            last = max(self.sentences) + 1
            ranges = self._unquoted(last, last + _FOLLOWING)
        return (at for low, high in ranges for at in range(low, high) if self.tokens[at].kind == "word")

    def _unquoted(self, first: int, end: int) -> list[tuple[int, int]]:
        """Those without a quotation of their own: what frames that is no frame of this one."""
        numbers = range(max(0, first), min(end, len(self.frame.sentences)))
        ranges = [self.near(number) for number in numbers]
        return [span for span in ranges if all(self.tokens[at].kind != "quote" for at in range(*span))]

    def is_denied(self, at: int) -> bool:
        """Whether a negation stands before the word, in its own clause."""
        for place in range(at - 1, max(-1, at - _NEAR - 1), -1):
            if self.tokens[place].kind != "word":
                return False
            if self.tokens[place].is_in("terms_negations"):
                return True
        return False

    def is_beside(self, at: int) -> bool:
        """Whether no other phrase begins between a word of its sentence and what is said, who says it, or the verb.

        "said a man posing", "joked", "said with a wink"; not "said of the impostor who", "said after a joke".
        """
        known = [self.at, *([] if self.cue is None else [self.cue])]
        known += [self.found.mention.head] if self.found else []
        if self.tokens[at].sentence not in self.sentences:
            return False
        nearest = min(known, key=lambda place: abs(place - at))
        between = self.tokens[min(nearest, at) + 1 : max(nearest, at)]
        return not any(token.is_in("about", "subordinators") or token.low in ("after", "when") for token in between)

    def is_by_speaker(self, at: int) -> bool:
        """Whether the speaker, or a pronoun for one person, stands before a word in its sentence."""
        low, _ = self.near(self.tokens[at].sentence)
        return any(token.is_in("he_or_she") or token.low == self.surname for token in self.tokens[low:at])

    @cached_property
    def surname(self) -> str:
        """The word that names the speaker, in small letters."""
        return self.tokens[self.found.mention.head].low if self.found else ""
