"""Whether a sentence can be read without the ones before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.reading.languages import Language
from digest.reading.words import STOP, content

_QUOTED = re.compile(r"[“„«][^”»]*[”»]|\"[^\"]*\"")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SOON = 5  # words within which "The ..." must say which: by a name, a number, an "of"
_CLOSING = frozenset({"of", "who", "whose"})


def stands_alone(text: str, language: Language, *, known: str = "") -> bool:
    """Whether it names what it tells of: no "he" before a name, no "This decision", no "we", no question.

    `known` is what readers have just read, such as the hed: what stands there may be called "the ...".
    """
    outside = _QUOTED.sub(" … ", text)
    words = _WORD.findall(outside)
    if not words or text[0] in "“„«\"'‘" or outside.rstrip().endswith("?"):
        return False
    small = [word.lower().replace("’", "'") for word in words]
    if small[0] in language["openings_that_lean"] or speaks_to_reader(text, language):
        return False
    return _names_people(words, small, language) and _names_things(words, small, known)


def speaks_to_reader(text: str, language: Language) -> bool:
    """Whether it says "I", "we" or "you" outside quotation marks."""
    words = _WORD.findall(_QUOTED.sub(" … ", text))
    return any(word.lower().replace("’", "'") in language["first_person"] and word != "US" for word in words)


def _names_people(words: list[str], small: list[str], language: Language) -> bool:
    """No "he" or "her" without somebody named in the sentence."""
    if language["personal"].isdisjoint(small):
        return True
    return any(word[0].isupper() and word.lower() not in language["first_person"] for word in words[1:])


def _names_things(words: list[str], small: list[str], known: str) -> bool:
    """ "The statue fell": which one stands in the hed, or in the words that follow."""
    if small[0] != "the" or len(words) < 2 or words[1][0].isupper() or words[1][0].isdigit():
        return True
    near = words[1 : 1 + _SOON]
    told = set(content(known))
    says = any(word[0].isupper() or word[0].isdigit() or word in _CLOSING for word in near[1:])
    return says or not told.isdisjoint(content(" ".join(near[:3])))


def surnames_alone(text: str) -> Iterator[str]:
    """Words with a capital that stand without another beside them: "Ford" where nobody said which."""
    words = list(_WORD.finditer(_QUOTED.sub(" … ", text)))
    for number, word in enumerate(words):
        beside = (words[other][0] for other in (number - 1, number + 1) if 0 <= other < len(words))
        if word[0][0].isupper() and word[0].lower() not in STOP and not any(other[0].isupper() for other in beside):
            yield word[0]
