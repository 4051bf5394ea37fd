"""The signs by which the terms of a quotation are told: words that frame, by what they hang on, and grammar.

Each sign says what was seen and where, as in "near:jest" (a word of that field that hangs on the quotation),
"after:framing speaker" (one of any kind, in a sentence after it, about who spoke), "over:negations", "near~wink" (the
word itself), "cue:present". No sign decides anything: they are weighed in `terms.py`, by weights that were fitted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from digest.reading.speech.attachment import Hung, hung, words_around
from digest.reading.speech.fields import KINDS, LONGEST, fields_of, stem
from digest.reading.speech.surroundings import Surroundings

_NEAR = ("verb", "over", "front", "speaker", "beside", "apposition", "aside")
_NAMING = ("speaker", "apposition", "front")  # where an office or occupation says who speaks: "novelist Ann Berg"
_SMALL = ("prepositions", "determiners", "pronouns", "conjunctions", "subject_pronouns", "relative_words", "definite")
_FORMS = ("strong_cues", "weak_cues", "cues")
_BESIDE = 2  # words before a verb in which it is negated
_GOVERNED = 8  # words before a speaker in which the verb that governs him stands


def signs(around: Surroundings) -> frozenset[str]:
    """All that is seen around one quotation; nothing of its own words, which may say anything.

    How plainly it is attributed is none of them either: that is weighed as the sureness of its speaker.
    """
    return frozenset((*_words(around), *_verb(around), *_speaker(around), *_sentences(around)))


def fields_at(around: Surroundings, at: int) -> tuple[str, ...]:
    """The fields of the word at a place, and of the phrases that begin with it."""
    known, phrase = fields_of(around.lexicon), ""
    found = dict.fromkeys(known.get(stem(around.low(at), around.lexicon), ()))
    for place in range(at, at + LONGEST):
        phrase = f"{phrase} {around.low(place)}".strip()
        found |= dict.fromkeys(known.get(phrase, ()))
    return tuple(found)


def _words(around: Surroundings) -> Iterator[str]:
    """The words around it by what they hang on, and the fields of each. Names say nothing."""
    for at, zone in words_around(around):
        fields = fields_at(around, at)
        if _is_name(around, at) and not (fields and around.opens_sentence(at)):
            continue
        if fields:
            word = hung(around, at, zone)
            yield from chain.from_iterable(_of_field(around, word, field) for field in fields)
        elif not around.tokens[at].is_in(*_SMALL) and not around.is_filler(at):
            yield f"any~{stem(around.low(at), around.lexicon)}"


def _is_name(around: Surroundings, at: int) -> bool:
    return at in around.people.runs and around.tokens[at].capital


def _of_field(around: Surroundings, word: Hung, field: str) -> Iterator[str]:
    """What one word of a field says. That it frames at all is learned from the words of every kind together."""
    near = _nearness(around, word)
    told = " denied" if word.denied and field != "negations" else ""
    yield f"{near}:{field}{told}"
    yield f"{word.zone}:{field}{told}"
    if field in KINDS:
        yield f"{near}~{stem(around.low(word.at), around.lexicon)}"
        yield f"{near}:framing{told}"
        for where in (f"{word.zone}:framing{told}", f"{near}:{field}{told}"):
            yield from (where, f"{where} {word.subject}", f"{where} of {word.object}")


def _nearness(around: Surroundings, word: Hung) -> str:
    """Whether a word says who speaks, hangs on the quotation itself, is about words or speaker, or anything else."""
    if word.zone in _NAMING and around.lexicon.is_role(around.low(word.at)):
        return "who"
    if word.zone in _NEAR or (word.zone == "relative" and not around.is_named):
        return "near"
    return "of it" if word.subject in ("words", "it", "speaker") or word.object in ("words", "it") else "far"


def _verb(around: Surroundings) -> Iterator[str]:
    """The verb of speech: which, in what tense, behind what."""
    if around.cue is None:
        return
    token, before = around.tokens[around.cue], around.low(around.cue - 1)
    yield f"cue~{stem(token.low, around.lexicon)}"
    yield f"cue:{_tense(around, around.cue)}"
    yield f"cue:{next((form for form in _FORMS if token.is_in(form)), 'rare')}"
    if before in around.lexicon["helping_verbs"] | around.lexicon["prepositions"] | {"to"}:
        yield f"cue after {before}"
    yield from (f"cue:{field}" for field in fields_at(around, around.cue))
    if is_negated(around):
        yield f"cue:negated {around.link}"
    if token.low.endswith("ing") and _is_made_to(around, around.cue):
        yield "has them saying"


def _tense(around: Surroundings, cue: int) -> str:
    token = around.tokens[cue]
    tenses = {"ing": token.low.endswith("ing"), "base": token.is_in("base_forms"), "present": token.low.endswith("s")}
    return next((tense for tense, holds in tenses.items() if holds), "past")


def is_negated(around: Surroundings) -> bool:
    """Whether a negation turns the verb of speech: "never told", in German "sagte nie"."""
    if around.cue is None:
        return False
    spoken = around.found.mention.end if around.found else around.cue
    first = spoken if spoken < around.cue else around.cue - _BESIDE
    beside = list(range(max(around.segment, first), around.cue))
    if "negations follow the verb" in around.lexicon["habits"]:
        beside.append(around.cue + 1)
    return any(around.low(at) in around.lexicon["terms_negations"] for at in beside)


def _is_made_to(around: Surroundings, cue: int) -> bool:
    """Whether words are put into a mouth: "the clip has the mayor, Ines Kolb, saying"."""
    if around.found is None or around.found.mention.first > cue:
        return False
    speaker = around.found.mention.first - 1
    for at in range(speaker, max(-1, speaker - _GOVERNED), -1):
        if around.tokens[at].is_in("have"):
            return True
        if not (at in around.people.runs or around.tokens[at].is_in("parts_of_speakers", "roles")):
            return False
    return False


def _speaker(around: Surroundings) -> Iterator[str]:
    """What speaks, where it is a word of a field, and the word before it: "as Mayor Berg", "that Berg"."""
    if around.found is None:
        return
    mention = around.found.mention
    head, before = around.tokens[mention.head], around.tokens[mention.first - 1]
    yield from (f"speaker:{field}" for field in fields_at(around, mention.head))
    if mention.first and before.kind == "word" and before.sentence == head.sentence:
        small = before.is_in("prepositions", "conjunctions", "subordinators")
        yield f"speaker after {before.low if small else 'a word'}"
        if before.is_in("subordinators", "relative_words"):
            yield "speaker in a clause"


def _sentences(around: Surroundings) -> Iterator[str]:
    """How its sentence and the one before begin and end."""
    tokens = around.tokens
    low, high = around.near(tokens[around.at].sentence)
    if tokens[high - 1].text == "?":
        yield "asked whether" if tokens[low].is_in("helping_verbs") else "asked"
    if tokens[low].is_in("openings_of_frames"):
        yield f"opens with {tokens[low].low}"
    first = min(around.sentences) - 1
    end = tokens[around.frame.sentences[first][1] - 1].text if first >= 0 else ""
    if end in (":", "?"):
        yield f"before ends with {end}"
