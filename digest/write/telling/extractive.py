"""Tell a story in the articles' own sentences: the writer that needs no model.

Sentences are weighed by how many outlets say the same near the top of their reports (the idea of SumBasic,
Nenkova and Vanderwende 2005) and chosen one after the other, each from an outlet not heard yet where there is
one, and only if it adds something (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from digest.language.english import content
from digest.model import Draft, Item, Quote, Sentence, Status, Story
from digest.write.facts.coming import is_coming
from digest.write.telling.mentions import introduce
from digest.write.telling.passages import Gist, Passage, gist, passages
from digest.write.text.titles import clean_title

_REACH = 14  # sentences from the top of a report that are looked at
_SAME_WORDS, _SAME_WORTH = 0.5, 0.6  # shares of the shorter sentence's content words, and of their weight
_LEAST_GAIN = 0.25  # of what the first sentence gives; what adds less is left out of a telling of `_SHORT` sentences
_SHORT = 3


def draft(
    story: Story, quotes: Sequence[Quote], today: date, *, sentences: int = 3, new_sentences: Sequence[str] = ()
) -> Draft:
    """The story in at most `sentences` sentences cut from its items, with one pull quote where there is one.

    `quotes` are the candidates, best first; `today` is the day of the issue. `new_sentences` are those of the fresh
    items that say something the last issue did not; the best of them becomes `news` of a developing story. No
    sentence repeats the pull quote. A story whose items hold no printable sentence has an empty summary.
    """
    pull = _pull_quote(quotes)
    banned = quotes[pull].text if pull is not None else ""
    every = [p for item in story.items for p in passages(item) if not _repeats(p.text, banned)]
    weights = _weights(story.items)
    chosen = _choose([p for p in every if p.place < _REACH], weights, sentences)
    hed = _hed(story, weights, chosen)
    chosen = _in_order(chosen, hed, weights)
    extras = _extras(every, chosen, weights, today)
    told = _told([*chosen, *extras.values()])
    later = dict(zip(extras, told[len(chosen) :], strict=True))
    return Draft(
        hed=hed,
        summary=told[: len(chosen)],
        why=later.get("why"),
        news=_news(story, new_sentences, weights),
        next=later.get("next"),
        quotes=(pull,) if pull is not None else (),
    )


def _weights(items: Iterable[Item]) -> Mapping[str, float]:
    """How much each content word says about the story: in how many reports it stands near the top or in the title."""
    weights: dict[str, float] = defaultdict(float)
    for item in items:
        top = Counter(content(" ".join(item.text.split()[:250])))
        title = frozenset(content(item.title))
        for word, count in top.items():
            weights[word] += min(count, 4) ** 0.5 * (3.0 if word in title else 1.0)
    most = max(weights.values(), default=1.0)
    return defaultdict(float, {word: weight / most for word, weight in weights.items()})


def _score(passage: Passage, weights: Mapping[str, float]) -> float:
    """What it says about the story, less the further down it stands and the less it looks like news."""
    doubts = (
        (0.4, _is_opinion(passage.item)),
        (0.75, not passage.gist.facts),
        (0.5, _is_background(passage)),
    )
    trust: float = math.prod(factor for factor, holds in doubts if holds)
    return _density(passage, weights) * trust / (1 + 0.2 * min(passage.place, 10))


def _density(passage: Passage, weights: Mapping[str, float]) -> float:
    """The weight of its words for its length; short sentences don't win by being short."""
    length: float = (len(passage.gist.words) + 8) ** 0.7
    return _worth(passage.gist.words, weights) / length


def _is_background(passage: Passage) -> bool:
    """ "In 2009, ...": it begins with a year gone by."""
    begins = _YEAR.match(passage.text)
    return bool(begins and int(begins[1]) < passage.item.published.year)


def _is_opinion(item: Item) -> bool:
    return bool(_OPINION.search(f"{item.outlet} {item.title} {item.text[:40]}"))


