"""The signs by which the terms of a quotation are told: what stands around it, in words and in grammar.

Each sign says what was seen and where, as in "after:withdrawn" (a word of that field in a sentence after it),
"lead:jest denied", "over:negation", "tail~wink" (the word itself), "cue:present", "speaker:carrier". A field is a list
of words, one for each kind of terms and one each for negations, utterances and what carries them. No sign decides
anything: they are weighed in `terms.py`, by weights that were fitted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

from digest.model import Terms
from digest.reading.speech.lexicon import Lexicon
from digest.reading.speech.surroundings import PLACES, Surroundings

KINDS: tuple[Terms, ...] = tuple(kind for kind in get_args(Terms) if kind != "asserted")
FIELDS = (*KINDS, "negations", "utterances", "carriers")
_LONGEST = 3  # words of a phrase in a field
_STEM = 4  # letters that an ending leaves of a word
_AHEAD, _BEHIND = 6, 8  # words on both sides of one among which an utterance is named
_BESIDE = 2  # words before a verb in which it is negated


def signs(around: Surroundings) -> frozenset[str]:
    """All that is seen around one quotation; nothing of its own words, which may say anything.

    How plainly it is attributed is none of them either: that is weighed as the sureness of its speaker.
    """
    return frozenset((*_words(around), *_verb(around), *_speaker(around), *_sentences(around)))


@cache
def _fields(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Words and phrases -> the fields that they stand in."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for field in FIELDS:
        for entry in lexicon[f"terms_{field}"]:
            found[entry] += (field,)
    return found


def fields_at(around: Surroundings, at: int) -> tuple[str, ...]:
    """The fields of the word at a place, and of the phrases that begin with it."""
    known, phrase, found = _fields(around.lexicon), "", dict[str, None]()
    for place in range(at, at + _LONGEST):
        phrase = f"{phrase} {around.low(place)}".strip()
        found |= dict.fromkeys(known.get(phrase, ()))
    return tuple(found)


def _words(around: Surroundings) -> Iterator[str]:
    """The words around it, and the fields of each. Names say nothing."""
    for place in PLACES:
        for at in around.place(place):
            if at in around.people.runs and around.tokens[at].capital:
                continue
            if place != "over":
                stem = _stem(around.low(at), around.lexicon)
                yield from (f"{place}~{stem}", f"any~{stem}")
            for field in fields_at(around, at):
                denied = " denied" if field != "negations" and around.is_denied(at) else ""
                yield from (f"{place}:{field}{denied}", f"any:{field}{denied}")
                if field in KINDS:
                    yield from (f"{place}:{field}{denied} {how}" for how in _relations(around, at))


def _relations(around: Surroundings, at: int) -> Iterator[str]:
    """How a word hangs together with what was said: beside the verb, by whom, of what; each alone, and all together."""
    low, high = around.frame.sentences[around.tokens[at].sentence]
    near = (place for place in range(max(low, at - _AHEAD), min(high, at + _BEHIND)) if place != at)
    shown = {
        "beside": around.is_beside(at),
        "by him": around.is_by_speaker(at),
        "of it": around.tokens[low].is_in("definite", "pronouns") and not around.tokens[low].is_in("he_or_she"),
        "of words": any({"utterances", "carriers"} & set(fields_at(around, place)) for place in near),
    }
    held = [name for name, holds in shown.items() if holds]
    yield from held
    yield f"all: {', '.join(held)}"
    if around.tokens[at + 1 : at + 2] and around.tokens[at + 1].is_in("prepositions", "subordinators"):
        yield around.low(at + 1)


def _stem(low: str, lexicon: Lexicon) -> str:
    """A word without its ending."""
    endings = sorted(lexicon["endings_of_words"], key=len, reverse=True)
    return next((low.removesuffix(end) for end in endings if low.endswith(end) and len(low) >= len(end) + _STEM), low)


def _verb(around: Surroundings) -> Iterator[str]:
    """The verb of speech: which, in what tense, behind what."""
    cue = around.cue
    if cue is None:
        return
    token = around.tokens[cue]
    yield f"cue~{_stem(token.low, around.lexicon)}"
    tenses = {"ing": token.low.endswith("ing"), "base": token.is_in("base_forms"), "present": token.low.endswith("s")}
    yield f"cue:{next((tense for tense, holds in tenses.items() if holds), 'past')}"
    before = around.low(cue - 1)
    if before in around.lexicon["helping_verbs"] or before == "to":
        yield f"cue after {before}"
    yield from (f"cue:{field}" for field in fields_at(around, cue))
    if is_negated(around):
        yield "cue:negated"


def is_negated(around: Surroundings) -> bool:
    """Whether a negation turns the verb of speech: "never told", in German "sagte nie"."""
    if around.cue is None:
        return False
    beside = list(range(max(around.segment, around.cue - _BESIDE), around.cue))
    if "negations follow the verb" in around.lexicon["habits"]:
        beside.append(around.cue + 1)
    return any(around.low(at) in around.lexicon["terms_negations"] for at in beside)


def _speaker(around: Surroundings) -> Iterator[str]:
    """What speaks, where it is a word of a field, and the word before it: "as Mayor Berg", "that Berg"."""
    if around.found is None:
        return
    mention = around.found.mention
    head, before = around.tokens[mention.head], mention.first - 1
    yield from (f"speaker:{field}" for field in fields_at(around, mention.head))
    if before >= 0 and around.tokens[before].kind == "word" and around.tokens[before].sentence == head.sentence:
        small = around.tokens[before].is_in("prepositions", "conjunctions", "subordinators")
        yield f"speaker after {around.low(before) if small else 'a word'}"


def _sentences(around: Surroundings) -> Iterator[str]:
    """How its sentence and the one before begin and end."""
    tokens = around.tokens
    low, high = around.near(tokens[around.at].sentence)
    if tokens[high - 1].text == "?":
        yield "asked"
    if tokens[low].is_in("openings_of_frames"):
        yield f"opens with {tokens[low].low}"
    first = min(around.sentences) - 1
    end = tokens[around.frame.sentences[first][1] - 1].text if first >= 0 else ""
    if end in (":", "?"):
        yield f"before ends with {end}"
