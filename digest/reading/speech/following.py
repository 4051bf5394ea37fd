"""Finds who spoke in what follows a quotation: its own clause, a signature, or the end of the sentence."""

from __future__ import annotations

from dataclasses import replace

from digest.reading.speech.grammar import Attribution, Side
from digest.reading.speech.phrases import Mention

_DASHES = ("—", "–", "-", "―", "--")
_OPEN_ENDS = (",", "?", "!", "…", "—", "–", "-", "...")


class Following(Side):
    """The words behind a quotation; `high` bounds the search."""

    def after(self, at: int, high: int) -> Attribution | None:
        """The clause that follows: `"...," Thune said`, `"...," said an aide`, `"...," according to Reid`."""
        open_end = self.tokens[at].text.rstrip().endswith(_OPEN_ENDS)
        first = at + 1
        if first < high and self.tokens[first].text in (",", "—", "–", "-"):
            open_end, first = True, first + 1
        if first >= high or self.tokens[first].kind == "quote":
            return None
        if self.tokens[first].low == "according":
            return self.grammar.according(first, high)
        comma = self.tokens[at].text.rstrip().endswith(",")
        cue = self.verbs.first_cue(first, high, loose=comma)
        if cue is None:
            return self._unknown_verb(first, high) if comma else None
        quoted = self.grammar.quoted(cue, first, high)
        if quoted:
            return quoted
        if all(self.verbs.is_filler(token) for token in self.tokens[first:cue]):
            return self._inverted(cue, high, open_end)
        return self._plain_order(first, cue, high, open_end, comma)

    def _inverted(self, cue: int, high: int, open_end: bool) -> Attribution | None:
        """`said Ann Strong, a senator`."""
        verb = self.tokens[cue].low
        mention = self.phrases.noun_after(cue + 1, high) if verb not in self.lexicon["no_inversion"] else None
        if mention is None or not (open_end or mention.kind == "name"):
            return None
        return Attribution(mention, verb, 0.97 if open_end else 0.88)

    def _plain_order(self, first: int, cue: int, high: int, open_end: bool, comma: bool) -> Attribution | None:
        """`Ann Strong, a senator, said`."""
        verb = self.tokens[cue].low
        mention = self.subjects.subject_before(cue, first) if open_end or verb in self.lexicon["strong_cues"] else None
        if mention is not None and comma and not self._begins_at(mention, first):
            mention = self._stretched(mention, first)
        if mention is None or not self._begins_at(mention, first):
            mention = self._name_first(first, high) if comma else None
        if mention is None:
            return None
        sure = 0.97 if open_end else 0.88
        if (
            cue + 1 < high
            and self.tokens[cue + 1].is_in("subject_pronouns")
            and verb not in self.lexicon["no_inversion"]
        ):
            sure -= 0.2  # "...," he claimed they had met: the clause goes on to something else
        return Attribution(mention, verb, sure)

    def signature(self, at: int) -> Attribution | None:
        """`"..." ― Ann Strong` at the end of a line, or alone on the next one."""
        if at + 1 >= len(self.tokens) or self.tokens[at].text not in _DASHES:
            return None
        run = self.people.runs.get(at + 1)
        if run is None or run.first != at + 1 or self.tokens[at + 1].start - self.tokens[at].end > 2:
            return None
        end = run.end
        closed = end >= len(self.tokens) or self.tokens[end].paragraph != self.tokens[at].paragraph
        if not closed and self.tokens[end].text not in (",", ".", "("):
            return None
        return Attribution(Mention(run.first, end, end - 1, "name"), "", 0.92)

    def _stretched(self, mention: Mention, first: int) -> Mention | None:
        """The whole clause up to the name, where only words stand between: "CBS This Morning co-anchor Ann Strong"."""
        between = self.tokens[first : mention.first]
        blocked = (
            self.lexicon["prepositions"]
            | self.lexicon["conjunctions"]
            | self.lexicon["helping_verbs"]
            | self.lexicon["subject_pronouns"]
        ) - {"of"}
        if all(token.kind == "word" and token.low not in blocked for token in between):
            return replace(mention, first=first)
        return None

    def _unknown_verb(self, first: int, high: int) -> Attribution | None:
        """`"...," Hollande retaliated.`: after a comma any finite verb of a named subject reports."""
        at = first
        while at < high and (self.tokens[at].is_in("determiners") or (at not in self.people.runs and at - first < 2)):
            at += 1
        run = self.people.runs.get(at)
        end = run.end if run is not None else first + 1
        if run is None and self.tokens[first].low not in self.lexicon["subject_pronouns"] - {"it", "who"}:
            return None
        if end >= high or self.tokens[end].kind != "word" or self.tokens[end].capital:
            return None
        verb = self.tokens[end].low
        if self.tokens[end].is_in("helping_verbs", "prepositions", "conjunctions", "adverbs") or not verb.endswith(
            ("ed", "t", "s", "d")
        ):
            return None
        mention = Mention(first, end, end - 1, "pronoun" if run is None else "name")
        return Attribution(mention, verb, 0.8)

    def _name_first(self, first: int, high: int) -> Mention | None:
        """`"...," Ann Strong, the mayor of the old town added`: the comma behind the apposition is missing."""
        run = self.people.runs.get(first)
        if run is None or run.organisation or run.end >= high or self.tokens[run.end].text not in (",", "("):
            return None
        return Mention(run.first, run.end, run.end - 1, "name")

    def _begins_at(self, mention: Mention, first: int) -> bool:
        """Whether the subject is what the clause after a quotation begins with."""
        lead = self.tokens[first : mention.first]
        return all(self.verbs.is_filler(t) or t.text == "," for t in lead)

    def at_the_end(self, at: int, high: int) -> Attribution | None:
        """The sentence goes on after the words quoted and ends with its source: `"..." in Ohio, Axelrod said.`"""
        for comma in range(high - 2, at, -1):
            if self.tokens[comma].text != ",":
                continue
            cue = self.verbs.first_cue(comma + 1, high)
            if cue is None or not self.tokens[cue].is_in("strong_cues"):
                continue
            if cue == comma + 1:
                mention = self.phrases.noun_after(cue + 1, high) if not self.tokens[cue].is_in("no_inversion") else None
            else:
                mention = self.subjects.subject_before(cue, comma + 1)
                if mention is not None and mention.first != comma + 1:
                    mention = None
            ends = (
                cue + 1 >= high
                or self.tokens[cue + 1].kind == "stop"
                or self.tokens[cue + 1].is_in("prepositions", "days")
            )
            if mention is not None and (cue == comma + 1 or (ends and self.tokens[cue + 1].low != "that")):
                return Attribution(mention, self.tokens[cue].low, 0.85)
        return None
