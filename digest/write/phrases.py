"""Reads the noun phrases around a verb of speech: where its subject begins and ends, and which word is its head.

"Smith, the mayor of X, said" has the subject Smith, "an aide to Smith said" an aide, and "a friend who met
Smith said" a friend.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.write.frame import Frame, Token
from digest.write.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BASE_FORMS,
    CONJUNCTIONS,
    CUES,
    DAYS,
    DETERMINERS,
    NOT_NAMES,
    NOUN_CUES,
    ORGANISATIONS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    SPEAKING_THINGS,
    words,
)
from digest.write.people import People
from digest.write.runs import Run, noun_phrase_start
from digest.write.verbs import Verbs

_CHAIN = words(
    """
    went goes going began begins continued used want wants wanted tried seemed seems appeared
    """
)
_LINKS = words("of for from at with to in on by against")
_SUBORDINATE = words("that because if when where while although though whether as since")


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
        self.frame = frame
        self.tokens = frame.tokens
        self.people = people
        self.verbs = verbs

    def subject_before(self, cue: int, low: int) -> Mention | None:
        """The subject of the verb at `cue`."""
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
        mention = self.noun_ending(at, low)
        if mention and mention.first - 1 > low and self._governs(mention.first - 1):
            return self.subject_before(mention.first - 1, low)
        return self._before_relative(mention, low) if mention else None

    def _governs(self, at: int) -> bool:
        """A preposition, so that the noun after it is no subject."""
        return (
            self.tokens[at].low in PREPOSITIONS - _SUBORDINATE - {"who", "which", "than", "like"}
            and self.tokens[at].low not in ("in",)
        ) or (self.tokens[at].low == "in" and not self.opens_clause(at))

    def opens_clause(self, at: int) -> bool:
        """Whether nothing of its clause stands before this token."""
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
        return self.noun_ending(at, low)

    def _skip_back(self, at: int, low: int) -> int:
        """Over auxiliaries, adverbs and "went on to"."""
        while at >= low:
            word = self.tokens[at].low
            if word == "who":
                return at
            if (
                word in AUXILIARIES
                or word in ADVERBS
                or word in DAYS
                or (word.endswith("ly") and at not in self.people.runs)
            ):
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
                return self.noun_ending(end - 1, first)
        return None

    def _subject_at(self, at: int, low: int) -> Mention | None:
        if at < low:
            return None
        if self.tokens[at].text == ",":
            return self._before_apposition(at, low)
        return self.noun_ending(at, low) if self.tokens[at].kind == "word" else None

    def _whole_phrase(self, first: int, end: int) -> Mention | None:
        """A mention that fills these tokens, but for a conjunction or adverb in front."""
        while first < end and (self.tokens[first].low in CONJUNCTIONS or self.verbs.is_filler(self.tokens[first])):
            first += 1
        if first >= end or self.tokens[end - 1].kind != "word":
            return None
        mention = self.noun_ending(end - 1, first)
        return mention if mention and mention.first == first else None

    def noun_ending(self, at: int, low: int) -> Mention | None:
        """The noun phrase that ends at this token, with its head: in "an aide to Clinton" the aide."""
        if at < low:
            return None
        token = self.tokens[at]
        if token.low in PRONOUNS and token.low != "who":
            return Mention(at, at + 1, at, "pronoun")
        if token.kind != "word" or (
            token.low in NOT_NAMES
            and token.low
            not in (
                "another",
                "others",
                "some",
                "many",
                "one",
                "most",
                "both",
                "several",
                "all",
                "people",
                "everyone",
                "someone",
                "everybody",
                "somebody",
                "two",
                "three",
                "people",
            )
        ):
            return None
        if not token.text[0].isalpha():
            return None
        start = max(low, noun_phrase_start(self.tokens, self.people.runs, at))
        head = at
        while start - 2 >= low and self.tokens[start - 1].low in _LINKS and self.tokens[start - 2].kind == "word":
            before = self.tokens[start - 2]
            if (
                before.low in NOT_NAMES - {"one", "some", "many", "most", "several", "both", "all", "people"}
                or before.low in CUES - ROLES - NOUN_CUES
            ):
                break
            if before.low.endswith(("ed", "ly")) and start - 2 not in self.people.runs:
                break
            head = start - 2
            start = max(low, noun_phrase_start(self.tokens, self.people.runs, head))
        if start - 2 >= low and self.tokens[start - 1].low == "and" and self.tokens[start - 2].low in ROLES:
            run = self.people.runs.get(start)
            if self.tokens[start].low not in DETERMINERS and (run is None or not self.people.person(run).human):
                head = start - 2  # "the Vermont senator and presidential candidate"
                start = max(low, noun_phrase_start(self.tokens, self.people.runs, head))
        return self._mention(start, at + 1, head)

    def _mention(self, first: int, end: int, head: int) -> Mention:
        run = self.people.runs.get(head)
        if run is not None and run.end == head + 1 and self.tokens[head].low not in ROLES:
            return Mention(first, end, head, "name")
        return Mention(first, end, head, "description")

    def noun_after(self, first: int, high: int) -> Mention | None:
        """The noun phrase that begins at this token: "Rep. Ann Strong", "her aide, Ann Strong", "a friend of hers"."""
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
        if (
            mention.kind == "description"
            and end + 1 < high
            and self.tokens[end].text == ","
            and self.tokens[head].low in ROLES
        ):
            run = self.people.runs.get(end + 1)
            if run is not None and not run.organisation and run.end - run.first > 1:
                return Mention(end + 1, run.end, run.end - 1, "name")
        return mention

    def sentence_subject(self, low: int, high: int) -> Mention | None:
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
                if (
                    not governed
                    and self._is_known(run)
                    and not (run.end < high and self.tokens[run.end].low in ("'s", "'"))
                ):
                    return Mention(run.first, run.end, run.end - 1, "name")
                at = run.end
                continue
            elif not governed and at > low and self._is_actor(token):
                return self._description(at)
            at += 1
        return None

    def _is_actor(self, token: Token) -> bool:
        """A noun for somebody, or something, that speaks."""
        return any(
            low in ROLES or low in ORGANISATIONS or low in SPEAKING_THINGS for low in (token.low, token.low.rstrip("s"))
        )

    def _is_known(self, run: Run) -> bool:
        """Not just a word with the capital of a sentence's beginning."""
        opening = run.end - run.first == 1 and self.opens_clause(run.first)
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
        start = noun_phrase_start(self.tokens, self.people.runs, at)
        following = self.people.runs.get(at + 1)
        if following is not None:
            return Mention(following.first, following.end, following.end - 1, "name")
        if self.tokens[start].low not in DETERMINERS:
            return None
        return self.noun_after(start, self.frame.sentences[self.tokens[at].sentence][1])
