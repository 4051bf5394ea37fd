"""What the article says a person is: "Russian foreign minister", "senator, R-S.D.", "chairman of the state party"."""

from __future__ import annotations

import re

from digest.reading.speech.appositions import apposition_after
from digest.reading.speech.frame import Token
from digest.reading.speech.lexicon import Words
from digest.reading.speech.people import People
from digest.reading.speech.printed_roles import printable_role
from digest.reading.speech.runs import (
    Run,
    is_full,
    noun_gender,
    noun_phrase_start,
    party_after,
)

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
    for person in {id(person): person for person in people.persons.values()}.values():
        for word in person.role.lower().split():
            people.holders[word].append(person)


def _roles(people: People, run: Run) -> list[tuple[int, str]]:
    """What the article calls someone at this mention, with a rank: titles best, then what follows the name."""
    tokens = people.frame.tokens
    party = party_after(tokens, run.end)
    title = title_before(people, run)
    if title and " " not in title and run.end + 1 < len(tokens) and tokens[run.end].low == "of":
        land = people.runs.get(run.end + 1)
        title = (
            _of_land(title, people.frame.words(land.first, land.end), people.lexicon["legislators"]) if land else title
        )
    after = apposition_after(people, run)
    if party and title:
        title = f"{title}, {party}"
    full = is_full(tokens, run)
    ranked = [
        (4 if " " in title else 2, title),
        (5 if len(after.split()) > 1 and (not title or " " not in title) else 3 if full else 1, after),
    ]
    return [(1 if _is_past(role) or (title and _is_partisan(role)) else rank, role) for rank, role in ranked]


def _is_partisan(role: str) -> bool:
    """ "Democrat from Maine": a party, and no office."""
    return role.split(" ", 1)[0].lower() in ("democrat", "republican")


def _is_past(role: str) -> bool:
    """An office that somebody had: printed only where none is given that he has."""
    return bool({"former", "ex", "retired", "onetime", "one-time"} & set(role.lower().replace("-", " ").split()))


def title_before(people: People, run: Run) -> str:
    """The office or job right before a bare name, printable: "Russian foreign minister"."""
    tokens, start = people.frame.tokens, run.first
    not_yet = _continues(tokens, start) and tokens[start - 1].is_in("not_yet")  # "then Vice President Ann Strong"
    if not_yet or _is_of_relative(tokens, run):
        return ""
    if run.first < run.name:
        start = _whole_department(tokens, _qualified(people, run.first))
        if role := _before_rank(people, run, start):
            return role
    elif _continues(tokens, start) and people.lexicon.is_role(
        tokens[start - 1].low
    ):  # "conservative activist Bob Klaus"
        start = _group_start(people, start - 1)
    elif start > 2 and _is_of_field(tokens, start):  # "secretary of education Ann Strong"
        start = _group_start(people, start - 3)
    elif (
        start > 1
        and tokens[start - 1].text == ","
        and people.lexicon.is_role(tokens[start - 2].low)
        and _is_apposed(people, run)
    ):
        return printable_role(tokens, _group_start(people, start - 2), start - 1)
    if any(people.lexicon.is_role(token.low) for token in tokens[start : run.name]):
        return printable_role(tokens, start, run.name)
    return ""


def _is_of_relative(tokens: tuple[Token, ...], run: Run) -> bool:
    """Whether the office before a name is that of a relative: "adviser and daughter of the president Ivanka Trump"."""
    at = run.name - 4
    kin = at >= 0 and tokens[at].is_in("kin") and tokens[at + 2].is_in("definite")
    return kin and tokens[at + 1].low == "of" and tokens[at].sentence == tokens[run.name].sentence


def _before_rank(people: People, run: Run, start: int) -> str:
    """The office before a title and a name: "Pentagon spokeswoman | Maj. Ann Strong", with a comma too."""
    tokens = people.frame.tokens
    if _continues(tokens, start) and people.lexicon.is_role(tokens[start - 1].low):
        return printable_role(tokens, _group_start(people, start - 1), start)
    if start > 1 and tokens[start - 1].text == "," and _is_spokesman(people, run, start):
        return printable_role(tokens, _group_start(people, start - 2), start - 1)
    return ""


def _is_of_field(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether an office with its field ends before a name: "director of research | Nick Moen"."""
    office, link, field = tokens[start - 3 : start]
    small = field.kind == "word" and not field.capital and not field.is_in("not_names", "past_forms")
    titled = office.is_in("roles") and not office.is_in("kin") and office.sentence == tokens[start].sentence
    return titled and link.low == "of" and small


def _of_land(title: str, land: str, legislators: Words) -> str:
    """ "president of France", but "Maine senator": nobody is the senator of Maine."""
    return f"{land} {title}" if title in legislators else f"{title} of {land}"


def _continues(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether this token goes on with the sentence of the one before it."""
    return at > 0 and tokens[at - 1].sentence == tokens[at].sentence


def _qualified(people: People, start: int) -> int:
    """Where a title with a capital begins, with "former" and "Russia's" in front of it."""
    tokens = people.frame.tokens
    while _continues(tokens, start) and tokens[start - 1].is_in("qualifiers"):
        start -= 1
    owner = people.runs.get(start - 2) if _continues(tokens, start) and tokens[start - 1].low == "'s" else None
    return owner.first if owner is not None else start


def _group_start(people: People, at: int) -> int:
    """Where the noun group of a role begins, behind a verb before it: "met | Berg's aide"."""
    tokens = people.frame.tokens
    start = noun_phrase_start(tokens, people.runs, at)
    for place in range(at - 1, max(start, 1) - 1, -1):
        subject = place - 1 in people.runs or (
            tokens[place - 1].kind == "word" and tokens[place - 1].is_in("subject_pronouns")
        )
        if subject and not tokens[place].capital and tokens[place].low.endswith("ed"):
            return place + 1
    return _whole_department(tokens, start)


def _whole_department(tokens: tuple[Token, ...], start: int) -> int:
    """Where the name of a department begins that has an "and" in it: "Health and | Human Services secretary"."""
    if not (start > 1 and tokens[start - 1].low == "and" and tokens[start - 2].capital):
        return start
    whole = _whole_name(tokens, start - 2)
    return whole if tokens[start].is_in("departments") or (whole < start - 2 and tokens[start].capital) else start


def _whole_name(tokens: tuple[Token, ...], start: int) -> int:
    """Where a name with a "for" or "of" in it begins: "Centers for Disease | Control"."""
    first = start
    while _continues(tokens, first) and tokens[first - 1].capital and not tokens[first - 1].is_in("not_names"):
        first -= 1
    governed = first > 1 and tokens[first - 1].low in ("for", "of") and tokens[first - 2].capital
    return first - 2 if governed and tokens[first - 2].sentence == tokens[start].sentence else start


def _is_spokesman(people: People, run: Run, start: int) -> bool:
    """Whether a rank between commas follows what its bearer is here: "an army spokesman, | Lt. Col. Ann Strong,"."""
    tokens = people.frame.tokens
    ranked = all(token.low in people.lexicon.short_titles for token in tokens[run.first : run.name])
    return ranked and people.lexicon.is_role(tokens[start - 2].low) and _is_apposed(people, run)


def _is_apposed(people: People, run: Run) -> bool:
    """Whether a name between commas is that of the one before it: "his aide, Ann Strong, left"."""
    tokens = people.frame.tokens
    after = tokens[run.end] if run.end < len(tokens) else None
    return is_full(tokens, run) and (after is None or after.kind != "word")
