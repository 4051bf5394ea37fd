"""One form of an abbreviation, a half, a name or a compound in a hed and the text below it: the text's.

hed "G7", text "G-7" -> "G-7";  "US", "U.S." -> "U.S.";  "22.5", "22 1/2" -> "22½";  "Moise", "Moïse" -> "Moïse";
"counteroffer", "counter-offer" -> "counter-offer"
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import lru_cache

from digest.reading.forms import fold
from digest.reading.halves import SIGNS, with_signs
from digest.reading.words import PRINTED

_ABBREVIATION = re.compile(r"(?<![\w.-])[A-Z](?:[.-]?[A-Z0-9])+(?:(?<=\.[A-Z])\.)?(?![\w-]|\.[\w-])")
_LONG = 4  # letters; a shorter word has no other form
_DECIMAL = re.compile(r"(?<![\d.,])(\d+)(\.\d+)(?![\d.])")
_Forms = dict[str, Counter[str]]


def in_its_forms(hed: str, *texts: str) -> str:
    """The hed with its abbreviations as the texts mostly write them, the first that has one before the others.

    Halves, accents and hyphens are those of the first text, where it has them in one way.
    """
    text = texts[0]

    def spelled(found: re.Match[str]) -> str:
        forms = (_most(_abbreviations(one), _letters(found[0])) for one in texts)
        return next(filter(None, forms), found[0])

    hed = _ABBREVIATION.sub(spelled, hed)
    words = {key: forms for key, forms in _words(text).items() if len(forms) == 1}
    hed = PRINTED.sub(lambda found: _other(found[0], _most(words, _joined(found[0]))), hed)
    told = with_signs(text)
    return _DECIMAL.sub(lambda found: sign if (sign := _with_sign(*found.groups())) in told else found[0], hed)


def _most(forms: _Forms, key: str) -> str:
    """The form that a text has more often than any other; empty where it has none."""
    (form, count), (_, next_count), *_ = [*forms.get(key, Counter()).most_common(2), ("", 0), ("", 0)]
    return form if count > next_count else ""


def _other(word: str, form: str) -> str:
    """The form where it differs in more than its capitals."""
    letters = word.replace("-", "")
    if not form or form.lower() == word.lower() or len(letters) < _LONG or not letters.isalpha():
        return word
    return f"{form[0].upper()}{form[1:]}" if word[0].isupper() else form


@lru_cache(maxsize=256)
def _abbreviations(text: str) -> _Forms:
    return _forms(_ABBREVIATION, _letters, text)


@lru_cache(maxsize=256)
def _words(text: str) -> _Forms:
    return _forms(PRINTED, _joined, text.lower())


def _forms(pattern: re.Pattern[str], key: Callable[[str], str], text: str) -> _Forms:
    forms: _Forms = defaultdict(Counter)
    for found in pattern.findall(text):
        dotted = "." in found and not found.endswith(".")  # the article's slip: "the U.S navy"
        forms[key(found)][f"{found}." if dotted else found] += 1
    return dict(forms)


def _letters(abbreviation: str) -> str:
    return re.sub(r"[.-]", "", abbreviation)


def _joined(word: str) -> str:
    return fold(word).replace("-", "")


def _with_sign(whole: str, decimals: str) -> str:
    """ "22½" for "22.5"; "22.5" where no sign says it."""
    return f"{whole}{SIGNS.get(float(decimals), decimals)}"
