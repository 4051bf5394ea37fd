"""Who is named in an article: each person and organisation once, under the fullest name the article gives.

Rules of news style, no statistics: the first mention carries the full name, later ones the surname.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from digest.reading.speech.frame import Frame, Token
from digest.reading.speech.lexicon import Lexicon, Words
from digest.reading.speech.runs import (
    Run,
    bare_length,
    find_runs,
    honorific_gender,
    is_full,
    noun_gender,
    party_after,
    surname_of,
)


@dataclass(slots=True)
class Person:
    """One person or organisation of the article under the fullest name it gives."""

    name: str
    first: int  # token of the first mention
    human: bool = False  # seen with a title, a given name, a pronoun or a verb of speech
    gender: str = ""  # "m", "f" or unknown
    role: str = ""
    role_rank: int = 0  # how good the source of the role is
    count: int = 0
    titles: set[str] = field(default_factory=set)  # the words of an office right before the full name
    kin: bool = False  # introduced as somebody's relation: no title before the bare surname is theirs


@dataclass
class People:
    """The names of one article, by token. Build with `people_of`."""

    frame: Frame
    runs: dict[int, Run]  # every token of a run -> the run
    title: str = ""
    persons: dict[int, Person] = field(default_factory=dict)  # first token of a run -> who it is
    by_surname: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, Person] = field(default_factory=dict)
    holders: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))  # word of a role -> whose

    @property
    def lexicon(self) -> Lexicon:
        """The words of the article's language."""
        return self.frame.lexicon

    def person(self, run: Run) -> Person:
        """Who a name means, and under which full name the article gives them."""
        return self.persons[run.first]

    def certainty(self, run: Run) -> float:
        """How sure the full name is: lower where several people of the article share the surname."""
        tokens = self.frame.tokens
        bare = [t for t in tokens[run.name : run.end] if not t.is_in("generations")]
        chosen = self.person(run)
        others = [person for person in self.by_surname.get(bare[-1].low, ()) if person is not chosen] if bare else []
        if len(bare) != 1 or not others:
            return 1.0
        if chosen.kin and any(not person.kin for person in others):
            return 0.6
        return 0.92 if chosen.count >= 3 * max(person.count for person in others) else 0.6


def people_of(frame: Frame, title: str = "") -> People:
    """Find the names of an article. A full name that only the title gives counts too."""
    people = People(frame, find_runs(frame.tokens), title.lower())
    _register(people, title)
    return people


def _register(people: People, title: str) -> None:
    tokens = people.frame.tokens
    headlines = {number for number, span in people.frame.paragraphs.items() if _is_headline(tokens[slice(*span)])}
    runs = list(dict.fromkeys(people.runs.values()))
    for run in runs:
        if is_full(tokens, run) and tokens[run.first].paragraph not in headlines:
            _add_full(people, run)
    for number in sorted(headlines):
        _add_from_title(people, people.frame.words(*people.frame.paragraphs[number]))
    _add_from_title(people, title)
    latest: dict[str, Person] = {}
    for run in runs:
        person = _who(people, run, latest)
        person.count += 1
        people.persons[run.first] = person
        if is_full(tokens, run) and tokens[run.first].paragraph not in headlines:
            latest[f"{tokens[run.first].paragraph} {surname_of(tokens, run)}"] = person
        _learn_gender(people, run, person)


def _is_headline(tokens: tuple[Token, ...]) -> bool:
    """A line with capitals everywhere, so that a run of them is no name, or a heading of nothing else."""
    if all(token.capital for token in tokens):
        return True
    words = [token for token in tokens if token.kind == "word" and len(token.text) > 3]
    return len(words) > 3 and sum(token.capital for token in words) >= 0.75 * len(words)


def _add_full(people: People, run: Run) -> None:
    tokens = people.frame.tokens
    given, surname = tokens[run.name].low, surname_of(tokens, run)
    person = _namesake(people, run)
    name = people.frame.words(run.name, run.end)
    if person is None:
        person = Person(
            name,
            run.first,
            human=given in people.lexicon["given_names_he"] or given in people.lexicon["given_names_she"],
        )
        person.gender = (
            "m"
            if given in people.lexicon["given_names_he"]
            else "f"
            if given in people.lexicon["given_names_she"]
            else ""
        )
        people.by_name.setdefault(f"{given} {surname}", person)
        people.by_name[name.lower()] = person
        people.by_surname[surname].append(person)
        if run.end - run.name > 2 and not tokens[run.end - 2].is_in("generations"):
            people.by_surname[f"{tokens[run.end - 2].low} {surname}"].append(person)
    person.count += 2
    person.titles |= _titles(tokens, run)
    person.kin = person.kin or _is_introduced_as_kin(tokens, run)


def _titles(tokens: tuple[Token, ...], run: Run) -> set[str]:
    """The words of an office before a name: "Mayor | Ann Strong", "banker | Bob Klaus"."""
    before = tokens[max(0, run.first - 1) : run.name]
    return {token.low for token in before if token.lexicon.is_role(token.low) and not token.is_in("kin")}


