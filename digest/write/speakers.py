"""Says for each quotation of an article who spoke, from the words around it.

The order of trust, best first:

1. the clause after it: `"...," Thune said` / `"...," said a spokesman for the ministry` / `"...," according to Reid`
2. the clause before it: `Thune said: "..."` / `Thune, a Republican, told reporters that the bill was "..."`
3. the quotation before or after it in the same paragraph: `"...," she said. "..."`
4. the sentence or paragraph that leads up to it: `Thune was not convinced. "..."`
5. the subject of the sentence, where no reporting verb is near: `Thune's plan to "..."`
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from digest.write.frame import Frame, Token
from digest.write.lexicon import (
    ADVERBS,
    ASKING,
    AUXILIARIES,
    BASE_FORMS,
    CONJUNCTIONS,
    CUES,
    DAYS,
    DETERMINERS,
    NOT_NAMES,
    NOUN_CUES,
    PREPOSITIONS,
    PRONOUNS,
    ORGANISATIONS,
    ROLES,
    SPEAKING_THINGS,
    STRONG_CUES,
    WEAK_CUES,
)
from digest.write.people import People, Run, noun_phrase_start, title_before

_LINKS = frozenset("of for from at with to in on by against".split())
_BE = frozenset("is are was were be been being 's got".split())
_CHAIN = frozenset("went goes going began begins continued used want wants wanted tried seemed seems appeared".split())
_NO_INVERSION = frozenset("told tells tell telling had called calls calling accused".split())
_PHRASAL = frozenset("shot fired hit pushed struck punched chimed weighed lashed piped fires hits shoots".split())
_SPEECH_NOUNS = frozenset("""
    comment comments statement remark remarks claim claims promise pledge vow warning insistence question tweet message
    assertion argument declaration description answer reply response quip boast email letter post speech words line call
""".split())
_SUBORDINATE = frozenset("that because if when where while although though whether as since".split())
_DASHES = ("—", "–", "-", "―", "--")
_OPEN_ENDS = (",", "?", "!", "…", "—", "–", "-", "...")


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that name a speaker, tokens `first:end`; `head` is a token of the name or pronoun in them."""

    first: int
    end: int
    head: int
    kind: str  # "name", "pronoun" or "description"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who spoke, by which verb, and how sure the words around the quotation make it."""

    mention: Mention
    cue: str
    sure: float


def attributions(frame: Frame, people: People) -> dict[int, Attribution]:
    """Number of a quotation -> its attribution; quotations without one are missing."""
    finder = _Finder(frame, people)
    direct = {number: found for number in range(len(frame.spans)) if (found := finder.direct(number))}
    return finder.carried(direct)


