"""Names and noun groups in a row of tokens: which capitalised words make one name, where its title ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.reading.speech.frame import Token

PARTY = re.compile(r"(?:[RDI]|Rep|Dem|Ind|Con|Lab)\.?-[A-Z][\w.]*\Z")
_MASCULINE = re.compile(
    r"(?:\A|\b)(?:\w*(?:spokes|congress|chair|business|council|assembly|police|states|gentle|noble)?man"
    r"|father|husband|son|brother|king|prince|actor|widower|grandfather|boyfriend|priest|pope)\b"
)
_FEMININE = re.compile(
    r"\b(?:\w*woman|mother|wife|daughter|sister|queen|princess|actress|widow|grandmother|girlfriend|nun)\b"
)
MAX_ROLE = 14  # words


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
    goes_on = following is not None and following.capital and not following.is_in("not_names")
    if token.is_in("words_and_names"):
        spoke = following is not None and following.low in ("said", "says", "told", "added")
        return spoke or (goes_on and not _opens(tokens, at))
    if token.is_in("not_names"):
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
        closes = token.is_in("adverbs") and (following is None or not following.capital)  # "Human Rights First"
        return 1 if closes or not token.is_in("not_names") or (token.low == "may" and following is not None) else 0
    if following is None or not following.capital or following.is_in("not_names"):
        return 3 if _are_particles(tokens[at : at + 3]) else 0
    if token.kind == "quote":
        return 2 if token.text[0].isupper() and " " not in token.text and token.text[-1].isalpha() else 0
    if token.is_in("particles") or token.text == "&" or (token.text == "," and following.is_in("generations")):
        return 2
    joins = token.low == "of" and (before.is_in("roles", "organisations") or before.low in ("university", "secretary"))
    return 2 if joins else 0


def _are_particles(group: tuple[Token, ...]) -> bool:
    """ "Ursula | von der Leyen"."""
    *small, last = group
    particles = len(small) == 2 and small[0].is_in("particles") and small[1].is_in("particles", "determiners")
    return particles and last.capital and last.sentence == small[0].sentence


def _split_title(tokens: tuple[Token, ...], first: int, end: int) -> Run:
    """Part a run into title and bare name: "Senate Minority Leader | Harry M. Reid"."""
    last = end - 1
    while last > first and tokens[last].is_in("generations"):
        last -= 1
    name = first
    for at in range(first, last):
        low = tokens[at].low
        if tokens[0].lexicon.is_titular(low) or (low in tokens[0].lexicon["organisations"] and at + 1 < last):
            name = at + 1
        elif low == "of" and at + 1 < last:
            name = at + 2 if tokens[at + 1].low != "the" else at + 3
    office = tokens[0].lexicon.is_role(tokens[last].low) and not (
        last == first + 1 and tokens[first].is_in("given_names_of_people")
    )  # "Mark Judge"
    organisation = tokens[last].is_in("organisations") or office or tokens[last].text.isupper()
    organisation = organisation or tokens[last].is_in("adverbs")
    organisation = organisation or any(t.low in ("of", "&") for t in tokens[max(name, first) : end])
    if organisation and (tokens[last].is_in("organisations") or office):
        name = first
    return Run(first, min(name, last), end, organisation)


def is_full(tokens: tuple[Token, ...], run: Run) -> bool:
    """Whether it gives a given name and a surname of a person."""
    return not run.organisation and bare_length(tokens, run) >= 2 and not tokens[run.name].is_in("place_starts")


def bare_length(tokens: tuple[Token, ...], run: Run) -> int:
    """How many words the bare name has, without "Jr." and the like."""
    return sum(not t.is_in("generations") for t in tokens[run.name : run.end])


def surname_of(tokens: tuple[Token, ...], run: Run) -> str:
    """The surname in lower case."""
    bare = [t.low for t in tokens[run.name : run.end] if not t.is_in("generations")]
    return bare[-1] if bare else ""


def honorific_gender(tokens: tuple[Token, ...], run: Run) -> str:
    """ "m" for "Mr.", "f" for "Mrs.", else nothing."""
    title = {t.low for t in tokens[run.first : run.name]}
    return (
        "m"
        if title & tokens[0].lexicon["honorifics_he"]
        else "f"
        if title & tokens[0].lexicon["honorifics_she"]
        else ""
    )


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
                tokens[start].low in ("'s", "'")
                or run.organisation
                or not tokens[run.end - 1].is_in("given_names_she", "given_names_he")
            ):
                break
            start = run.first
        elif before.low == "that" and start in runs:
            break
        elif before.is_in("determiners"):
            start -= 1
            if before.low not in ("two", "three", "four", "five", "other", "several", "many"):
                break
        elif (
            before.kind != "word"
            or before.is_in("boundaries")
            or (is_participle(before) and not _is_inside(tokens, start))
        ):
            break
        else:
            start -= 1
    return start


def _is_inside(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether a word in "-ing" stands behind one that only an office has: "former racing driver"."""
    return start > 1 and tokens[start - 2].is_in("qualifiers") and tokens[start - 2].sentence == tokens[start].sentence


def is_participle(token: Token) -> bool:
    """ "sitting beside President Trump" is no part of his title; "acting secretary" is one."""
    return token.low.endswith("ing") and not token.capital and not token.is_in("in_offices")


def _takes_title(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether the word before a bare name can belong to it: "activist Bob Klaus", but not "a statement Klaus"."""
    if start == 0 or tokens[start - 1].sentence != tokens[start].sentence:
        return False
    before = tokens[start - 1]
    return tokens[0].lexicon.is_role(before.low) or (before.low in ("the", "fellow", "mr", "former"))
