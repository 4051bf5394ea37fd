"""What the article says a person is: "Russian foreign minister", "senator, R-S.D.", "chairman of the state party"."""

from __future__ import annotations

import re

from digest.write.quotes.frame import Token
from digest.write.quotes.lexicon import (
    AUXILIARIES,
    BASE_FORMS,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    HONORIFICS,
    NOT_NAMES,
    NOUN_CUES,
    OFFICE_WORDS,
    PREPOSITIONS,
    ROLES,
    SHORT_TITLES,
)
from digest.write.quotes.people import People
from digest.write.quotes.runs import MAX_ROLE, PARTY, Run, is_full, noun_gender, noun_phrase_start, party_after

_AMERICAN = re.compile(r"\b(?:US|U\.S\.|American) [Pp]resident (?P<name>(?:[A-Z][\w.’'-]+ ?)+)")


def learn_roles(people: People) -> None:
    """Note for every person the best role that the article gives; "president" with the country where it says so."""
    for run in dict.fromkeys(people.runs.values()):
        if run.organisation:
            continue
        person = people.person(run)
        for rank, role in _roles(people, run):
            if role and rank > person.role_rank:
                person.role, person.role_rank = role, rank
                person.human = True
                person.gender = person.gender or noun_gender(role.lower())
    surnames = {name for match in _AMERICAN.finditer(people.frame.text) for name in match["name"].split()}
    for person in people.persons.values():
        if person.role == "president" and person.name.split()[-1] in surnames:
            person.role = "US president"


def _roles(people: People, run: Run) -> list[tuple[int, str]]:
    """What the article calls someone at this mention, with a rank: titles best, then what follows the name."""
    tokens = people.frame.tokens
    party = party_after(tokens, run.end)
    title = title_before(people, run)
    if title and " " not in title and run.end + 1 < len(tokens) and tokens[run.end].low == "of":
        land = people.runs.get(run.end + 1)
        title = f"{title} of {people.frame.words(land.first, land.end)}" if land else title
    after = _apposition_after(people, run)
    if party and title:
        title = f"{title}, {party}"
    full = is_full(tokens, run)
    return [
        (4 if " " in title else 2, title),
        (5 if len(after.split()) > 1 and (not title or " " not in title) else 3 if full else 1, after),
    ]


def title_before(people: People, run: Run) -> str:
    """The office or job right before a bare name, printable: "Russian foreign minister"."""
    tokens = people.frame.tokens
    start = run.first
    if run.first == run.name:  # no capitalised title; "conservative activist Bob Klaus"
        if start and tokens[start - 1].low in ROLES and tokens[start - 1].sentence == tokens[start].sentence:
            start = noun_phrase_start(tokens, people.runs, start - 1)
        elif start > 1 and tokens[start - 1].text == "," and tokens[start - 2].low in ROLES:
            return printable_role(tokens, noun_phrase_start(tokens, people.runs, start - 2), start - 1)
    elif start and tokens[start - 1].kind == "word" and tokens[start - 1].sentence == tokens[start].sentence:
        before = tokens[start - 1]
        if before.low not in NOT_NAMES and before.low not in CUES and not before.low.endswith("ed"):
            start = noun_phrase_start(tokens, people.runs, start - 1)
    if any(t.low in ROLES for t in tokens[start : run.name]):
        return printable_role(tokens, start, run.name)
    return ""


def printable_role(tokens: tuple[Token, ...], first: int, end: int) -> str:
    """A role as the article words it: no article in front, offices in lower case, short titles in full."""
    words = [t for t in tokens[first:end] if t.low not in HONORIFICS or t.low in SHORT_TITLES]
    if words and words[0].low in PREPOSITIONS:
        return ""
    while words and words[0].low in ("the", "a", "an", "his", "her", "its", "their", "our", "my", "then", "and"):
        words = words[1:]
    out: list[str] = []
    for at, token in enumerate(words):
        text = SHORT_TITLES.get(token.low, token.text)
        rest = words[at:]
        if token.capital and token.low in OFFICE_WORDS and _leads_to_role(rest):
            text = text if token.text.isupper() or token.low in ("republican", "democrat") else text.lower()
        out.append(text)
    joined = " ".join(out)
    return re.sub(r"\s+([,’')]|’s|'s)", r"\1", joined).replace("( ", "(").strip(" ,")


def _leads_to_role(rest: list[Token]) -> bool:
    """Whether only words of an office stand between here and the noun of it ("Prime | Minister").

    An office before a name keeps its capital: "adviser to President Macron".
    """
    for at, token in enumerate(rest):
        if token.low in ROLES:
            following = rest[at + 1] if at + 1 < len(rest) else None
            return following is None or not following.capital or following.low in OFFICE_WORDS
        if token.low not in OFFICE_WORDS:
            return False
    return rest[0].low in ("state",)


def _apposition_after(people: People, run: Run) -> str:
    """ "a senior member of the tax panel" after the name, up to the next comma."""
    tokens = people.frame.tokens
    at = run.end
    if at < len(tokens) and tokens[at].text == "(":
        at = next((i + 1 for i in range(at, min(at + 7, len(tokens))) if tokens[i].text == ")"), at)
    if (
        at < len(tokens) - 1
        and tokens[at].text == ","
        and (PARTY.match(tokens[at + 1].text) or tokens[at + 1].text.isdigit())
    ):
        at += 2
    if at >= len(tokens) - 1 or tokens[at].text != ",":
        return ""
    first = at + 1
    end = first
    while end < len(tokens) and tokens[end].sentence == tokens[first].sentence and end - first <= MAX_ROLE:
        token = tokens[end]
        if token.kind == "quote" or token.low in ("who", "which", "whose", "that") or token.text in ",;:—–(.-)":
            break
        if token.low in AUXILIARIES - {"'s", "’s"} or (token.low in CUES - BASE_FORMS - NOUN_CUES - ROLES):
            break
        end += 1
    if end - first > MAX_ROLE or not _is_role_phrase(people, first, end):
        return ""
    return printable_role(tokens, first, end)


def _is_role_phrase(people: People, first: int, end: int) -> bool:
    tokens = people.frame.tokens
    if end <= first or tokens[first].low in NOT_NAMES - DETERMINERS - {"former"}:
        return False
    head = next((i for i in range(first, end) if tokens[i].low in PREPOSITIONS), end)
    if any(t.low in CONJUNCTIONS for t in tokens[first : first + 1]):
        return False
    if not any(t.low in ROLES for t in tokens[first:head]):
        return False
    run = people.runs.get(head - 1)
    return run is None or run.organisation or tokens[head - 1].low in ROLES
