"""Whom "he" and "she" mean: the nearest fitting subject before them, never across more than ten sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from digest.reading.speech.frame import Token
from digest.reading.speech.people import People, Person
from digest.reading.speech.runs import Run, is_full, noun_phrase_start

Antecedents = dict[int, tuple[Person, float]]
_History = list[list[tuple[int, Person, bool]]]  # sentence by sentence: token, person, whether a subject
_UNSURE = 0.8  # at most, where another person is named near by, or none in the paragraph
_CLAUSE = 4  # tokens back to the subject of its own clause, whom "him" never means
_LOOK_BACK = 10  # sentences in which a pronoun's antecedent is sought


def antecedents(people: People, speaking: Iterable[int]) -> Antecedents:
    """Token of a "he", "his", "she" or "her" -> whom it means, with a certainty from 0 to 1.

    `speaking` are tokens of names that are the subject of a verb of speech: persons, and likely antecedents.
    """
    subjects = set()
    for at in speaking:
        run = people.runs.get(at)
        if run is not None and not run.organisation:
            subjects.add(run.first)
            people.person(run).human = True
    _vote_gender(people)
    return _walk(people, subjects)


def _vote_gender(people: People) -> None:
    """A "his" or "she" in a sentence that names one person alone says what that person is."""
    votes: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    known: dict[int, Person] = {}
    tokens = people.frame.tokens
    for first, end in people.frame.sentences:
        runs = {id(people.runs[at]): people.runs[at] for at in range(first, end) if at in people.runs}
        persons = {
            id(people.person(run)): people.person(run) for run in runs.values() if _may_be_human(tokens, run, people)
        }
        if len(persons) != 1:
            continue
        key, person = next(iter(persons.items()))
        known[key] = person
        start = min(run.first for run in runs.values() if people.person(run) is person)
        for at in range(start, end):
            votes[key][0] += tokens[at].is_in("he")
            votes[key][1] += tokens[at].is_in("she")
    for key, (he, she) in votes.items():
        person = known[key]
        if not person.gender and max(he, she) >= 1 and max(he, she) >= 2 * min(he, she) + 1:
            person.gender, person.human = ("m" if he > she else "f"), True


def _may_be_human(tokens: tuple[Token, ...], run: Run, people: People) -> bool:
    return people.person(run).human or is_full(tokens, run)


def _walk(people: People, speaking: set[int]) -> Antecedents:
    """Walk the article once; each he or she means the nearest fitting subject before it."""
    found: Antecedents = {}
    history: _History = []
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
            if low in people.lexicon["he"] or low in people.lexicon["she"]:
                gender = "m" if low in people.lexicon["he"] else "f"
                others = [entry for entry in here if low != "him" or at - entry[0] > _CLAUSE]
                person, sure, place = _nearest([*history[:-1], others], gender)
                if person is not None:
                    sure = min(sure, found[place][1]) if place in found else sure
                    sure = sure if _is_alone(people, place, at) else min(sure, _UNSURE)
                    found[at] = (person, sure)
                    person.gender = person.gender or gender
                    here.append((at, person, low in ("he", "she")))
            at += 1
    return found


def _is_alone(people: People, place: int, at: int) -> bool:
    """Whether the one meant is named in the paragraph of the pronoun, and nobody else."""
    paragraph = people.frame.tokens[at].paragraph
    runs = (people.runs.get(token) for token in range(*people.frame.paragraphs[paragraph]))
    named = {id(people.person(run)) for run in runs if run is not None and people.person(run).human}
    return people.frame.tokens[place].paragraph == paragraph and len(named) == 1


def _nearest(history: _History, gender: str) -> tuple[Person | None, float, int]:
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


def _known_nearby(history: _History, back: int, gender: str) -> bool:
    """Whether one sentence further back somebody of this gender is the subject."""
    earlier = history[-back - 2 : -back - 1]
    return any(person.gender == gender and subject for sentence in earlier for _, person, subject in sentence)


def _is_subject(people: People, first: int, end: int) -> bool:
    tokens = people.frame.tokens
    if end < len(tokens) and tokens[end].low in ("'s", "'", "’"):
        return False
    start = noun_phrase_start(tokens, people.runs, first) if first else first
    if start == 0 or tokens[start - 1].sentence != tokens[first].sentence:
        return True
    before = tokens[start - 1]
    if before.low in people.lexicon["prepositions"] - {
        "that",
        "because",
        "if",
        "when",
        "where",
        "while",
        "although",
        "though",
        "whether",
    }:
        return False
    after = tokens[end] if end < len(tokens) else None
    if after is not None and (after.is_in("helping_verbs") or after.is_in("cues") or after.low.endswith("ed")):
        return True
    return before.text == "," or before.is_in("conjunctions") or before.kind == "quote" or before.is_in("cues")
