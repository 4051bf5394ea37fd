"""Which report of a story is excerpted: one whose opening and hed an editor would print, that says what all agree on.

What counts can be seen without knowing the subject: whether the lede tells the hed and what the other reports tell,
whether there are figures, whether the outlet judges, guesses or retells another one. The weights are fitted to the
marks of editors by `python -m bench.excerpts`, which writes them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from digest.model import Item
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.numbers import quantities
from digest.reading.words import content
from digest.write.excerpts.consensus import Consensus
from digest.write.excerpts.excerpt import Excerpt
from digest.write.excerpts.heds import told_share
from digest.write.excerpts.openings import own_words

TOP = 80  # words of a report in which it tells what happened
VOICES = 3  # reports of which one can stand alone against the others
_HED = 10  # words; longer heds say more than their text
_NEAR = 30  # characters between an outlet's name and the word for its report
_DASH = re.compile(r"—| [–-]{1,2} ")


def likely_printable(excerpt: Excerpt, hed: str, items: Sequence[Item]) -> float:
    """How likely (0 to 1) an editor prints this excerpt under this hed, of a story with these reports."""
    weights = _weights()
    found = features(excerpt, hed, items, read(excerpt.item).language)
    return 1 / (1 + math.exp(-weights["constant"] - math.fsum(weights[name] * value for name, value in found.items())))


def agreement(excerpt: Excerpt, hed: str, agreed: Consensus) -> float:
    """How much (0 to 1) a report says at once what all agree on, under a hed that is not its outlet's alone.

    Of two reports nobody knows which has a view of its own: both agree.

    The marks that the weights are fitted to did not ask which report should tell a story.
    """
    if len(agreed.items) < VOICES:
        return 1.0
    return agreed.carried(excerpt.lines[0].text) * agreed.backed(hed, excerpt.item)


def least_likely(*, leads: bool) -> float:
    """Below this a story is better told by a headline; the day's event is told sooner."""
    return _weights()["least of a lead" if leads else "least"]


def features(excerpt: Excerpt, hed: str, items: Sequence[Item], language: Language) -> dict[str, float]:
    """What is seen of an excerpt and its hed, each about 0 to 1."""
    lede, text = excerpt.lines[0].text, excerpt.text
    others = [item for item in items if item.id != excerpt.item.id]
    said, headed = own_words(text), own_words(hed)
    return {
        "hed judges": min(2, sum(word in language["charged"] for word in headed)) / 2,
        "text judges": min(4, sum(word in language["charged"] for word in said)) / 4,
        "guesses": min(3, sum(word in language["speculation"] for word in (*headed, *own_words(lede)))) / 3,
        "retells": float(_retells(text, language)),
        "breaks off": min(2, len(_DASH.findall(text))) / 2,
        "hed too long": max(0, len(hed.split()) - _HED) / _HED,
        "lede tells hed": told_share(hed, lede),
        "others tell hed": _shared(hed, others),
        "figures": min(3, sum(not number.year for number in quantities(text))) / 3,
        "decides": float(not language["decisive"].isdisjoint(own_words(lede))),
        "agency": float(excerpt.item.outlet.lower() in language["agencies"]),
    }


def _retells(text: str, language: Language) -> bool:
    """Whether it has its news from another outlet: "reportedly", "according to Politico", "The Post reported"."""
    plain = f" {' '.join(own_words(text))} "
    if " reportedly " in plain:
        return True
    return any(
        re.search(
            rf" (?:report(?:s|ed|ing)?\b.{{0,{_NEAR}}}|(?:according to|told|by)(?: an?| the)*) {re.escape(name)} ",
            plain,
        )
        or re.search(rf" {re.escape(name)} (?:first )?report(?:s|ed) ", plain)
        for name in _outlets_in(plain, language)
    )


def _outlets_in(plain: str, language: Language) -> Iterator[str]:
    return (name for name in language["retold"] if f" {name} " in plain)


def _shared(hed: str, others: Sequence[Item]) -> float:
    """The share of other reports that have a word of the hed at their top, for the average word; a half without any."""
    words = set(content(hed))
    if not others or not words:
        return 0.5
    tops = [set(content(f"{item.title} {_top(item)}")) for item in others]
    return sum(len(words & top) for top in tops) / (len(words) * len(tops))


def _top(item: Item) -> str:
    return " ".join(item.text.split()[:TOP])


@cache
def _weights() -> Mapping[str, float]:
    """The fitted weights by feature, with "constant" and "least"."""
    found: Mapping[str, float] = json.loads((files(__package__) / "choice.json").read_text(encoding="utf-8"))["weights"]
    return found
