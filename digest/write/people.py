"""Who is named in an article: full names, surnames, gender, roles, and whom "he" or "she" means.

Rules of English news style, no statistics: the first mention carries the full name and the role, later ones
the surname; a pronoun means the nearest subject that it can mean.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from digest.write.frame import Frame, Token
from digest.write.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BASE_FORMS,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    FEMALE,
    HE,
    HONORIFICS,
    HONORIFICS_HE,
    HONORIFICS_SHE,
    MALE,
    NOT_NAMES,
    NOUN_CUES,
    OFFICE_WORDS,
    ORGANISATIONS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    SHE,
    SHORT_TITLES,
)

_PARTICLES = frozenset("de del della der den di du da dos van von bin ibn al el la le ter ten y af".split())
_GENERATIONS = frozenset("jr jr. sr sr. ii iii iv".split())
_PLACE_STARTS = frozenset("new north south east west united san santa los las saint st. st fort port el mount lake".split())
_PARTY = re.compile(r"(?:[RDI]|Rep|Dem|Ind|Con|Lab)\.?-[A-Z][\w.]*\Z")
_MASCULINE = re.compile(r"(?:\A|\b)(?:\w*(?:spokes|congress|chair|business|council|assembly|police|states|gentle|noble)?man"
                        r"|father|husband|son|brother|king|prince|actor|widower|grandfather|boyfriend|priest|pope)\b")
_FEMININE = re.compile(r"\b(?:\w*woman|mother|wife|daughter|sister|queen|princess|actress|widow|grandmother|girlfriend|nun)\b")
_LOOK_BACK = 10  # sentences in which a pronoun's antecedent is sought
_MAX_ROLE = 14  # words


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


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words `first:end` that make one name; the bare name begins at `name`."""

    first: int
    name: int
    end: int
    organisation: bool


@dataclass
class People:
    """The names of one article, by token. Build with `people_of`."""

    frame: Frame
    runs: dict[int, Run] = field(default_factory=dict)  # every token of a run -> the run
    persons: dict[int, Person] = field(default_factory=dict)  # first token of a run -> who it is
    by_surname: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, Person] = field(default_factory=dict)
    pronouns: dict[int, tuple[Person | None, float]] = field(default_factory=dict)

    # --- names ---------------------------------------------------------------------------------

    def person(self, run: Run) -> Person:
        """Who a name means, and under which full name the article gives them."""
        return self.persons[run.first]

    def certainty(self, run: Run) -> float:
        """How sure the full name is: lower where several people of the article share the surname."""
        tokens = self.frame.tokens
        bare = [t for t in tokens[run.name : run.end] if t.low not in _GENERATIONS]
        chosen = self.person(run)
        others = [person for person in self.by_surname.get(bare[-1].low, ()) if person is not chosen] if bare else []
        if len(bare) != 1 or not others:
            return 1.0
        return 0.92 if chosen.count >= 3 * max(person.count for person in others) else 0.82

    # --- pronouns ------------------------------------------------------------------------------

    def resolve_pronouns(self, speaking: Iterable[int]) -> None:
        """Decide whom each pronoun means; `speaking` are tokens of names known to be the subject of a report."""
        subjects = set()
        for at in speaking:
            run = self.runs.get(at)
            if run is not None and not run.organisation:
                subjects.add(run.first)
                self.person(run).human = True
        _vote_gender(self, subjects)
        _resolve_pronouns(self, subjects)

    def antecedent(self, at: int) -> tuple[Person | None, float]:
        """Whom the "he" or "she" at this token means, with a certainty from 0 to 1."""
        return self.pronouns.get(at, (None, 0.0))


def people_of(frame: Frame, title: str = "") -> People:
    """Find the names of an article. A full name that only the title gives counts too."""
    people = People(frame)
    _find_runs(people)
    _register(people, title)
    _learn_roles(people)
    return people


# --- runs of capitalised words -------------------------------------------------------------------------


def _find_runs(people: People) -> None:
    tokens = people.frame.tokens
    lower = frozenset(t.text for t in tokens if t.kind == "word" and not t.capital)
    at = 0
    while at < len(tokens):
        if not _begins_name(tokens, at, lower):
            at += 1
            continue
        end = at + 1
        while (step := _continues_name(tokens, end, at)) :
            end += step
        run = _split_title(tokens, at, end)
        for place in range(at, end):
            people.runs[place] = run
        at = end


