"""One comparison of a sentence with the passages it cites, part by part: event, how sure and polarity, actor and
recipient, time and place, number with what it counts, scope, whose claim.

A part is refused where the passages that say nearly the same have another in its place, or where it is nowhere; never
for its wording. What is too far from every passage is left to `support` and to a second opinion.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, dropwhile, takewhile
from operator import attrgetter

from digest.model import Item
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.numbers import Quantity, quantities
from digest.reading.parts import Anchor, AnchorKind, Passage, Word, base_stem, seats
from digest.write.text.typed import Unpaired, runs

_Found = tuple[int, str]

_PASSED = Language.load("en")["auxiliaries"] | Language.load("en")["small"] | {"to", "mr", "mrs", "ms", "dr"}

_NEAR = 2  # other words that a passage must share to say the same of a verb
_MARGIN = 2  # words by which a passage with another part must be nearer than any that has ours
_SHARE = 0.5  # of the other words of our sentence that it must have
_SIDE = 3  # words of content on each side of a verb in which its actor and its recipient stand
_OPENING = 6  # words in which a sentence names what it tells of
_COUNTED = 3  # words beside another number by which ours is that one's
_PAIR = 2  # a number that often only says "both"
_AROUND = 7  # words around a number in which stands what it counts
_FEWEST = 3  # words of content in a sentence that can be told as a claim
_WHOSE = 0.3  # of our words by which a claim must carry more than the narration
_JOINED = 0.4  # of the words of a cause, and of its effect, that passages which join them must have
_NEARLY = 0.4  # of our other words that a passage with the opposite one must have
_CARRIED = 0.6  # share of our words that a claim must have for the sentence to tell it


def conflicts(text: str, items: Sequence[Item]) -> Iterator[_Found]:
    """Where in the text, and what, its passages have otherwise or not at all."""
    ours = _Comparison(
        Passage(text, items[0].published.date(), _marked(text)), tuple(read(item).passages for item in items)
    )
    yield from ours.preamble()
    yield from ours.events()
    yield from ours.moods()
    yield from ours.directions()
    yield from ours.roles()
    yield from ours.anchors()
    yield from ours.counts()
    yield from ours.causes()
    yield from ours.scope()
    yield from ours.claim()


def _marked(text: str) -> tuple[tuple[int, int], ...]:
    try:
        return tuple((run.start, run.end) for run in runs(text))
    except Unpaired:
        return ()


@dataclass(frozen=True)
class _Comparison:
    ours: Passage
    articles: tuple[tuple[Passage, ...], ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for article in self.articles for passage in article)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for passage in self.passages for stem in passage.stems)

    @cached_property
    def own(self) -> tuple[Word, ...]:
        """Our words that carry content, without what stands between quotation marks."""
        return tuple(word for word in self.ours.words if word.content and not word.quoted)

    @cached_property
    def meaning(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.own)

    # --- event ---

    def events(self) -> Iterator[_Found]:
        """Hard events of which the passages about the same things have no word."""
        for word in self.own:
            kinds = _events().get(word.stem, ())
            if not kinds or word.name or (word.mood == "open" and not word.key.endswith("s")):
                continue
            if word.mood == "told" and _is_attributive(word, self.ours.words):
                continue
            others = self.meaning - {word.stem}
            need = min(_NEAR, len(others) // 2)
            near = [
                article[max(0, at - 1) : at + 2]
                for article in self.articles
                for at, passage in enumerate(article)
                if len(passage.stems & others) >= need
            ]
            told = {stem for some in near for passage in some for stem in passage.stems}
            if (near and not any(kind & told for kind in kinds)) or not any(kind & self.stems for kind in kinds):
                yield word.start, f"no report tells of this: {word.text}"

    # --- how sure, polarity ---

    def moods(self) -> Iterator[_Found]:
        for word in self.own:
            if word.mood not in ("told", "planned", "denied") or word.key in Language.load("en")["strong_cues"]:
                continue
            if word.mood == "told" and _is_attributive(word, self.ours.words):
                continue
            theirs = self._moods(word)
            if not theirs or "open" in theirs:
                continue
            if word.mood == "told" and "told" not in theirs:
                yield word.start, f"the reports do not say that it happened ({', '.join(sorted(theirs))}): {word.text}"
            elif word.mood == "denied" and theirs == {"told"}:
                yield word.start, f"the reports say that it happened: {word.text}"
            elif word.mood == "planned" and theirs <= {"possible", "denied"}:
                yield word.start, f"the reports are less sure ({', '.join(sorted(theirs))}): {word.text}"

    def _moods(self, word: Word) -> set[str]:
        """How this verb stands in the passages that share other words of ours."""
        others = self._rest(word.start)
        need = min(_NEAR, max(1, len(others) // 2))
        near = [(len(p.stems & others), p) for p in self.passages if word.stem in p.stems]
        least = max(need, max((score for score, _ in near), default=0) - 1)
        return {
            found.mood
            for score, passage in near
            if score >= least
            for found in passage.words
            if found.stem == word.stem and not found.key.endswith("ing")
        }

    def directions(self) -> Iterator[_Found]:
        """Words of direction in whose place the nearest passages have the opposite one."""
        for word in self.own:
            for side, other in _opposites().get(word.stem, ()):
                rest = self.meaning - side
                if self.meaning & other:
                    continue
                near = [p for p in self.passages if len(p.stems & rest) >= max(2, _NEARLY * len(rest))]
                turned = [p for p in near if p.stems & other and not p.stems & side]
                if turned and not any(p.stems & side for p in near) and not _denies((self.ours, *turned), side | other):
                    yield word.start, f"the reports say the opposite: {word.text}"

    # --- actor and recipient ---

    def roles(self) -> Iterator[_Found]:
        for word in self.own:
            if word.mood == "open" or _is_attributive(word, self.ours.words):
                continue
            ours = _sides(self.ours.words, word)
            others = self._rest(word.start)
            near = [(len(p.stems & others), p) for p in self.passages if word.stem in p.stems]
            least = max(min(len(others), max(3, _NEARLY * len(others))), max((n for n, _ in near), default=0) - 1)
            theirs = [
                (_sides(p.words, w), p.stems) for n, p in near if n >= least for w in p.words if w.stem == word.stem
            ]
            if theirs and all(_crossed(ours, other) or _other_name(ours, other, stems) for other, stems in theirs):
                yield word.start, f"the reports say it the other way round: who and whom of “{word.text}”"

    # --- time and place ---

    def anchors(self) -> Iterator[_Found]:
        kinds: tuple[AnchorKind, ...] = ("name", "day", "span", "daytime")
        for kind in kinds:
            for anchor in self.ours.anchors[kind]:
                if rival := self._rival(kind, anchor):
                    shown = self.ours.text[anchor.start :].split()[0]
                    yield anchor.start, f"the reports have {rival} where this has {shown}"

    def _rival(self, kind: AnchorKind, anchor: Anchor) -> str:
        """What stands in place of one of our anchors in the passage nearest to the rest of our sentence."""
        rest = self._rest(anchor.start) - {base_stem(word) for word in anchor.words}
        having, best, rival = 0, 0, ""
        for article in self.articles:
            for at, passage in enumerate(article):
                score = len(passage.stems & rest)
                if any(_has(other, kind, anchor.words) for other in _around_it(article, at, kind)):
                    having = max(having, score)
                elif score > best and (others := self._others(kind, anchor, passage)):
                    best, rival = score, min(others[0].words)
        margin = 1 if kind == "day" else _MARGIN
        return rival if best >= max(_NEAR, _SHARE * len(rest)) and best - having >= margin else ""

    def _others(self, kind: AnchorKind, anchor: Anchor, passage: Passage) -> list[Anchor]:
        """The anchors of a passage that could stand in place of ours, and that our sentence does not have."""
        return [
            other
            for other in passage.anchors[kind]
            if not _has(self.ours, kind, other.words) and other.is_nation is anchor.is_nation
        ]

    def _rest(self, start: int) -> frozenset[str]:
        """The other words of content in the clause at this place; none where they are too few to compare."""
        at = next((word for word in self.ours.words if word.start == start), None)
        inside = (word for word in self.own if (at is None or word.clause == at.clause) and word.start != start)
        near = frozenset(word.stem for word in inside)
        alone = at is None or all(word.clause == at.clause for word in self.own)
        return near if alone or len(near) >= _FEWEST else frozenset()

    # --- numbers ---

    def counts(self) -> Iterator[_Found]:
        for number in self._numbers():
            spans = {span for words in self._spans(number) for span in words}
            counted = frozenset() if number.unit else _counted(self.ours, number)
            moved = [self._moved(number, after=after) for after in (True, False)]
            if (counted and spans and not counted & spans) or max(moved) >= _COUNTED:
                yield number.start, f"the reports say this number of something else: {number.text}"
        for one, other in combinations(self._numbers(), 2):
            crossed = [self._is_crossed(one, other, after=after) for after in (True, False)]
            if _rivals(one, other) and any(crossed):
                yield one.start, f"the reports have these numbers the other way round: {one.text}, {other.text}"

    def _moved(self, number: Quantity, *, after: bool) -> int:
        """How many words on one side of a number stand beside another number, where none stands beside the same."""
        words = _beside(self.ours, number, after=after)
        same = [
            len(words & beside)
            for side in (True, False)
            for n, beside in self._counted_things(side)
            if _equal(n, number)
        ]
        others = [len(words & beside) for n, beside in self._counted_things(after) if _rivals(n, number)]
        return max(others, default=0) if same and not max(same) else 0

    def _is_crossed(self, one: Quantity, other: Quantity, *, after: bool) -> bool:
        """Whether each of two numbers has on one side the words that the passages have beside the other one."""
        first, second = (_beside(self.ours, number, after=after) for number in (one, other))
        theirs = self._counted_things(after)
        both = [*theirs, *self._counted_things(not after)]
        better = _fit(other, first, theirs) > _fit(one, first, both)
        return better and _fit(one, second, theirs) > _fit(other, second, both)

    def _counted_things(self, after: bool) -> list[tuple[Quantity, frozenset[str]]]:
        return self._behind if after else self._before

    @cached_property
    def _behind(self) -> list[tuple[Quantity, frozenset[str]]]:
        return [(n, _beside(p, n, after=True)) for p in self.passages for n in quantities(p.text)]

    @cached_property
    def _before(self) -> list[tuple[Quantity, frozenset[str]]]:
        return [(n, _beside(p, n, after=False)) for p in self.passages for n in quantities(p.text)]

    def _numbers(self) -> Iterator[Quantity]:
        """Our numbers, but for years and "the two of them"."""
        return (n for n in quantities(self.ours.text) if not n.year and (n.unit or n.value > _PAIR))

    def _spans(self, number: Quantity) -> Iterator[frozenset[str]]:
        """For each place where the passages have a number: what comes right behind it."""
        for passage in self.passages:
            for other in quantities(passage.text):
                if _equal(number, other):
                    first = bisect_left(passage.words, other.end, key=_start)
                    yield frozenset(word.key.removesuffix("s") for word in passage.words[first : first + 4])

    # --- text about the text ---

    def preamble(self) -> Iterator[_Found]:
        """A sentence that opens with a word for a text, of reports that have none: "Here is a summary"."""
        texts = {base_stem(word) for word in Language.load("en")["about_text"]}
        for word in self.ours.words[:_OPENING]:
            if word.stem in texts and word.stem not in self.stems:
                yield word.start, f"about the text, not the news: {self.ours.text[:80]}"

    # --- cause ---

    def causes(self) -> Iterator[_Found]:
        """A cause or purpose that no passage joins to what it explains."""
        lists = Language.load("en")
        cause = next((word for word in self.ours.words if word.key in lists["causes"] and not word.quoted), None)
        if not cause:
            return
        effect, reason = ({w.stem for w in self.own if (w.start < cause.start) is side} for side in (True, False))
        for article in self.articles:
            for at in range(len(article)):
                two = article[at : at + 2]
                stems = frozenset(stem for passage in two for stem in passage.stems)
                keys = {word.key for passage in two for word in passage.words}
                joined = keys & (lists["causes"] | lists["reasons"])
                if joined and all(len(stems & side) >= _JOINED * len(side) for side in (effect, reason)):
                    return
        yield cause.start, f"no report gives this cause: {self.ours.text[cause.start :][:60]}"

    # --- scope ---

    def scope(self) -> Iterator[_Found]:
        lists = Language.load("en")
        for word in self.ours.words:
            if word.quoted or word.key not in lists["all_of"]:
                continue
            near = [p for p in self.passages if len(p.stems & self.meaning) >= max(2, 0.4 * len(self.meaning))]
            keys = {w.key for p in near for w in p.words}
            if keys & lists["part_of"] and not keys & lists["all_of"]:
                yield word.start, f"the reports say it of a part: {word.text}"

    # --- whose claim ---

    def claim(self) -> Iterator[_Found]:
        """What only somebody's words carry, told without saying whose they are."""
        if len(self.meaning) < _FEWEST or any(word.stem in _attributing() or word.quoted for word in self.ours.words):
            return
        narrated = max((self._carried(p.stems - p.said) for p in self.passages if not p.is_attributed), default=0.0)
        said = max((self._carried(p.stems if p.is_attributed else p.said) for p in self.passages), default=0.0)
        if said >= _CARRIED and said - narrated >= _WHOSE:
            yield 0, f"the reports tell this as somebody's claim: {self.ours.text[:80]}"

    def _carried(self, stems: frozenset[str]) -> float:
        return len(stems & self.meaning) / len(self.meaning)


