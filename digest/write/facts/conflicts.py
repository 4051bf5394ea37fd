"""The parts of a sentence that its passages may have otherwise: who, on whom, when, how many of what, whether it
happened and how sure it is, which way, whose claim it is, of all or some, why.

Each part is compared on its own (`alignment`); how much the doubts weigh together is fitted (`judging`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from digest.model import Item
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.parts import Anchor, AnchorKind, Mood, Passage, Word, base_stem, seats
from digest.reading.statements import Statement
from digest.write.facts.alignment import Alignment, Doubt, cues
from digest.write.text.typed import Unpaired, runs

_FEWEST_SHARED = 2  # words but for names by which passages tell the same as ours
_OPENING = 6  # words in which a sentence names what it tells of
_BACK = 3  # sentences before, in which stands whom a pronoun or an office means
_SURENESS: dict[Mood, float] = {"told": 3.0, "open": 2.5, "planned": 2.0, "possible": 1.0, "denied": 0.0}
_LESS_SURE = 0.5
_SURE_TO_COME = frozenset({"will", "'ll", "would", "if", "until", "unless", "whether"})
_FEWEST = 3  # words of content in a sentence that can be told as a claim
_SAID = 0.5  # share of the words found in a passage that stand between quotation marks, if somebody says it
_PLAIN = 2.5  # how much less it weighs that the words are told, not quoted
_SPEAKER = 4  # words between a speaker and the verb of speech
_CLOSING = 9  # words at the end of a sentence in which a speaker is named for all of it
_JOINED = 0.4  # of the words of a cause, and of its effect, that passages which join them must have


def align(text: str, items: Sequence[Item]) -> Alignment:
    """A sentence beside the passages of some reports."""
    ours = Passage(text, items[0].published.date(), _marked(text))
    return Alignment(ours, tuple(read(item).passages for item in items))


def _marked(text: str) -> tuple[tuple[int, int], ...]:
    try:
        return tuple((run.start, run.end) for run in runs(text))
    except Unpaired:
        return ()


def doubts(found: Alignment) -> Iterator[Doubt]:
    """What the passages may have otherwise, part by part."""
    yield from _names(found)
    yield from _days(found)
    yield from _moods(found)
    yield from _denials(found)
    yield from _directions(found)
    yield from _softened(found)
    yield from _claims(found)
    yield from _scope(found)
    yield from _causes(found)
    yield from _events(found)


def about_text(found: Alignment) -> Iterator[Doubt]:
    """A sentence that opens with a word for a text, of reports that have none: "Here is a summary"."""
    texts = {base_stem(word) for word in Language.load("en")["about_text"]}
    for word in found.ours.words[:_OPENING]:
        if word.stem in texts and not found.alike(word):
            yield Doubt("text", 1.0, word.start, "")


def _names(found: Alignment) -> Iterator[Doubt]:
    """A name in whose place the passages that tell the rest have another one."""
    for name in found.ours.anchors["name"]:
        full = name.words | seats(name.words)
        starts = {word.start for word in found.ours.words if word.start == name.start or _of_name(word, name)}
        rest = found.rest(starts)
        plain = [word for word in rest if not word.name]

        def ours(at: int, full: frozenset[str] = full) -> bool:
            passage = found.passages[at]
            if (
                passage.has_office or at == found.report(at).start
            ):  # a title, or "a federal judge", whom any other sentence may name
                return any(full & found.passages[one].all_names for one in found.report(at))
            return any(full & found.passages[one].all_names for one in found.before(at, _BACK * passage.leans))

        def theirs(at: int, name: Anchor = name, plain: Sequence[Word] = plain) -> bool:
            others = found.passages[at].anchors["name"]
            return found.told(at, plain) >= _FEWEST_SHARED and any(
                other.is_nation is name.is_nation and not other.words & found.ours.all_names for other in others
            )

        yield from found.doubt("name", name.start, rest, ours, theirs)


def _of_name(word: Word, name: Anchor) -> bool:
    return word.key in name.words or word.stem in name.words


def _days(found: Alignment) -> Iterator[Doubt]:
    """A day, part of a day or length of time in whose place they have another."""
    kinds: tuple[AnchorKind, ...] = ("day", "span", "daytime", "rank")
    for kind in kinds:
        told = frozenset(one for anchor in found.ours.anchors[kind] for one in anchor.words)
        for anchor in found.ours.anchors[kind]:

            def ours(at: int, kind: AnchorKind = kind, words: frozenset[str] = anchor.words) -> bool:
                return any(words & other.words for other in found.passages[at].anchors[kind])

            def theirs(at: int, anchor: Anchor = anchor, kind: AnchorKind = kind, told: frozenset[str] = told) -> bool:
                others = found.passages[at].anchors[kind]
                return any(not other.words & told and other.before == anchor.before for other in others)

            part = "span" if kind == "daytime" else kind
            yield from found.doubt(part, anchor.start, found.rest({anchor.start}), ours, theirs)


def _moods(found: Alignment) -> Iterator[Doubt]:
    """A verb that the passages tell as less sure, or as not happened; or that ours denies and they tell."""
    lists = Language.load("en")
    undecided = lists["fact_negations"] | lists["undecided"]  # "has promised nothing", "will decide whom to endorse"
    denies = any(word.key in undecided for word in found.ours.words)
    for word in found.own:
        present = word.mood == "open" and word.key.endswith("s")  # "the storm reaches the islands on Thursday"
        if (
            word.mood == "possible"
            or (word.mood == "open" and not present)
            or word.key in cues()
            or _is_attributive(word, found.ours.words)
        ):
            continue

        def moods(at: int, word: Word = word) -> set[Mood]:
            words = found.passages[at].words
            places = (place for stem in found.alike(word) for place in found.passages[at].places.get(stem, ()))
            return {words[place].mood for place in places if not words[place].key.endswith("ing")}

        def ours(at: int, word: Word = word, moods: Callable[[int], set[Mood]] = moods) -> bool:
            if word.mood in ("denied", "open"):
                return bool(moods(at) - ({"told"} if word.mood == "denied" else {"possible"}))
            least = _SURENESS[word.mood] - _LESS_SURE
            return any(_SURENESS[mood] >= least or (mood == "denied" and denies) for mood in moods(at))

        def theirs(at: int, moods: Callable[[int], set[Mood]] = moods) -> bool:
            return bool(moods(at))

        yield from found.doubt("sureness", word.start, found.rest({word.start}), ours, theirs)


def _is_attributive(word: Word, words: Sequence[Word]) -> bool:
    """ "the dismissed workers": a participle before its noun."""
    at = words.index(word)
    return at > 0 and words[at - 1].key in Language.load("en")["before_participles"]


def _denials(found: Alignment) -> Iterator[Doubt]:
    """A word that the passages deny and ours affirms, or the other way round."""
    undecided = Language.load("en")["undecided"]
    doubtful = _is_doubtful(found.ours.text) or any(word.key in undecided for word in found.ours.words)
    for word in found.own:
        ours_denied = word.stem in found.ours.denied
        if word.name or (word.mood != "denied" if ours_denied else doubtful):
            continue

        def theirs(at: int, word: Word = word, ours_denied: bool = ours_denied) -> bool:
            passage = found.passages[at]
            if ours_denied:
                return word.stem in passage.places and not _is_doubtful(passage.text)
            return word.stem in passage.denied

        def ours(at: int, word: Word = word, theirs: Callable[[int], bool] = theirs) -> bool:
            return word.stem in found.passages[at].places and not theirs(at)

        yield from found.doubt("denial", word.start, found.rest({word.start}), ours, theirs)


@lru_cache(maxsize=4096)
def _is_doubtful(text: str) -> bool:
    """Whether anything in a sentence might turn its sense round."""
    return bool(Statement(text).doubts)


def _directions(found: Alignment) -> Iterator[Doubt]:
    """A word of direction in whose place they have the opposite one, neither of them denied."""
    told = {word.stem for word in found.ours.words}
    for word in (word for word in found.ours.words if not word.quoted):
        for side, other in _opposites().get(word.stem, ()):
            if told & other or word.mood == "denied":
                continue

            def ours(at: int, side: frozenset[str] = side) -> bool:
                return bool(side & found.passages[at].places.keys())

            def theirs(at: int, other: frozenset[str] = other) -> bool:
                passage = found.passages[at]
                places = [place for stem in other for place in passage.places.get(stem, ())]
                return any(passage.words[place].mood != "denied" for place in places)

            yield from found.doubt("direction", word.start, found.rest({word.start}), ours, theirs)


def _softened(found: Alignment) -> Iterator[Doubt]:
    """A clause that tells what was or will be, where the passages have it with a word of what may or shall be."""
    lists = Language.load("en")
    conditions = lists["undecided"]
    conditional = any(word.key in conditions for word in found.ours.words)
    reported = any(word.key in cues() for word in found.ours.words)  # "said it would" is no less sure than "will"
    for clause in found.clauses:
        sure = max((_SURENESS[word.mood] for word in clause if _is_event(word)), default=0.0)
        soft = lists["unsure"] if sure == _SURENESS["planned"] else lists["unsure"] | lists["softening"]
        soft = soft - conditions if conditional else soft
        first, last = (clause[0].start, clause[-1].start) if clause else (0, 0)
        inside = {word.key for word in found.ours.words if first <= word.start <= last}
        hedged = lists["unsure"] - conditions | lists["still_to_come"] - _SURE_TO_COME
        hedged = hedged if reported else hedged | {"would"}
        if sure < _SURENESS["planned"] or inside & hedged or (sure > _SURENESS["planned"] and inside & soft):
            continue

        def theirs(at: int, clause: Sequence[Word] = clause, soft: frozenset[str] = soft) -> bool:
            passage = found.passages[at]
            shared = [{passage.clauses[place] for place in passage.places.get(word.stem, ())} for word in clause]
            counts = Counter(one for some in shared for one in some)
            most = max(counts, key=lambda one: (counts[one], -one), default=-1)
            near = counts[most] >= max(_FEWEST_SHARED, sum(map(bool, shared)) / 2)
            inside = (word for word, one in zip(passage.words, passage.clauses, strict=True) if one == most)
            keys = {
                word.key
                for word, after in pairwise((*inside, None))
                if word and word.text != "May" and not _is_not(after)
            }
            return near and bool(keys & soft)

        def ours(at: int, theirs: Callable[[int], bool] = theirs) -> bool:
            return not theirs(at)

        yield from found.doubt("softened", first, clause, ours, theirs)


def _is_not(word: Word | None) -> bool:
    return word is not None and word.key == "not"


def _is_event(word: Word) -> bool:
    return word.mood in ("told", "planned") and word.key not in cues()


def _claims(found: Alignment) -> Iterator[Doubt]:
    """What only somebody's words carry, told without saying whose they are."""
    words = found.ours.words
    told = any(word.key in _attributing() or word.quoted for word in words)
    told = told or any(_is_verb(one) and after.key == "that" for one, after in pairwise(words))
    if told or len(found.own) < _FEWEST:
        return
    coming = any(word.key in Language.load("en")["still_to_come"] for word in words) or bool(found.ours.anchors["day"])
    parts: tuple[tuple[str, Callable[[int], bool]], ...] = (
        ("quoted", lambda at: _is_said(found, at)),
        ("attributed", lambda at: _is_attributed(found, at)),
    )
    for part, theirs in parts:
        if part == "attributed" and coming:
            continue  # what is announced with its day is news, whoever announced it
        every = len(found.own) * (_PLAIN if part == "attributed" else 1.0)
        yield from found.doubt(part, 0, found.own, lambda at: _is_narrated(found, at), theirs, every)


