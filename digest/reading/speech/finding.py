"""The quotations of an article: where they stand, who said them, on what terms, how sure.

    text --marks--> spans --frame--> sentences --runs, people, roles, appositions--> names
                                               --verbs, phrases, clauses, speakers, pronouns--> who spoke
                                               --attachment, signs, terms, confidence--> Quotes

A quotation is never copied: a `Quote` is a span of the article. One that runs over several paragraphs gives a
`Quote` for each of them, and one that is interrupted ("A," she said, "b.") a `Quote` for each part, because a
span must be exactly the words that were said. The comma that American style puts inside the closing mark
belongs to the sentence around the quotation and is left out, as is the label of a transcript ("REID: ...").

Titles of works and scare quotes stand between the same marks. They are returned too, because the checks must
know every marked word of an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from digest.model import Item, Quote, Terms
from digest.reading.languages import Language
from digest.reading.speech.bearers import apposed, bearer, office_before, whole_body
from digest.reading.speech.confidence import Grounds, confidence, traits_of
from digest.reading.speech.frame import Frame, frame_of
from digest.reading.speech.grammar import Attribution
from digest.reading.speech.lexicon import Lexicon
from digest.reading.speech.marks import marked_spans
from digest.reading.speech.people import People, Person, people_of
from digest.reading.speech.phrases import Mention
from digest.reading.speech.pronouns import Antecedents, antecedents
from digest.reading.speech.roles import learn_roles
from digest.reading.speech.runs import Run
from digest.reading.speech.signs import signs
from digest.reading.speech.speakers import attributions
from digest.reading.speech.surroundings import Surroundings
from digest.reading.speech.terms import terms_of

_LABEL = re.compile(r"(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):\s+(?=\S)")  # in transcripts


class Heard(NamedTuple):
    """Who says what in an article: its quotations in order and without overlaps, the grounds of each, the people."""

    quotations: tuple[Quote, ...]
    grounds: tuple[Grounds, ...]
    people: tuple[Person, ...]


def listen(item: Item, text: str, language: Language) -> Heard:
    """Every direct quotation of `text`, which is the item's from its beginning on.

    `speaker` is the full name where the article gives it, a description as the article words it ("a White
    House official"), the bare pronoun where nobody can be found for it, or empty. `role` is what the article
    calls that person, without "the". `confidence` is about the speaker, from 0 to 1. In a language without a folder the
    marks alone are read: nobody is named.
    """
    if not language.known:
        spans = [span for span in marked_spans(text) if not span.makeshift]
        unheard = tuple(Quote(item, span.start, span.end, "", confidence=0.0, named=False) for span in spans)
        return Heard(unheard, (Grounds(0.0),) * len(unheard), ())
    frame, people, known = _attributed(item, text, language)
    pronouns = antecedents(people, (found.mention.head for found in known.values() if found.mention.kind == "name"))
    article = _Article(item, frame, people, known, pronouns, terms_of(frame, people, known))
    found = [article.quote(number) for number, span in enumerate(frame.spans) if not span.makeshift]
    named = (one for one in people.persons.values() if one.human and (one.role or " " in one.name))
    cast = {id(person): person for person in named}
    return Heard(tuple(quote for quote, _ in found), tuple(grounds for _, grounds in found), tuple(cast.values()))


def signs_of(item: Item, language: Language) -> dict[int, frozenset[str]]:
    """Where each quotation of an item begins -> the signs of its terms, for whoever fits their weights."""
    frame, people, known = _attributed(item, item.text, language)
    return {
        frame.spans[number].start: signs(Surroundings(frame, people, number, known.get(number)))
        for number in frame.places
    }


def _attributed(item: Item, text: str, language: Language) -> tuple[Frame, People, dict[int, Attribution]]:
    frame = frame_of(text, language)
    people = people_of(frame, item.title)
    learn_roles(people)
    return frame, people, attributions(frame, people)


# --- one article -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Speaker:
    name: str
    role: str = ""
    sure: float = 0.0
    honest: bool = False  # a name, or a description that says who it was


@dataclass(frozen=True, slots=True)
class _Article:
    """An article with everything that was read in it."""

    item: Item
    frame: Frame
    people: People
    known: dict[int, Attribution]
    pronouns: Antecedents
    terms: dict[int, Terms]

    @property
    def lexicon(self) -> Lexicon:
        return self.frame.lexicon

    def quote(self, number: int) -> tuple[Quote, Grounds]:
        text, span = self.item.text, self.frame.spans[number]
        found = self.known.get(number)
        label = _LABEL.match(text, span.start, span.end)
        start = label.end() if label else span.start
        end = _without_comma(text, start, span.end)
        speaker = self._labelled(label["name"]) if label else self._speaker(found)
        traits = traits_of(number, found, self.frame, self.people) if found and not label else ()
        grounds = Grounds(speaker.sure, traits)
        sure = confidence(grounds)
        whole = (span.closed or span.continues) and not self._is_half(number) and not self._is_title(number)
        quote = Quote(
            self.item,
            start,
            end,
            speaker.name,
            role=speaker.role,
            cue=found.cue if found else "",
            confidence=sure,
            named=speaker.honest,
            whole=whole,
            terms=self.terms[number],
        )
        return quote, grounds

    def _is_title(self, number: int) -> bool:
        at = self.frame.places[number]
        return at > 0 and self.frame.tokens[at - 1].is_in("titling")

    def _is_half(self, number: int) -> bool:
        """Either part of a quotation that is split: nobody is quoted with half a sentence."""
        return self._is_first_half(number) or (number > 0 and self._is_first_half(number - 1))

    def _is_first_half(self, number: int) -> bool:
        """`"A," she said, "b."`: the sentence goes on in the next marks."""
        if number + 1 >= len(self.frame.spans):
            return False
        at = self.frame.places[number + 1]
        here, before, following = self.frame.tokens[self.frame.places[number]], *self.frame.tokens[at - 1 : at + 1]
        joined = here.sentence == following.sentence and here.text.endswith(",") and before.text == ","
        return joined and following.text[0].islower()

    def _speaker(self, found: Attribution | None) -> _Speaker:
        if found is None:
            return _Speaker("")
        if found.mention.kind == "pronoun":
            return self._pronoun(found)
        if found.mention.kind == "description":
            return self._described(found)
        run = self.people.runs[found.mention.head]
        person = self.people.person(run)
        known = person.human or run.organisation or person.count > 1 or " " in person.name
        honest = (
            known
            and not self._is_one_of_many(run)
            and person.name.lower() not in self.lexicon["roles"] | self.lexicon["speaking_things"]
        )
        name = whole_body(self.people, run) if run.organisation else person.name
        role = person.role or ("" if run.organisation else office_before(self.people, run))
        return _Speaker(name, role, found.sure * self.people.certainty(run), honest)

    def _is_one_of_many(self, run: Run) -> bool:
        """Whether a name is that of a kind: "a | New Yorker"."""
        before = self.frame.tokens[run.first - 1] if run.first else None
        return before is not None and before.low in ("a", "an") and not self.people.person(run).role

    def _pronoun(self, found: Attribution) -> _Speaker:
        word = self.frame.tokens[found.mention.head].low
        known = (
            self.pronouns.get(found.mention.head) if word in self.lexicon["he"] or word in self.lexicon["she"] else None
        )
        if known is None:
            return _Speaker("I" if word == "i" else word, sure=0.3 * found.sure)
        person, sure = known
        return _Speaker(
            person.name, person.role, found.sure * sure, honest=person.name.lower() not in self.lexicon["roles"]
        )

    def _described(self, found: Attribution) -> _Speaker:
        """A description or a group: kept as worded, honest only where it says what the speaker is.

        Where the article tells who it is ("the mayor, Ann Strong, said"; "Ann Strong left. The mayor said"), the name.
        """
        mention = found.mention
        meant = apposed(self.people, mention) or bearer(self.people, mention)
        if meant:
            return _Speaker(meant.name, meant.role, found.sure * meant.sure, honest=True)
        words = self.frame.words(mention.first, mention.end)
        lows = {token.low for token in self.frame.tokens[mention.first : mention.end]}
        singular = lows | {low.rstrip("s") for low in lows}
        says_who = bool(singular & (self.lexicon["roles"] | self.lexicon["organisations"]))
        says_who = says_who and not (len(lows) == 1 and words[0].isupper())
        says_who = says_who or (len(lows) > 2 and bool(singular & self.lexicon["speaking_things"] - {"crowd"}))
        if words.split(" ", 1)[0].lower() in self.lexicon["determiners"]:
            words = words[0].lower() + words[1:]
        vague = mention.end - mention.first == 2 and self.frame.tokens[mention.first].is_in("determiners")
        vague = vague and not lows & self.lexicon["roles"]  # "the group": which one?
        vague = vague or self._points_back(mention)
        return _Speaker(words, "", found.sure, honest=says_who and not vague and not lows & self.lexicon["dangling"])

    def _points_back(self, mention: Mention) -> bool:
        """Whether it is somebody whom the article has told of before: "the former staffer", but "the mayor of Oslo"."""
        inside = self.frame.tokens[mention.first : mention.end]
        body = any(token.is_in("organisations", "case") for token in inside)
        return inside[0].low == "the" and self.lexicon.is_role(inside[-1].low) and not body

    def _labelled(self, label: str) -> _Speaker:
        """The speaker of "REID: We will see" in a transcript."""
        words = label.split()
        known = self.people.by_surname.get(words[-1].lower(), ())
        if known:
            person = max(known, key=lambda person: person.count)
            return _Speaker(person.name, person.role, 0.9 if len(known) == 1 else 0.7, honest=True)
        return _Speaker(" ".join(word.capitalize() for word in words), "", 0.7)


def _without_comma(text: str, start: int, end: int) -> int:
    trimmed = end - 1 if text[end - 1] == "," else end
    return start + len(text[start:trimmed].rstrip()) if trimmed > start + 1 else end