@lru_cache(maxsize=1)
def _attributing() -> frozenset[str]:
    return frozenset(
        base_stem(word) for word in Language.load("en")["strong_cues"] | Language.load("en")["attributing"]
    )


@lru_cache(maxsize=1)
def _events() -> dict[str, list[frozenset[str]]]:
    """The kinds of events that each stem is of: those whose line begins with it, or that it is listed in."""
    found: dict[str, list[frozenset[str]]] = {}
    for line in Language.load("en")["events"]:
        kind = frozenset(base_stem(word) for word in line.split())
        for word in line.split()[:2]:
            found.setdefault(base_stem(word), []).append(kind)
    return found


def _around_it(article: Sequence[Passage], at: int, kind: AnchorKind) -> Sequence[Passage]:
    """A passage, and those from which it takes what it does not name itself: before it, or for an office any."""
    if kind == "name" and article[at].has_office:
        return article
    alone = not article[at].leans if kind == "name" else bool(article[at].anchors[kind])
    return article[at : at + 1] if alone else article[max(0, at - 2) : at + 1]


def _has(passage: Passage, kind: AnchorKind, anchor: frozenset[str]) -> bool:
    """Whether a passage has this anchor, by any of its words."""
    if kind == "name":
        return bool((anchor | seats(anchor)) & passage.all_names)
    return any(anchor & other.words for other in passage.anchors[kind])


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