def _is_verb(word: Word) -> bool:
    """Whether a word can be a verb of the third person: "she reminds him that" is somebody's claim."""
    return not word.name and (word.mood != "open" or word.key.endswith("s"))


def _is_said(found: Alignment, at: int) -> bool:
    """Whether what a passage has of ours stands between its quotation marks."""
    passage = found.passages[at]
    words = [passage.words[place] for word in found.own for place in passage.places.get(word.stem, ())[:1]]
    return bool(words) and sum(word.quoted for word in words) >= _SAID * len(words)


def _is_narrated(found: Alignment, at: int) -> bool:
    """Whether the report says itself what a passage has of ours."""
    return not _is_said(found, at) and not _is_behind_a_cue(found, at)


def _is_attributed(found: Alignment, at: int) -> bool:
    """Whether somebody in person says what a passage has of ours; what a ministry or the police say is news."""
    words, cue = found.passages[at].words, _cue(found.passages[at])
    return _is_behind_a_cue(found, at) and _is_person(words[max(0, cue - _SPEAKER) : cue + _SPEAKER + 1])


def _is_behind_a_cue(found: Alignment, at: int) -> bool:
    """Whether most of what a passage has of ours stands behind a verb of speech, or all of it before one."""
    passage = found.passages[at]
    cue = _cue(passage)
    places = [place for word in found.own for place in passage.places.get(word.stem, ())[:1]]
    closes = cue >= len(passage.words) - _CLOSING and not any(word.quoted for word in passage.words[cue:])
    return cue >= 0 and (closes or sum(place > cue for place in places) > len(places) / 2)


