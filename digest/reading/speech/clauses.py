"""Finds who spoke in the sentence of a quotation itself.

The order of trust, best first: the clause after it (`"...," Thune said`), a verb of speech before it (`Thune
told reporters that it was "..."`), the end of the sentence (`"..." in Ohio, Thune said`), a possessor
(`Thune's promise that "..."`), and with little trust the subject of a sentence without any such verb.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from digest.reading.speech.frame import Frame
from digest.reading.speech.people import People
from digest.reading.speech.phrases import Mention, Phrases
from digest.reading.speech.subjects import Subjects
from digest.reading.speech.verbs import Verbs

_SUPPOSED = 0.55  # the words may be the reporter's
_REACH = 90  # tokens to each side of a quotation that are read: no sentence of the news is longer
_TRIES = 4  # verbs of speech that are tried for one quotation
_DASHES = ("—", "–", "-", "―", "--")
_LEAD = 6  # tokens in front of a quotation in which the verb leads up to it
_ENDS = (".", "?", "!")
_OPEN_ENDS = (",", "?", "!", "…", "—", "–", "-", "...")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who spoke, by which verb, and how sure the words around the quotation make it."""

    mention: Mention
    cue: str
    sure: float


class Clauses:
    """The attributing clauses of one article."""

    def __init__(self, frame: Frame, people: People) -> None:
        self.frame = frame
        self.tokens = frame.tokens
        self.lexicon = frame.lexicon
        self.people = people
        self.verbs = Verbs(frame, people)
        self.phrases = Phrases(frame, people, self.verbs)
        self.subjects = Subjects(frame, people, self.phrases)

    def direct(self, number: int) -> Attribution | None:
        """The attribution of a quotation by its own sentence, if there is one."""
        at = self.frame.places[number]
        low, high = self.frame.sentences[self.tokens[at].sentence]
        low, high = max(low, at - _REACH), min(high, at + _REACH)
        after, before = self._signature(at + 1) or self._after(at, high), self.before(low, at)
        if after and before and (self._states_its_own(after, high) or self._leads_in(before, at)):
            after = None
        if after and self._is_in_question(low, at):
            after = replace(after, sure=0.5)
        found = (
            after
            or before
            or self._at_the_end(at, high)
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

    def _after(self, at: int, high: int) -> Attribution | None:
        """The clause that follows: `"...," Thune said`, `"...," said an aide`, `"...," according to Reid`."""
        open_end = self.tokens[at].text.rstrip().endswith(_OPEN_ENDS)
        first = at + 1
        if first < high and self.tokens[first].text in (",", "—", "–", "-"):
            open_end, first = True, first + 1
        if first >= high or self.tokens[first].kind == "quote":
            return None
        if self.tokens[first].low == "according":
            return self._according(first, high)
        comma = self.tokens[at].text.rstrip().endswith(",")
        cue = self.verbs.first_cue(first, high, loose=comma)
        if cue is None:
            return self._unknown_verb(first, high) if comma else None
        quoted = self._quoted(cue, first, high)
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

    def _signature(self, at: int) -> Attribution | None:
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

    def _leads_in(self, before: Attribution, at: int) -> bool:
        """`Ann responds with, "Why now?" Berg then writes back`: what follows a full question is a new sentence."""
        lead = self.tokens[max(0, at - _LEAD) : at]
        ended = self.tokens[at].text.endswith(_ENDS) and self.tokens[at + 1].capital
        own = before.cue not in self.lexicon["asking"] and any(token.low == before.cue for token in lead)
        return ended and own and lead[-1].text in (",", ":")

    def _is_in_question(self, low: int, at: int) -> bool:
        """`Asked whether the plan "has a chance," most said no`: the words are those of the question."""
        return self.tokens[low].low == "asked" and not any(token.text == "," for token in self.tokens[low:at])

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

    def _begins_at(self, mention: Mention, first: int) -> bool:
        """Whether the subject is what the clause after a quotation begins with."""
        lead = self.tokens[first : mention.first]
        return all(self.verbs.is_filler(t) or t.text == "," for t in lead)

    def before(self, low: int, at: int) -> Attribution | None:
        """The nearest verb of speech to the left whose subject can be read."""
        tried = 0
        for cue in range(at - 1, low - 1, -1):
            token = self.tokens[cue]
            if token.kind != "word" or tried > _TRIES:
                continue
            tried += token.is_in("cues")
            if token.low == "according":
                found = self._according(cue, at)
                if found:
                    return replace(found, sure=0.9)
            if token.low.endswith("ing") and self.tokens[cue - 1].low == "as":
                continue
            agent = self._quoted(cue, low, at) or self._agent(cue, low, at)
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

    def _quoted(self, cue: int, low: int, high: int) -> Attribution | None:
        """Whom an outlet quotes: Berg in "the Post quoted Berg as saying" and in "Berg was quoted as saying"."""
        if not self.tokens[cue].is_in("quoting"):
            return None
        if self.tokens[cue - 1].is_in("be"):
            mention = self.subjects.subject_before(cue, self.verbs.clause_start(low, cue))
        else:
            mention = self.phrases.noun_after(cue + 1, high)
            mention = mention if mention and mention.end < high and self.tokens[mention.end].low == "as" else None
        return Attribution(mention, self.tokens[cue].low, 0.9) if mention else None

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

    def _at_the_end(self, at: int, high: int) -> Attribution | None:
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

    def _subject_of_clause(self, low: int, at: int, high: int) -> Attribution | None:
        """No verb of speech: the subject of the sentence, with little trust."""
        if at == low:
            return None
        mention = self.subjects.sentence_subject(low, at)
        if mention is None:
            return None
        return Attribution(mention, "", 0.8 if self.tokens[at - 1].text == ":" else 0.5)

    def _according(self, at: int, high: int) -> Attribution | None:
        if at + 2 >= high or self.tokens[at + 1].low != "to":
            return None
        mention = self.phrases.noun_after(at + 2, high)
        return Attribution(mention, "according to", 0.93) if mention else None
