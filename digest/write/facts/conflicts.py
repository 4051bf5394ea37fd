"""A sentence beside the passages of its reports, part by part: who, on whom, where and when, how many of what, whether
it happened and how sure it is, which way, whose claim it is, of all or some, why.

Each part is compared on its own, in a file of its own; how much the doubts weigh together is fitted (`judging`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.model import Item
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.parts import Passage, base_stem
from digest.write.facts.alignment import Alignment, Doubt
from digest.write.facts.attribution import quoted, unsaid
from digest.write.facts.counting import miscounted
from digest.write.facts.naming import elsewhere, instead, other_names
from digest.write.facts.places import misplaced
from digest.write.facts.polarity import denials, directions, turned
from digest.write.facts.roles import crossed
from digest.write.facts.scope import causes, events, judged, scope, whole
from digest.write.facts.sureness import moods, softened, unsure
from digest.write.facts.timing import other_months, other_times
from digest.write.text.typed import Unpaired, runs

_OPENING = 6  # words in which a sentence names what it tells of
_PARTS = (
    other_names, instead, elsewhere, other_times, other_months, moods, softened, unsure, denials, directions, turned,
    quoted, unsaid, scope, whole, causes, events, judged, misplaced, crossed, miscounted,
)  # fmt: skip


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
    return (doubt for part in _PARTS for doubt in part(found))


def about_text(found: Alignment) -> Iterator[Doubt]:
    """A sentence that opens with a word for a text, of reports that have none: "Here is a summary"."""
    texts = {base_stem(word) for word in Language.load("en")["about_text"]}
    for word in found.ours.words[:_OPENING]:
        if word.stem in texts and not found.alike(word):
            yield Doubt("text", 1.0, word.start, "")
