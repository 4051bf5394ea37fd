"""Finds who spoke in the sentence of a quotation itself.

The order of trust, best first: the clause after it (`"...," Thune said`), a verb of speech before it (`Thune
told reporters that it was "..."`), the end of the sentence (`"..." in Ohio, Thune said`), a possessor
(`Thune's promise that "..."`), and with little trust the subject of a sentence without any such verb.
"""

from __future__ import annotations

from dataclasses import replace

from digest.reading.speech.following import Following
from digest.reading.speech.frame import Frame
from digest.reading.speech.grammar import Attribution, Grammar
from digest.reading.speech.leading import Leading
from digest.reading.speech.people import People
from digest.reading.speech.phrases import Mention

_SUPPOSED = 0.55  # the words may be the reporter's
_REACH = 90  # tokens to each side of a quotation that are read: no sentence of the news is longer
_LEAD = 6  # tokens in front of a quotation in which the verb leads up to it
_ENDS = (".", "?", "!")


class Clauses:
    """The attributing clauses of one article."""

    def __init__(self, frame: Frame, people: People) -> None:
        grammar = Grammar(frame, people)
        self.frame = frame
        self.tokens = frame.tokens
        self.lexicon = frame.lexicon
        self.people = people
        self.verbs = grammar.verbs
        self.subjects = grammar.subjects
        self.following = Following(grammar)
        self.leading = Leading(grammar)

    def direct(self, number: int) -> Attribution | None:
        """The attribution of a quotation by its own sentence, if there is one."""
        at = self.frame.places[number]
        low, high = self.frame.sentences[self.tokens[at].sentence]
        low, high = max(low, at - _REACH), min(high, at + _REACH)
        after, before = self.following.signature(at + 1) or self.following.after(at, high), self.leading.before(low, at)
        if after and before and (self._states_its_own(after, high) or self._leads_in(before, at)):
            after = None
        if after and self._is_in_question(low, at):
            after = replace(after, sure=0.5)
        found = (
            after
            or before
            or self.following.at_the_end(at, high)
            or self._possessor(low, at)
            or self._subject_of_clause(low, at, high)
        )
        if found and not after and self._is_supposed(low, at):
            return replace(found, sure=min(found.sure, _SUPPOSED))
        return found

    def _is_supposed(self, low: int, at: int) -> bool:
        """`as if to say "..."`, `basically saying "..."`, `he might say "..."`: nobody has said it in these words."""
        cue = next((i for i in range(at - 1, max(low, at - _LEAD) - 1, -1) if self.tokens[i].is_in("cues")), None)
        if cue is None:
            return False
        lead = [token.low for token in self.tokens[max(low, cue - 3) : cue]]
        modal = bool(self.lexicon["modals"] & set(lead)) and "only" not in lead  # "could only say"
        return (
            modal
            or bool(self.lexicon["paraphrasing"] & set(lead))
            or lead[-2:] == ["would", "have"]
            or self._is_asked(low, at)
        )

    def _is_asked(self, low: int, at: int) -> bool:
        """`Berg asked if anyone had come forward to say "..."`: what is in question was not said."""
        first = next((i for i in range(at - 2, low, -1) if self.tokens[i].text == ","), low)
        asked = next((i for i in range(first, at) if self.tokens[i].is_in("asking")), at)
        return any(token.low in ("if", "whether") for token in self.tokens[asked:at])

    def _leads_in(self, before: Attribution, at: int) -> bool:
        """`Ann responds with, "Why now?" Berg then writes back`: what follows a full question is a new sentence."""
        lead = self.tokens[max(0, at - _LEAD) : at]
        ended = self.tokens[at].text.endswith(_ENDS) and self.tokens[at + 1].capital
        own = before.cue not in self.lexicon["asking"] and any(token.low == before.cue for token in lead)
        return ended and own and lead[-1].text in (",", ":")

    def _is_in_question(self, low: int, at: int) -> bool:
        """`Asked whether the plan "has a chance," most said no`: the words are those of the question."""
        return self.tokens[low].low == "asked" and not any(token.text == "," for token in self.tokens[low:at])

    def _states_its_own(self, after: Attribution, high: int) -> bool:
        """`Reid said that "...," and Smith said the bill was dead`: the verb after it has another object."""
        cue = after.mention.end
        while cue < high and self.tokens[cue].low != after.cue:
            cue += 1
        if cue + 1 >= high or after.cue in self.lexicon["no_inversion"] | self.lexicon["asking"]:
            return False
        following = self.tokens[cue + 1]
        named = cue + 1 in self.people.runs and not following.is_in("days")
        return following.is_in("determiners", "subject_pronouns") or named

    def _possessor(self, low: int, at: int) -> Attribution | None:
        """`her comment that "..."`, `Reid's promise: "..."`, `Reid's "..."`."""
        for place in range(at - 1, max(low, at - 7) - 1, -1):
            token = self.tokens[place]
            noun = self._noun_of_speech(place + 1, at)
            run = self.people.runs.get(place - 1) if token.low in ("'s", "'") else None
            if run is not None and not run.organisation and (noun or place == at - 1):
                return Attribution(Mention(run.first, run.end, run.end - 1, "name"), "", 0.7 if noun else 0.55)
            if token.low in ("his", "her") and noun:
                return Attribution(Mention(place, place + 1, place, "pronoun"), "", 0.7)
        return None

    def _noun_of_speech(self, first: int, end: int) -> bool:
        words = {token.low for token in self.tokens[first:end]}
        return bool(words & self.lexicon["speech_nouns"])

    def _subject_of_clause(self, low: int, at: int, high: int) -> Attribution | None:
        """No verb of speech: the subject of the sentence, with little trust."""
        if at == low:
            return None
        mention = self.subjects.sentence_subject(low, at)
        if mention is None:
            return None
        return Attribution(mention, "", 0.8 if self.tokens[at - 1].text == ":" else 0.5)
