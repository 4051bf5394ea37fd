"""On what terms words stand in an article: said in earnest, or denied, doubted, forged, played, taken back.

One mechanism for all kinds. The words around a quotation fall into three places: its own sentence (with the clause that
attributes it, where that is another sentence), the sentence before, and the sentences after. Each kind has a list of
words and, for each place, what must hold of such a word there: that it stands over the verb of speech, that it is about
words and not about a thing, that the speaker is who does it. A word that is itself denied counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from digest.model import Terms
from digest.reading.speech.clauses import Attribution
from digest.reading.speech.frame import Frame
from digest.reading.speech.people import People
from digest.reading.speech.pronouns import Antecedents
from digest.reading.speech.surroundings import Place, Surroundings

Holds = Callable[[Surroundings, int], bool]

# --- the kinds: the words of each, and what must hold of them where they stand ----------------------------


def _always(_: Surroundings, __: int) -> bool:
    return True


def _off_topic(around: Surroundings, at: int) -> bool:
    return not around.is_topic(at)


def _of_words(around: Surroundings, at: int) -> bool:
    return around.is_of_words(at)


def _by_speaker(around: Surroundings, at: int) -> bool:
    return around.is_by_speaker(at)


def _carried(around: Surroundings, at: int) -> bool:
    return around.is_carried and around.is_of_words(at)


def _called(around: Surroundings, at: int) -> bool:
    """ "The quote is fake", "It was a joke"."""
    return _carried(around, at) or around.is_said_of_words(at)


def _meant(around: Surroundings, at: int) -> bool:
    """ "She was kidding", "It was a joke"."""
    low = next(
        (place for place in range(at, -1, -1) if around.tokens[place].sentence != around.tokens[at].sentence), -1
    )
    return around.is_by_speaker(at) or around.low(low + 1) in ("it", "that", "this")


def _forged(around: Surroundings, at: int) -> bool:
    return not around.is_topic(at) and (_carried(around, at) or _of_noun(around, at))


def _present(around: Surroundings, at: int) -> bool:
    """Told as a plot is told: "says", "confesses"."""
    return around.cue is not None and around.tokens[around.cue].low.endswith(("s", "ing"))


def _taken_back(around: Surroundings, at: int) -> bool:
    return around.is_by_speaker(at) and around.is_of_words(at)


def _took_back(around: Surroundings, at: int) -> bool:
    """Before the quotation: what was taken back is what he had said, and not what he says now."""
    return around.is_earlier and around.is_of_words(at)


def _earlier(around: Surroundings, at: int) -> bool:
    return around.is_earlier


def _takes_back(around: Surroundings, at: int) -> bool:
    """In its sentence: the quotation hangs on the noun that is taken back."""
    return around.is_of_words(at) and not around.goes_on(at)


def _in_passing(around: Surroundings, at: int) -> bool:
    """How it was said: "laughing", but not "he is laughing"."""
    between = around.tokens[at : around.cue] if around.cue is not None else ()
    return (
        not around.is_topic(at)
        and around.low(at - 1) not in around.lexicon["helping_verbs"]
        and all(token.low != "but" for token in between)
    )


def _of_noun(around: Surroundings, at: int) -> bool:
    """ "her supposed outburst", "a doctored sound recording", "a video made with artificial intelligence"."""
    ahead = [place for place in (at + 1, at + 2) if place < len(around.tokens)]
    behind = list(range(max(0, at - 4), at))
    if any(around.is_in(place, name) for place in ahead for name in ("terms_utterances", "terms_carriers")):
        return True
    apart = any(around.tokens[place].low in ("of", "about") or around.tokens[place].kind != "word" for place in behind)
    return not apart and any(around.is_in(place, "terms_recordings") for place in behind)


def _over_that(around: Surroundings, at: int) -> bool:
    """ "the claim that he had warned": the clause of the verb hangs on the word."""
    return around.low(at + 1) in ("that", "of", "having")


def _over_all(around: Surroundings, at: int) -> bool:
    """ "denied reports that he had told", but not "denied it and said"."""
    end = around.at if around.cue is None else around.cue
    between = {token.low for token in around.tokens[at + 1 : end]}
    return around.cue is not None and not between & (around.lexicon["conjunctions"] | {"as", "by"})


def _to(around: Surroundings, at: int) -> bool:
    """ "is said to have told", "had planned to say", but not "said to reporters"."""
    verb = around.tokens[at + 2] if at + 2 < len(around.tokens) else around.tokens[at]
    leads = around.low(at + 1) == "to" and (verb.is_in("base_forms") or verb.low == "have")
    return leads and (at == around.cue or not around.is_topic(at))


def _not_later(around: Surroundings, at: int) -> bool:
    """ "could only say", "would later say", "would not comment beyond saying", "thinks it should but said"."""
    if around.cue is None or around.cue > around.at > at:
        return True
    between = {token.low for token in around.tokens[at : around.cue]}
    governs = not around.tokens[at].is_in("helping_verbs") or around.tokens[around.cue].is_in("base_forms")
    spared = around.low(at + 1) in around.lexicon["later"] or between & around.lexicon["besides"]
    return not spared and (governs or "have" in between)


def _as_or_by(around: Surroundings, at: int) -> bool:
    """ "cast as", "voiced by", "a comedian playing Berg"."""
    plays = around.tokens[at].low in ("playing", "portraying") and at + 1 in around.people.runs
    return (plays or around.low(at + 1) in ("as", "by")) and not around.is_topic(at)


def _as_another(around: Surroundings, at: int) -> bool:
    """ "posing as a judge", "passed himself off as one"."""
    return around.low(at + 1) == "as" and around.is_by_speaker(at)


def _as_poser(around: Surroundings, at: int) -> bool:
    """ "He was a prankster", "she had been posing as one"; not "he posed for pictures"."""
    verb = around.tokens[at].low.endswith(("ing", "ed"))
    return around.is_by_speaker(at) and (not verb or around.low(at + 1) in ("as", "to"))


def _of_somebody(around: Surroundings, at: int) -> bool:
    """ "the real mayor", "the actual Ann Berg"."""
    named = around.low(at + 1) in around.lexicon["roles"] or at + 1 in around.people.runs
    return named and around.low(at - 1) == "the" and not around.tokens[at].capital


def _out_of_mouth(around: Surroundings, at: int) -> bool:
    """In the work itself, whose plot is told in the present tense, and not of a film or to a show."""
    return not around.is_topic(at) and (around.cue is None or _present(around, at))


_Places = Mapping[Place, Holds]
_SIGNS: tuple[tuple[Terms, str, _Places], ...] = (
    ("denial", "terms_denials", {"over": _over_all}),
    ("jest", "terms_jests", {"own": _in_passing, "before": _by_speaker, "after": _meant}),
    ("withdrawn", "terms_withdrawals", {"own": _takes_back, "before": _took_back, "after": _taken_back}),
    ("withdrawn", "terms_regrets", {"over": _always}),
    ("withdrawn", "terms_recantations", {"before": _earlier, "after": _by_speaker}),
    ("fabrication", "terms_forgeries", {"own": _forged, "before": _carried, "after": _called}),
    ("fiction", "terms_castings", {"own": _as_or_by}),
    ("fiction", "terms_fictions", {"own": _out_of_mouth, "before": _present}),
    ("fiction", "terms_unreal", {"own": _off_topic, "before": _present, "after": _by_speaker}),
    ("impostor", "terms_posers", {"own": _off_topic, "before": _as_another, "after": _as_poser}),
    ("impostor", "terms_genuine", {"before": _of_somebody, "after": _of_somebody}),
    ("relayed", "terms_readings", {"own": _off_topic}),
    ("relayed", "terms_relays", {"own": _off_topic, "before": _by_speaker}),
    ("doubt", "terms_doubts", {"over": _always, "own": _of_noun}),
    ("doubt", "terms_rumours", {"over": _over_that}),
    ("doubt", "terms_seeming", {"own": _to}),
    ("hypothetical", "terms_unfulfilled", {"own": _to}),
    ("hypothetical", "terms_irrealis", {"over": _not_later, "own": _of_noun}),
)


# --- shapes of a clause that need no list -------------------------------------------------------------------


def _is_negated(around: Surroundings) -> bool:
    """ "never told", "at no point did she say", "nobody heard him say"; not "not only said"; in German "sagte nie"."""
    over = list(around.place("over"))
    if around.cue is not None and "negations follow the verb" in around.lexicon["habits"]:
        over.append(around.cue + 1)
    turned = [at for at in over if around.is_in(at, "terms_negations")]
    if around.cue is None or len(turned) != 1 or any(around.is_in(at, "terms_denials") for at in over):
        return False
    spared = {around.low(turned[0] + 1)} & {"only", "just"} or {around.tokens[at].low for at in over} & around.lexicon[
        "besides"
    ]
    return not spared


def _is_denying(around: Surroundings) -> bool:
    """ "denied having said that “...”": the denial is taken for the verb of speech; not "“...,” he denied"."""
    if around.cue is None or around.cue > around.at or not around.is_in(around.cue, "terms_denials"):
        return False
    return not around.goes_on(around.cue) and around.low(around.at - 1) not in ("as", ",", ":")


def _is_asked(around: Surroundings) -> bool:
    """ "Was it Berg who told them that “...”?"."""
    _, high = around.frame.sentences[around.tokens[around.at].sentence]
    return around.tokens[high - 1].text == "?" and around.cue is not None and around.cue < around.at < high - 1


def _is_shown(around: Surroundings) -> bool:
    """ "it had Berg saying", "the clip has him say": somebody makes him speak."""
    if around.cue is None or around.found is None or around.cue > around.at:
        return False
    low = around.tokens[around.cue].low
    before = around.found.mention.first - 1
    untensed = low.endswith("ing") or low in around.lexicon["made_to_say"]
    return untensed and before >= 0 and around.tokens[before].is_in("have")


def _is_read_out(around: Surroundings) -> bool:
    """ "she read from the note": a person, not a statement, reads what another wrote."""
    if around.cue is None or around.found is None or not around.tokens[around.cue].is_in("reading_out"):
        return False
    mention = around.found.mention
    return mention.kind == "pronoun" or mention.head in around.people.runs


def _is_unreal(around: Surroundings) -> bool:
    """ "Had Berg said", "were she to answer": a condition without an "if"."""
    first = around.segment
    return around.cue is not None and around.tokens[first].low in ("had", "were", "should") and first < around.cue


def _is_embedded(around: Surroundings) -> bool:
    """ "a plaque records that Berg told": whoever says so, it is not the reporter."""
    if around.cue is None or around.found is None or around.found.mention.kind == "pronoun":
        return False
    before = around.found.mention.first - 1
    return before > 0 and around.tokens[before].low == "that" and around.cue > before


def _is_gainsaid(around: Surroundings) -> bool:
    """The next sentence says that there was no such thing: "She didn't.", "It never happened."."""
    following = max(around.sentences) + 1
    words = (at for at in around.place("after") if around.tokens[at].sentence == following)
    return any(around.is_in(at, "terms_negations") and around.ends_clause(at) for at in words)


def _is_under_name(around: Surroundings) -> bool:
    """ "someone calling in as Mayor Berg said": a name that another bears."""
    if around.cue is None or around.found is None or around.cue < around.found.mention.first:
        return False
    before = around.found.mention.first - 1
    low, _ = around.frame.sentences[around.tokens[around.at].sentence]
    return before - 1 > low and around.tokens[before].low == "as" and around.tokens[before - 1].kind == "word"


def _is_unfound(around: Surroundings) -> bool:
    """ "nobody could find the line:", "neither transcript contains the remark": no such words."""
    if around.cue is not None:
        return False
    low, _ = around.near
    turned = next((at for at in range(low, around.at) if around.is_in(at, "terms_negations")), around.at)
    return any(around.is_in(at, "terms_utterances") for at in range(turned, around.at))


_SHAPES: tuple[tuple[Terms, Callable[[Surroundings], bool]], ...] = (
    ("denial", _is_negated),
    ("denial", _is_denying),
    ("hypothetical", _is_asked),
    ("fabrication", _is_shown),
    ("impostor", _is_under_name),
    ("denial", _is_unfound),
    ("relayed", _is_read_out),
    ("hypothetical", _is_unreal),
    ("doubt", _is_embedded),
    ("denial", _is_gainsaid),
)


def terms_of(frame: Frame, people: People, found: Mapping[int, Attribution], pronouns: Antecedents) -> dict[int, Terms]:
    """Number of each quotation -> its terms; the parts of one that is split have the same."""
    read = {number: _read(Surroundings(frame, people, number, found.get(number), pronouns)) for number in frame.places}
    return _as_a_whole(frame, read)


def _as_a_whole(frame: Frame, read: Mapping[int, Terms]) -> dict[int, Terms]:
    """The parts of a split quotation have the terms of the first one that is not asserted."""
    sentences: dict[int, Terms] = {}
    for number, terms in read.items():
        sentence = frame.tokens[frame.places[number]].sentence
        if sentences.get(sentence, "asserted") == "asserted":
            sentences[sentence] = terms
    return {number: sentences[frame.tokens[frame.places[number]].sentence] for number in read}


def _read(around: Surroundings) -> Terms:
    for terms, name, places in _SIGNS:
        for place, holds in places.items():
            for at in around.place(place):
                if around.is_in(at, name) and not around.is_denied(at) and holds(around, at):
                    return terms
    return next((terms for terms, holds in _SHAPES if holds(around)), "asserted")
