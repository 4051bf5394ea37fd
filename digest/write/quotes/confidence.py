"""How sure we are that a speaker said it: what the article shows, weighed together.

The words that attribute a quotation give a first certainty (`clauses.py`, `speakers.py`). What stands around them
lowers it: a crowd of names, another voice in the sentence, a source at second hand. The weights are log-odds,
rounded, of a logistic regression (L2 of 1, checked on four folds of articles) on the quotations of the 840
training articles of PolNeAR (Newell et al., LREC 2018) that have a named or described speaker.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal, get_args

from digest.write.quotes.clauses import Attribution
from digest.write.quotes.frame import Frame
from digest.write.quotes.lexicon import words
from digest.write.quotes.people import People, Person

Trait = Literal[
    "no full name",  # a surname that the article never completes, or an organisation
    "description",
    "pronoun",
    "others between",  # the names of two people and more between the speaker and the words
    "shared sentence",  # with another quotation
    "other paragraph",
    "crowd",  # three people and more in the paragraph
    "second hand",  # "Reid said, the Post reported"
]
TRAITS: tuple[Trait, ...] = get_args(Trait)

_BASE = 1.1
_SURE = 1.2  # times the log-odds of the first certainty
_WEIGHTS: dict[Trait, float] = {
    "no full name": -1.9,
    "description": -1.4,
    "pronoun": -0.6,  # set by hand: nobody has marked whom the pronouns of the training articles mean
    "others between": -0.4,
    "shared sentence": -0.6,
    "other paragraph": -0.9,
    "crowd": -0.8,
    "second hand": -3.7,
}
_MOST = 0.985  # no rule alone is surer than this
_REPORTING = words("according reported reports")
_CROWD, _SEVERAL = 3, 2


def confidence(sure: float, traits: Iterable[Trait] = ()) -> float:
    """The share of quotations with this first certainty and these traits that have the right speaker, 0 to 1."""
    if sure <= 0:
        return 0.0
    score = _BASE + _SURE * log_odds(sure) + sum(_WEIGHTS[trait] for trait in traits)
    return 1 / (1 + math.exp(-score))


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
    first, last = sorted((at, mention.head))
    between = [person for place, person in _named(people, first + 1, last) if not mention.first <= place < mention.end]
    nearby = [person for _, person in _named(people, *frame.paragraphs[here.paragraph]) if person.human]
    shown: dict[Trait, bool] = {
        "no full name": mention.kind == "name" and not _has_full_name(people, mention.head),
        "description": mention.kind == "description",
        "pronoun": mention.kind == "pronoun",
        "others between": _count(between) >= _SEVERAL,
        "shared sentence": sum(token.kind == "quote" for token in sentence) > 1,
        "other paragraph": tokens[mention.head].paragraph != here.paragraph,
        "crowd": _count(nearby) >= _CROWD,
        "second hand": found.cue.split(" ")[0] not in _REPORTING
        and any(token.low in _REPORTING for token in (*sentence, *source) if token.kind == "word"),
    }
    return tuple(trait for trait, holds in shown.items() if holds)


def _has_full_name(people: People, head: int) -> bool:
    run = people.runs[head]
    return not run.organisation and " " in people.person(run).name


def _named(people: People, first: int, end: int) -> list[tuple[int, Person]]:
    runs = ((at, people.runs.get(at)) for at in range(first, end))
    return [(at, people.person(run)) for at, run in runs if run is not None and run.first == at]


def _count(persons: list[Person]) -> int:
    return len({id(person) for person in persons})