def _choose(found: Sequence[Passage], weights: Mapping[str, float], most: int) -> list[Passage]:
    """The best first, then what adds most, in the order in which reports tell things.

    After half of the `most` the bar is twice as high: brevity goes before completeness. A longer telling has a
    lower one.
    """
    chosen: list[Passage] = []
    gains: list[float] = []
    several = len({passage.item.outlet for passage in found}) > 1
    while len(chosen) < most:
        added = [
            (_gain(p, chosen, weights, several), p) for p in found if _fits(p, chosen) and _adds(p, chosen, weights)
        ]
        gain, best = max(added, key=lambda pair: pair[0], default=(0.0, None))
        least = _LEAST_GAIN * _SHORT / most * (1.0 if len(chosen) > most // 2 else 0.5)
        if best is None or (gains and gain < least * gains[0]):
            break
        chosen.append(best)
        gains.append(gain)
    return chosen


def _fits(passage: Passage, chosen: Sequence[Passage]) -> bool:
    return not passage.leans or any(_follows(passage, other) for other in chosen)


def _follows(passage: Passage, other: Passage) -> bool:
    return passage.item is other.item and passage.place == other.place + 1


def _in_order(chosen: Sequence[Passage], hed: str, weights: Mapping[str, float]) -> list[Passage]:
    """First the news, what goes best under the hed; then as in the reports, what leans behind what it leans on."""
    words = frozenset(content(hed))
    alone = [passage for passage in chosen if not passage.leans]
    lede = max(alone, key=lambda p: _score(p, weights) * (2 + _share(words, p.gist.words, weights)), default=None)
    ordered = sorted(alone, key=lambda passage: (passage is not lede, passage.place))
    for passage in sorted((p for p in chosen if p.leans), key=lambda passage: passage.place):
        behind = next(at for at, other in enumerate(ordered) if _follows(passage, other))
        ordered.insert(behind + 1, passage)
    return ordered


def _gain(passage: Passage, chosen: Sequence[Passage], weights: Mapping[str, float], several: bool) -> float:
    """The score for what is not said yet; less for an outlet that has had its say where there are others."""
    said = frozenset(word for other in chosen for word in other.gist.words)
    words = passage.gist.words
    share = _share(words, words - said, weights)
    heard = several and any(passage.item.outlet == other.item.outlet for other in chosen)
    return _score(passage, weights) * (0.3 + 0.7 * share) * (0.6 if heard else 1.0)


def _share(words: Set[str], among: Set[str], weights: Mapping[str, float]) -> float:
    """How much of what these words are worth is among the others."""
    return _worth(words & among, weights) / (_worth(words, weights) or 1.0)


def _worth(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights[word] for word in words)  # exact, so the order of a set decides nothing


def _adds(passage: Passage, chosen: Sequence[Passage], weights: Mapping[str, float]) -> bool:
    return all(passage is not other and not _same(passage.gist, other.gist, weights) for other in chosen)


def _same(one: Gist, other: Gist, weights: Mapping[str, float]) -> bool:
    """Whether a sentence repeats another: half of its words, or no new fact and most of the words that matter."""
    shared = one.words & other.words
    if len(shared) >= _SAME_WORDS * (min(len(one.words), len(other.words)) or 1):
        return True
    least = min(_worth(one.words, weights), _worth(other.words, weights))
    return one.facts <= other.facts and _worth(shared, weights) >= _SAME_WORTH * least


def _told(chosen: Sequence[Passage]) -> tuple[Sentence, ...]:
    texts = introduce([passage.text for passage in chosen], [passage.item for passage in chosen])
    return tuple(Sentence(text, (passage.item.id,)) for text, passage in zip(texts, chosen, strict=True))


def _sentence(passage: Passage) -> Sentence:
    return Sentence(passage.text, (passage.item.id,))


def _pull_quote(quotes: Sequence[Quote]) -> int | None:
    """The first candidate that may stand alone."""
    return next((number for number, quote in enumerate(quotes) if quote.printable and quote.speaker), None)


def _repeats(text: str, quoted: str) -> bool:
    """Whether a sentence quotes, in whole or in part, what the pull quote says."""
    if not quoted:
        return False
    inner = re.findall(r"[\"“]([^\"”]+)[\"”]", text)
    key = _key(quoted)
    return any(_key(part) in key or key in _key(part) for part in inner if len(part.split()) > 2) or key in _key(text)


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


# What follows from the news, or how rare it is. What somebody says that he could do is a plan, not a consequence.
_STAKES = re.compile(
    r"(?<!\bhe )(?<!\bshe )(?<!\bthey )(?<!\bwho )\b(?:could|would|will|might|may)"
    r"(?: also| now| likely| potentially| further| even| probably)? "
    r"(?:affect|allow|block|boost|cement|complicate|cost|decide|deepen|deprive|determine|embolden|end|expand|force|give"
    r"|herald|hurt|jeopardi[sz]e|lead to|leave|lower|make it|mean|raise|reshape|result in|reverberate|shift|strip|swing"
    r"|threaten|trigger|undermine|weaken|wipe out)\b"
    r"|\b(?:means that|meaning that|rais(?:es|ing) (?:questions|concerns|fears|doubts|the (?:stakes|prospect|risk"
    r"|possibility))|at stake|at risk|marks? the first|pav(?:es|ing) the way|sets? up a|far-reaching|turning point"
    r"|(?:a|an) (?:\w+ )?(?:blow|setback|victory|test|escalation|reversal) (?:to|for|of)"
    r"|would be the (?:first|largest|biggest|most)"
    r"|(?:the|its|their|his|her) (?:first|biggest|largest|highest|lowest|worst|deadliest|sharpest|steepest)"
    r"\b[^.;]{3,60}\b(?:since|ever"
    r"|in (?:(?:more than|nearly|almost|at least|over) )?\w+ (?:years|decades?|generations?)"
    r"|in (?:\w+ )?history))\b"
)
_YEAR = re.compile(r"(?:Back )?(?:In|Since|During) (?:the )?(?:\w+ (?:of )?)?((?:19|20)\d\d)\b")
_OPINION = re.compile(
    r"\b(?:opinion|editorial|commentary|op-?ed|column|analysis|perspective|viewpoint)s?\b", re.IGNORECASE
)


def _extras(
    every: Sequence[Passage], chosen: Sequence[Passage], weights: Mapping[str, float], today: date
) -> dict[str, Passage]:
    """What the summary does not hold already: a sentence of stakes or consequence, and one of what is to come."""
    extras: dict[str, Passage] = {}
    for name, fitting in (
        ("why", [p for p in every if p.place < _REACH and _STAKES.search(p.text) and not _is_background(p)]),
        ("next", [p for p in every if is_coming(p.text, p.item.published, today)]),
    ):
        if best := _best(fitting, [*chosen, *extras.values()], weights):
            extras[name] = best
    return extras


def _best(fitting: Sequence[Passage], chosen: Sequence[Passage], weights: Mapping[str, float]) -> Passage | None:
    """The one of these that says most about the story, alone, in no one's words, and nothing that is said already."""
    apart = [p for p in fitting if not p.leans and not re.search(r'["“]', p.text) and _adds(p, chosen, weights)]
    best = max(apart, key=lambda passage: _score(passage, weights), default=None)
    least = 0.5 * min((_density(passage, weights) for passage in chosen), default=0.0)
    return best if best and _density(best, weights) >= least else None


def _news(story: Story, new_sentences: Sequence[str], weights: Mapping[str, float]) -> Sentence | None:
    """What is new since the last issue: of the fresh items, what the last account did not say."""
    if story.status is not Status.DEVELOPING and not new_sentences:
        return None
    told = [gist(text) for text in (story.earlier.sentences if story.earlier else ())]
    wanted = [_key(text) for text in new_sentences]
    fresh = [p for item in story.items if item.id in story.fresh for p in passages(item) if not p.leans]
    named = [p for p in fresh if any(_key(p.raw) in text or text in _key(p.raw) for text in wanted)]
    # Of a changed count the new sentence is nearly the old one: what is new was decided on the facts.
    new = named or [p for p in fresh if not any(_same(p.gist, earlier, weights) for earlier in told)]
    best = max(new, key=lambda passage: _score(passage, weights), default=None)
    return _sentence(best) if best else None


def _hed(story: Story, weights: Mapping[str, float], chosen: Sequence[Passage]) -> str:
    """The title that says most of what the reports share and the summary tells; the fullest report's where they tie."""
    told = frozenset(word for passage in chosen for word in passage.gist.words)
    best = max(story.items, key=lambda item: _hed_score(item, weights, told))
    return clean_title(best.title, best.outlet)


_COY = re.compile(
    r"\?|^(?:How|Why|What|Who|When|Where|Here|This|These|Those|You|\d+|I|We|My|Our)\b|^['‘\"“]|!|\.\.\.|…|:.*:"
)


def _hed_score(item: Item, weights: Mapping[str, float], told: Set[str]) -> float:
    title = clean_title(item.title, item.outlet)
    words = frozenset(content(title))
    score = (_worth(words, weights) + _worth(words & told, weights)) / (len(words) + 4)
    long = max(0, len(title) - 90) / 60
    return score * (0.5 if _COY.search(title) else 1.0) * (0.5 if _is_opinion(item) else 1.0) / (1 + long)