def _is_person(words: Sequence[Word]) -> bool:
    """Whether somebody is named, or is he or she, among the words beside a verb of speech."""
    persons = Language.load("en")["he_or_she"]
    return any(word.name or word.key in persons for word in words)


@lru_cache(maxsize=4096)
def _cue(passage: Passage) -> int:
    """The number of the first word that says that somebody says something; -1 where none does."""
    words = enumerate(passage.words)
    told = (at for at, word in words if (word.key in cues() or word.key == "according") and not word.quoted)
    return next(told, -1)


def _scope(found: Alignment) -> Iterator[Doubt]:
    """All, where the passages that tell the rest say it of a part; or none of them says all."""
    lists = Language.load("en")
    for word in found.ours.words:
        if word.key in lists["all_of"] and not word.quoted and not _is_bare_all(word, found.ours.words):
            rest = found.rest({word.start})
            ours = _having(found, lists["all_of"])
            yield from found.doubt("scope", word.start, rest, ours, _having(found, lists["part_of"]))
            yield from found.doubt("all", word.start, rest, ours, lambda _: True)


def _is_bare_all(word: Word, words: Sequence[Word]) -> bool:
    """ "all" that counts nothing: "it all turned out well", "all smiles"."""
    at = words.index(word)
    counts = any(one.key in Language.load("en")["after_all"] for one in words[at + 1 : at + 2])
    return word.key == "all" and at > 0 and not counts


