"""Finds who spoke in what leads up to a quotation: the nearest verb of speech whose subject can be read."""

from __future__ import annotations

from dataclasses import replace

from digest.reading.speech.grammar import Attribution, Side
from digest.reading.speech.phrases import Mention

_TRIES = 4  # verbs of speech that are tried for one quotation


class Leading(Side):
    """The words before a quotation; `low` bounds the search."""

    def before(self, low: int, at: int) -> Attribution | None:
        """The nearest verb of speech to the left whose subject can be read."""
        tried = 0
        for cue in range(at - 1, low - 1, -1):
            token = self.tokens[cue]
            if token.kind != "word" or tried > _TRIES:
                continue
            tried += token.is_in("cues")
            if token.low == "according":
                found = self.grammar.according(cue, at)
                if found:
                    return replace(found, sure=0.9)
            if token.low.endswith("ing") and self.tokens[cue - 1].low == "as":
                continue
            agent = self.grammar.quoted(cue, low, at) or self._agent(cue, low, at)
            if agent:
                return agent
            if not self.verbs.is_cue(cue, low):
                continue
            if token.low.endswith("ing") and self.verbs.is_participle(cue, low):
                shared = self._shared_subject(low, cue)
                if shared:
                    return shared
                continue
            mention = self.subjects.subject_before(cue, self.verbs.clause_start(low, cue))
            if mention and (self._is_object(mention, low) or self._sets_the_scene(mention, low, cue, at)):
                continue
            if mention:
                return Attribution(mention, token.low, self._trust_before(mention, cue, at))
            shared = (
                self._shared_subject(low, cue)
                if (self.tokens[cue - 1].is_in("conjunctions") or self.tokens[cue - 1].low in ("then", ","))
                else None
            )
            if shared:
                return shared
        return None

    def _is_object(self, mention: Mention, low: int) -> bool:
        """In "Reid told a woman who suggested" the woman is spoken to, in "Reid gave Smith answers" Smith."""
        if mention.first > low and self.tokens[mention.first - 1].is_in("giving"):
            return True
        relative = mention.end < len(self.tokens) and self.tokens[mention.end].low == "who"
        return relative and mention.first > low and self.tokens[mention.first - 1].is_in("cues")

    def _sets_the_scene(self, mention: Mention, low: int, cue: int, at: int) -> bool:
        """In "Reid recalled that when Smith made a call in May, “...”" Smith only gives the time."""
        closed = self.tokens[at - 1].text == "," and cue < at - 2
        return closed and self._is_subordinate(mention, low) and self.tokens[mention.first - 1].low != "as"

    def _agent(self, cue: int, low: int, high: int) -> Attribution | None:
        """ "was asked by the host"."""
        if cue + 2 >= high or cue == low or self.tokens[cue + 1].low != "by" or not self.tokens[cue].is_in("cues"):
            return None
        if not (self.tokens[cue - 1].is_in("be") or self.tokens[cue - 1].low == ","):
            return None
        mention = self.phrases.noun_after(cue + 2, high)
        return Attribution(mention, self.tokens[cue].low, 0.85) if mention else None

    def _trust_before(self, mention: Mention, cue: int, at: int) -> float:
        gap = at - cue
        others = sum(run.first == i for i, run in ((i, self.people.runs.get(i)) for i in range(cue, at)) if run)
        low = self.tokens[cue].low
        if (gap > 2 and self._other_subject(cue, at)) or self._is_imagined(mention):
            return 0.65
        if self.tokens[at - 1].text in (":", ",") or gap == 1 or self.tokens[at - 1].low == "that":
            return 0.95 if low in self.lexicon["strong_cues"] else 0.88
        return max(0.6, 0.92 - 0.006 * gap - 0.02 * others - (0.0 if low in self.lexicon["strong_cues"] else 0.07))

    def _is_imagined(self, mention: Mention) -> bool:
        """Words that nobody has said yet: "I hope that one day Berg says"."""
        low, _ = self.frame.sentences[self.tokens[mention.first].sentence]
        return any(token.is_in("hoping") for token in self.tokens[low : mention.first])

    def _other_subject(self, cue: int, at: int) -> bool:
        """Whether a new subject comes between the verb and the quotation: "After A spoke, B shot back, ..." """
        for comma in range(cue + 1, at - 2):
            if self.tokens[comma].comma and (
                self.tokens[comma + 1].low in ("he", "she", "they") or comma + 1 in self.people.runs
            ):
                run = self.people.runs.get(comma + 1)
                after = run.end if run is not None else comma + 2
                return after < at and self.tokens[after].kind == "word" and not self.tokens[after].is_in("prepositions")
        return False

    def _shared_subject(self, low: int, cue: int) -> Attribution | None:
        """The subject of an earlier verb of speech in the sentence, else the sentence's own subject."""
        reports = [at for at in range(self._coordinate_clause(low, cue), cue) if self.tokens[at].is_in("cues")]
        for earlier in reports[:_TRIES]:
            if self.tokens[earlier - 1].low == "who" or self.tokens[earlier].low.endswith("ing"):
                continue
            if self.verbs.is_cue(earlier, low):
                mention = self.subjects.subject_before(earlier, self.verbs.clause_start(low, earlier))
                if mention and not self._is_subordinate(mention, low):
                    return Attribution(mention, self.tokens[cue].low, 0.86)
        mention = self.subjects.sentence_subject(low, cue)
        return Attribution(mention, self.tokens[cue].low, 0.78) if mention else None

    def _is_subordinate(self, mention: Mention, low: int) -> bool:
        """In "when my aunt and my mother mentioned it, I laughed and said" the mother does not speak."""
        before = self.tokens[mention.first - 1].low if mention.first > low else ""
        if before in self.lexicon["subordinate"] or before not in self.lexicon["conjunctions"]:
            return before in self.lexicon["subordinate"]
        first = next((at + 1 for at in range(mention.first - 1, low, -1) if self.tokens[at].text == ","), low)
        return any(token.is_in("clausal") for token in self.tokens[first : mention.first])

    def _coordinate_clause(self, low: int, cue: int) -> int:
        """Where the last clause of equal rank begins: after ", and" or a semicolon."""
        for at in range(cue - 2, low, -1):
            if self.tokens[at].text == ";":
                return at + 1
            if (
                self.tokens[at].is_in("conjunctions")
                and self.tokens[at - 1].text == ","
                and self._whole_subject(at + 1)
            ):
                return at + 1
        return low

    def _whole_subject(self, at: int) -> bool:
        return at in self.people.runs or self.tokens[at].is_in("subject_pronouns")
