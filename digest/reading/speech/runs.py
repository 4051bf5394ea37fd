"""Names and noun groups in a row of tokens: which capitalised words make one name, where its title ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.reading.speech.frame import Token
from digest.reading.speech.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BASE_FORMS,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    FEMALE,
    HONORIFICS,
    HONORIFICS_HE,
    HONORIFICS_SHE,
    MALE,
    NOT_NAMES,
    NOUN_CUES,
    ORGANISATIONS,
    PREPOSITIONS,
    PRONOUNS,
    QUALIFIERS,
    ROLES,
    words,
)

_PARTICLES = words("de del della der den di du da dos van von bin ibn al el la le ter ten y af")
GENERATIONS = words("jr jr. sr sr. ii iii iv")
_PLURAL_TITLES = words("senators representatives governors presidents ministers congressmen justices judges generals")
_GIVEN = (MALE | FEMALE) - words("virginia georgia charlotte jordan victoria")  # those are places too
_PLACE_STARTS = words(
    """
    new north south east west united san santa los las saint st. st fort port el mount lake
    """
)
PARTY = re.compile(r"(?:[RDI]|Rep|Dem|Ind|Con|Lab)\.?-[A-Z][\w.]*\Z")
_MASCULINE = re.compile(
    r"(?:\A|\b)(?:\w*(?:spokes|congress|chair|business|council|assembly|police|states|gentle|noble)?man"
    r"|father|husband|son|brother|king|prince|actor|widower|grandfather|boyfriend|priest|pope)\b"
)
_FEMININE = re.compile(
    r"\b(?:\w*woman|mother|wife|daughter|sister|queen|princess|actress|widow|grandmother|girlfriend|nun)\b"
)
_WORDS_AND_NAMES = words("may will april june august mark read")
# Words in -ing that belong to the name of an office: "acting secretary", "planning inspector".
_IN_OFFICES = words(
    """
    acting outgoing incoming leading ruling sitting managing founding serving planning housing training goalkeeping
    building engineering marketing advertising banking shipping mining nursing farming fishing teaching presiding boxing
    """
)
MAX_ROLE = 14  # words
_BOUNDARIES = (
    PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS | (CUES - BASE_FORMS - NOUN_CUES - ROLES) | ADVERBS
) - {"'s", "'", "former"}


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words `first:end` that make one name; the bare name begins at `name`."""

    first: int
    name: int
    end: int
    organisation: bool


def find_runs(tokens: tuple[Token, ...]) -> dict[int, Run]:
    """Every token of a name -> the name it belongs to."""
    runs: dict[int, Run] = {}
    lower = frozenset(t.text for t in tokens if t.kind == "word" and not t.capital)
    at = 0
    while at < len(tokens):
        if not _begins_name(tokens, at, lower):
            at += 1
            continue
        end = at + 1
        while step := _continues_name(tokens, end, at):
            end += step
        run = _split_title(tokens, at, end)
        for place in range(at, end):
            runs[place] = run
        at = end
    return runs


def _begins_name(tokens: tuple[Token, ...], at: int, lower: frozenset[str]) -> bool:
    token = tokens[at]
    if not token.capital or token.text in ("I", "A") or token.text.endswith("n't"):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    goes_on = following is not None and following.capital and following.low not in NOT_NAMES
    if token.low in _WORDS_AND_NAMES:
        spoke = following is not None and following.low in ("said", "says", "told", "added")
        return spoke or (goes_on and not _opens(tokens, at))
    if token.low in NOT_NAMES:
        return token.text == "US"
    participle = token.low.endswith(("ing", "ed")) and token.low in lower
    return not (participle and _opens(tokens, at))