def _begins_name(tokens: tuple[Token, ...], at: int, lower: frozenset[str]) -> bool:
    token = tokens[at]
    if not token.capital or token.text in ("I", "A") or token.text.endswith("n't"):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.low in ("read", "may", "will", "mark") and following is not None and following.low in ("said", "says", "told", "added"):
        return True
    if _opens(tokens, at) and token.low.endswith(("ing", "ed")) and token.low in lower and (following is None or not following.capital):
        return False
    if token.low in NOT_NAMES:
        follows = at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].low not in NOT_NAMES
        return follows and token.low in ("may", "will", "april", "june", "august", "mark") and not _opens(tokens, at)
    return True


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
        return 1 if token.low not in NOT_NAMES or (token.low == "may" and following is not None) else 0
    if following is None or not following.capital or following.low in NOT_NAMES:
        return 0
    if token.kind == "quote":
        return 2 if token.text[0].isupper() and " " not in token.text and token.text[-1].isalpha() else 0
    if token.low in _PARTICLES or token.text == "&":
        return 2
    joins = token.low == "of" and (before.low in ROLES | ORGANISATIONS or before.low in ("university", "secretary"))
    return 2 if joins else 0


def is_role(low: str) -> bool:
    """Whether a word names an office or a job; of "editor-in-chief" the first part counts."""
    return low in ROLES or ("-" in low and low.split("-", 1)[0] in ROLES)


def _split_title(tokens: tuple[Token, ...], first: int, end: int) -> Run:
    """Part a run into title and bare name: "Senate Minority Leader | Harry M. Reid"."""
    last = end - 1
    while last > first and tokens[last].low in _GENERATIONS:
        last -= 1
    name = first
    for at in range(first, last):
        low = tokens[at].low
        if is_role(low) or low in HONORIFICS or (low in ORGANISATIONS and at + 1 < last):
            name = at + 1
        elif low == "of" and at + 1 < last:
            name = at + 2 if tokens[at + 1].low != "the" else at + 3
    organisation = tokens[last].low in ORGANISATIONS or is_role(tokens[last].low) or tokens[last].text.isupper()
    organisation = organisation or any(t.low in ("of", "&") for t in tokens[max(name, first) : end])
    if organisation and tokens[last].low in ORGANISATIONS | ROLES:
        name = first
    return Run(first, min(name, last), end, organisation)


# --- who is who ------------------------------------------------------------------------------------------


def _register(people: People, title: str) -> None:
    tokens = people.frame.tokens
    headlines = {number for number, span in people.frame.paragraphs.items() if _is_headline(tokens[slice(*span)])}
    runs = list(dict.fromkeys(people.runs.values()))
    for run in runs:
        if _is_full(tokens, run) and tokens[run.first].paragraph not in headlines:
            _add_full(people, run)
    for number in sorted(headlines):
        _add_from_title(people, people.frame.words(*people.frame.paragraphs[number]))
    _add_from_title(people, title)
    latest: dict[str, Person] = {}
    for run in runs:
        person = _who(people, run, latest)
        person.count += 1
        people.persons[run.first] = person
        if _is_full(tokens, run) and tokens[run.first].paragraph not in headlines:
            latest[f"{tokens[run.first].paragraph} {_surname(tokens, run)}"] = person
        _learn_gender(people, run, person)


def _is_headline(tokens: tuple[Token, ...]) -> bool:
    """A line with capitals everywhere, so that a run of them is no name."""
    words = [token for token in tokens if token.kind == "word" and len(token.text) > 3]
    return len(words) > 3 and sum(token.capital for token in words) >= 0.75 * len(words)


def _is_full(tokens: tuple[Token, ...], run: Run) -> bool:
    return not run.organisation and _bare(tokens, run) >= 2 and tokens[run.name].low not in _PLACE_STARTS


def _bare(tokens: tuple[Token, ...], run: Run) -> int:
    return sum(t.low not in _GENERATIONS for t in tokens[run.name : run.end])


def _surname(tokens: tuple[Token, ...], run: Run) -> str:
    bare = [t.low for t in tokens[run.name : run.end] if t.low not in _GENERATIONS]
    return bare[-1] if bare else ""


