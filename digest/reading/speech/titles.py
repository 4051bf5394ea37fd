"""How a role is printed behind a name: "Russian foreign minister", "senator, R-S.D."; in the article's own words.

Offices lose the capital that they have before a name, short titles are written in full, and what belongs to the
sentence or to the page and not to the office falls away. A word that says nothing without its other half
("spokesman", "wife", "the group's president") is no role.
"""

from __future__ import annotations

import re

from digest.reading.speech.frame import Token
from digest.reading.speech.lexicon import (
    CONJUNCTIONS,
    CUES,
    HONORIFICS,
    NOUN_CUES,
    OFFICE_WORDS,
    PREPOSITIONS,
    QUALIFIERS,
    ROLES,
    SHORT_TITLES,
    is_adverb,
    words,
)

_CAPTIONS = re.compile(r"CLOSE|BREAKING|WATCH|UPDATE|UPDATED|EXCLUSIVE|ADVERTISEMENT|[Cc]aption")
_LEADING = words("the a an then and another one fellow same")
_POSSESSIVE = words("his her its their our my whose")
# Nouns that name a part, not an office: whose spokesman?
_RELATIVE = words("""
    son daughter wife husband mother father brother sister friend colleague spokesman spokeswoman spokesperson aide
    supporter member employee owner host partner ally deputy assistant associate resident neighbor neighbour victim
    witness guest critic opponent rival successor predecessor lead winner companion boss staffer surrogate one
    superintendent ceo cfo coo director head chief manager chairman chairwoman chair founder co-founder co-author
    organizer
""")
_BODIES = words("""
    company firm team city state country nation bank brand family host school town charity bill book study film report
    show
""")
# Titles that a second noun for the same person may precede: "Supreme Court nominee | Judge Ann Strong".
_SECOND = words("senator representative judge governor congressman congresswoman major colonel captain lieutenant")
_COMPOUND = words("lieutenant sergeant major general chief deputy vice attorney brigadier district")
# Parts of the names of departments, in lower case behind one that is: "homeland security secretary".
_DEPARTMENTS = words("human services urban development affairs security")


def printable_role(tokens: tuple[Token, ...], first: int, end: int) -> str:
    """The role that these tokens give somebody, as it is printed behind the name; empty where they give none."""
    group = _without_captions(list(tokens[first:end]))
    group = [token for at, token in enumerate(group) if not _is_courtesy(group, at)]
    owned = bool(group) and group[0].low in _POSSESSIVE
    group = _trimmed(group)
    if len(group) > 2 and group[1].low == "'s" and not group[0].capital:  # "the bank's": which one?
        group, owned = group[2:], True
    group = _trimmed(group)
    if not group or group[0].low in PREPOSITIONS or _is_relative(group, owned):
        return ""
    return _joined(_spelled(_one_title(group)))


def _without_captions(group: list[Token]) -> list[Token]:
    """Behind the words of a picture or a page that ran into the sentence: "CLOSE President Berg"."""
    last = max((at for at, token in enumerate(group) if _CAPTIONS.fullmatch(token.text)), default=-1)
    return group[last + 1 :]


def _is_courtesy(group: list[Token], at: int) -> bool:
    """ "Mr." and the like, but not "professor", which is an office, nor the lady of "first lady"."""
    low = group[at].low
    first_lady = low == "lady" and at > 0 and group[at - 1].low == "first"
    return low in HONORIFICS and low not in ROLES and low not in SHORT_TITLES and not first_lady


def _trimmed(group: list[Token]) -> list[Token]:
    """Without determiners in front, adverbs on both ends and an "and" behind: "visibly emotional judge" is a judge."""
    while group and (group[0].low in _LEADING | _POSSESSIVE or _is_verb(group[0])):
        group = group[1:]
    while group and (is_adverb(group[-1].low) or group[-1].low in CONJUNCTIONS):
        group = group[:-1]
    if len(group) > 2 and is_adverb(group[0].low) and not group[0].capital:
        return group[2:]
    return group


def _is_verb(token: Token) -> bool:
    verb = token.low.endswith("ed") or token.low in CUES - ROLES - NOUN_CUES
    return verb and not token.capital and token.low not in QUALIFIERS


def _is_relative(group: list[Token], owned: bool) -> bool:
    """Whether the words need to be told whose: "wife", "[its] president", "group's chairman"."""
    if len(group) == 1:
        return owned or group[0].low in _RELATIVE
    return False


def _one_title(group: list[Token]) -> list[Token]:
    """The first of two titles that stand side by side."""
    if (
        len(group) > 2
        and _full(group[-1]) in _SECOND
        and group[-2].low in ROLES - _COMPOUND - {"republican", "democrat"}
    ):
        return group[:-1]
    return group


def _full(token: Token) -> str:
    return SHORT_TITLES.get(token.low, token.low)


def _spelled(group: list[Token]) -> list[str]:
    out: list[str] = []
    for at, token in enumerate(group):
        text = SHORT_TITLES.get(token.low, token.text)
        lowered = not at or out[-1].islower()
        office = token.low in OFFICE_WORDS and _leads_to_role(group[at:])
        department = token.low in _DEPARTMENTS and at > 0 and lowered and _leads_to_role(group[at:])
        closing = (
            token.low in ("state", "staff") and at > 1 and group[at - 1].low == "of" and group[at - 2].low in ROLES
        )
        qualifier = lowered and token.low in QUALIFIERS
        if token.capital and (office or department or closing or qualifier) and not _keeps_capital(token):
            text = text.lower()
        out.append(text)
    return out


def _keeps_capital(token: Token) -> bool:
    """ "CEO" and "Republican", but not the "PRESIDENT" of a shouted line."""
    return (token.text.isupper() and len(token.text) < 6) or token.low in ("republican", "democrat")


def _leads_to_role(rest: list[Token]) -> bool:
    """Whether only words of an office stand between here and the noun of it ("Prime | Minister").

    An office before a name keeps its capital: "adviser to President Macron".
    """
    for at, token in enumerate(rest):
        following = rest[at + 1] if at + 1 < len(rest) else None
        if token.low in ROLES and (following is None or following.low not in OFFICE_WORDS):
            return following is None or not following.capital
        if token.low not in OFFICE_WORDS | _DEPARTMENTS:
            return False
    return False


def _joined(spelled: list[str]) -> str:
    joined = re.sub(r"\s+([,’')]|’s|'s)", r"\1", " ".join(spelled))
    return joined.replace("( ", "(").strip(" ,")
