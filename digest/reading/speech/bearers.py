"""Who bears an office that speaks: "the mayor, Ann Strong, said", or "Ann Strong left early. The mayor said"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from digest.reading.speech.people import People, Person
from digest.reading.speech.phrases import Mention
from digest.reading.speech.printed_roles import printable_role
from digest.reading.speech.runs import Run, is_full, noun_phrase_start

_HELD = 0.97  # the office was given to one person of the article
_MEANT = 0.93  # it was not, but the sentence before is about one person
_REACH = 90  # tokens before an office in which its bearer is sought
_BACK = 3  # sentences in which the one who is meant was named


class Bearer(NamedTuple):
    """A person with the role that the description gives, and how sure it is that he is meant."""

    name: str
    role: str
    sure: float


def apposed(people: People, mention: Mention) -> Bearer | None:
    """The name between commas behind a description: "a spokeswoman for Mayor Cho, Ann Strong, told"."""
    tokens = people.frame.tokens
    run = people.runs.get(mention.end + 1)
    if run is None or tokens[mention.end].text != "," or run.first != mention.end + 1 or not is_full(tokens, run):
        return None
    if not people.lexicon.is_role(tokens[mention.head].low) or (
        run.end < len(tokens) and tokens[run.end].kind == "word"
    ):
        return None
    return Bearer(people.person(run).name, printable_role(tokens, mention.first, mention.end), 1.0)


def bearer(people: People, mention: Mention) -> Bearer | None:
    """Whom a definite office means: the one person of whom the article says it, else the one just spoken of."""
    tokens = people.frame.tokens
    first = tokens[mention.first]
    owned = any(tokens[at].low in ("'s", "'") for at in range(mention.first, mention.head))
    if not people.lexicon.is_role(tokens[mention.head].low) or not (first.is_in("definite") or owned):
        return None
    head = tokens[mention.head].low
    holders = people.holders.get(head, [])
    if len(holders) > 1 or (holders and holders[0].first > mention.first):
        return None
    if holders and " " in holders[0].name:
        return Bearer(holders[0].name, holders[0].role, _HELD)
    person = _just_named(people, tokens[mention.first].sentence)
    if person is None or person.role or holders:
        return None
    return Bearer(person.name, printable_role(tokens, mention.first, mention.end), _MEANT)


def _just_named(people: People, sentence: int) -> Person | None:
    """The one full name in the sentences before, if there is only one."""
    end = people.frame.sentences[sentence][0]
    first = max(people.frame.sentences[max(0, sentence - _BACK)][0], end - _REACH)
    tokens = people.frame.tokens
    runs = [people.runs[at] for at in range(first, end) if at in people.runs and people.runs[at].first == at]
    named = _distinct(people.person(run) for run in runs if people.person(run).human or is_full(tokens, run))
    subject = next(iter(runs), None)
    if len(named) != 1 or subject is None or not is_full(tokens, subject):
        return None
    opening = people.frame.sentences[tokens[subject.first].sentence][0]
    return named[0] if subject.first - opening <= 1 else None


def office_before(people: People, run: Run) -> str:
    """The office that the sentence before gives to one whom it does not name: "Chile's finance minister was contrite.".

    News style gives a role with a full name, so somebody who is first named bare was introduced by it just before.
    """
    tokens = people.frame.tokens
    person, sentence = people.person(run), tokens[run.first].sentence
    if person.first != run.first or not is_full(tokens, run) or sentence == 0:
        return ""
    low, high = people.frame.sentences[sentence - 1]
    low = max(low, high - _REACH)
    if tokens[low].paragraph != tokens[run.first].paragraph or _names_somebody(people, low, high):
        return ""
    head = next(
        (at for at in range(low, high) if people.lexicon.is_role(tokens[at].low) and at not in people.runs), None
    )
    if head is None or tokens[head].low in people.holders:
        return ""
    while head + 1 < high and people.lexicon.is_role(tokens[head + 1].low):
        head += 1  # "prime | minister"
    owner = next((at for at in range(head, low, -1) if tokens[at].low == "'s" and at - 1 in people.runs), None)
    start = people.runs[owner - 1].first if owner is not None else noun_phrase_start(tokens, people.runs, head)
    alone = start == low or tokens[start - 1].kind != "word"
    definite = owner is not None or tokens[start].low in ("the", "a", "an")
    return printable_role(tokens, start, _with_place(people, head + 1)) if alone and definite else ""


def _names_somebody(people: People, low: int, high: int) -> bool:
    tokens = people.frame.tokens
    runs = (people.runs[at] for at in range(low, high) if at in people.runs)
    return any(people.person(run).human or (is_full(tokens, run) and not _is_owner(people, run)) for run in runs)


def _is_owner(people: People, run: Run) -> bool:
    """ "Northern Ireland's": a place of two words."""
    tokens = people.frame.tokens
    return run.end < len(tokens) and tokens[run.end].low == "'s"


def _with_place(people: People, end: int) -> int:
    """Where a role ends with what it is of: "archbishop of Sucre"."""
    tokens = people.frame.tokens
    if end + 1 < len(tokens) and tokens[end].low in ("of", "in", "for") and end + 1 in people.runs:
        return people.runs[end + 1].end
    return end


def _distinct(persons: Iterable[Person]) -> list[Person]:
    return list({id(person): person for person in persons}.values())


def whole_body(people: People, run: Run) -> str:
    """The whole name of a body: "National Commission on School Safety"."""
    tokens, end = people.frame.tokens, run.end
    if tokens[run.end - 1].is_in("organisations") and not tokens[run.end - 1].is_in("roles"):
        while (
            end + 1 < len(tokens)
            and (tokens[end].is_in("links_of_bodies") or tokens[end].low == "in")
            and end + 1 in people.runs
        ):
            following = people.runs[end + 1]
            if following.first != end + 1 or (tokens[end].low == "in" and end == run.end):
                break
            end = following.end
    person = people.person(run)
    return person.name if end == run.end else people.frame.words(run.first, end)