def _having(found: Alignment, keys: frozenset[str]) -> Callable[[int], bool]:
    return lambda at: any(word.key in keys for word in found.passages[at].words)


def _causes(found: Alignment) -> Iterator[Doubt]:
    """A cause or purpose that no passage joins to what it explains."""
    lists = Language.load("en")
    cause = next((word for word in found.ours.words if word.key in lists["causes"] and not word.quoted), None)
    if not cause:
        return
    sides = [[word for word in found.own if (word.start < cause.start) is side] for side in (True, False)]
    joins = lists["causes"] | lists["reasons"]
    near = [at for at in range(len(found.passages)) if all(found.share(at, side) >= _JOINED for side in sides)]
    if not any(_having(found, joins)(one) for at in near for one in found.before(at, 1)):
        yield Doubt("cause", 1.0, cause.start, found.passages[found.nearest].text)


def _events(found: Alignment) -> Iterator[Doubt]:
    """A hard event of which no passage about the same has a word."""
    for word in found.own:
        kinds = _kinds().get(word.stem, ())
        if not kinds or word.name or (word.mood != "told" and not (word.mood == "open" and word.key.endswith("s"))):
            continue
        if _is_attributive(word, found.ours.words):
            continue
        rest = found.rest({word.start})

        def ours(at: int, kinds: Sequence[frozenset[str]] = kinds) -> bool:
            return any(kind & found.passages[one].stems for kind in kinds for one in found.before(at, 1))

        yield from found.doubt("event", word.start, rest, ours, lambda _: True)


def _attributing() -> frozenset[str]:
    lists = Language.load("en")
    return lists["strong_cues"] | lists["attributing"]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, list[frozenset[str]]]:
    """The kinds of events that each stem is of: those whose line begins with it, or that it is listed in."""
    found: dict[str, list[frozenset[str]]] = {}
    for line in Language.load("en")["events"]:
        kind = frozenset(base_stem(word) for word in line.split())
        for word in line.split()[:2]:
            found.setdefault(base_stem(word), []).append(kind)
    return found


@lru_cache(maxsize=1)
def _opposites() -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """For each stem of a word of direction its own side and the other."""
    found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for line in Language.load("en")["opposites"]:
        one, other = (frozenset(base_stem(word) for word in side.split()) for side in line.split("/"))
        for side, against in ((one, other), (other, one)):
            for word in side:
                found.setdefault(word, []).append((side, against))
    return found
