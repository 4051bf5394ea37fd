"""The days, lengths of time and ranks of a sentence in whose place the passages have others."""

from __future__ import annotations

from collections.abc import Iterator

from digest.reading.dates import Mention, mentions
from digest.reading.parts import Anchor, AnchorKind
from digest.write.facts.alignment import Alignment, Doubt

_FEWEST = 2  # words of content beside a month
_MUCH = 0.4  # share of them that a passage with another month must tell


def other_times(found: Alignment) -> Iterator[Doubt]:
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


def other_months(found: Alignment) -> Iterator[Doubt]:
    """A month or year, named without a day, in whose place they have another."""
    for ours_at in (one for one in mentions(found.ours.text) if not one.day and (one.month or one.year)):
        rest = [word for word in found.own if not ours_at.start <= word.start < ours_at.end]
        if len(rest) < _FEWEST:
            continue

        def ours(at: int, told: Mention = ours_at) -> bool:
            return any(
                _same(told, other) for one in found.before(at, 1) for other in mentions(found.passages[one].text)
            )

        def theirs(at: int, told: Mention = ours_at) -> bool:
            others = mentions(found.passages[at].text)
            return any(other.month if told.month else other.year for other in others)

        yield from found.doubt("month", ours_at.start, rest, ours, theirs, found.whole(rest), enough=_MUCH)


def _same(one: Mention, other: Mention) -> bool:
    return one.month == other.month if one.month else one.year == other.year
