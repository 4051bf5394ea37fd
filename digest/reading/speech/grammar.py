"""What the readers of attributing clauses share: an article's verbs, phrases and subjects, and who spoke by them."""

from __future__ import annotations

from dataclasses import dataclass

from digest.reading.speech.frame import Frame
from digest.reading.speech.people import People
from digest.reading.speech.phrases import Mention, Phrases
from digest.reading.speech.subjects import Subjects
from digest.reading.speech.verbs import Verbs


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who spoke, by which verb, and how sure the words around the quotation make it."""

    mention: Mention
    cue: str
    sure: float


class Grammar:
    """The verbs of speech, noun phrases and subjects of one article."""

    def __init__(self, frame: Frame, people: People) -> None:
        self.frame = frame
        self.tokens = frame.tokens
        self.lexicon = frame.lexicon
        self.people = people
        self.verbs = Verbs(frame, people)
        self.phrases = Phrases(frame, people, self.verbs)
        self.subjects = Subjects(frame, people, self.phrases)

    def quoted(self, cue: int, low: int, high: int) -> Attribution | None:
        """Whom an outlet quotes: Berg in "the Post quoted Berg as saying" and in "Berg was quoted as saying"."""
        if not self.tokens[cue].is_in("quoting"):
            return None
        if self.tokens[cue - 1].is_in("be"):
            mention = self.subjects.subject_before(cue, self.verbs.clause_start(low, cue))
        else:
            mention = self.phrases.noun_after(cue + 1, high)
            mention = mention if mention and mention.end < high and self.tokens[mention.end].low == "as" else None
        return Attribution(mention, self.tokens[cue].low, 0.9) if mention else None

    def according(self, at: int, high: int) -> Attribution | None:
        """`according to Reid`."""
        if at + 2 >= high or self.tokens[at + 1].low != "to":
            return None
        mention = self.phrases.noun_after(at + 2, high)
        return Attribution(mention, "according to", 0.93) if mention else None


class Side:
    """The words on one side of the quotations of an article. Tokens are given by number."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.frame = grammar.frame
        self.tokens = grammar.tokens
        self.lexicon = grammar.lexicon
        self.people = grammar.people
        self.verbs = grammar.verbs
        self.phrases = grammar.phrases
        self.subjects = grammar.subjects
