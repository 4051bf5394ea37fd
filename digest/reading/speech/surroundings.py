"""What stands around a quotation, and what can hold of a word there: over its verb, of words, by its speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from digest.reading.speech.clauses import Attribution
from digest.reading.speech.frame import Frame, Token
from digest.reading.speech.lexicon import Lexicon
from digest.reading.speech.people import People
from digest.reading.speech.pronouns import Antecedents

Place = Literal["over", "own", "before", "after"]
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
    pronouns: Antecedents

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

    def is_in(self, at: int, name: str) -> bool:
        """Whether a word, or it and the next one, are in a list."""
        if not 0 <= at < len(self.tokens) or self.tokens[at].kind != "word":
            return False
        pair = f"{self.tokens[at].low} {self.low(at + 1)}" if at + 1 < len(self.tokens) else ""
        return self.tokens[at].low in self.lexicon[name] or pair in self.lexicon[name]

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The sentence of the quotation, and that of the clause which attributes it."""
        here = self.tokens[self.at].sentence
        said = self.tokens[self.found.mention.head].sentence if self.found else here
        return (here, said) if abs(said - here) == 1 and self._is_bare(here) else (here,)

    def _is_bare(self, sentence: int) -> bool:
        return not any(self.tokens[at].kind == "word" for at in range(*self._near(sentence)))

    def _near(self, sentence: int) -> tuple[int, int]:
        """The tokens of a sentence, as far as they are near the quotation."""
        low, high = self.frame.sentences[sentence]
        return max(low, self.at - _REACH), min(high, self.at + _REACH)

    @property
    def near(self) -> tuple[int, int]:
        """The tokens of its own sentence."""
        return self._near(self.tokens[self.at].sentence)

    @cached_property
    def cue(self) -> int | None:
        """The token of the verb of speech."""
        if self.found is None or not self.found.cue:
            return None
        wanted = self.found.cue.split(" ")[0]
        fits = [at for at in self.place("own") if self.tokens[at].low == wanted]
        return min(fits, key=lambda at: abs(at - self.at), default=None)

    @cached_property
    def segment(self) -> int:
        """Where the words over the verb of speech begin: behind the comma, mark or quotation before it."""
        verb = self.at if self.cue is None else self.cue
        low, _ = self._near(self.tokens[verb].sentence)
        stop = (at + 1 for at in range(verb - 1, low - 1, -1) if self.tokens[at].kind != "word")
        return next(stop, low)

    def place(self, name: Place) -> Iterator[int]:
        """The words of a place."""
        if name == "over":
            ranges = [(self.segment, self.at if self.cue is None else self.cue)]
        elif name == "own":
            ranges = [self._near(sentence) for sentence in self.sentences]
        elif name == "before":
            ranges = self._sentences(min(self.sentences) - 1, min(self.sentences))
        else:
            last = max(self.sentences) + 1
            ranges = self._sentences(last, last + _FOLLOWING)
        return (at for low, high in ranges for at in range(low, high) if self.tokens[at].kind == "word")

    def _sentences(self, first: int, end: int) -> list[tuple[int, int]]:
        """Those without a quotation of their own: what frames that is no frame of this one."""
        numbers = range(max(0, first), min(end, len(self.frame.sentences)))
        ranges = [self._near(number) for number in numbers]
        return [span for span in ranges if all(self.tokens[at].kind != "quote" for at in range(*span))]

    # --- what may hold of a word -------------------------------------------------------------------------

    def is_denied(self, at: int) -> bool:
        """Whether a negation stands before the word, in its own clause."""
        for place in range(at - 1, max(-1, at - _NEAR - 1), -1):
            if self.tokens[place].kind != "word":
                return False
            if self.is_in(place, "terms_negations"):
                return True
        return False

    def is_topic(self, at: int) -> bool:
        """ "said of the impostor who", "told a parody show": what the words are about, or to whom they went."""
        if self.cue is None or self.found is None or at <= self.cue:
            return False
        mention = self.found.mention
        behind = mention.end if self.cue < mention.first <= self.cue + 2 else self.cue + 1
        if behind >= len(self.tokens) or self.tokens[behind].is_in("about"):
            return True
        between = {token.low for token in self.tokens[behind:at]}
        told = self.tokens[self.cue].is_in("telling") and not self._left(at)
        content = self.cue < at < self.at and not between & self.lexicon["within"]
        return told or content or bool(between & self.lexicon["other_clause"])

    def _left(self, at: int) -> bool:
        """Whether the person told has been named before this word."""
        between = self.tokens[self.cue + 1 : at] if self.cue is not None else ()
        return any(token.kind != "word" or token.is_in("prepositions") for token in between)

    def is_of_words(self, at: int) -> bool:
        """Whether an utterance is named behind the word, or right before it, or only "it"."""
        low, high = self.frame.sentences[self.tokens[at].sentence]
        near = range(max(low, at - 6), min(high, at + 10))
        return any(
            self.is_in(place, "terms_utterances")
            or self.is_in(place, "terms_carriers")
            or (self.tokens[place].low in ("it", "this", "that") and place > at)
            for place in near
            if place != at
        )

    def is_by_speaker(self, at: int) -> bool:
        """Whether the sentence has the speaker, or a pronoun for one person, for its subject."""
        low, _ = self._near(self.tokens[at].sentence)
        return any(token.is_in("he_or_she") or token.low == self.surname for token in self.tokens[low:at])

    def is_said_of_words(self, at: int) -> bool:
        """Whether the sentence has an utterance or a recording for its subject: "The quote is", "It was" behind one."""
        low, _ = self._near(self.tokens[at].sentence)
        named = self.is_in(low + 1, "terms_utterances") or self.is_in(low + 1, "terms_carriers")
        if self.tokens[low].low in ("the", "this", "that") and low + 1 < at and named:
            return True
        return self.tokens[low].low in ("it", "this") and self.is_recorded

    @property
    def is_recorded(self) -> bool:
        """ "says in the clip"."""
        own = (at for at in self.place("own") if self.is_in(at, "terms_recordings"))
        return any({token.low for token in self.tokens[max(0, at - 3) : at]} & {"in", "on"} for at in own)

    @cached_property
    def surname(self) -> str:
        """The last word of the speaker's name, in small letters; of a noun phrase where there is none."""
        if self.found is None:
            return ""
        head = self.found.mention.head
        known = self.pronouns.get(head)
        name = known[0].name if known else self.tokens[head].low
        return name.split()[-1].lower()

    @property
    def is_earlier(self) -> bool:
        """ "had said": the quotation is what came first, not what was said of it."""
        over = list(self.place("over"))
        return self.cue is None or any(self.tokens[at].low in ("had", "'d") for at in over)

    def goes_on(self, at: int) -> bool:
        """Whether another clause begins between a word and the quotation: ", saying"."""
        between = range(at, self.at)
        return any(self.tokens[place].text == "," and self.low(place + 1).endswith("ing") for place in between)

    @property
    def is_carried(self) -> bool:
        """Whether the words come from a text or a recording, or nobody was found for them."""
        if self.found is None:
            return True
        mention = self.found.mention
        said = range(mention.first, mention.end)
        return any(self.is_in(at, "terms_carriers") for at in said) or self.tokens[mention.head].low == "it"

    def ends_clause(self, at: int) -> bool:
        """Whether a negation ends its clause, behind an auxiliary, or turns round an event or "such"."""
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None:
            return False
        elliptic = self.low(at - 1) in self.lexicon["helping_verbs"] and following.kind == "stop"
        other = self.low(at - 1) in ("was", "is") and following.low in ("he", "she", "him", "her")
        return (
            elliptic
            or other
            or any(self.is_in(place, "terms_absences") for place in range(at + 1, min(at + 3, len(self.tokens))))
        )