def _denies(passages: Sequence[Passage], words: frozenset[str]) -> bool:
    return any(word.mood == "denied" for passage in passages for word in passage.words if word.stem in words)


def _is_attributive(word: Word, words: Sequence[Word]) -> bool:
    """ "the dismissed workers": a participle before its noun."""
    at = words.index(word)
    return at > 0 and words[at - 1].key in ("the", "a", "an", "its", "his", "her", "their", "of", "newly")


@dataclass(frozen=True, slots=True)
class _Sides:
    """The words of content around a verb: who acts, and on whom; and the names right before and right behind it."""

    actor: frozenset[str]
    recipient: frozenset[str]
    names: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


def _sides(words: Sequence[Word], verb: Word) -> _Sides:
    at = words.index(verb)
    before = [w.stem for w in words[:at] if w.content and w.clause == verb.clause][-_SIDE:]
    after = [w.stem for w in words[at + 1 :] if w.content and w.clause == verb.clause][:_SIDE]
    first, second = frozenset(before), frozenset(after)
    left = _named(words[:at][::-1], verb.clause)
    right = _named(words[at + 1 :], verb.clause)
    return _Sides(second, first, (right, left)) if verb.passive else _Sides(first, second, (left, right))


def _named(words: Sequence[Word], clause: int) -> frozenset[str]:
    """The name with which these words of a clause begin, but for an acronym."""
    inside = takewhile(lambda word: word.clause == clause, words)
    name = takewhile(lambda word: word.name, dropwhile(lambda word: word.key in _PASSED, inside))
    return frozenset(word.stem for word in name if not word.text.isupper())