class _Finder:
    """The rules above, over one article."""

    def __init__(self, frame: Frame, people: People) -> None:
        self.frame = frame
        self.tokens = frame.tokens
        self.people = people

    # --- 1, 2: the clause of the quotation itself ------------------------------------------------

    def direct(self, number: int) -> Attribution | None:
        at = self.frame.places[number]
        low, high = self.frame.sentences[self.tokens[at].sentence]
        after, before = self._after(at, high), self._before(low, at)
        if after and self._second_hand(after, high):
            after = replace(after, sure=min(after.sure, 0.8))
        if after and before and self._states_its_own(after, high):
            after = None
        return (
            after
            or before
            or self._at_the_end(at, high)
            or self._possessor(low, at)
            or self._subject_of_clause(low, at, high)
        )

    def _after(self, at: int, high: int) -> Attribution | None:
        open_end = self.tokens[at].text.rstrip().endswith(_OPEN_ENDS)
        first = at + 1
        signed = self._signature(first)
        if signed:
            return signed
        if first < high and self.tokens[first].text in (",", "—", "–", "-"):
            open_end, first = True, first + 1
        if first >= high or self.tokens[first].kind == "quote":
            return None
        if self.tokens[first].low == "according":
            return self._according(first, high)
        comma = self.tokens[at].text.rstrip().endswith(",")
        cue = self._first_cue(first, high, loose=comma)
        if cue is None:
            return self._unknown_verb(first, high) if comma else None
        sure = 0.97 if open_end else 0.88
        if cue == first or all(self._is_filler(t) for t in self.tokens[first:cue]):
            mention = self._noun_after(cue + 1, high) if self.tokens[cue].low not in _NO_INVERSION else None
            if mention and (open_end or mention.kind == "name") and self.tokens[cue].low in STRONG_CUES | ASKING | CUES:
                return Attribution(mention, self.tokens[cue].low, sure)
            return None
        if not open_end and self.tokens[cue].low not in STRONG_CUES:
            return None
        mention = self._subject_before(cue, first)
        if mention is not None and comma and not self._begins_at(mention, first):
            mention = self._stretched(mention, first)
        if mention is None or not self._begins_at(mention, first):
            return None
        if cue + 1 < high and self.tokens[cue + 1].low in PRONOUNS and self.tokens[cue].low not in _NO_INVERSION:
            sure -= 0.2  # "...," he claimed they had met: the clause goes on to something else
        return Attribution(mention, self.tokens[cue].low, sure)

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

    def _second_hand(self, after: Attribution, high: int) -> bool:
        """`"...," Reid said, according to the Post`: an outlet's word for somebody's words."""
        lows = [token.low for token in self.tokens[after.mention.first : high] if token.kind != "quote"]
        return after.cue != "according to" and ("according" in lows or "reports" in lows)

    def _stretched(self, mention: Mention, first: int) -> Mention | None:
        """The whole clause up to the name, where only words stand between: "CBS This Morning co-anchor Ann Strong"."""
        between = self.tokens[first : mention.first]
        blocked = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS
        if all(token.kind == "word" and token.low not in blocked for token in between):
            return replace(mention, first=first)
        return None

    def _unknown_verb(self, first: int, high: int) -> Attribution | None:
        """`"...," Hollande retaliated.`: after a comma any finite verb of a named subject reports."""
        at = first
        while at < high and (self.tokens[at].low in DETERMINERS or (at not in self.people.runs and at - first < 2)):
            at += 1
        run = self.people.runs.get(at)
        end = run.end if run is not None else first + 1
        if run is None and self.tokens[first].low not in PRONOUNS - {"it", "who"}:
            return None
        if end >= high or self.tokens[end].kind != "word" or self.tokens[end].capital:
            return None
        verb = self.tokens[end].low
        if verb in AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | ADVERBS or not verb.endswith(("ed", "t", "s", "d")):
            return None
        mention = Mention(first, end, end - 1, "pronoun" if run is None else "name")
        return Attribution(mention, verb, 0.8)

    def _states_its_own(self, after: Attribution, high: int) -> bool:
        """`Reid said that "...," and Smith said the bill was dead`: the verb after it has another object."""
        cue = after.mention.end
        while cue < high and self.tokens[cue].low != after.cue:
            cue += 1
        if cue + 1 >= high or after.cue in _NO_INVERSION | ASKING:
            return False
        low = self.tokens[cue + 1].low
        return low in DETERMINERS | PRONOUNS or (cue + 1 in self.people.runs and low not in DAYS)

    def _first_cue(self, first: int, high: int, loose: bool = False) -> int | None:
        """The first verb of speech after a quotation, before anything that starts another clause."""
        depth = 0
        for at in range(first, min(high, first + 45)):
            token = self.tokens[at]
            if token.kind == "quote" or token.text in (";", ":"):
                return None
            if token.text == ",":
                depth += 1
            if self._is_cue(at, first) or (loose and at > first and self._ends_clause_as_cue(at, high)):
                relative = at > first and self.tokens[at - 1].low in ("who", "which", "that")
                relative = relative or (at > first + 1 and self.tokens[at - 2].low in ("who", "which", "that"))
                participle = token.low.endswith("ing") and (at == first or self.tokens[at - 1].low not in _BE)
                if not relative and not participle:
                    return at
        return None

    def _ends_clause_as_cue(self, at: int, high: int) -> bool:
        """ "the editorial read.", "the two write in a letter": any form of a reporting verb before the clause's end."""
        if self.tokens[at].low not in CUES or self.tokens[at - 1].low in DETERMINERS or at in self.people.runs:
            return False
        following = self.tokens[at + 1] if at + 1 < high else None
        return following is None or following.kind == "stop" or following.low in PREPOSITIONS | DAYS

    def _begins_at(self, mention: Mention, first: int) -> bool:
        """Whether the subject is what the clause after a quotation begins with."""
        lead = self.tokens[first : mention.first]
        return all(self._is_filler(t) or t.text == "," for t in lead)

    def _is_filler(self, token: Token) -> bool:
        return token.low in ADVERBS or token.low in AUXILIARIES or (token.low.endswith("ly") and not token.capital)

    def _before(self, low: int, at: int) -> Attribution | None:
        """The nearest verb of speech to the left whose subject can be read."""
        for cue in range(at - 1, low - 1, -1):
            token = self.tokens[cue]
            if token.low == "according":
                found = self._according(cue, at)
                if found:
                    return replace(found, sure=0.9)
            agent = self._agent(cue, low, at)
            if agent:
                return agent
            if not self._is_cue(cue, low):
                continue
            if token.low.endswith("ing") and self._is_participle(cue, low):
                shared = self._shared_subject(low, cue)
                if shared:
                    return shared
                continue
            mention = self._subject_before(cue, self._clause_start(low, cue))
            if mention:
                return Attribution(mention, token.low, self._trust_before(mention, cue, at))
            shared = self._shared_subject(low, cue) if self.tokens[cue - 1].low in CONJUNCTIONS | {"then", ","} else None
            if shared:
                return shared
        return None

    def _agent(self, cue: int, low: int, high: int) -> Attribution | None:
        """ "was asked by the host"."""
        if cue + 2 >= high or cue == low or self.tokens[cue + 1].low != "by" or self.tokens[cue].low not in CUES:
            return None
        if self.tokens[cue - 1].low not in _BE | {","}:
            return None
        mention = self._noun_after(cue + 2, high)
        return Attribution(mention, self.tokens[cue].low, 0.85) if mention else None

    def _trust_before(self, mention: Mention, cue: int, at: int) -> float:
        gap = at - cue
        others = sum(run.first == i for i, run in ((i, self.people.runs.get(i)) for i in range(cue, at)) if run)
        low = self.tokens[cue].low
        if gap > 2 and self._other_subject(cue, at):
            return 0.65
        if self.tokens[at - 1].text in (":", ",") or gap == 1 or self.tokens[at - 1].low == "that":
            return 0.95 if low in STRONG_CUES else 0.88
        return max(0.6, 0.92 - 0.006 * gap - 0.02 * others - (0.0 if low in STRONG_CUES else 0.07))

    def _other_subject(self, cue: int, at: int) -> bool:
        """Whether a new subject comes between the verb and the quotation: "After A spoke, B shot back, ..." """
        for comma in range(cue + 1, at - 2):
            if self.tokens[comma].text == "," and (
                self.tokens[comma + 1].low in ("he", "she", "they") or comma + 1 in self.people.runs
            ):
                run = self.people.runs.get(comma + 1)
                after = run.end if run is not None else comma + 2
                return after < at and self.tokens[after].kind == "word" and self.tokens[after].low not in PREPOSITIONS
        return False

    def _shared_subject(self, low: int, cue: int) -> Attribution | None:
        """The subject of an earlier verb of speech in the sentence, else the sentence's own subject."""
        for earlier in range(self._coordinate_clause(low, cue), cue):
            if self._is_cue(earlier, low) and not self.tokens[earlier].low.endswith("ing"):
                mention = self._subject_before(earlier, self._clause_start(low, earlier))
                if mention:
                    return Attribution(mention, self.tokens[cue].low, 0.86)
        mention = self._sentence_subject(low, cue)
        return Attribution(mention, self.tokens[cue].low, 0.78) if mention else None

    def _at_the_end(self, at: int, high: int) -> Attribution | None:
        """The sentence goes on after the words quoted and ends with its source: `"..." in Ohio, Axelrod said.`"""
        for comma in range(high - 2, at, -1):
            if self.tokens[comma].text != ",":
                continue
            cue = self._first_cue(comma + 1, high)
            if cue is None or self.tokens[cue].low not in STRONG_CUES:
                continue
            if cue == comma + 1:
                mention = self._noun_after(cue + 1, high) if self.tokens[cue].low not in _NO_INVERSION else None
            else:
                mention = self._subject_before(cue, comma + 1)
                if mention is not None and mention.first != comma + 1:
                    mention = None
            ends = cue + 1 >= high or self.tokens[cue + 1].kind == "stop" or self.tokens[cue + 1].low in PREPOSITIONS | DAYS
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
        return bool(words & _SPEECH_NOUNS)

    def _coordinate_clause(self, low: int, cue: int) -> int:
        """Where the last clause of equal rank begins: after ", and" or a semicolon."""
        for at in range(cue - 2, low, -1):
            if self.tokens[at].text == ";":
                return at + 1
            if self.tokens[at].low in CONJUNCTIONS and self.tokens[at - 1].text == "," and self._whole_subject(at + 1):
                return at + 1
        return low

    def _whole_subject(self, at: int) -> bool:
        return at in self.people.runs or self.tokens[at].low in PRONOUNS

    def _subject_of_clause(self, low: int, at: int, high: int) -> Attribution | None:
        """No verb of speech: the subject of the sentence, with little trust."""
        if at == low:
            return None
        mention = self._sentence_subject(low, at)
        if mention is None:
            return None
        return Attribution(mention, "", 0.8 if self.tokens[at - 1].text == ":" else 0.5)

    def _according(self, at: int, high: int) -> Attribution | None:
        if at + 2 >= high or self.tokens[at + 1].low != "to":
            return None
        mention = self._noun_after(at + 2, high)
        return Attribution(mention, "according to", 0.93) if mention else None

    # --- verbs ------------------------------------------------------------------------------------

    def _is_cue(self, at: int, low: int) -> bool:
        token = self.tokens[at]
        if token.kind != "word" or (token.low not in CUES and token.low not in _PHRASAL) or at in self.people.runs and token.capital and at > low:
            return False
        before = self.tokens[at - 1] if at > low else None
        if before is not None and before.low in _BE and not token.low.endswith("ing"):
            return False  # passive: "was told"
        if before is not None and before.low in DETERMINERS - {"all", "both", "each", "two", "three", "another", "that"}:
            return False  # a noun: "the report", "his claims"
        if before is not None and before.low in ("to", "by", "of", "for", "without", "in") and not token.low.endswith("ing"):
            return before.low == "to" and self._chained(at, low)
        if token.low in _PHRASAL:
            return at + 1 < len(self.tokens) and self.tokens[at + 1].low in ("back", "in", "out")
        if token.low in BASE_FORMS and not self._fits_base_form(before):
            return False
        if token.low in WEAK_CUES:
            following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            opens = following is not None and (following.kind == "quote" or following.text == ":" or following.low == "that")
            if opens and before is not None and before.kind == "word" and before.low not in NOT_NAMES:
                return True
            return before is not None and (before.low in PRONOUNS or at - 1 in self.people.runs or before.text in (",", ")"))
        return True

    def _fits_base_form(self, before: Token | None) -> bool:
        """ "they say", "officials say", "did not say", but not "a text message"."""
        if before is None:
            return False
        low = before.low
        plural = low.endswith("s") and low not in ("'s", "his", "this", "was", "is", "has") and not before.capital
        subject = low in ("they", "we", "i", "you", "who", "some", "many", "others", "people", "critics")
        return plural or subject or (low in AUXILIARIES and low not in _BE)

    def _chained(self, at: int, low: int) -> bool:
        """ "went on to say": an infinitive that still reports."""
        return at - 2 >= low and (self.tokens[at - 2].low in _CHAIN | {"on"})

    def _is_participle(self, cue: int, low: int) -> bool:
        before = self.tokens[cue - 1] if cue > low else None
        return before is None or before.low not in AUXILIARIES

    def _clause_start(self, low: int, cue: int) -> int:
        """Right after the verb of speech before this one, so that its subject is not taken."""
        for at in range(cue - 2, low - 1, -1):
            aside = at > low and self.tokens[at - 1].low in ("who", "which", ",")
            if not aside and self.tokens[at + 1].text != "," and self._is_cue(at, low) and not self.tokens[at].low.endswith("ing"):
                return at + 1
            if self.tokens[at].text == ";":
                return at + 1
        return low

    # --- noun phrases -----------------------------------------------------------------------------

    def _subject_before(self, cue: int, low: int) -> Mention | None:
        at = self._skip_back(cue - 1, low)
        if at < low:
            return None
        token = self.tokens[at]
        if token.low == "who":
            return self._before_who(at, low) if at > low else None
        if token.text == "," or token.text in (")", "—", "–", "-"):
            return self._before_apposition(at, low)
        if token.kind != "word" or token.low in CONJUNCTIONS:
            return None
        mention = self._noun_ending(at, low)
        if mention and mention.first - 1 > low and self._governs(mention.first - 1):
            return self._subject_before(mention.first - 1, low)
        return self._before_relative(mention, low) if mention else None

    def _governs(self, at: int) -> bool:
        """A preposition, so that the noun after it is no subject."""
        return self.tokens[at].low in PREPOSITIONS - _SUBORDINATE - {"who", "which", "than", "like"} and self.tokens[at].low not in ("in",) or (
            self.tokens[at].low == "in" and not self._opens_clause(at)
        )

    def _opens_clause(self, at: int) -> bool:
        return at == 0 or self.tokens[at - 1].sentence != self.tokens[at].sentence or self.tokens[at - 1].kind != "word"

    def _before_relative(self, mention: Mention, low: int) -> Mention:
        """In "an official who asked to discuss strategy said" the official, not the strategy."""
        if mention.kind != "pronoun" and mention.first > low and self.tokens[mention.first - 1].kind == "word":
            for at in range(mention.first - 1, low, -1):
                if self.tokens[at].text in (",", ";", ":", ".") or self.tokens[at].kind == "quote":
                    break
                if self.tokens[at].low == "who":
                    return self._before_who(at, low) or mention
        return mention

    def _before_who(self, at: int, low: int) -> Mention | None:
        """Whom "who" stands for: a person right before it, else the noun phrase."""
        at -= 2 if at - 1 > low and self.tokens[at - 1].text in (",", "—", "–", "-") else 1
        if at < low:
            return None
        run = self.people.runs.get(at)
        if run is not None and not run.organisation:
            return Mention(run.first, run.end, run.end - 1, "name")
        if self.tokens[at].text in (",", ")"):
            return self._before_apposition(at, low)
        return self._noun_ending(at, low)

    def _skip_back(self, at: int, low: int) -> int:
        """Over auxiliaries, adverbs and "went on to"."""
        while at >= low:
            word = self.tokens[at].low
            if word == "who":
                return at
            if word in AUXILIARIES or word in ADVERBS or word in DAYS or (word.endswith("ly") and at not in self.people.runs):
                at -= 1
            elif word == "to" and at - 1 >= low and self.tokens[at - 1].low in _CHAIN | {"on"}:
                at -= 2 if self.tokens[at - 1].low == "on" else 1
            elif word in _CHAIN and self.tokens[at + 1].low in ("on", "to"):
                at -= 1
            else:
                break
        return at

    def _before_apposition(self, at: int, low: int) -> Mention | None:
        """The subject of "Smith, the mayor of X, said" when `at` is the comma, bracket or dash before the verb."""
        mark = self.tokens[at].text
        if mark == ")":
            opener = next((i for i in range(at, low - 1, -1) if self.tokens[i].text == "("), None)
            if opener is None or opener == low:
                return None
            at = self._skip_back(opener - 1, low)
            return self._subject_at(at, low)
        start = low
        pieces: list[tuple[int, int]] = []
        for place in range(low, at + 1):
            if self.tokens[place].text in (",", "—", "–", "-", "(", ")") or self.tokens[place].kind == "quote":
                pieces.append((start, place))
                start = place + 1
        for number, (first, end) in enumerate(pieces):
            mention = self._whole_phrase(first, end)
            if mention is None:
                continue
            following = self._whole_phrase(*pieces[number + 1]) if number + 1 < len(pieces) else None
            if mention.kind == "description" and following is not None and following.kind == "name":
                return following if self.tokens[mention.end - 1].low in ROLES else mention
            return mention
        for first, end in reversed(pieces):
            if end > first and end - 1 in self.people.runs and not self.people.runs[end - 1].organisation:
                return self._noun_ending(end - 1, first)
        return None

    def _subject_at(self, at: int, low: int) -> Mention | None:
        if at < low:
            return None
        if self.tokens[at].text == ",":
            return self._before_apposition(at, low)
        return self._noun_ending(at, low) if self.tokens[at].kind == "word" else None

    def _whole_phrase(self, first: int, end: int) -> Mention | None:
        """A mention that fills these tokens, but for a conjunction or adverb in front."""
        while first < end and (self.tokens[first].low in CONJUNCTIONS or self._is_filler(self.tokens[first])):
            first += 1
        if first >= end or self.tokens[end - 1].kind != "word":
            return None
        mention = self._noun_ending(end - 1, first)
        return mention if mention and mention.first == first else None

    def _noun_ending(self, at: int, low: int) -> Mention | None:
        """The noun phrase that ends at this token, with its head: in "an aide to Clinton" the aide."""
        if at < low:
            return None
        token = self.tokens[at]
        if token.low in PRONOUNS and token.low != "who":
            return Mention(at, at + 1, at, "pronoun")
        if token.kind != "word" or (token.low in NOT_NAMES and token.low not in ("another", "others", "some", "many", "one",
                                                                                  "most", "both", "several", "all", "people", "everyone", "someone", "everybody", "somebody", "two", "three", "people")):
            return None
        if not token.text[0].isalpha():
            return None
        start = max(low, noun_phrase_start(self.people, at))
        head = at
        while start - 2 >= low and self.tokens[start - 1].low in _LINKS and self.tokens[start - 2].kind == "word":
            before = self.tokens[start - 2]
            if before.low in NOT_NAMES - {"one", "some", "many", "most", "several", "both", "all", "people"} or before.low in CUES - ROLES - NOUN_CUES:
                break
            if before.low.endswith(("ed", "ly")) and start - 2 not in self.people.runs:
                break
            head = start - 2
            start = max(low, noun_phrase_start(self.people, head))
        if start - 2 >= low and self.tokens[start - 1].low == "and" and self.tokens[start - 2].low in ROLES:
            run = self.people.runs.get(start)
            if self.tokens[start].low not in DETERMINERS and (run is None or not self.people.person(run).human):
                head = start - 2  # "the Vermont senator and presidential candidate"
                start = max(low, noun_phrase_start(self.people, head))
        return self._mention(start, at + 1, head)

    def _mention(self, first: int, end: int, head: int) -> Mention:
        run = self.people.runs.get(head)
        if run is not None and run.end == head + 1 and self.tokens[head].low not in ROLES:
            return Mention(first, end, head, "name")
        return Mention(first, end, head, "description")

    def _noun_after(self, first: int, high: int) -> Mention | None:
        """The noun phrase that begins at this token: "Rep. Tiberi", "Ryan's spokeswoman, Ann Strong", "a friend of hers"."""
        if first >= high:
            return None
        token = self.tokens[first]
        if token.low in PRONOUNS - {"who", "it", "you"}:
            return Mention(first, first + 1, first, "pronoun")
        if token.low in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | DAYS or token.kind != "word":
            return None
        at = first
        while at < high and self.tokens[at].kind == "word":
            run = self.people.runs.get(at)
            if run is not None:
                at = run.end
                if at < high and self.tokens[at].low in ("'s", "'"):
                    at += 1
                    continue
                if at < high and self.tokens[at].low in ROLES and self.tokens[at].kind == "word":
                    continue
                if not self._goes_on(run, at, high):
                    break
            low = self.tokens[at].low
            verb = low in CUES - ROLES - BASE_FORMS - NOUN_CUES
            if at > first and (low in AUXILIARIES or verb or low in CONJUNCTIONS or low in PRONOUNS):
                break
            if low in PREPOSITIONS and low not in ("of", "for", "from", "with", "at", "to"):
                break
            if low in DAYS and self.tokens[at - 1].low not in DETERMINERS:
                break
            at += 1
        if at == first:
            return None
        return self._named_after(first, at, high)

    def _goes_on(self, run: Run, at: int, high: int) -> bool:
        """Whether a noun phrase goes on behind a name that is only its modifier: "GOP | leadership aide"."""
        if at >= high or self.tokens[at].kind != "word":
            return False
        low = self.tokens[at].low
        if low == "of":
            return run.organisation
        if self.people.person(run).human and not run.organisation:
            return False
        closed = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS | DAYS | ADVERBS | (CUES - BASE_FORMS - ROLES)
        return low not in closed

    def _named_after(self, first: int, end: int, high: int) -> Mention:
        last = end - 1
        link = next((i for i in range(first, end) if self.tokens[i].low in _LINKS and i not in self.people.runs), None)
        head = last if link is None or link == first else link - 1
        run = self.people.runs.get(last)
        if run is not None and not run.organisation and self.tokens[run.first - 1].low not in _LINKS:
            head = last  # "former secretary of state Ann Strong"
        mention = self._mention(first, end, head)
        if mention.kind == "description" and end + 1 < high and self.tokens[end].text == "," and self.tokens[head].low in ROLES:
            run = self.people.runs.get(end + 1)
            if run is not None and not run.organisation and run.end - run.first > 1:
                return Mention(end + 1, run.end, run.end - 1, "name")
        return mention

    def _sentence_subject(self, low: int, high: int) -> Mention | None:
        """The first noun phrase of a sentence that no preposition governs."""
        at = self._main_clause(low, high)
        governed = False
        while at < high:
            token = self.tokens[at]
            run = self.people.runs.get(at)
            if token.low in PREPOSITIONS and token.low not in _SUBORDINATE:
                governed = True
            elif token.text in (",", ":", ";", "—") or token.low in (_SUBORDINATE - {"as", "since"}) | CONJUNCTIONS:
                governed = False
            elif token.low in ("he", "she", "they", "we", "i") and not governed:
                return Mention(at, at + 1, at, "pronoun")
            elif run is not None:
                if not governed and self._is_known(run) and not (run.end < high and self.tokens[run.end].low in ("'s", "'")):
                    return Mention(run.first, run.end, run.end - 1, "name")
                at = run.end
                continue
            elif not governed and at > low and self._is_actor(token):
                return self._description(at)
            at += 1
        return None

    def _is_actor(self, token: Token) -> bool:
        """A noun for somebody, or something, that speaks."""
        return any(low in ROLES or low in ORGANISATIONS or low in SPEAKING_THINGS for low in (token.low, token.low.rstrip("s")))

    def _is_known(self, run: Run) -> bool:
        """Not just a word with the capital of a sentence's beginning."""
        opening = run.end - run.first == 1 and self._opens_clause(run.first)
        person = self.people.person(run)
        return not opening or person.human or person.count > 1

    def _main_clause(self, low: int, high: int) -> int:
        """Behind a clause such as "As the crowd cheered," at the start of a sentence."""
        if self.tokens[low].low in _SUBORDINATE | {"after", "before", "until"}:
            comma = next((at for at in range(low, high) if self.tokens[at].text == ","), None)
            if comma is not None and comma + 1 < high:
                return comma + 1
        return low

    def _description(self, at: int) -> Mention | None:
        start = noun_phrase_start(self.people, at)
        following = self.people.runs.get(at + 1)
        if following is not None:
            return Mention(following.first, following.end, following.end - 1, "name")
        if self.tokens[start].low not in DETERMINERS:
            return None
        return self._noun_after(start, self.frame.sentences[self.tokens[at].sentence][1])

    # --- 3, 4: quotations that stand alone ---------------------------------------------------------

    def carried(self, direct: dict[int, Attribution]) -> dict[int, Attribution]:
        out: dict[int, Attribution] = {}
        for number in range(len(self.frame.spans)):
            found = direct.get(number)
            if found is None:
                found = (
                    self._from_same_paragraph(number, out, direct)
                    or self._from_lead_in(number, out)
                    or self._from_paragraph_before(number, out)
                )
            if found:
                out[number] = found
        return out

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
        while following < len(self.frame.spans) and self._token(following).paragraph == here.paragraph:
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
        cue = self._first_cue(low, high)
        mention = self._subject_before(cue, low) if cue is not None and self.tokens[cue].low in STRONG_CUES else None
        if mention and mention.first == low and cue is not None and cue >= high - 4:
            return Attribution(mention, self.tokens[cue].low, 0.8)
        return None

    def _from_lead_in(self, number: int, known: dict[int, Attribution]) -> Attribution | None:
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
        found = self._before(low, high)
        if found:
            return replace(found, sure=0.88 if colon else 0.7)
        mention = self._sentence_subject(low, high)
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
                return replace(found, sure=0.9) if last.text == ":" and found.cue else replace(found, sure=found.sure * 0.85)
        if previous and self._token(number - 1).paragraph == last.paragraph:
            return replace(previous, sure=previous.sure * 0.65)
        return None

    def _token(self, number: int) -> Token:
        return self.tokens[self.frame.places[number]]


def speaker_words(frame: Frame, mention: Mention) -> str:
    """The mention as the article words it."""
    return frame.words(mention.first, mention.end)


def role_at(people: People, mention: Mention) -> str:
    """The role that stands right beside this mention of a name, if any."""
    run = people.runs.get(mention.head)
    return title_before(people, run) if run is not None else ""
