"""What follows a name between commas and says who that is: "Ann Strong, a senior member of the tax panel, said"."""

from __future__ import annotations

from digest.reading.speech.frame import Token
from digest.reading.speech.people import People
from digest.reading.speech.printed_roles import is_bracketed, printable_role
from digest.reading.speech.runs import MAX_ROLE, PARTY, Run

_LATER = 25  # words behind a name in which his present office is told


def apposition_after(people: People, run: Run) -> str:
    """ "a senior member of the tax panel" after the name, up to the next comma; what he is now, where that is told."""
    tokens = people.frame.tokens
    first = _behind_name(tokens, run.end)
    if first is None:
        return ""
    for start in (_now(tokens, first), first, _second(people, first)):
        role = "" if start is None else _phrase(people, start)
        if role:
            return role
    return ""


def _now(tokens: tuple[Token, ...], first: int) -> int | None:
    """Where the present office begins: "an agent who is now | chief of the bank"."""
    low = tuple(token.low for token in tokens[first : first + _LATER] if token.sentence == tokens[first].sentence)
    return next((first + at + 3 for at in range(len(low) - 3) if low[at : at + 3] == ("who", "is", "now")), None)


def _second(people: People, first: int) -> int | None:
    """Where a second role begins: "longtime Republican and | former Olympian"."""
    tokens = people.frame.tokens
    places = range(first + 1, min(first + MAX_ROLE, len(tokens) - 1))
    opens = (at for at in places if tokens[at].low == "and" and tokens[at - 1].is_in("no_offices"))
    return next((at + 1 for at in opens), None)


def _begins_second(people: People, at: int, first: int) -> bool:
    tokens = people.frame.tokens
    if tokens[at].low != "and" or at == first or at + 1 == len(tokens):
        return False
    if _is_shared(people, at + 1):
        return False
    if tokens[at + 1].is_in("qualifiers") and any(token.is_in("case") for token in tokens[first:at]):
        return True
    return people.lexicon.is_role(tokens[at - 1].low) or (
        tokens[at + 1].is_in("determiners") and not tokens[at + 1].is_in("definite")
    )


def _is_shared(people: People, at: int) -> bool:
    """Whether a second office is of the same body: "president and | chief executive of the bank"."""
    tokens = people.frame.tokens
    end = next((place for place in range(at, min(at + 4, len(tokens))) if tokens[place].low in ("of", "at")), at)
    office = tokens[at : max(at, end)]
    titled = bool(office) and (office[0].text.isupper() or office[0].is_in("compound_titles"))
    return titled and all(token.is_in("roles") for token in office)


def _phrase(people: People, first: int) -> str:
    """The role that begins here, printable; empty where none does."""
    tokens = people.frame.tokens
    end = first
    while end < len(tokens) and tokens[end].sentence == tokens[first].sentence and end - first <= MAX_ROLE:
        end = _behind_several(tokens, first, end)
        bracket = is_bracketed(tokens, end)
        if not bracket and (_begins_second(people, end, first) or _ends_role(tokens, end, first)):
            break
        end += 3 if bracket else 1
    end = _of_university(people, first, end)
    head = next((at for at in range(first, end) if _ends_group(tokens, at, first)), end)
    torn = end < len(tokens) and tokens[end].text.startswith(("...", "…"))
    if torn or end - first > MAX_ROLE or not _is_role_phrase(people, first, head):
        return ""
    return printable_role(tokens, first, head if tokens[end - 1].is_in("cut_short") else end)


def _behind_several(tokens: tuple[Token, ...], first: int, at: int) -> int:
    """Where it goes on behind a row of fields: "director of race | , ethnicity, research | and outreach"."""
    end, commas = at, 0
    while end + 2 < len(tokens) and tokens[end].text == "," and _is_field(tokens[end + 1]) and end > first:
        end, commas = end + 2, commas + 1
    return end if commas > 1 and tokens[end].low == "and" and not tokens[end + 1].is_in("determiners") else at


def _is_field(token: Token) -> bool:
    plain = token.kind == "word" and not token.capital and not token.low.endswith("ed")
    return plain and not token.is_in("not_names", "verbs_of_speech", "after_roles")


def _of_university(people: People, first: int, end: int) -> int:
    """Where a role ends that is at a university with a place behind a comma: "of California, Irvine"."""
    tokens = people.frame.tokens
    named = any(token.low == "university" for token in tokens[first:end]) and end + 2 < len(tokens)
    if named and tokens[end].text == "," and tokens[end - 1].capital and tokens[end + 1].capital:
        place = people.runs.get(end + 1)
        after = place.end if place else end + 2
        closed = after < len(tokens) and (tokens[after].text == "," or tokens[after].is_in("verbs_of_speech"))
        return after if closed and (place is None or not people.person(place).role) else end
    return end


def _behind_name(tokens: tuple[Token, ...], at: int) -> int | None:
    """Where an apposition begins: behind the comma after a name, its party in brackets and an age."""
    if at < len(tokens) and tokens[at].text == "(":
        at = next((i + 1 for i in range(at, min(at + 7, len(tokens))) if tokens[i].text == ")"), at)
    beside = at + 1 < len(tokens) and tokens[at].text == ","
    if beside and (PARTY.match(tokens[at + 1].text) or tokens[at + 1].text.isdigit()):
        at = next((i for i in range(at + 1, min(at + 5, len(tokens))) if tokens[i].text == ","), at)
    return at + 1 if at + 1 < len(tokens) and tokens[at].text == "," else None


def _ends_role(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """Whether a role can't go on with this token: marks, verbs, and what tells when and where it was said."""
    token = tokens[at]
    if token.kind == "quote" or token.text in ",;:—–(.-)" or token.text[0] in ".…" or token.is_in("after_roles"):
        return True
    if (
        (token.is_in("helping_verbs") and token.low != "'s")
        or token.is_in("days")
        or (at > first and token.is_in("loose") and not token.capital)
    ):
        return True
    told = token.low == "in" and any(word.is_in("speaking_things") for word in tokens[at + 1 : at + 4])
    return told or token.is_in("verbs_of_speech")


def _ends_group(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """Whether the noun of a role stands before this token: "member | of", "lawyer | representing"."""
    low = tokens[at].low
    return low in tokens[0].lexicon["prepositions"] or (
        at > first and low.endswith(("ing", "ed")) and tokens[0].lexicon.is_role(tokens[at - 1].low)
    )


def _is_role_phrase(people: People, first: int, head: int) -> bool:
    """Whether the noun that these tokens end with is an office or a job, and no other person's."""
    tokens = people.frame.tokens
    if head <= first or (
        tokens[first].is_in("not_names") and not tokens[first].is_in("determiners", "qualifiers", "possessors")
    ):
        return False
    if not people.lexicon.is_role(tokens[head - 1].low) or tokens[first].is_in("conjunctions"):
        return False
    runs = (people.runs[at] for at in range(first, head) if at in people.runs)
    return all(run.organisation or _is_owner(tokens, run, first, head) for run in runs)


def _is_owner(tokens: tuple[Token, ...], run: Run, first: int, head: int) -> bool:
    """Whether a person's name in a role is of whose it is: "Trump lawyer", "President Trump's | onetime lawyer".

    Not "the late President Bush's | attorney general", who was that long ago.
    """
    titled = run.first == first and tokens[run.end].low in ("'s", "'")
    return run.end < head and (run.first == run.name or titled)
