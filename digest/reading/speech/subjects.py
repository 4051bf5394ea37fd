"""Finds the subject of a verb of speech, and of a sentence: "Smith, the mayor of X, said" has the subject Smith."""

from __future__ import annotations

from digest.reading.speech.frame import Frame, Token
from digest.reading.speech.people import People
from digest.reading.speech.phrases import Mention, Phrases
from digest.reading.speech.runs import Run, is_participle, noun_phrase_start

_REACH = 45  # words in which a sentence has named its subject


class Subjects:
    """The subjects of the verbs of one article. Tokens are given by number; `low` and `high` bound the search."""

    def __init__(self, frame: Frame, people: People, phrases: Phrases) -> None:
        self.frame = frame
        self.tokens = frame.tokens
        self.lexicon = frame.lexicon
        self.people = people
        self.phrases = phrases

    def subject_before(self, cue: int, low: int) -> Mention | None:
        """The subject of the verb at `cue`."""
        at = self._skip_back(cue - 1, low)
        if at < low:
            return None
        token = self.tokens[at]
        if token.low == "who":
            return self._before_who(at, low) if at > low else None
        if token.comma or token.text in (")", "—", "–", "-"):
            return self._before_apposition(at, low)
        if token.kind != "word" or token.is_in("conjunctions"):
            return None
        mention = self.phrases.noun_ending(at, low)
        nominative = token.low in ("he", "she", "they", "we", "i")  # "Clinton, whom he called"
        if mention and not nominative and mention.first - 1 > low and self._governs(mention.first - 1):
            return self.subject_before(mention.first - 1, low)
        return self._before_relative(mention, low) if mention else None

    def _governs(self, at: int) -> bool:
        """A preposition or participle, so that the noun after it is no subject."""
        low = self.tokens[at].low
        if low == "in" or (is_participle(self.tokens[at]) and at not in self.people.runs):  # "voters embracing Obama"
            return not self.opens_clause(at)
        return low in self.lexicon["governing"]

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
        return self.phrases.noun_ending(at, low)

    def _skip_back(self, at: int, low: int) -> int:
        """Over auxiliaries, adverbs and "went on to"."""
        while at >= low:
            word = self.tokens[at].low
            if word == "who":
                return at
            adverb = self.lexicon.is_adverb(word) and at not in self.people.runs
            if adverb or word in self.lexicon["helping_verbs"] or word in self.lexicon["days"]:
                at -= 1
            elif (
                word == "to"
                and at - 1 >= low
                and (self.tokens[at - 1].is_in("chains") or self.tokens[at - 1].low == "on")
            ):
                at -= 2 if self.tokens[at - 1].low == "on" else 1
            elif word in self.lexicon["chains"] and self.tokens[at + 1].low in ("on", "to"):
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
            mention = self.phrases.whole_phrase(first, end)
            if mention is None:
                continue
            following = self.phrases.whole_phrase(*pieces[number + 1]) if number + 1 < len(pieces) else None
            if mention.kind == "description" and following is not None and following.kind == "name":
                return following if self.tokens[mention.end - 1].is_in("roles") else mention
            return mention
        for first, end in reversed(pieces):
            run = self.people.runs.get(end - 1) if end > first else None
            told = any(token.is_in("relative_pronouns") for token in self.tokens[first : run.first if run else end])
            if run is not None and not run.organisation and not told and not self.phrases.is_aside(first, run.first):
                return self.phrases.noun_ending(end - 1, first)
        return None

    def _subject_at(self, at: int, low: int) -> Mention | None:
        if at < low:
            return None
        if self.tokens[at].text == ",":
            return self._before_apposition(at, low)
        return self.phrases.noun_ending(at, low) if self.tokens[at].kind == "word" else None

    def sentence_subject(self, low: int, high: int) -> Mention | None:
        """The first noun phrase of a sentence that no preposition governs."""
        at = self._main_clause(low, high)
        high = min(high, at + _REACH)
        governed = False
        while at < high:
            token = self.tokens[at]
            if token.kind == "quote":
                at += 1
                continue
            run = self.people.runs.get(at)
            if token.is_in("case") or token.is_in("subordinators"):
                governed = True
            elif token.text in (",", ":", ";", "—") or token.is_in("conjunctions"):
                governed = False
            elif token.low in ("he", "she", "they", "we", "i") and not governed:
                return Mention(at, at + 1, at, "pronoun")
            elif run is not None:
                if not governed and self._modifies(run, high):
                    return self.phrases.noun_after(noun_phrase_start(self.tokens, self.people.runs, run.end), high)
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
        return token.is_in("actors") or token.low.rstrip("s") in self.lexicon["actors"]

    def _modifies(self, run: Run, high: int) -> bool:
        """Whether a name only belongs to the noun behind it: "the Trump | administration"."""
        following = self.tokens[run.end] if run.end < high else None
        return following is not None and not following.capital and following.is_in("organisations")

    def _is_known(self, run: Run) -> bool:
        """Not just a word with the capital of a sentence's beginning."""
        after = self.tokens[run.end : run.end + 2]
        apposed = len(after) > 1 and after[0].text == "," and after[1].low in ("one", "a", "an", "the", "who")
        opening = run.end - run.first == 1 and self.opens_clause(run.first) and not apposed
        person = self.people.person(run)
        return not opening or person.human or person.count > 1

    def _main_clause(self, low: int, high: int) -> int:
        """Behind a clause such as "As the crowd cheered," at the start of a sentence."""
        if self.tokens[low].is_in("subordinators") or self.tokens[low].low in ("after", "before", "until"):
            comma = next((at for at in range(low, high) if self.tokens[at].text == ","), None)
            if comma is not None and comma + 1 < high:
                return comma + 1
        return low

    def _description(self, at: int) -> Mention | None:
        start = noun_phrase_start(self.tokens, self.people.runs, at)
        following = self.people.runs.get(at + 1)
        if following is not None:
            return Mention(following.first, following.end, following.end - 1, "name")
        possessor = start in self.people.runs and self.tokens[self.people.runs[start].end].low in ("'s", "'")
        if not self.tokens[start].is_in("determiners") and not possessor:
            return None
        return self.phrases.noun_after(start, self.frame.sentences[self.tokens[at].sentence][1])