def _opens(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a sentence begins here, so that the capital says nothing."""
    return at == 0 or tokens[at - 1].sentence != tokens[at].sentence or tokens[at - 1].kind == "quote"


def _continues_name(tokens: tuple[Token, ...], at: int, first: int) -> int:
    """How many tokens from `at` go on with the name that began at `first`."""
    if at >= len(tokens) or tokens[at].sentence != tokens[first].sentence:
        return 0
    token, before = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].sentence == token.sentence else None
    if token.capital and token.text != "I":
        closes = token.low in ADVERBS and (following is None or not following.capital)  # "Human Rights First"
        return 1 if closes or token.low not in NOT_NAMES or (token.low == "may" and following is not None) else 0
    if following is None or not following.capital or following.low in NOT_NAMES:
        return 0
    if token.kind == "quote":
        return 2 if token.text[0].isupper() and " " not in token.text and token.text[-1].isalpha() else 0
    if token.low in _PARTICLES or token.text == "&" or (token.text == "," and following.low in GENERATIONS):
        return 2
    joins = token.low == "of" and (before.low in ROLES | ORGANISATIONS or before.low in ("university", "secretary"))
    return 2 if joins else 0


def _split_title(tokens: tuple[Token, ...], first: int, end: int) -> Run:
    """Part a run into title and bare name: "Senate Minority Leader | Harry M. Reid"."""
    last = end - 1
    while last > first and tokens[last].low in GENERATIONS:
        last -= 1
    name = first
    for at in range(first, last):
        low = tokens[at].low
        if is_title(low) or (low in ORGANISATIONS and at + 1 < last):
            name = at + 1
        elif low == "of" and at + 1 < last:
            name = at + 2 if tokens[at + 1].low != "the" else at + 3
    office = is_role(tokens[last].low) and not (last == first + 1 and tokens[first].low in _GIVEN)  # "Mark Judge"
    organisation = tokens[last].low in ORGANISATIONS or office or tokens[last].text.isupper()
    organisation = organisation or tokens[last].low in ADVERBS
    organisation = organisation or any(t.low in ("of", "&") for t in tokens[max(name, first) : end])
    if organisation and (tokens[last].low in ORGANISATIONS or office):
        name = first
    return Run(first, min(name, last), end, organisation)


def is_role(low: str) -> bool:
    """Whether a word names an office or a job; of "editor-in-chief" the first part counts."""
    return low in ROLES or ("-" in low and low.split("-", 1)[0] in ROLES)


def is_title(low: str) -> bool:
    """Whether a word with a capital before a name is no part of it: "Senators", "Mr.", "Former"."""
    return is_role(low) or low in HONORIFICS | QUALIFIERS | _PLURAL_TITLES


def is_full(tokens: tuple[Token, ...], run: Run) -> bool:
    """Whether it gives a given name and a surname of a person."""
    return not run.organisation and bare_length(tokens, run) >= 2 and tokens[run.name].low not in _PLACE_STARTS


def bare_length(tokens: tuple[Token, ...], run: Run) -> int:
    """How many words the bare name has, without "Jr." and the like."""
    return sum(t.low not in GENERATIONS for t in tokens[run.name : run.end])


def surname_of(tokens: tuple[Token, ...], run: Run) -> str:
    """The surname in lower case."""
    bare = [t.low for t in tokens[run.name : run.end] if t.low not in GENERATIONS]
    return bare[-1] if bare else ""


def honorific_gender(tokens: tuple[Token, ...], run: Run) -> str:
    """ "m" for "Mr.", "f" for "Mrs.", else nothing."""
    title = {t.low for t in tokens[run.first : run.name]}
    return "m" if title & HONORIFICS_HE else "f" if title & HONORIFICS_SHE else ""


def noun_gender(words: str) -> str:
    """ "f" of "spokeswoman", "m" of "chairman", else nothing."""
    return "f" if _FEMININE.search(words) else "m" if _MASCULINE.search(words) else ""


def party_after(tokens: tuple[Token, ...], at: int) -> str:
    """ "R-S.D." of "Thune, R-S.D., said", "D-New York" of "Reid (D-New York) said"; "Md." alone is no party."""
    if at + 1 >= len(tokens) or tokens[at].text not in (",", "(") or not PARTY.match(tokens[at + 1].text):
        return ""
    end = at + 2
    while end < len(tokens) and tokens[end].capital and tokens[end].sentence == tokens[at].sentence:
        end += 1
    dotted = end < len(tokens) and tokens[end].text == "." and tokens[at].text == "("
    return " ".join(token.text for token in tokens[at + 1 : end]) + "." * dotted


def noun_phrase_start(tokens: tuple[Token, ...], runs: dict[int, Run], at: int) -> int:
    """The first token of the noun group that ends at `at`: determiner, possessors, adjectives, nouns."""
    own = runs.get(at)
    start = own.first if own is not None else at
    if own is not None and not own.organisation and own.first == own.name and not _takes_title(tokens, start):
        return start
    while start and tokens[start - 1].sentence == tokens[at].sentence and at - start < MAX_ROLE:
        before = tokens[start - 1]
        if start - 1 in runs:
            run = runs[start - 1]
            if not (
                tokens[start].low in ("'s", "'") or run.organisation or tokens[run.end - 1].low not in FEMALE | MALE
            ):
                break
            start = run.first
        elif before.low == "that" and start in runs:
            break
        elif before.low in DETERMINERS:
            start -= 1
            if before.low not in ("two", "three", "four", "five", "other", "several", "many"):
                break
        elif before.kind != "word" or before.low in _BOUNDARIES or is_participle(before):
            break
        else:
            start -= 1
    return start


def is_participle(token: Token) -> bool:
    """ "sitting beside President Trump" is no part of his title; "acting secretary" is one."""
    return token.low.endswith("ing") and not token.capital and token.low not in _IN_OFFICES


def _takes_title(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether the word before a bare name can belong to it: "activist Bob Klaus", but not "a statement Klaus"."""
    if start == 0 or tokens[start - 1].sentence != tokens[start].sentence:
        return False
    before = tokens[start - 1]
    return is_role(before.low) or (before.low in ("the", "fellow", "mr", "former"))
