"""How sure we are that a speaker said it: what the article shows, weighed together.

The words that attribute a quotation give a first certainty (`clauses.py`, `speakers.py`). What stands around them
lowers it: a crowd of names, another paragraph, a source at second hand. The weights are log-odds of a logistic
regression on the quotations of PolNeAR's training articles (Newell et al., LREC 2018) that have a named or described
speaker, in `confidence.json` as `python -m bench.quotes --fit` writes it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

from digest.reading.speech.frame import Frame
from digest.reading.speech.grammar import Attribution
from digest.reading.speech.people import People, Person

Trait = Literal[
    "no full name",  # a surname that the article never completes, or an organisation
    "description",
    "pronoun",
    "other paragraph",
    "crowd",  # three people and more in the paragraph
    "second hand",  # "Reid said, the Post reported"
]
TRAITS: tuple[Trait, ...] = get_args(Trait)

_MOST = 0.985  # no rule alone is surer than this
_NEARBY = 300  # tokens; the longest paragraph of a newspaper is shorter
_CROWD = 3


class Grounds(NamedTuple):
    """What a speaker's confidence is made from: the first certainty, from 0 to 1, and what speaks against it."""

    sure: float
    traits: tuple[Trait, ...] = ()


def confidence(grounds: Grounds) -> float:
    """The share of quotations with these grounds that have the right speaker, 0 to 1."""
    if grounds.sure <= 0:
        return 0.0
    weights = _weights()
    score = weights["base"] + weights["first certainty"] * log_odds(grounds.sure)
    score += math.fsum(weights[trait] for trait in grounds.traits)
    return 1 / (1 + math.exp(-score))


@cache
def _weights() -> Mapping[str, float]:
    """The weight of each trait; that of "pronoun" is set by hand, because nobody has marked whom pronouns mean."""
    found: Mapping[str, float] = json.loads((files(__package__) / "confidence.json").read_text(encoding="utf-8"))[
        "weights"
    ]
    return found


def log_odds(sure: float) -> float:
    """Of a first certainty, which is more than 0; never those of a perfect one."""
    known = min(sure, _MOST)
    return math.log(known / (1 - known))


def traits_of(number: int, found: Attribution, frame: Frame, people: People) -> tuple[Trait, ...]:
    """What around an attribution speaks against it."""
    tokens, at, mention = frame.tokens, frame.places[number], found.mention
    here = tokens[at]
    sentence = tokens[slice(*frame.sentences[here.sentence])]
    source = tokens[slice(*frame.sentences[tokens[mention.head].sentence])]
    first, end = frame.paragraphs[here.paragraph]
    around = max(first, at - _NEARBY), min(end, at + _NEARBY)
    nearby = {id(person) for person in _named(people, *around) if person.human}
    shown: dict[Trait, bool] = {
        "no full name": mention.kind == "name" and not _has_full_name(people, mention.head),
        "description": mention.kind == "description",
        "pronoun": mention.kind == "pronoun",
        "other paragraph": tokens[mention.head].paragraph != here.paragraph,
        "crowd": len(nearby) >= _CROWD,
        "second hand": found.cue.split(" ")[0] not in frame.lexicon["reporting"]
        and any(token.is_in("reporting") for token in (*sentence, *source) if token.kind == "word"),
    }
    return tuple(trait for trait, holds in shown.items() if holds)


def _has_full_name(people: People, head: int) -> bool:
    run = people.runs[head]
    return not run.organisation and " " in people.person(run).name


def _named(people: People, first: int, end: int) -> list[Person]:
    return [people.person(run) for at in range(first, end) if (run := people.runs.get(at)) and run.first == at]
