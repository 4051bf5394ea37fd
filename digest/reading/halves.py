"""Fractions as one sign: "22 1/2" is "22½"."""

from __future__ import annotations

import re
import unicodedata

SIGNS = {unicodedata.numeric(sign): sign for sign in "½¼¾⅓⅔⅛⅜⅝⅞"}  # by value
_WRITTEN = {unicodedata.normalize("NFKC", sign).replace("\u2044", "/"): sign for sign in SIGNS.values()}
_MIXED = re.compile(r"(?<![\d/.,])(\d+)[ -](\d/\d)(?![\d/])")


def with_signs(text: str) -> str:
    """The text with a sign in place of a typed fraction behind a whole number."""
    if "/" not in text:
        return text
    return _MIXED.sub(lambda found: f"{found[1]}{_WRITTEN[found[2]]}" if found[2] in _WRITTEN else found[0], text)
