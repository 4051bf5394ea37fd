"""How a role is printed behind a name: "Russian foreign minister", "senator, R-S.D."; in the article's own words.

Offices lose the capital that they have before a name, short titles are written in full, and what belongs to the
sentence or to the page and not to the office falls away. A word that says nothing without its other half
("spokesman", "wife", "the group's president") is no role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.reading.speech.frame import Token

_LASTED = re.compile(r"\d+-(?:year|month|day)")  # a 24-year agent
_CAPTIONS = re.compile(r"CLOSE|BREAKING|WATCH|UPDATE|UPDATED|EXCLUSIVE|ADVERTISEMENT|[Cc]aption")


def printable_role(tokens: tuple[Token, ...], first: int, end: int) -> str:
    """The role that these tokens give somebody, as it is printed behind the name; empty where they give none."""
    group = _without_brackets(_without_captions(list(tokens[first:end])))
    group = [token for at, token in enumerate(group) if not _is_courtesy(group, at)]
    owned = bool(group) and group[0].is_in("possessive")
    group = _trimmed(group)
    if len(group) > 2 and group[1].low == "'s" and not group[0].capital:  # "the bank's": which one?
        group, owned = group[2:], True
    group = _trimmed(group)
    if not group or group[0].is_in("prepositions", "not_yet") or _is_relative(group, owned) or _is_no_office(group):
        return ""
    return _joined(_spelled(_one_title(group)))


def _without_captions(group: list[Token]) -> list[Token]:
    """Behind the words of a picture or a page that ran into the sentence: "CLOSE President Berg"."""
    last = max((at for at, token in enumerate(group) if _CAPTIONS.fullmatch(token.text)), default=-1)
    return group[last + 1 :]


def _without_brackets(group: list[Token]) -> list[Token]:
    """Without a short name in brackets: "the Environmental Protection Agency (EPA)"."""
    opened = next((at for at, token in enumerate(group[:-2]) if is_bracketed(group, at)), None)
    return group if opened is None else group[:opened] + group[opened + 3 :]


def is_bracketed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a short name in brackets begins here: "(EPA)"."""
    return (
        len(tokens) > at + 2 and (tokens[at].text, tokens[at + 2].text) == ("(", ")") and tokens[at + 1].text.isupper()
    )


def _is_no_office(group: list[Token]) -> bool:
    """Whether it tells what somebody thinks or belongs to: "longtime Republican", "a staunch supporter of Berg"."""
    governed = next((at for at, token in enumerate(group) if at and token.is_in("prepositions")), len(group))
    return group[governed - 1].is_in("no_offices")


def _is_courtesy(group: list[Token], at: int) -> bool:
    """ "Mr." and the like, but not "professor", which is an office, nor the lady of "first lady"."""
    low = group[at].low
    first_lady = low == "lady" and at > 0 and group[at - 1].low == "first"
    return (
        low in group[0].lexicon["honorifics"]
        and low not in group[0].lexicon["roles"]
        and low not in group[0].lexicon.short_titles
        and not first_lady
    )


def _trimmed(group: list[Token]) -> list[Token]:
    """Without determiners in front, adverbs on both ends and an "and" behind: "visibly emotional judge" is a judge."""
    while group and (group[0].is_in("leading", "possessive") or _is_verb(group[0]) or _LASTED.fullmatch(group[0].text)):
        group = group[1:]
    while group and not group[-1].capital and _is_no_end(group[-1]):
        group = group[:-1]
    if len(group) > 2 and group[0].lexicon.is_adverb(group[0].low) and not group[0].capital:
        return group[2:]
    return group


def _is_no_end(token: Token) -> bool:
    return token.lexicon.is_adverb(token.low) or token.is_in("conjunctions", "prepositions", "determiners")


def _is_verb(token: Token) -> bool:
    verb = token.low.endswith("ed") or token.is_in("plain_cues")
    return verb and not token.capital and not token.is_in("qualifiers")


def _is_relative(group: list[Token], owned: bool) -> bool:
    """Whether the words need to be told whose: "wife", "[its] president", "group's chairman"."""
    if len(group) == 1:
        return owned or group[0].is_in("relative_roles")
    return False


def _one_title(group: list[Token]) -> list[Token]:
    """The first of two titles that stand side by side."""
    if (
        len(group) > 2
        and _full(group[-1]) in group[0].lexicon["second_titles"]
        and group[-2].is_in("roles")
        and _full(group[-2]) not in group[0].lexicon["compound_titles"]
        and not group[-2].is_in("parties")
    ):
        return group[:-1]
    return group


def _full(token: Token) -> str:
    return token.lexicon.short_titles.get(token.low, token.low)


def _spelled(group: list[Token]) -> list[str]:
    out: list[str] = []
    lowers = "offices lose their capital" in group[0].lexicon["habits"]
    for at, token in enumerate(group):
        text = token.lexicon.short_titles.get(token.low, token.text)
        lowered = not at or out[-1].islower()
        office = token.is_in("office_words") and _leads_to_role(group[at:])
        department = token.is_in("departments") and at > 0 and lowered and _leads_to_role(group[at:])
        closing = (
            token.low in ("state", "staff") and at > 1 and group[at - 1].low == "of" and group[at - 2].is_in("roles")
        )
        qualifier = lowered and token.is_in("qualifiers")
        named = at > 0 and f"{group[at - 1].low} {token.low}" in token.lexicon["wires"]  # "Associated Press"
        small = (office or department or closing or qualifier) and not named and at >= _department_end(group)
        if lowers and token.capital and small and not _keeps_capital(token):
            text = text.lower()
        out.append(text)
    return out


def _department_end(group: list[Token]) -> int:
    """Where the name of a department ends that has an "and" in it: "Health and Human Services | secretary"."""
    if len(group) < 4 or group[1].low != "and" or not (group[0].capital and group[2].is_in("departments")):
        return 0
    return next(at for at in range(2, len(group) + 1) if at == len(group) or not group[at].is_in("departments"))


def _keeps_capital(token: Token) -> bool:
    """ "CEO" and "Republican", but not the "PRESIDENT" of a shouted line."""
    return (token.text.isupper() and len(token.text) < 6) or token.is_in("parties", "kept_capitals")


def _leads_to_role(rest: list[Token]) -> bool:
    """Whether only words of an office stand between here and the noun of it ("Prime | Minister").

    An office before a name keeps its capital: "adviser to President Macron".
    """
    passed = False
    for at, token in enumerate(rest):
        following = rest[at + 1] if at + 1 < len(rest) else None
        passed = passed or token.is_in("roles")
        if token.is_in("roles") and (following is None or not following.is_in("office_words")):
            return following is None or not following.capital
        if not token.is_in("office_words", "departments"):
            return False
    return passed  # "Secretary of State"


def _joined(spelled: list[str]) -> str:
    joined = re.sub(r"\s+([,’')]|’s|'s)", r"\1", " ".join(spelled))
    return joined.replace("( ", "(").strip(" ,")
