"""Says for each quotation of an article who spoke.

First the sentence of the quotation itself is read (`clauses.py`). A quotation that stands alone gets its speaker
from its neighbours: the quotation before or after it in the paragraph, the sentence that leads up to it, the
paragraph before.
"""

from __future__ import annotations

from dataclasses import replace

from digest.reading.speech.clauses import Clauses
from digest.reading.speech.frame import Frame, Token
from digest.reading.speech.grammar import Attribution
from digest.reading.speech.people import People


def attributions(frame: Frame, people: People) -> dict[int, Attribution]:
    """Number of a quotation -> its attribution; quotations without one are missing."""
    return _Carrier(frame, people).carried()


class _Carrier:
    """Hands speakers on to the quotations that have none of their own."""

    def __init__(self, frame: Frame, people: People) -> None:
        self.frame = frame
        self.tokens = frame.tokens
        self.lexicon = frame.lexicon
        self.clauses = Clauses(frame, people)
        self.verbs, self.subjects = self.clauses.verbs, self.clauses.subjects

    def carried(self) -> dict[int, Attribution]:
        numbers = range(len(self.frame.spans))
        direct = {number: found for number in numbers if (found := self.clauses.direct(number))}
        known: dict[int, Attribution] = {}
        for number in numbers:
            found = (
                direct.get(number)
                or self._from_same_paragraph(number, known, direct)
                or self._from_lead_in(number)
                or self._from_paragraph_before(number, known)
            )
            if found:
                known[number] = found
        return known

    def _from_same_paragraph(
        self, number: int, known: dict[int, Attribution], direct: dict[int, Attribution]
    ) -> Attribution | None:
        here = self.tokens[self.frame.places[number]]
        if number - 1 in known and self._token(number - 1).paragraph == here.paragraph:
            gap = here.sentence - self._token(number - 1).sentence
            before = known[number - 1]
            if gap <= 1:
                return replace(before, sure=min(before.sure, 0.93))
            other = self._lead_subject(here.sentence - 1)
            if other is not None and other.sure >= 0.8:
                return other
            return replace(before, sure=before.sure * 0.85)
        following = number + 1
        while following < min(number + 4, len(self.frame.spans)) and self._token(following).paragraph == here.paragraph:
            if following in direct:
                gap = self._token(following).sentence - here.sentence
                found = direct[following]
                if gap <= 1 and found.mention.first > self.frame.places[following]:
                    return replace(found, sure=min(found.sure, 0.88))
                break
            following += 1
        return self._closing_clause(number)

    def _closing_clause(self, number: int) -> Attribution | None:
        """`"...." Smith said.` where the quotation ended its own sentence."""
        at = self.frame.places[number]
        sentence = self.tokens[at].sentence + 1
        if sentence >= len(self.frame.sentences):
            return None
        low, high = self.frame.sentences[sentence]
        if self.tokens[low].paragraph != self.tokens[at].paragraph or high - low > 12:
            return None
        cue = self.verbs.first_cue(low, high)
        mention = (
            self.subjects.subject_before(cue, low)
            if cue is not None and self.tokens[cue].is_in("strong_cues")
            else None
        )
        if mention and mention.first == low and cue is not None and cue >= high - 4:
            return Attribution(mention, self.tokens[cue].low, 0.8)
        return None

    def _from_lead_in(self, number: int) -> Attribution | None:
        """The sentence before it in the same paragraph."""
        here = self.tokens[self.frame.places[number]]
        if here.sentence == 0:
            return None
        low, _ = self.frame.sentences[here.sentence - 1]
        if self.tokens[low].paragraph != here.paragraph:
            return None
        return self._lead_subject(here.sentence - 1)

    def _lead_subject(self, sentence: int) -> Attribution | None:
        """Who a sentence without a quotation leaves speaking."""
        low, high = self.frame.sentences[sentence]
        colon = self.tokens[high - 1].text == ":"
        found = self.clauses.leading.before(low, high)
        if found:
            return replace(found, sure=0.88 if colon else 0.7)
        mention = self.subjects.sentence_subject(low, high)
        return Attribution(mention, "", 0.8 if colon else 0.62) if mention else None

    def _from_paragraph_before(self, number: int, known: dict[int, Attribution]) -> Attribution | None:
        here = self.tokens[self.frame.places[number]]
        previous = known.get(number - 1)
        if number and self.frame.spans[number - 1].continues and previous:
            return replace(previous, sure=min(0.93, previous.sure))
        first, _ = self.frame.paragraphs[here.paragraph]
        if first == 0 or first != self.frame.places[number]:
            return None
        last = self.tokens[first - 1]
        if last.text == ":" or last.kind != "quote":
            found = self._lead_subject(last.sentence)
            if found:
                return (
                    replace(found, sure=0.9)
                    if last.text == ":" and found.cue
                    else replace(found, sure=found.sure * 0.85)
                )
        if previous and self._token(number - 1).paragraph == last.paragraph:
            return replace(previous, sure=previous.sure * 0.65)
        return None

    def _token(self, number: int) -> Token:
        return self.tokens[self.frame.places[number]]
