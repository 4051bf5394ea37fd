"""What stands around a quotation: the clause that attributes it, the sentence before, and the two after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from digest.reading.speech.frame import Frame, Token
from digest.reading.speech.grammar import Attribution
from digest.reading.speech.lexicon import Lexicon
from digest.reading.speech.people import People

_REACH = 90  # tokens to each side of a quotation that are read, as for its speaker
_NEAR = 4  # words in which a negation turns another word round


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

    def segment_of(self, at: int) -> tuple[int, int]:
        """The words around one up to the marks and quotations on both sides."""
        low, high = self.near(self.tokens[at].sentence)
        first = next((place + 1 for place in range(at - 1, low - 1, -1) if self.tokens[place].kind != "word"), low)
        return first, next((place for place in range(at, high) if self.tokens[place].kind != "word"), high)

    def clause_start(self, at: int) -> int:
        """Where the clause of a word begins: behind a conjunction, a subordinator or a full mark before it."""
        low, _ = self.near(self.tokens[at].sentence)
        for place in range(at - 1, low - 1, -1):
            token = self.tokens[place]
            if token.text in (";", ":") or token.kind == "quote":
                return place + 1
            if token.is_in("conjunctions", "clausal") and place + 1 < at and self._opens_subject(place + 1):
                return place + 1
        return low

    def _opens_subject(self, at: int) -> bool:
        return at in self.people.runs or self.tokens[at].is_in(
            "subject_pronouns", "determiners", "definite", "pronouns"
        )

    def is_filler(self, at: int) -> bool:
        """An adverb or auxiliary, which may stand beside a verb."""
        token = self.tokens[at]
        return self.lexicon.is_adverb(token.low) or token.is_in("helping_verbs", "terms_negations")

    def is_utterance(self, at: int) -> bool:
        """Whether a word names what was said, or what carries it."""
        return self.tokens[at].is_in("terms_utterances", "terms_carriers")

    def quotes_in(self, sentence: int) -> bool:
        """Whether a sentence holds a quotation."""
        return any(self.tokens[at].kind == "quote" for at in range(*self.near(sentence)))

    def opens_sentence(self, at: int) -> bool:
        """Whether a word is the first of its sentence."""
        return self.frame.sentences[self.tokens[at].sentence][0] == at

    def is_denied(self, at: int) -> bool:
        """Whether a negation stands before the word, in its own clause."""
        for place in range(at - 1, max(-1, at - _NEAR - 1), -1):
            if self.tokens[place].kind != "word":
                return False
            if self.tokens[place].is_in("terms_negations"):
                return True
        return False

    @cached_property
    def surname(self) -> str:
        """The word that names the speaker, in small letters."""
        return self.tokens[self.found.mention.head].low if self.found else ""

    def names_speaker(self, at: int) -> bool:
        """Whether a word names who speaks; where that is a "he", anybody may be meant."""
        run = self.people.runs.get(at)
        if self.found is None or run is None or not self.tokens[at].capital:
            return False
        if self.found.mention.kind == "pronoun":
            return self.people.person(run).human
        return self.tokens[run.end - 1].low == self.surname

    @property
    def is_named(self) -> bool:
        """Whether the speaker has a full name."""
        if self.found is None or self.found.mention.kind != "name":
            return False
        return " " in self.people.person(self.people.runs[self.found.mention.head]).name

    @property
    def link(self) -> str:
        """What stands right before the quotation: a mark, "that", or any word."""
        before = self.tokens[self.at - 1] if self.at else None
        if before is None or (self.cue is not None and self.cue > self.at):
            return ""
        return before.text if before.kind == "stop" else "that" if before.is_in("subordinators") else "word"
