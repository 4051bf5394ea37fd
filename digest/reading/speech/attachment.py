"""What each word around a quotation hangs on: the verb of speech, who speaks, a clause of its own, an anaphor.

"Joking" says something of the words where it stands beside the verb ("said, joking"), and nothing where it is the
matter ("said of the man who was joking"). In another sentence it counts whom or what that sentence is about: the
words ("the remark was a joke"), the speaker ("he was joking"), or anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from digest.reading.speech.phrases import Mention
from digest.reading.speech.surroundings import Surroundings

Zone = Literal[
    "verb",  # the verb of speech, and adverbs beside it
    "over",  # between speaker and verb: "Berg regrets | saying"
    "front",  # before the speaker, in that clause: "it is not true that | Berg said", "a man posing as | Berg said"
    "speaker",  # of the noun phrase that speaks
    "beside",  # behind the verb, or the speaker: "said | with a wink", "said a man | posing as"
    "object",  # right behind the verb, before the quotation: "called | the claim"
    "main",  # the verb before another one of speech: "Berg | apologised, saying"
    "relative",  # in a clause about the speaker: "Berg, who | plays the king, said"
    "matter",  # what it was said of, or after: "said of | the impostor"
    "apposition",  # the words between commas behind the speaker
    "aside",  # a phrase without subject: "laughing, Berg said", "with a wink, Berg said"
    "clause",  # another clause of the sentence
    "before",
    "earlier",  # two sentences before, or the first of the article
    "after",
    "later",  # two sentences after
]
Subject = Literal["words", "it", "speaker", "office", "somebody", "other", "none"]
Object = Literal["words", "it", "other", "none"]

_LOOK_AHEAD = 7  # words behind one in which what it is about is named


class Hung(NamedTuple):
    """A word by its token, what it hangs on, and who does and suffers what it says."""

    at: int
    zone: Zone
    subject: Subject
    object: Object
    denied: bool


def words_around(around: Surroundings) -> Iterator[tuple[int, Zone | None]]:
    """The words around a quotation by their tokens, with their zones where these are other sentences than its own."""
    own = [(None, sentence) for sentence in around.sentences]
    for zone, sentence in (*own, *_others(around)):
        yield from ((at, zone) for at in range(*around.near(sentence)) if around.tokens[at].kind == "word")


def hung(around: Surroundings, at: int, zone: Zone | None) -> Hung:
    """One of these words, attached."""
    return Hung(at, zone or _zone(around, at), _subject(around, at), _object(around, at), around.is_denied(at))


def _others(around: Surroundings) -> Iterator[tuple[Zone, int]]:
    """The sentences near by that hold no other quotation: what frames that is no frame of this one."""
    first, last = min(around.sentences), max(around.sentences)
    zones: tuple[tuple[Zone, int], ...] = (
        ("before", first - 1),
        ("earlier", first - 2),
        ("earlier", 0 if first > 2 else -1),
        ("after", last + 1),
        ("later", last + 2),
    )
    known = range(len(around.frame.sentences))
    return (place for place in zones if place[1] in known and not around.quotes_in(place[1]))


# --- in the sentence of the quotation ----------------------------------------------------------------------------


def _zone(around: Surroundings, at: int) -> Zone:
    """The zone of a word in the quotation's own sentence."""
    low, high = around.segment_of(at)
    cue, mention = around.cue, around.found.mention if around.found else None
    if at == cue:
        return "verb"
    told = mention and (at in range(mention.first, mention.end) or low == mention.end + 1)
    if mention and told and _is_relative(around, min(low, mention.first), at):
        return "relative"
    if mention and at in range(mention.first, mention.end):
        return "speaker"
    if cue is not None and cue in range(low, high):
        return _by_verb(around, cue, mention if mention and mention.head in range(low, high) else None, at)
    if mention and mention.head in range(low, high):
        return _by_speaker(around, mention, high, at)
    return _apart(around, low, at)


