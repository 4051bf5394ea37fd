"""How a text is written: told like a report, or explained and argued.

    title, opening -> rates of some groups of words outside quotations -> logistic regression -> sure or not

Reports say who said what on which day; columns say what we should do, and why. Only words without a subject
are counted, so that it works for any news (Karlgren and Cutting 1994 told genres apart so). The weights are
fitted by `python -m bench.kinds FILE... --fit`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache

from digest.curate.lists import read_lines, read_weights

OPENING = 2000  # characters of the text that count
LEAST = 40  # words outside quotations; a shorter text is not judged,
ENGLISH = 0.15  # nor one that has fewer of the commonest English words than this: in English prose they are a quarter

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,600}[”\"]")
_CONTRACTED = re.compile(r"(?:n't|'re|'ve|'ll|'m|^(?:it|that|there|let|he|she|here|what|who)'s)$")
_BODY = ("we", "you", "must", "said", "day", "not", "argue", "be", "was", "would", "will", "this")


def is_report(title: str, text: str) -> bool:
    """Whether the text may be a report: all that is not surely written as something else."""
    return likely("not news", title, text) < float(read_weights("style.json")["sure"])


def is_argued(title: str, text: str) -> bool:
    """Of a text that is no report: whether it argues rather than explains."""
    return likely("opinion", title, text) >= 0.5


def features(title: str, text: str) -> dict[str, float] | None:
    """What is counted: square roots of rates in a hundred words for the text, 0 or 1 for the title.

    None of a text that is short or not in English.
    """
    plain = text[:OPENING].replace("’", "'")
    outside = _QUOTED.sub(" ", plain)
    words = _WORD.findall(outside.lower())
    groups = _groups()
    if len(words) < LEAST or sum(word in groups["common"] for word in words) < ENGLISH * len(words):
        return None
    rates = {name: sum(word in groups[name] for word in words) for name in _BODY}
    rates["contracted"] = sum("'" in word and bool(_CONTRACTED.search(word)) for word in words)
    rates["asks"] = outside.count("?")
    rates["dashes"] = outside.count("—") + outside.count(" – ") + outside.count("--")
    found = {name: math.sqrt(100 * count / len(words)) for name, count in rates.items()}
    found["dated"] = float(any(word in groups["day"] for word in words[:60]))
    return found | _title_features(title)


def _title_features(title: str) -> dict[str, float]:
    plain = title.replace("’", "'")
    words = _WORD.findall(plain.lower())
    groups = _groups()

    def has(name: str) -> float:
        return float(any(word in groups[name] for word in words))

    return {
        "title asks": float("?" in plain),
        "title addresses": float(has("we") or has("you")) * (not re.search(r"(?<!\w)[“\"']\w", plain)),
        "title must": has("must"),
        "title opens": float(bool(words) and words[0] in groups["opens"]),
        "title counts": float(bool(words) and words[0].isdigit()),
        "title reports": has("reports"),
        "title is": has("denies"),
        "title short": float(len(words) <= 6),
        "title stops": float(plain.rstrip().endswith(".")),
    }


def likely(what: str, title: str, text: str) -> float:
    """How likely (0 to 1) a text is "not news", or "opinion" where it is not; 0 where nothing can be counted."""
    found = features(title, text)
    if found is None:
        return 0.0
    weights: Mapping[str, float] = read_weights("style.json")[what]
    return 1 / (1 + math.exp(-weights["constant"] - sum(weights[name] * value for name, value in found.items())))


@cache
def _groups() -> dict[str, frozenset[str]]:
    lines = (line.split() for line in read_lines("style.txt"))
    return {name: frozenset(words) for name, *words in lines}
