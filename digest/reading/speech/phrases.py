"""Reads noun phrases: where the one that ends or begins at a word begins or ends, and which word is its head.

"An aide to Smith" has the head "aide", "former secretary of state Ann Strong" the name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.reading.speech.frame import Frame, Token
from digest.reading.speech.people import People
from digest.reading.speech.runs import Run, is_participle, noun_phrase_start
from digest.reading.speech.verbs import Verbs


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that name a speaker, tokens `first:end`; `head` is a token of the name or pronoun in them."""

    first: int
    end: int
    head: int
    kind: Literal["name", "pronoun", "description"]


class Phrases:
    """The noun phrases of one article. Tokens are given by number; `low` and `high` bound the search."""

    def __init__(self, frame: Frame, people: People, verbs: Verbs) -> None:
        self.tokens = frame.tokens
        self.lexicon = frame.lexicon
        self.people = people
        self.verbs = verbs

    def noun_ending(self, at: int, low: int) -> Mention | None:
        """The noun phrase that ends at this token, with its head: in "an aide to Clinton" the aide."""
        if at < low:
            return None
        token = self.tokens[at]
        if token.is_in("subject_pronouns") and token.low != "who":
            return Mention(at, at + 1, at, "pronoun")
        if token.kind != "word" or (token.is_in("never_heads") and at not in self.people.runs):
            return None
        if not token.text[0].isalpha():
            return None
        agent = at + 1 < len(self.tokens) and self.tokens[at + 1].low == "by"
        if agent and at > low and (token.low.endswith("ed") or token.low == "led") and not token.capital:
            return self.noun_ending(at - 1, low)  # "a commission | co-chaired by"
        start = max(low, noun_phrase_start(self.tokens, self.people.runs, at))
        head = at
        while (
            start - 2 >= low
            and self.tokens[start - 1].is_in("links_of_phrases")
            and self.tokens[start - 2].kind == "word"
        ):
            before = self.tokens[start - 2]
            if before.is_in("never_heads", "plain_cues"):
                break
            if before.low.endswith(("ed", "ly")) and start - 2 not in self.people.runs:
                break
            head = start - 2
            start = max(low, noun_phrase_start(self.tokens, self.people.runs, head))
        if start - 2 >= low and self.tokens[start - 1].low == "and" and self.tokens[start - 2].is_in("roles"):
            run = self.people.runs.get(start)
            if not self.tokens[start].is_in("determiners") and (run is None or not self.people.person(run).human):
                head = start - 2  # "the Vermont senator and presidential candidate"
                start = max(low, noun_phrase_start(self.tokens, self.people.runs, head))
        group = self._group_of(start, low)
        if group is not None:
            head, start = group, max(low, noun_phrase_start(self.tokens, self.people.runs, group))
        return self._mention(start, at + 1, head)

    def _group_of(self, start: int, low: int) -> int | None:
        """The noun of "the leaders of France and | Britain": no one of them speaks alone."""
        other = self.people.runs.get(start - 2) if start - 2 >= low else None
        if other is None or self.tokens[start - 1].low != "and" or other.first - 2 < low:
            return None
        noun = self.tokens[other.first - 2]
        several = noun.low.endswith("s") and self.lexicon.is_role(noun.low.removesuffix("s"))
        return other.first - 2 if several and self.tokens[other.first - 1].low == "of" else None

    def _mention(self, first: int, end: int, head: int) -> Mention:
        run = self.people.runs.get(head)
        named = run is not None and (not self.tokens[head].is_in("roles") or self.people.person(run).human)
        if run is not None and named and run.end == head + 1:
            return Mention(first, end, head, "name")
        return Mention(first, end, head, "description")

    def noun_after(self, first: int, high: int) -> Mention | None:
        """The noun phrase that begins at this token: "Rep. Ann Strong", "her aide, Ann Strong", "a friend of hers"."""
        if first >= high:
            return None
        token = self.tokens[first]
        if token.low in self.lexicon["subject_pronouns"] - {"who", "it", "you"} or token.low in ("him", "her", "them"):
            following = self.tokens[first + 1] if first + 1 < high else None
            if token.low != "her" or following is None or following.low in ("as", "on", ","):
                return Mention(first, first + 1, first, "pronoun")
        if not self._opens(token):
            return None
        at = first
        while at < high and self.tokens[at].kind == "word":
            run = self.people.runs.get(at)
            if run is not None:
                at = run.end
                if at < high and self.tokens[at].low in ("'s", "'"):
                    at += 1
                    continue
                if at < high and self.tokens[at].is_in("roles") and self.tokens[at].kind == "word":
                    continue
                if not self._goes_on(run, at, high):
                    break
            owner = self.tokens[at].low == "'s" and at + 1 in self.people.runs  # "the magazine's Ann Strong"
            if not owner and self._ends_before(at, first, high):
                break
            at += 1
        other = self.people.runs.get(at + 1) if at + 1 < high else None
        if other is not None and self._group_of(other.first, first) is not None:
            return Mention(first, other.end, self._group_of(other.first, first) or first, "description")
        return self._named_after(first, at, high) if at > first else None

    def _opens(self, token: Token) -> bool:
        """Whether a noun phrase can begin so; not "said | quietly", "interjected by | asking"."""
        closed = token.is_in("prepositions", "conjunctions", "helping_verbs", "days") or is_participle(token)
        return token.kind == "word" and not closed and not self.verbs.is_filler(token)

    def _ends_before(self, at: int, first: int, high: int) -> bool:
        """Whether this word is none of the noun phrase any more."""
        low = self.tokens[at].low
        verb = self.tokens[at].is_in("verbs_of_speech") or self._trails(at, high)
        if at > first and (verb or self.tokens[at].is_in("helping_verbs", "conjunctions", "subject_pronouns")):
            return True
        if low in self.lexicon["prepositions"] and low not in self.lexicon["inner_prepositions"]:
            return True
        return low in self.lexicon["days"] and not self.tokens[at - 1].is_in("determiners")

    def _trails(self, at: int, high: int) -> bool:
        """Whether a participle ends a noun phrase: "a statement | released by", "a consultant | working on"."""
        low = self.tokens[at].low
        participle = low.endswith("ed") or low in self.lexicon["trailing_participles"] or is_participle(self.tokens[at])
        if self.tokens[at].capital or not participle:
            return False
        return at + 1 >= high or self.tokens[at + 1].kind != "word" or self.tokens[at + 1].is_in("after_verbs")

    def _goes_on(self, run: Run, at: int, high: int) -> bool:
        """Whether a noun phrase goes on behind a name that is only its modifier: "GOP | leadership aide"."""
        if at >= high or self.tokens[at].kind != "word":
            return False
        low = self.tokens[at].low
        if low == "of":
            return run.organisation
        if self.people.person(run).human and not run.organisation:
            return False
        closed = (
            self.lexicon["prepositions"]
            | self.lexicon["conjunctions"]
            | self.lexicon["helping_verbs"]
            | self.lexicon["subject_pronouns"]
            | self.lexicon["days"]
            | self.lexicon["adverbs"]
            | (self.lexicon["cues"] - self.lexicon["base_forms"] - self.lexicon["roles"])
        )
        return low not in closed

    def _named_after(self, first: int, end: int, high: int) -> Mention:
        last = end - 1
        link = next(
            (i for i in range(first, end) if self.tokens[i].is_in("links_of_phrases") and i not in self.people.runs),
            None,
        )
        head = last if link is None or link == first else link - 1
        run = self.people.runs.get(last)
        if run is not None and not run.organisation and not self.tokens[run.first - 1].is_in("links_of_phrases"):
            head = last  # "former secretary of state Ann Strong"
        mention = self._mention(first, end, head)
        if (
            mention.kind == "description"
            and end + 1 < high
            and self.tokens[end].text == ","
            and self.tokens[head].is_in("roles")
        ):
            run = self.people.runs.get(end + 1)
            if run is not None and not run.organisation and run.end - run.first > 1:
                return Mention(end + 1, run.end, run.end - 1, "name")
        return mention

    def whole_phrase(self, first: int, end: int) -> Mention | None:
        """A mention that fills these tokens, but for a conjunction or adverb in front."""
        first = self._skip_fillers(first, end)
        if first >= end or self.tokens[end - 1].kind != "word" or self.is_aside(first, end):
            return None
        mention = self.noun_ending(end - 1, first)
        return mention if mention and mention.first in (first, self._behind_owner(first)) else None

    def _behind_owner(self, first: int) -> int:
        """Where a name begins that an owner stands before: "the Evening Post's | Ann Strong"."""
        at = first + (self.tokens[first].is_in("determiners"))
        owner = self.people.runs.get(at)
        owned = owner is not None and owner.first == at and self.tokens[owner.end].low in ("'s", "'")
        return owner.end + 1 if owner is not None and owned else first

    def is_aside(self, first: int, end: int) -> bool:
        """Whether these tokens begin like "also campaigning in Wisconsin", which holds no subject."""
        first = self._skip_fillers(first, end)
        return first < end and is_participle(self.tokens[first])

    def _skip_fillers(self, first: int, end: int) -> int:
        while first < end and (self.tokens[first].is_in("conjunctions") or self.verbs.is_filler(self.tokens[first])):
            first += 1
        return first