def _by_verb(around: Surroundings, cue: int, mention: Mention | None, at: int) -> Zone:
    """Between the same marks as the verb of speech; the speaker is given where he is there too."""
    if all(around.is_filler(place) for place in range(min(at, cue + 1), max(at + 1, cue))):
        return "verb"
    if at < cue:
        if mention is None or at < mention.end:
            return "front"
        return "relative" if _is_relative(around, mention.end, at) else "over"
    if mention and mention.first > cue:
        return _behind(around, mention.end, at) if at >= mention.end else "front"
    return _behind(around, cue + 1, at)


def _by_speaker(around: Surroundings, mention: Mention, high: int, at: int) -> Zone:
    """Between the same marks as the speaker, without the verb."""
    if at < mention.first:
        return "front"
    return "main" if around.cue is not None and around.cue > high else _behind(around, mention.end, at)


def _apart(around: Surroundings, low: int, at: int) -> Zone:
    """Between marks that hold neither verb nor speaker; they begin with `low`."""
    if around.found and low == around.found.mention.end + 1 and around.tokens[low - 1].kind == "stop":
        return "apposition"
    token, phrase = around.tokens[low], _is_phrase(around, low)
    named = low in around.people.runs and not (phrase and around.opens_sentence(low))
    if named or token.is_in("conjunctions", "relative_words", "subordinate", "pronouns"):
        return "clause"
    if around.found is None:
        return "front" if at < around.at else "beside"
    return "aside" if phrase else "clause"


def _is_phrase(around: Surroundings, low: int) -> bool:
    """Whether words that begin so have no subject."""
    token = around.tokens[low]
    return token.low.endswith(("ing", "ed")) or token.is_in("prepositions") or around.lexicon.is_adverb(token.low)


def _is_relative(around: Surroundings, start: int, at: int) -> bool:
    """Whether a word stands in a clause that tells more of a noun: "Berg, who plays the king"."""
    return any(around.tokens[place].is_in("relative_pronouns") for place in range(start, at))


def _behind(around: Surroundings, start: int, at: int) -> Zone:
    """Whether a word behind the verb says how it was said, what of, or is the verb's own object."""
    between = around.tokens[start : at + 1]
    if any(token.is_in("terms_matters") for token in between):
        return "matter"
    straight = at < around.at and around.cue == start - 1
    return "object" if straight and not any(token.is_in("prepositions") for token in between) else "beside"


# --- whom and what a word is about -------------------------------------------------------------------------------


def _subject(around: Surroundings, at: int) -> Subject:
    """Who or what the clause of a word is about: the first of its nouns that we know."""
    for place in range(around.clause_start(at), at):
        found = _noun(around, place)
        if found and not _is_governed(around, place):
            return found
    return "none"


def _noun(around: Surroundings, at: int) -> Subject | None:
    token = around.tokens[at]
    office = around.lexicon.is_role(token.low)
    known: dict[Subject, bool] = {
        "speaker": token.is_in("he_or_she") or around.names_speaker(at),
        "it": token.is_in("terms_anaphors"),
        "words": around.is_utterance(at),
        "somebody": token.is_in("terms_nobody"),
        "office": office and at > 0 and around.tokens[at - 1].is_in("definite"),
        "other": office or at in around.people.runs or token.is_in("subject_pronouns"),
    }
    return next((subject for subject, holds in known.items() if holds), None)


def _is_governed(around: Surroundings, at: int) -> bool:
    """Whether a preposition stands before a noun and its determiner: "of the remark"."""
    before = at - 1
    if before > 0 and around.tokens[before].is_in("determiners", "definite"):
        before -= 1
    return before >= 0 and around.tokens[before].is_in("case") and around.tokens[before].kind == "word"


def _object(around: Surroundings, at: int) -> Object:
    """What follows a word, up to the next mark: the words, an anaphor to them, or something else."""
    _, high = around.segment_of(at)
    seen: Object = "none"
    for place in range(at + 1, min(high, at + _LOOK_AHEAD)):
        if around.tokens[place].is_in("conjunctions"):
            break
        if around.is_utterance(place):
            return "words"
        if around.tokens[place].is_in("terms_anaphors") or around.low(place) == "so":
            return "it"
        if not around.is_filler(place) and not around.tokens[place].is_in("prepositions", "determiners"):
            seen = "other"
    return seen
