"""The quotations that a story offers for print: each remark once, the best first."""

from __future__ import annotations

from functools import lru_cache

from digest.model import Quote, Story
from digest.reading.article import read
from digest.reading.speech.introductions import introduce, is_description
from digest.reading.words import spoken
from digest.write.choosing.printable import is_printable
from digest.write.choosing.value import themes_of, value
from digest.write.choosing.wordings import is_worded_otherwise

_PER_SPEAKER = 0.35  # what each better quotation of the same speaker costs the next one
_PER_OUTLET = 0.3  # what each further outlet that carries a remark adds to it


def quotations(story: Story) -> list[Quote]:
    """Every quotation of a story's reports, printable or not."""
    return [quote for item in story.items for quote in read(item).quotations]


def candidates(story: Story, limit: int = 12) -> tuple[Quote, ...]:
    """The printable quotations of a story, each remark once, best first; the same every time.

    Speakers have the fullest name and the best role that any article of the story gives.
    Of one remark in several outlets the wording of most wins, then that with a named speaker, then the fullest, then
    the source of the greatest weight.
    """
    themes = themes_of(story)
    remarks: list[list[Quote]] = []
    for quote in introduce(quotations(story)):
        if not is_printable(quote):
            continue
        group = next((group for group in remarks if any(same_remark(other, quote) for other in group)), None)
        if group is None:
            remarks.append(group := [])
        group.append(quote)
    scored = []
    for group in remarks:
        best = max(_usual(group, story), key=_fullness)
        outlets = len({quote.item.outlet for quote in group})
        scored.append((value(best, story, themes) + _PER_OUTLET * (outlets - 1), best))
    return tuple(_varied(scored)[:limit])


def _usual(group: list[Quote], story: Story) -> list[Quote]:
    """Those in words that most reports have; all where none are."""
    if len(group) < 2:
        return group
    return [quote for quote in group if not is_worded_otherwise(quote, story.items)] or group


def _fullness(quote: Quote) -> tuple[bool, int, float, bool]:
    return not is_description(quote), len(quote.text.split()), quote.item.weight, bool(quote.role)


def _varied(scored: list[tuple[float, Quote]]) -> list[Quote]:
    """Best first, but so that one speaker does not fill the list."""
    said: dict[str, int] = {}
    ordered: list[tuple[float, int, Quote]] = []
    for place, (score, quote) in sorted(enumerate(scored), key=lambda entry: (-entry[1][0], entry[0])):
        count = said.get(quote.speaker, 0)
        said[quote.speaker] = count + 1
        ordered.append((_PER_SPEAKER * count - score, place, quote))
    return [quote for _, _, quote in sorted(ordered, key=lambda entry: entry[:2])]


def same_remark(one: Quote, other: Quote) -> bool:
    """Whether two quotations are one remark, trimmed or translated differently."""
    short, long = sorted((_spoken(one.text), _spoken(other.text)), key=len)
    if f" {short} " in f" {long} ":
        return True
    a, b = _content(one), _content(other)
    common = len(a & b)
    if common == min(len(a), len(b)) and common >= 3:
        return True
    same_speaker = one.speaker.split()[-1:] == other.speaker.split()[-1:]
    return common / len(a | b) >= (0.5 if same_speaker else 0.75)


@lru_cache(maxsize=1024)
def _spoken(text: str) -> str:
    return " ".join(spoken(text.lower().replace("’", "'")))


@lru_cache(maxsize=1024)
def _content(quote: Quote) -> frozenset[str]:
    words, plain = _spoken(quote.text).split(), read(quote.item).language["plain_words"]
    return frozenset(word for word in words if word not in plain) or frozenset(words)