def _add_full(people: People, run: Run) -> None:
    tokens = people.frame.tokens
    given, surname = tokens[run.name].low, _surname(tokens, run)
    person = people.by_name.get(f"{given} {surname}")
    name = people.frame.words(run.name, run.end)
    if person is None:
        person = Person(name, run.first, human=given in MALE or given in FEMALE)
        person.gender = "m" if given in MALE else "f" if given in FEMALE else ""
        people.by_name[f"{given} {surname}"] = person
        people.by_surname[surname].append(person)
        if run.end - run.name > 2 and tokens[run.end - 2].low not in _GENERATIONS:
            people.by_surname[f"{tokens[run.end - 2].low} {surname}"].append(person)
    person.count += 2


def _add_from_title(people: People, title: str) -> None:
    """A headline gives full names, but capitals everywhere: only those of known given names."""
    for match in re.finditer(r"\b([A-Z][\w-]+) ([A-Z][\w’'-]+?)(?=['’]s\b|\W|\Z)", title):
        given, surname = match.group(1).lower(), match.group(2).lower()
        if (given in MALE or given in FEMALE) and surname not in people.by_surname and surname not in CUES:
            person = Person(match.group(), 0, human=True, gender="m" if given in MALE else "f")
            people.by_surname[surname].append(person)
            people.by_name[f"{given} {surname}"] = person


def _who(people: People, run: Run, latest: dict[str, Person]) -> Person:
    tokens = people.frame.tokens
    surname = _surname(tokens, run)
    known = people.by_name.get(f"{tokens[run.name].low} {surname}") if _is_full(tokens, run) else None
    if known is not None:
        return known
    candidates = [] if run.organisation and run.end - run.first > 1 else _candidates(people, run, surname)
    if not candidates:
        return _alone(people, run)
    near = latest.get(f"{tokens[run.first].paragraph} {surname}")
    if near in candidates:
        return near
    return max(candidates, key=lambda person: (person.count, -person.first))


def _candidates(people: People, run: Run, surname: str) -> list[Person]:
    tokens = people.frame.tokens
    if _bare(tokens, run) > 1:
        surname = f"{tokens[run.end - 2].low} {surname}"
    found = list(people.by_surname.get(surname, ()))
    honorific = _honorific_gender(tokens, run)
    if honorific:
        found = [p for p in found if p.gender in ("", honorific)] or found
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
            people.by_surname[_surname(tokens, run)].append(person)
    return person


def _honorific_gender(tokens: tuple[Token, ...], run: Run) -> str:
    title = {t.low for t in tokens[run.first : run.name]}
    return "m" if title & HONORIFICS_HE else "f" if title & HONORIFICS_SHE else ""


def _learn_gender(people: People, run: Run, person: Person) -> None:
    tokens = people.frame.tokens
    title = " ".join(t.low for t in tokens[run.first : run.name])
    before = " ".join(t.low for t in tokens[max(0, run.first - 1) : run.first])
    if not run.organisation and (title and not run.organisation):
        person.human = True
    words = f"{before} {title}"
    person.gender = person.gender or _honorific_gender(tokens, run) or _noun_gender(words)
    after = tokens[run.end] if run.end < len(tokens) else None
    if after is None or run.organisation:
        return
    following = tokens[run.end + 1] if run.end + 1 < len(tokens) else after
    aged = after.text == "," and (following.text.isdigit() and len(following.text) == 2 or following.low == "who")
    if aged or after.low == "who" or _party(tokens, run.end) or (after.low in CUES and after.low[-1] != "s"):
        person.human = True


def _noun_gender(words: str) -> str:
    return "f" if _FEMININE.search(words) else "m" if _MASCULINE.search(words) else ""


# --- roles -----------------------------------------------------------------------------------------------


def _learn_roles(people: People) -> None:
    for run in dict.fromkeys(people.runs.values()):
        if run.organisation:
            continue
        person = people.person(run)
        for rank, role in _roles(people, run):
            if role and rank > person.role_rank:
                person.role, person.role_rank = role, rank
                person.human = True
                person.gender = person.gender or _noun_gender(role.lower())


