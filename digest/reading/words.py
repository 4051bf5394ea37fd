"""What a word is, for each use, and when two words are one: nobody else divides a text into words.

tokens, content    for comparing what two texts say: folded, stems without the words that carry no content
bases              for telling what a text is about: folded, without the commonest endings, parts between hyphens
printed, small     as they are set; and in small letters, as lists of words are asked
spoken             as somebody says them: for how long a remark is, and whether two are one
lettered           letters alone, as written: of which scripts they are
bare               letters and digits alone: whether one text has the words of another in a row
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from digest.reading.forms import fold
from digest.reading.languages import Language


def listed(words: str, mark: str | None = None) -> tuple[str, ...]:
    """A list of words as one writes it: with spaces, or with another mark, between them."""
    return tuple(words.split(mark))


# A word with its inner apostrophes, hyphens, full stops (U.S.) and ampersands (AT&T), or a number.
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_](?:[\w&]|['’.\-](?=\w))*\.?(?<!\w\w\.)", re.UNICODE)

# A word as it is printed, with its inner marks: for what is set, or asked about one word at a time.
PRINTED = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")

# A part of a word between hyphens, or a number: for counting what a text is about, and how it is written.
PART = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")

# What somebody says word by word: letters between full stops apart, a sum with its signs.
_SPOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[$€£]?\d[\d,.]*%?")
_LETTERED = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"\w+")
_POINTS = ".,:;!?()\"'“”‘’"

STOP = Language.load("en")["stop"]
NEGATIONS = Language.load("en")["fact_negations"]
_ENDINGS = ("ing", "ed")
_SUFFIXES = re.compile(
    r"(?:ational|ations?|ings?|ments?|edly|ness|ously|ively|ally|ies|ied|ers?|ors?|ions?|ives?|ity|ing|ed|es|ly|al|e|"
    r"s|y)$"
)
_BRITISH = re.compile(r"is(?=(?:e[ds]?|ing|ations?|ers?)$)")  # criticised as criticized


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """Lower case without accents, full stops and possessives: `U.S.` and `US`, `Zelenskyy's` and `zelenskyy`."""
    return re.sub(r"'s?\.?$", "", fold(word)).replace(".", "")


@lru_cache(maxsize=200_000)
def base(word: str) -> str:
    """A word in small letters without the commonest English endings.

    The light hand is on purpose: what cuts more, Snowball's stemmer or `stem`, tells the events of a day apart less
    well (`bench.stories`) and finds topics where there are none (`bench.topics`).
    """
    if not word.isalpha():
        word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for ending in _ENDINGS:
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """What a word has in common with its family, for comparing only: "argue" and "argument" are "argu".

    Two rounds of suffixes, never below four letters: a hed is borne out by more than its own forms.
    """
    word = _BRITISH.sub("iz", word)
    for _ in range(2):
        shorter = _SUFFIXES.sub("", word)
        if len(shorter) < 4 or shorter == word:
            break
        word = shorter
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def printed(text: str) -> list[str]:
    """The words as they are printed, in order."""
    return PRINTED.findall(text)


def small(text: str) -> list[str]:
    """The printed words in small letters, with straight apostrophes: how word lists are asked."""
    return PRINTED.findall(text.lower().replace("’", "'"))


def spoken(text: str) -> list[str]:
    """The words of a remark, in order, as long ones are told from short ones."""
    return _SPOKEN.findall(text)


def lettered(text: str) -> list[str]:
    """The runs of letters, as they are written."""
    return _LETTERED.findall(text)


def bare(text: str) -> list[str]:
    """The runs of letters and digits, folded."""
    return _BARE.findall(fold(text))


def bare_line(text: str) -> str:
    """They on one line, in which runs of them can be found."""
    return " ".join(bare(text))


def bases(text: str) -> list[str]:
    """The words and numbers of a text in order, folded, each as its `base`."""
    return list(chain.from_iterable(map(_kept_bases, fold(text).split())))


def bases_of(run: str) -> tuple[str, ...]:
    """The bases in what stands between two spaces. Most are one word with a comma at most, and need no pattern."""
    word = run.strip(_POINTS)
    return tuple(map(base, [word] if word.isalpha() else PART.findall(word)))


_kept_bases = lru_cache(maxsize=200_000)(bases_of)


def tokens(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return [word_key(match.group()) for match in TOKEN.finditer(text)]


@lru_cache(maxsize=16384)
def content(text: str) -> tuple[str, ...]:
    """The stems of the words that carry content, in order, hyphenated words in parts."""
    parts = (part for word in tokens(text) for part in word.split("-"))
    return tuple(stem(part) for part in parts if part and part not in STOP)
