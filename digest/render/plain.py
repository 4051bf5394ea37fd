"""Foreign text made safe to print: a plain string on one line, and links of two kinds only.

Everything that comes from a feed or from a model passes here once, on its way into a `Page`.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

# Formatting characters that words need: soft hyphen, joiner and non-joiner, the two direction marks.
_KEPT_FORMATS = frozenset("\u00ad\u200c\u200d\u200e\u200f")
_SPACE = re.compile(r"\s+")
_STRAIGHT_PAIR = re.compile(r'(?<![\w"])"(?=\S)([^"]*\S)"(?![\w"])')


def plain(text: str) -> str:
    """The text on one line, without characters that can't be seen.

    Goes: control characters (the MJML engine refuses them), overrides of the writing direction, zero-width
    and tag characters (hidden instructions), surrogates, and the private-use area, where our slots live.
    """
    seen = (character for character in _SPACE.sub(" ", text) if _visible(character))
    return "".join(seen).strip()


def _visible(character: str) -> bool:
    category = unicodedata.category(character)
    if category in {"Cc", "Co", "Cs"}:
        return False
    return category != "Cf" or character in _KEPT_FORMATS


def typeset(text: str, marks: tuple[str, str]) -> str:
    """Running text with the language's quotation marks in place of typewriter ones.

    Only pairs that enclose whole words are touched; what they enclose stays as it is.
    """
    cleaned = plain(text)
    if cleaned.count('"') % 2:
        return cleaned
    return _STRAIGHT_PAIR.sub(lambda found: f"{marks[0]}{found[1]}{marks[1]}", cleaned)


def web_address(url: str) -> str:
    """The address if it is an http(s) one, safe between quotation marks; empty for anything else."""
    try:
        parts = urlsplit(plain(url))
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[^\s<>\"'\[\]{}@\\]+", parts.netloc):
        return ""
    path, query, fragment = (quote(part, safe="/%:;@!$&'()*+,=?~-._") for part in parts[2:])
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment)).replace("'", "%27")