def _roles(people: People, run: Run) -> list[tuple[int, str]]:
    """What the article calls someone at this mention, with a rank: titles best, then what follows the name."""
    tokens = people.frame.tokens
    party = _party(tokens, run.end)
    title = title_before(people, run)
    if title and " " not in title and run.end + 1 < len(tokens) and tokens[run.end].low == "of":
        land = people.runs.get(run.end + 1)
        title = f"{title} of {people.frame.words(land.first, land.end)}" if land else title
    after = _apposition_after(people, run)
    if party and title:
        title = f"{title}, {party}"
    full = _is_full(tokens, run)
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
            start = noun_phrase_start(people, start - 1)
        elif start > 1 and tokens[start - 1].text == "," and tokens[start - 2].low in ROLES:
            return printable_role(tokens, noun_phrase_start(people, start - 2), start - 1)
    elif start and tokens[start - 1].kind == "word" and tokens[start - 1].sentence == tokens[start].sentence:
        before = tokens[start - 1]
        if before.low not in NOT_NAMES and before.low not in CUES and not before.low.endswith("ed"):
            start = noun_phrase_start(people, start - 1)
    if any(t.low in ROLES for t in tokens[start : run.name]):
        return printable_role(tokens, start, run.name)
    return ""


def noun_phrase_start(people: People, at: int) -> int:
    """The first token of the noun group that ends at `at`: determiner, possessors, adjectives, nouns."""
    tokens = people.frame.tokens
    own = people.runs.get(at)
    start = own.first if own is not None else at
    if own is not None and not own.organisation and own.first == own.name and not _takes_title(tokens, start):
        return start
    while start and tokens[start - 1].sentence == tokens[at].sentence and at - start < _MAX_ROLE:
        before = tokens[start - 1]
        if start - 1 in people.runs:
            run = people.runs[start - 1]
            if not (tokens[start].low in ("'s", "'") or run.organisation or tokens[run.end - 1].low not in FEMALE | MALE):
                break
            start = run.first
        elif before.low == "that" and start in people.runs:
            break
        elif before.low in DETERMINERS:
            start -= 1
            if before.low not in ("two", "three", "four", "five", "other", "several", "many"):
                break
        elif before.kind != "word" or before.low in _BOUNDARIES:
            break
        else:
            start -= 1
    return start


