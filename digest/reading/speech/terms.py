"""On what terms words stand in an article: said in earnest, or denied, doubted, forged, played, taken back.

    surroundings -> signs -> weights -> asserted or not -> weights of each kind -> which

One mechanism for all kinds. The signs around a quotation (`signs.py`) are weighed by a logistic regression; what is
less likely than `least` to be framed is asserted. That is set where to print one framed quotation costs as much as to
refuse several plain ones. The weights are in `terms.json` beside the words of the language, made by `python -m
bench.terms --fit`. In a language without weights only a negated or denying verb of speech is told.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from digest.model import Terms
from digest.reading.speech.fields import KINDS
from digest.reading.speech.frame import Frame
from digest.reading.speech.grammar import Attribution
from digest.reading.speech.people import People
from digest.reading.speech.signs import is_negated, signs
from digest.reading.speech.surroundings import Surroundings

_WEIGHTS = "terms"


def terms_of(frame: Frame, people: People, found: Mapping[int, Attribution]) -> dict[int, Terms]:
    """Number of each quotation -> its terms; the parts of one that is split have the same."""
    read = {number: _read(Surroundings(frame, people, number, found.get(number))) for number in frame.places}
    return _as_a_whole(frame, read)


def framed(seen: frozenset[str], weights: Mapping[str, float]) -> float:
    """How likely it is, from 0 to 1, that words among these signs were not said in earnest."""
    score = weights["base"] + math.fsum(weights.get(sign, 0.0) for sign in seen)
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))


def kind(seen: frozenset[str], kinds: Mapping[str, Mapping[str, float]]) -> Terms:
    """Which of all that is not asserted it is likeliest."""
    return max(KINDS, key=lambda terms: kinds[terms]["base"] + math.fsum(kinds[terms].get(sign, 0.0) for sign in seen))


def _as_a_whole(frame: Frame, read: Mapping[int, Terms]) -> dict[int, Terms]:
    """The parts of a split quotation have the terms of the first one that is not asserted."""
    sentences: dict[int, Terms] = {}
    for number, terms in read.items():
        sentence = frame.tokens[frame.places[number]].sentence
        if sentences.get(sentence, "asserted") == "asserted":
            sentences[sentence] = terms
    return {number: sentences[frame.tokens[frame.places[number]].sentence] for number in read}


def _read(around: Surroundings) -> Terms:
    fitted = around.lexicon.language.fitted(_WEIGHTS)
    if not fitted:
        denied = around.cue is not None and around.tokens[around.cue].is_in("terms_denial")
        return "denial" if denied or is_negated(around) else "asserted"
    seen = signs(around)
    return kind(seen, fitted["kinds"]) if framed(seen, fitted["weights"]) >= fitted["least"] else "asserted"
