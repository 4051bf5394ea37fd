"""Small mixed sets, drawn from a set of events: what a newsletter with a handful of feeds looks at in the morning."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from digest.model import Item

REPORTS = 73  # of a set
CROWD = 6  # reports of one event in it, at most
TEASER = 200  # characters
DRAWS = 6  # sets of a form
SEED = 20250227
ONE_DAY = datetime(2014, 9, 13, tzinfo=UTC)
FORMS: Mapping[str, int | None] = {"whole": None, "teasers": TEASER, "titles": 0}  # characters of each text
Draw = tuple[list[Item], dict[str, str]]  # items, and for each id its event


def small_sets(items: Sequence[Item], event_of: Mapping[str, str], most: int | None) -> Iterator[Draw]:
    """Draws of many events, up to `most` characters of each text; every other one all of one day."""
    events: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        events[event_of[item.id]].append(item)
    for number in range(DRAWS):
        some = _drawn(events, random.Random(SEED + number))
        dated = some if number % 2 == 0 else [replace(item, published=ONE_DAY) for item in some]
        told = dated if most is None else [replace(item, text=beginning(item.text, most)) for item in dated]
        yield told, {item.id: event_of[item.id] for item in told}


def _drawn(events: Mapping[str, Sequence[Item]], chance: random.Random) -> list[Item]:
    names = sorted(events)
    chance.shuffle(names)
    drawn = (chance.sample(events[name], min(len(events[name]), chance.randint(1, CROWD))) for name in names)
    return [item for event in drawn for item in event][:REPORTS]


def beginning(text: str, most: int) -> str:
    """The first sentences, about so many characters."""
    ends = [found.end() for found in re.finditer(r"[.!?][\"”’]?(?=\s)", text[: most + most // 2])]
    return text[: ends[-1] if ends else most] if most else ""
