"""One form of an abbreviation, a half or a name in a hed and the text below it: the text's.

hed "G7", text "G-7" -> "G-7";  "US", "U.S." -> "U.S.";  "22.5", "22 1/2" -> "22½";  "Moise", "Moïse" -> "Moïse"
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from digest.reading.forms import fold
from digest.reading.halves import SIGNS, with_signs

_ABBREVIATION = re.compile(r"(?<![\w.-])[A-Z](?:[.-]?[A-Z0-9])+(?:(?<=\.[A-Z])\.)?(?![\w-])")
_NAME = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+)(\.\d+)(?![\d.])")


def in_its_forms(hed: str, text: str) -> str:
    """The hed with abbreviations, halves and accents as the text writes them, where it writes them in one way."""
    hed = _as_there(_ABBREVIATION, _letters, hed, text)
    hed = _as_there(_NAME, fold, hed, text, lambda word, form: word.lower() != form.lower())
    told = with_signs(text)
    return _DECIMAL.sub(lambda found: sign if (sign := _with_sign(*found.groups())) in told else found[0], hed)


def _as_there(
    pattern: re.Pattern[str],
    key: Callable[[str], str],
    hed: str,
    text: str,
    wanted: Callable[[str, str], bool] = lambda word, form: word != form,
) -> str:
    forms: dict[str, set[str]] = defaultdict(set)
    for found in pattern.finditer(text):
        forms[key(found[0])].add(found[0])

    def form(found: re.Match[str]) -> str:
        other = next(iter(forms[key(found[0])]), "") if len(forms[key(found[0])]) == 1 else ""
        return other if other and wanted(found[0], other) else found[0]

    return pattern.sub(form, hed)


def _letters(abbreviation: str) -> str:
    return re.sub(r"[.-]", "", abbreviation)


def _with_sign(whole: str, decimals: str) -> str:
    """ "22½" for "22.5"; "22.5" where no sign says it."""
    return f"{whole}{SIGNS.get(float(decimals), decimals)}"