def _is_introduced_as_kin(tokens: tuple[Token, ...], run: Run) -> bool:
    """ "his daughter and adviser Ann Strong", "first lady Ann Strong"."""
    for at in range(run.name - 1, max(-1, run.first - 5), -1):
        if tokens[at].sentence != tokens[run.first].sentence or (
            tokens[at].is_in("cues") and not tokens[at].is_in("roles")
        ):
            return False
        if tokens[at].is_in("kin"):
            return True
    return False


def _namesake(people: People, run: Run) -> Person | None:
    """Who has this full name already: "George Bush" and "George W. Bush" are one, Bush Jr. and Bush H.W. others."""
    tokens = people.frame.tokens
    known = people.by_name.get(people.frame.words(run.name, run.end).lower())
    if known is None:
        known = people.by_name.get(f"{tokens[run.name].low} {surname_of(tokens, run)}")
    return (
        known
        if known is None or _agree(known.name, people.frame.words(run.name, run.end), people.lexicon["generations"])
        else None
    )


def _agree(one: str, other: str, generations: Words) -> bool:
    """Whether neither middle names nor a "Jr." tell two people of one given name and surname apart."""
    ours, theirs = (name.lower().replace(",", "").split() for name in (one, other))
    if (ours[-1] in generations) != (theirs[-1] in generations):
        return False
    middles = [[word[0] for word in words[1:-1] if word not in generations] for words in (ours, theirs)]
    return not all(middles) or middles[0][0] == middles[1][0]


def _add_from_title(people: People, title: str) -> None:
    """A headline gives full names, but capitals everywhere: only those of known given names."""
    for match in re.finditer(r"\b([A-Z][\w-]+) ([A-Z][\w’'-]+?)(?=['’]s\b|\W|\Z)", title):
        given, surname = match.group(1).lower(), match.group(2).lower()
        if (
            (given in people.lexicon["given_names_he"] or given in people.lexicon["given_names_she"])
            and surname not in people.by_surname
            and surname not in people.lexicon["cues"]
        ):
            person = Person(
                match.group(), 0, human=True, gender="m" if given in people.lexicon["given_names_he"] else "f"
            )
            people.by_surname[surname].append(person)
            people.by_name[f"{given} {surname}"] = person


def _who(people: People, run: Run, latest: dict[str, Person]) -> Person:
    tokens = people.frame.tokens
    surname = surname_of(tokens, run)
    known = _namesake(people, run) if is_full(tokens, run) else None
    if known is not None:
        return known
    candidates = [] if run.organisation and run.end - run.first > 1 else _candidates(people, run, surname)
    if not candidates:
        return _alone(people, run)
    titled = [person for person in candidates if person.titles & _titles(tokens, run)]
    if len(titled) == 1:
        return titled[0]
    near = latest.get(f"{tokens[run.first].paragraph} {surname}")
    if near in candidates:
        return near
    # Whom the headline names keeps the bare surname, however often a spouse is named in full.
    return max(
        candidates,
        key=lambda person: (person.name.lower() in people.title, not person.kin, person.count, -person.first),
    )


def _candidates(people: People, run: Run, surname: str) -> list[Person]:
    tokens = people.frame.tokens
    if bare_length(tokens, run) > 1:
        surname = f"{tokens[run.end - 2].low} {surname}"
    found = list(people.by_surname.get(surname, ()))
    honorific = honorific_gender(tokens, run)
    titled = any(token.is_in("roles") and not token.is_in("kin") for token in tokens[run.first : run.name])
    found = [person for person in found if not (titled and person.kin)]
    if honorific:
        found = [person for person in found if person.gender in ("", honorific)]
    if not found and run.first == run.name:
        found = [p for p in people.by_name.values() if p.name.split()[0].lower() == surname]
        found = found if len(found) == 1 else []
    return found


def _alone(people: People, run: Run) -> Person:
    """A name without a fuller form in the article: "Obama" of "President Obama", an organisation, a place."""
    tokens = people.frame.tokens
    first = run.first if run.organisation else run.name
    name = people.frame.words(first, run.end)
    person = people.by_name.get(name.lower())
    if person is None:
        person = people.by_name[name.lower()] = Person(name, run.first)
        if not run.organisation:
            people.by_surname[surname_of(tokens, run)].append(person)
    return person


def _learn_gender(people: People, run: Run, person: Person) -> None:
    tokens = people.frame.tokens
    title = " ".join(t.low for t in tokens[run.first : run.name])
    before = " ".join(t.low for t in tokens[max(0, run.first - 1) : run.first])
    if not run.organisation and (title and not run.organisation):
        person.human = True
    words = f"{before} {title}"
    person.gender = person.gender or honorific_gender(tokens, run) or noun_gender(words)
    after = tokens[run.end] if run.end < len(tokens) else None
    if after is None or run.organisation:
        return
    following = tokens[run.end + 1] if run.end + 1 < len(tokens) else after
    aged = after.text == "," and ((following.text.isdigit() and len(following.text) == 2) or following.low == "who")
    if aged or after.low == "who" or party_after(tokens, run.end) or (after.is_in("cues") and after.low[-1] != "s"):
        person.human = True