def _other_name(ours: _Sides, theirs: _Sides, stems: frozenset[str]) -> bool:
    """Whether another name stands right before the verb, or right behind it, and ours not in the passage."""
    pairs = zip(ours.names, theirs.names, strict=True)
    return any(one and other and not (one | seats(one)) & stems for one, other in pairs)


_start = attrgetter("start")


def _crossed(ours: _Sides, theirs: _Sides) -> bool:
    straight = (ours.actor & theirs.actor) | (ours.recipient & theirs.recipient)
    return not straight and bool(ours.actor & theirs.recipient) and bool(ours.recipient & theirs.actor)


def _beside(passage: Passage, number: Quantity, *, after: bool) -> frozenset[str]:
    """The words of content on one side of a number, up to the next number."""
    numbers, words = quantities(passage.text), passage.words
    if after:
        following = bisect_left(numbers, number.end, key=_start)
        end = numbers[following].start if following < len(numbers) else len(passage.text)
        first = bisect_left(words, number.end, key=_start)
        near = [word for word in words[first : first + _AROUND] if word.start < end]
    else:
        before = bisect_right(numbers, number.start, key=attrgetter("end"))
        start = numbers[before - 1].end if before else 0
        last = bisect_left(words, number.start, key=_start)
        near = [word for word in words[max(0, last - _AROUND) : last] if word.start >= start]
    return frozenset(word.stem for word in near if word.content and not word.key[0].isdigit())


def _counted(passage: Passage, number: Quantity) -> frozenset[str]:
    """The length of time that a number counts."""
    after = [word.key.removesuffix("s") for word in passage.words if word.start >= number.end][:2]
    return frozenset(after) & Language.load("en")["spans"]


def _equal(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value and one.unit == other.unit


def _rivals(one: Quantity, other: Quantity) -> bool:
    return one.value != other.value and one.unit == other.unit


def _fit(number: Quantity, words: frozenset[str], theirs: Sequence[tuple[Quantity, frozenset[str]]]) -> int:
    return max((len(words & around) for n, around in theirs if _equal(n, number)), default=0)
