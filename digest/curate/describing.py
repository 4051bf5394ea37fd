"""How much each of a run's items is about a topic that is described in one line."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from digest.model import Item
from digest.words import fold

_WORD = re.compile(r"[^\W_]{2,}")


def fits(about: str, items: Sequence[Item]) -> list[float]:
    """The fit (0 to 1) of each item to the description, in the order of the items."""
    documents = [Counter(_WORD.findall(fold(f"{item.title} {item.title} {item.text[:1500]}"))) for item in items]
    frequency = Counter(word for document in documents for word in document)
    rare = {
        word: math.log(1 + len(items) / frequency[word]) for word in set(_WORD.findall(fold(about))) if frequency[word]
    }
    most = sum(rare.values()) or 1.0
    return [sum(w * d[word] / (d[word] + 1.5) for word, w in rare.items()) / most for d in documents]
