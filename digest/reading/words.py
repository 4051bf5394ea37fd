"""Words of news English: tokens, folding, stems, and the words that carry no content."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def listed(words: str, mark: str | None = None) -> tuple[str, ...]:
    """A list of words as one writes it: with spaces, or with another mark, between them."""
    return tuple(words.split(mark))


# A word with its inner apostrophes, hyphens, full stops (U.S.) and ampersands (AT&T), or a number.
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_](?:[\w&]|['’.\-](?=\w))*\.?(?<!\w\w\.)", re.UNICODE)

STOP = frozenset(
    listed(
        "a an the this that these those and or but nor so yet if then than as of in on at by for from with to into "
        "onto "
        "over under about after before during between among against through within without upon out off up down again "
        "is am are was were be been being do does did doing done have has had having will would shall should can could "
        "may might must it its he him his she her hers they them their theirs we us our ours you your yours i me my "
        "mine "
        "who whom whose which what when where why how there here also just only very too more most some any all both "
        "each "
        "such own same other another not no s t said say says saying told tell tells mr mrs ms dr one"
    )
)
NEGATIONS = frozenset(
    listed(
        "not no never none nobody nothing neither nor without cannot n't deny denied denies denying fail failed fails "
        "refuse refused refuses reject rejected rejects unable unlikely"
    )
)
_SUFFIXES = re.compile(
    r"(?:ational|ations?|ings?|ments?|edly|ness|ously|ively|ally|ies|ied|ers?|ors?|ions?|ives?|ity|ing|ed|es|ly|al|e|"
    r"s|y)$"
)


_BRITISH = re.compile(r"is(?=(?:e[ds]?|ing|ations?|ers?)$)")  # criticised as criticized


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without accents, full stops and possessives: `U.S.` and `US`, `Zelenskyy's` and `zelenskyy`."""
    word = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    word = "".join(letter for letter in word if not unicodedata.combining(letter))
    return re.sub(r"'s$|'$", "", word).replace(".", "").replace("ı", "i")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its ending, for comparing only: two rounds of suffixes, never below four letters."""
    word = _BRITISH.sub("iz", word)
    for _ in range(2):
        shorter = _SUFFIXES.sub("", word)
        if len(shorter) < 4 or shorter == word:
            break
        word = shorter
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def tokens(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return [fold(match.group()) for match in TOKEN.finditer(text)]


@lru_cache(maxsize=16384)
def content(text: str) -> tuple[str, ...]:
    """The stems of the words that carry content, in order, hyphenated words in parts."""
    parts = (part for word in tokens(text) for part in word.split("-"))
    return tuple(stem(part) for part in parts if part and part not in STOP)