def _takes_title(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether the word before a bare name can belong to it: "activist Bob Klaus", but not "a statement Klaus"."""
    if start == 0 or tokens[start - 1].sentence != tokens[start].sentence:
        return False
    before = tokens[start - 1]
    return is_role(before.low) or (before.low in ("the", "fellow", "mr", "former"))


_BOUNDARIES = (
    PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS | (CUES - BASE_FORMS - NOUN_CUES - ROLES) | ADVERBS
) - {"'s", "'", "former"}


def printable_role(tokens: tuple[Token, ...], first: int, end: int) -> str:
    """A role as the article words it: no article in front, offices in lower case, short titles in full."""
    words = [t for t in tokens[first:end] if t.low not in HONORIFICS or t.low in SHORT_TITLES]
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
    """Whether only words of an office stand between here and the noun of it ("Prime | Minister")."""
    for token in rest:
        if token.low in ROLES:
            return True
        if token.low not in OFFICE_WORDS:
            return False
    return rest[0].low in ("state",)


def _party(tokens: tuple[Token, ...], at: int) -> str:
    """ "R-S.D." of "Thune, R-S.D., said" and of "Reid (D-Nev.) said"; "Md." alone is no party."""
    if at + 1 < len(tokens) and tokens[at].text in (",", "(") and _PARTY.match(tokens[at + 1].text):
        following = tokens[at + 2].text if at + 2 < len(tokens) else ""
        return tokens[at + 1].text + ("." if following == "." and tokens[at].text == "(" else "")
    return ""


def _apposition_after(people: People, run: Run) -> str:
    """ "a senior member of the tax panel" after the name, up to the next comma."""
    tokens = people.frame.tokens
    at = run.end
    if at < len(tokens) and tokens[at].text == "(":
        at = next((i + 1 for i in range(at, min(at + 7, len(tokens))) if tokens[i].text == ")"), at)
    if at < len(tokens) - 1 and tokens[at].text == "," and (_PARTY.match(tokens[at + 1].text) or tokens[at + 1].text.isdigit()):
        at += 2
    if at >= len(tokens) - 1 or tokens[at].text != ",":
        return ""
    first = at + 1
    end = first
    while end < len(tokens) and tokens[end].sentence == tokens[first].sentence and end - first <= _MAX_ROLE:
        token = tokens[end]
        if token.kind == "quote" or token.low in ("who", "which", "whose", "that") or token.text in ",;:—–(.-)":
            break
        if token.low in AUXILIARIES - {"'s", "’s"} or (token.low in CUES and token.low not in ROLES):
            break
        end += 1
    if end - first > _MAX_ROLE or not _is_role_phrase(people, first, end):
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


# --- pronouns --------------------------------------------------------------------------------------------


def _vote_gender(people: People, speaking: set[int]) -> None:
    """A "his" or "she" in a sentence that names one person alone says what that person is."""
    votes: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    known: dict[int, Person] = {}
    tokens = people.frame.tokens
    for first, end in people.frame.sentences:
        runs = {id(people.runs[at]): people.runs[at] for at in range(first, end) if at in people.runs}
        persons = {id(people.person(run)): people.person(run) for run in runs.values() if _may_be_human(tokens, run, people)}
        if len(persons) != 1:
            continue
        key, person = next(iter(persons.items()))
        known[key] = person
        start = min(run.first for run in runs.values() if people.person(run) is person)
        for at in range(start, end):
            votes[key][0] += tokens[at].low in HE
            votes[key][1] += tokens[at].low in SHE
    for key, (he, she) in votes.items():
        person = known[key]
        if not person.gender and max(he, she) >= 1 and max(he, she) >= 2 * min(he, she) + 1:
            person.gender, person.human = ("m" if he > she else "f"), True


def _may_be_human(tokens: tuple[Token, ...], run: Run, people: People) -> bool:
    return people.person(run).human or _is_full(tokens, run)


def _resolve_pronouns(people: People, speaking: set[int]) -> None:
    """Walk the article once; each he or she means the nearest fitting subject before it."""
    history: list[list[tuple[int, Person, bool]]] = []
    for first, end in people.frame.sentences:
        here: list[tuple[int, Person, bool]] = []
        history.append(here)
        at = first
        while at < end:
            run = people.runs.get(at)
            if run is not None and run.first == at:
                here.append((at, people.person(run), at in speaking or _is_subject(people, run.first, run.end)))
                at = run.end
                continue
            low = people.frame.tokens[at].low
            if low in HE or low in SHE:
                gender = "m" if low in HE else "f"
                person, sure, place = _nearest(history, gender)
                if person is not None and people.frame.tokens[place].paragraph != people.frame.tokens[at].paragraph:
                    sure = min(sure, 0.85)
                people.pronouns[at] = (person, sure)
                if person is not None:
                    person.gender = person.gender or gender
                    here.append((at, person, low in ("he", "she")))
            at += 1


def _nearest(history: list[list[tuple[int, Person, bool]]], gender: str) -> tuple[Person | None, float, int]:
    """The person, how sure, and the token of the mention taken."""
    for back, sentence in enumerate(reversed(history[-_LOOK_BACK:])):
        fitting = [entry for entry in sentence if entry[1].human and entry[1].gender in ("", gender)]
        if not fitting:
            continue
        if all(entry[1].gender == "" for entry in fitting) and back > 0 and _known_nearby(history, back, gender):
            continue
        subjects = [entry for entry in fitting if entry[2]]
        pool = subjects or fitting
        place, chosen, _ = pool[0]
        rivals = {id(entry[1]) for entry in pool}
        sure = 0.95 if len(rivals) == 1 else 0.75
        if not subjects:
            sure -= 0.15
        if chosen.gender == "":
            sure -= 0.1
        return chosen, sure - 0.04 * max(0, back - 1), place
    return None, 0.0, -1


def _known_nearby(history: list[list[tuple[int, Person, bool]]], back: int, gender: str) -> bool:
    """Whether one sentence further back somebody of this gender is the subject."""
    earlier = history[-back - 2 : -back - 1]
    return any(person.gender == gender and subject for sentence in earlier for _, person, subject in sentence)


def _is_subject(people: People, first: int, end: int) -> bool:
    tokens = people.frame.tokens
    if end < len(tokens) and tokens[end].low in ("'s", "'", "’"):
        return False
    start = noun_phrase_start(people, first) if first else first
    if start == 0 or tokens[start - 1].sentence != tokens[first].sentence:
        return True
    before = tokens[start - 1]
    if before.low in PREPOSITIONS - {"that", "because", "if", "when", "where", "while", "although", "though", "whether"}:
        return False
    after = tokens[end] if end < len(tokens) else None
    if after is not None and (after.low in AUXILIARIES or after.low in CUES or after.low.endswith("ed")):
        return True
    return before.text == "," or before.low in CONJUNCTIONS or before.kind == "quote" or before.low in CUES
