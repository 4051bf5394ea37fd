"""How a text is written: told like a report, or explained and argued.

    title, opening, outlet -> counts of some groups of words and marks -> logistic regression -> how likely no news

Reports say who said what on which day; columns say what we should do, and why. Only words without a subject
are counted, so that it works for any news (Karlgren and Cutting 1994 told genres apart so). The weights are
fitted by `python -m bench.kinds --fit`, on what outlets call their own texts and on texts marked by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache

from digest.curate.lists import read_lines, read_weights
from digest.reading.languages import Language
from digest.reading.words import PART

OPENING = 2000  # characters of the text that count
LEAST = 40  # words outside quotations; a shorter text is not judged,
ENGLISH = 0.15  # nor one that has fewer of the commonest English words than this: in English prose they are a quarter

_QUOTED = re.compile(r"[“\"][^“”\"]{0,600}[”\"]")
_CONTRACTED = re.compile(r"(?:n't|'re|'ve|'ll|'m|^(?:it|that|there|let|he|she|here|what|who)'s)$")
_QUOTE_IN_TITLE = re.compile(r"(?<!\w)[“\"‘'](?=\w)")
_BODY = ("said", "he", "this")
_EARLY = 60  # words among which a report says on which day


def no_news(title: str, text: str, outlet: str, titled: str) -> float | None:
    """How likely (0 to 1) it is no report of what happened; None where there is too little to judge by.

    `titled` is the kind that the title's grammar speaks for, or empty.
    """
    return _likely("not news", features(title, text, outlet, titled))


def is_argued(title: str, text: str, outlet: str, titled: str) -> bool:
    """Of a text that is no report: whether it argues rather than explains; nothing can be counted in a short one."""
    likely = _likely("opinion", features(title, text, outlet, titled))
    return likely is not None and likely >= 0.5


def threshold(name: str) -> float:
    """From which likelihood on a text is `sure` to be no news, and from which on it is in `doubt`."""
    return float(read_weights("style.json")[name])


def features(title: str, text: str, outlet: str, titled: str) -> dict[str, float] | None:
    """What is counted: square roots of rates in a hundred words for the text, 0 or 1 for the rest.

    None of a text that is short or not in English.
    """
    plain = text[:OPENING].replace("’", "'")
    outside = _QUOTED.sub(" ", plain)
    words = PART.findall(outside.lower())
    groups = _groups()
    if len(words) < LEAST or sum(word in groups["common"] for word in words) < ENGLISH * len(words):
        return None
    rates = {name: sum(word in groups[name] for word in words) for name in _BODY}
    rates["contracted"] = sum("'" in word and bool(_CONTRACTED.search(word)) for word in words)
    rates["dashes"] = outside.count("—") + outside.count(" – ") + outside.count("--")
    rates["semicolons"] = outside.count(";")
    rates["numbers"] = sum(word[0].isdigit() for word in words)
    rates["past"] = sum(word.endswith("ed") for word in words)
    found = {name: math.sqrt(100 * count / len(words)) for name, count in rates.items()}
    found["quoted"] = sum(map(len, _QUOTED.findall(plain))) / len(plain)
    found["dated"] = float(any(word in groups["day"] for word in words[:_EARLY]))
    return found | _title_features(title) | _outlet_features(outlet, titled)


def _title_features(title: str) -> dict[str, float]:
    plain = title.replace("’", "'")
    words = PART.findall(plain.lower())
    outside = set(PART.findall(_QUOTED.sub(" ", plain).lower()))
    groups = _groups()
    quotes = bool(_QUOTE_IN_TITLE.search(plain))
    return {
        "title asks": float("?" in plain),
        "title addresses": float(not groups["we"].union(groups["you"]).isdisjoint(words) and not quotes),
        "title must": float(not groups["must"].isdisjoint(words)),
        "title opens": float(bool(words) and words[0] in groups["opens"]),
        "title tells how": float(not groups["asking"].isdisjoint(words[1:])),
        "title could": float(not groups["could"].isdisjoint(words)),
        "title counts": float(bool(words) and words[0].isdigit()),
        "title reports": float(not groups["reports"].isdisjoint(words)),
        "title is": float(not groups["denies"].isdisjoint(words)),
        "title judges": float(not Language.load("en")["charged"].isdisjoint(outside)),
        "title has a colon": float(":" in plain),
        "title quotes": float(quotes),
        "title stops": float(plain.rstrip().endswith(".")),
    }


def is_of_views(outlet: str) -> bool:
    """Whether it is a journal of opinion or the like."""
    return "views" in _outlets(outlet.lower().replace(".com", ""))


def _outlet_features(outlet: str, titled: str) -> dict[str, float]:
    kinds = _outlets(outlet.lower().replace(".com", ""))
    return {
        "outlet of views": float("views" in kinds),
        "outlet explains": float("explains" in kinds),
        "titled opinion": float(titled == "opinion"),
        "titled explainer": float(titled == "explainer"),
    }


def _likely(what: str, found: Mapping[str, float] | None) -> float | None:
    if found is None:
        return None
    weights: Mapping[str, float] = read_weights("style.json")[what]
    return 1 / (1 + math.exp(-weights["constant"] - sum(weights[name] * value for name, value in found.items())))


@cache
def _outlets(outlet: str) -> frozenset[str]:
    """What kinds of outlet the list has this one under."""
    listed = (line.split(maxsplit=1) for line in read_lines("outlets.txt"))
    return frozenset(kind for kind, name in listed if f"{outlet} ".startswith(f"{name} "))


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for name, *words in (line.split() for line in read_lines("style.txt")):
        groups.setdefault(name, set()).update(words)
    return {name: frozenset(words) for name, words in groups.items()}
