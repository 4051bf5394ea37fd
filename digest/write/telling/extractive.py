"""Tell a story in the articles' own sentences: the writer that needs no model.

Sentences are weighed by how many outlets say the same near the top of their reports (the idea of SumBasic,
Nenkova and Vanderwende 2005) and chosen one after the other, each from an outlet not heard yet where there is
one, and only if it adds something (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from digest.language.english import content
from digest.model import Draft, Item, Quote, Sentence, Status, Story
from digest.write.telling.mentions import introduce
from digest.write.telling.passages import Gist, Passage, gist, passages
from digest.write.text.titles import clean_title

_REACH = 14  # sentences from the top of a report that are looked at
_SAME_WORDS, _SAME_WORTH = 0.5, 0.6  # shares of the shorter sentence's content words, and of their weight
_LEAST_GAIN = 0.22  # of what the first sentence gives; what adds less is left out of a telling of `_SHORT` sentences
_SHORT = 3


def draft(story: Story, quotes: Sequence[Quote], *, sentences: int = 3, new_sentences: Sequence[str] = ()) -> Draft:
    """The story in at most `sentences` sentences cut from its items, with one pull quote where there is one.

    `quotes` are the candidates, best first. `new_sentences` are those of the fresh items that say something
    the last issue did not; the best of them becomes `news` of a developing story. No sentence repeats the
    pull quote. A story whose items hold no printable sentence has an empty summary.
    """
    pull = _pull_quote(quotes)
    banned = quotes[pull].text if pull is not None else ""
    found = [p for item in story.items for p in passages(item) if p.place < _REACH and not _repeats(p.text, banned)]
    weights = _weights(story.items)
    chosen = _choose(found, weights, sentences)
    rest = [passage for passage in found if passage not in chosen]
    why = _why(rest, chosen, weights)
    return Draft(
        hed=_hed(story, weights),
        summary=_told(chosen),
        why=_sentence(why) if why else None,
        news=_news(story, new_sentences, weights),
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
    doubts = (0.4, _is_opinion(passage.item)), (0.3, passage.leads_in), (0.75, not passage.gist.facts)
    trust: float = math.prod(factor for factor, holds in doubts if holds)
    return _density(passage, weights) * trust / (1 + 0.2 * min(passage.place, 10))


def _density(passage: Passage, weights: Mapping[str, float]) -> float:
    """The weight of its words for its length; short sentences don't win by being short."""
    length: float = (len(passage.gist.words) + 8) ** 0.7
    return _worth(passage.gist.words, weights) / length


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
    return _in_order(chosen)


def _fits(passage: Passage, chosen: Sequence[Passage]) -> bool:
    return not passage.leans or any(_follows(passage, other) for other in chosen)


def _follows(passage: Passage, other: Passage) -> bool:
    return passage.item is other.item and passage.place == other.place + 1


def _in_order(chosen: Sequence[Passage]) -> list[Passage]:
    """The first is the news; the others as they stand in their reports, what leans right behind what it leans on."""
    ordered = [*chosen[:1], *sorted((p for p in chosen[1:] if not p.leans), key=lambda passage: passage.place)]
    for passage in sorted((p for p in chosen[1:] if p.leans), key=lambda passage: passage.place):
        behind = next(at for at, other in enumerate(ordered) if _follows(passage, other))
        ordered.insert(behind + 1, passage)
    return ordered


def _gain(passage: Passage, chosen: Sequence[Passage], weights: Mapping[str, float], several: bool) -> float:
    """The score for what is not said yet; less for an outlet that has had its say where there are others."""
    said = frozenset(word for other in chosen for word in other.gist.words)
    words = passage.gist.words
    share = _worth(words - said, weights) / (_worth(words, weights) or 1.0)
    heard = several and any(passage.item.outlet == other.item.outlet for other in chosen)
    return _score(passage, weights) * (0.3 + 0.7 * share) * (0.6 if heard else 1.0)


def _worth(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[word] for word in words)


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


_STAKES = re.compile(
    r"\b(?:because|would mean|means that|meaning that|raises (?:questions|concerns|fears|doubts|the (?:stakes|"
    r"prospect|risk|possibility))|"
    r"raising (?:questions|concerns|fears|doubts|the (?:stakes|prospect|risk|possibility))|the first time (?:since|"
    r"that|in)|"
    r"for the first time|threatens? to|at stake|paves? the way|paving the way|could (?:lead|force|mean|cost|leave|"
    r"open|affect|hurt|"
    r"determine|trigger|result)|sets? up a|far-reaching|marks? (?:a|the) (?:first|biggest|latest|major|sharp|"
    r"significant|turning)|"
    r"would be the (?:first|largest|biggest|most)|a (?:major|significant|serious) (?:blow|setback|victory|shift|test|"
    r"escalation))\b"
)
_OPINION = re.compile(
    r"\b(?:opinion|editorial|commentary|op-?ed|column|analysis|perspective|viewpoint)s?\b", re.IGNORECASE
)


def _why(rest: Sequence[Passage], chosen: Sequence[Passage], weights: Mapping[str, float]) -> Passage | None:
    """A sentence of stakes or consequence that the summary does not hold already."""
    fitting = [
        p
        for p in rest
        if not p.leans and _STAKES.search(p.text) and _adds(p, chosen, weights) and not re.search(r'["“]', p.text)
    ]
    best = max(fitting, key=lambda passage: _score(passage, weights), default=None)
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
    new = [p for p in named or fresh if not any(_same(p.gist, earlier, weights) for earlier in told)]
    best = max(new, key=lambda passage: _score(passage, weights), default=None)
    return _sentence(best) if best else None


def _hed(story: Story, weights: Mapping[str, float]) -> str:
    """The headline that says most of what the reports share; the fullest report's where they tie."""
    best = max(story.items, key=lambda item: _hed_score(item, weights))
    return clean_title(best.title, best.outlet)


_COY = re.compile(
    r"\?|^(?:How|Why|What|Who|When|Where|Here|This|These|Those|You|\d+|I|We|My|Our)\b|^['‘\"“]|!|\.\.\.|…|:.*:"
)


def _hed_score(item: Item, weights: Mapping[str, float]) -> float:
    title = clean_title(item.title, item.outlet)
    words = frozenset(content(title))
    score = sum(weights[word] for word in words) / (len(words) + 4)
    long = max(0, len(title) - 90) / 60
    return score * (0.5 if _COY.search(title) else 1.0) * (0.5 if _is_opinion(item) else 1.0) / (1 + long)
