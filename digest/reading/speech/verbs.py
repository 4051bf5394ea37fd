"""Which words of a sentence report speech where they stand: "Reid claims" does, "his claims" does not.

Without a tagger a form is judged by its neighbours: a determiner before it makes a noun, a form of "be" a
passive, and the forms that are nouns as often as verbs count only right behind a subject.
"""

from __future__ import annotations

from digest.reading.speech.frame import Frame, Token
from digest.reading.speech.people import People
from digest.reading.speech.runs import noun_phrase_start

_TITLE = 4  # words
_SUBJECT = 5  # words that the subject of a relative clause has at most


class Verbs:
    """The verbs of speech of one article."""

    def __init__(self, frame: Frame, people: People) -> None:
        self.tokens = frame.tokens
        self.lexicon = frame.lexicon
        self.people = people

    def is_cue(self, at: int, low: int) -> bool:
        """Whether this token reports speech; `low` is where its clause begins."""
        token = self.tokens[at]
        named = at in self.people.runs and token.capital and at > low
        if token.kind != "word" or named or not (token.is_in("cues") or token.is_in("phrasal")):
            return False
        before = self.tokens[at - 1] if at > low else None
        lead = before.low if before is not None and not token.low.endswith("ing") else ""
        if lead in self.lexicon["be"] or lead in self.lexicon["before_nouns"]:  # "was told", "in charge"
            return lead == "to" and self._chained(at, low)
        if (before is not None and before.is_in("noun_determiners")) or self._only_names(at, low):
            return False  # "the report", "his claims"
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if token.is_in("phrasal"):
            return following is not None and following.low in ("back", "in", "out")
        if token.low in ("go", "goes", "went") and following is not None and following.low == "on":
            return self._leads_up(at + 2)  # "goes on: ", but not "goes on recess"
        fits = not token.is_in("base_forms") or self._fits_base_form(self._before_adverbs(at, low))
        return fits and (not token.is_in("weak_cues") or self._has_subject(at, before, following))

    def _only_names(self, at: int, low: int) -> bool:
        """Whether it gives the name of what a preposition governs: "an analyst for something called Rewire News"."""
        if not self.tokens[at].is_in("naming") or at + 1 not in self.people.runs or at - 1 in self.people.runs:
            return False
        start = noun_phrase_start(self.tokens, self.people.runs, at - 1)
        return start > low and self.tokens[start - 1].is_in("prepositions")

    def _leads_up(self, at: int) -> bool:
        return at >= len(self.tokens) or self.tokens[at].kind != "word" or self.tokens[at].low == "to"

    def _has_subject(self, at: int, before: Token | None, following: Token | None) -> bool:
        """Whether a word that is a noun as often as a verb stands where a verb does."""
        if before is None:
            return False
        opens = following is not None and (following.kind == "quote" or following.low in (":", "that"))
        if opens and before.kind == "word" and not before.is_in("not_names"):
            return True
        return before.is_in("subject_pronouns") or at - 1 in self.people.runs or before.text in (",", ")")

    def _before_adverbs(self, at: int, low: int) -> Token | None:
        while at > low and self.is_filler(self.tokens[at - 1]) and not self.tokens[at - 1].is_in("helping_verbs"):
            at -= 1
        return self.tokens[at - 1] if at > low else None

    def _fits_base_form(self, before: Token | None) -> bool:
        """ "they say", "officials say", "did not say", but not "a text message"."""
        if before is None:
            return False
        low = before.low
        plural = low.endswith("s") and low not in ("'s", "his", "this", "was", "is", "has") and not before.capital
        subject = low in ("they", "we", "i", "you", "who", "some", "many", "others", "people", "critics")
        return plural or subject or (low in self.lexicon["helping_verbs"] and low not in self.lexicon["be"])

    def _chained(self, at: int, low: int) -> bool:
        """ "went on to say": an infinitive that still reports."""
        return at - 2 >= low and (self.tokens[at - 2].is_in("chains") or self.tokens[at - 2].low == "on")

    def is_participle(self, cue: int, low: int) -> bool:
        """Whether an -ing form stands without an auxiliary: ", saying that"."""
        before = self.tokens[cue - 1] if cue > low else None
        return before is None or not before.is_in("helping_verbs")

    def clause_start(self, low: int, cue: int) -> int:
        """Right after the verb of speech before this one, so that its subject is not taken."""
        for at in range(cue - 2, low - 1, -1):
            first = self._group_start(at, low)
            aside = at > low and (self.tokens[first - 1].low in ("who", "which", ",") or self._is_relative(at, low))
            if (
                not aside
                and self.tokens[at + 1].text != ","
                and self.is_cue(at, low)
                and not self.tokens[at].low.endswith("ing")
            ):
                return at + 1
            if self.tokens[at].text == ";":
                return at + 1
        return low

    def _group_start(self, at: int, low: int) -> int:
        """Where the auxiliaries of a verb begin: "who | have not announced"."""
        while at > low + 1 and self.tokens[at - 1].is_in("helping_verbs", "terms_negations"):
            at -= 1
        return at

    def _is_relative(self, cue: int, low: int) -> bool:
        """In "Berg, whom Dahl called a liar, said" the calling is an aside."""
        return any(token.low == "whom" for token in self.tokens[max(low, cue - _SUBJECT) : cue])

    def first_cue(self, first: int, high: int, loose: bool = False) -> int | None:
        """The first verb of speech after a quotation, before anything that starts another clause."""
        depth = 0
        for at in range(first, min(high, first + 45)):
            token = self.tokens[at]
            if (token.kind == "quote" and not _is_name(token)) or token.text in (";", ":"):
                return None
            if token.text == ",":
                depth += 1
            if self.is_cue(at, first) or (loose and at > first and self._ends_clause_as_cue(at, high)):
                relative = at > first and self.tokens[at - 1].low in ("who", "which", "that")
                relative = relative or (at > first + 1 and self.tokens[at - 2].low in ("who", "which", "that"))
                participle = token.low.endswith("ing") and (at == first or not self.tokens[at - 1].is_in("be"))
                if not relative and not participle:
                    return at
        return None

    def _ends_clause_as_cue(self, at: int, high: int) -> bool:
        """ "the editorial read.", "the two write in a letter": any form of a reporting verb before the clause's end."""
        if not self.tokens[at].is_in("cues") or self.tokens[at - 1].is_in("determiners") or at in self.people.runs:
            return False
        following = self.tokens[at + 1] if at + 1 < high else None
        return following is None or following.kind == "stop" or following.is_in("prepositions", "days")

    def is_filler(self, token: Token) -> bool:
        """Auxiliaries and adverbs, which may stand between a subject and its verb."""
        return not token.capital and (self.lexicon.is_adverb(token.low) or token.is_in("helping_verbs"))


def _is_name(quotation: Token) -> bool:
    """Words that are marked but not spoken: "wearing a “Ted Cruz” badge"."""
    return quotation.text[0].isupper() and quotation.text[-1].isalnum() and quotation.text.count(" ") < _TITLE
