"""What an item is about, as weighted terms: words, names and numbers of its title and lead."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from digest.model import Item

LEAD = 1500  # characters of the text that count: news tells the event first

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")


def words(text: str) -> list[str]:
    """The words of a text, case folded, without possessive endings."""
    return [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text.casefold())]


def terms_of(item: Item) -> dict[str, float]:
    """The terms of one item with their weights in it: words of the title count more."""
    counts: Counter[str] = Counter(words(item.text[:LEAD]))
    for word in words(item.title):
        counts[word] += 3
    return {term: 1 + math.log(count) for term, count in counts.items()}


def vectors(documents: Iterable[Mapping[str, float]]) -> list[dict[str, float]]:
    """The documents as TF-IDF vectors of length 1."""
    documents = list(documents)
    frequency = Counter(term for document in documents for term in document)
    total = len(documents)
    found = []
    for document in documents:
        vector = {
            term: weight * math.log((total + 1) / (frequency[term] + 0.5))
            for term, weight in document.items()
            if frequency[term] > 1
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        found.append({term: weight / length for term, weight in vector.items()})
    return found
