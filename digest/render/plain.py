"""Foreign text made safe to print: a plain string on one line, and links of two kinds only.

Everything that comes from a feed or from a model passes here once, on its way into a `Page`.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from digest.reading.halves import with_signs

# Formatting characters that words need: soft hyphen, joiner and non-joiner, the two direction marks.
_KEPT_FORMATS = frozenset("\u00ad\u200c\u200d\u200e\u200f")
# Fields of readers travel through Jinja2 and the MJML engine between these. Printable on purpose: the engine writes
# characters that are not as `\u{e000}` when they stand in an attribute.
BRACKETS = ("⟦", "⟧")
_NO_BRACKETS = str.maketrans({BRACKETS[0]: "[[", BRACKETS[1]: "]]"})
_SPACE = re.compile(r"\s+")
_HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]+)?")
_MIXED = re.compile(r'“([^“”"]+)"(?!\w)|(?<![\w"])"(?=\S)([^“”"]+)”')  # one mark curly, its partner straight
_SINGLE_PAIR = re.compile(r"(?<![\w'’])['‘](?!\d\ds?\b)(?=\w)((?:[^'‘’“”\"]|(?<=\w)['’](?=\w))*[\w.,!?%])['’](?!\w)")
_APOSTROPHE = re.compile(r"(?<=[\w.])['′](?=[^\W\d])|(?<=s)'(?= )|(?<!\S)'(?=\d\d)")
_TYPED_DASH = re.compile(r"(?<=\s)---?(?=\s)|(?<=[\w”’\",)])---?(?=[\w“‘\"(])")
_SPACED_HYPHEN = re.compile(r"(?<=\w\s)-(?=\s\w)")
_CURLY_PAIR = re.compile(r"“([^“”„]*)”")  # as the checks of a model's text set them
_STOP_BEHIND = re.compile(r"(?<![.,!?…—-])(”)([.,])(?![.,\w])")
_STRAIGHT_PAIR = re.compile(r'(?<![\w"])"(?=\S)([^"]*\S)"(?![\w"])')


def plain(text: str) -> str:
    """The text on one line, without characters that can't be seen.

    Goes: control characters (the MJML engine refuses them), overrides of the writing direction, zero-width
    and tag characters (hidden instructions), surrogates, private use; and the brackets that mark the fields of readers.
    """
    line = _SPACE.sub(" ", text)
    if not line.isprintable():  # most texts are, and need no look at every character
        line = _SPACE.sub(" ", "".join(filter(_visible, line)))
    return line.translate(_NO_BRACKETS).strip()


def in_attribute(text: str) -> str:
    """The text as an attribute takes it; empty where it needs marks that the MJML engine garbles in one.

    The engine writes what can't be seen as `\\u{a0}`, combining marks too, and doubles backslashes.
    """
    composed = unicodedata.normalize("NFC", plain(text)).replace("\\", "/")
    seen = " ".join("".join(c if c.isprintable() else " " for c in composed if c not in _KEPT_FORMATS).split())
    return "" if any(unicodedata.category(c).startswith("M") for c in seen) else seen


def _visible(character: str) -> bool:
    category = unicodedata.category(character)
    if category in {"Cc", "Co", "Cs"}:
        return False
    return category != "Cf" or character in _KEPT_FORMATS


def typeset(text: str, marks: tuple[str, str]) -> str:
    """Running text with the language's quotation marks in place of English and typewriter ones and of single ones.

    Only pairs that enclose whole words are touched; what they enclose keeps its own inner marks.
    """
    cleaned = _MIXED.sub(lambda found: f"“{found[1] or found[2]}”", plain(text))
    cleaned = _CURLY_PAIR.sub(lambda found: f"{marks[0]}{found[1]}{marks[1]}", cleaned)
    if not cleaned.count('"') % 2:
        cleaned = _STRAIGHT_PAIR.sub(lambda found: f"{marks[0]}{found[1]}{marks[1]}", cleaned)
    # every other part stands between double marks
    parts = re.split(f"({re.escape(marks[0])}[^{marks[1]}]*{re.escape(marks[1])})", cleaned)
    parts[::2] = [_SINGLE_PAIR.sub(lambda found: f"{marks[0]}{found[1]}{marks[1]}", part) for part in parts[::2]]
    return with_print_signs("".join(parts))


def with_print_signs(text: str) -> str:
    """The text with apostrophes, dashes and halves as they are printed: "it’s", "law—the first", "22½"."""
    return with_apostrophes(with_signs(_SPACED_HYPHEN.sub("–", _TYPED_DASH.sub("—", text))))


def with_stops_inside(text: str) -> str:
    """The text with a comma or a full stop before the closing mark it stands behind: “this”, he said, “and that”."""
    return _STOP_BEHIND.sub(r"\2\1", text)


def with_apostrophes(text: str) -> str:
    """The text with apostrophes in place of typewriter ones and primes: "it's", "the '90s", "readers' letters"."""
    return _APOSTROPHE.sub("’", text)


def web_address(url: str) -> str:
    """The address if it is an http(s) one, safe between quotation marks; empty for anything else."""
    try:
        parts = urlsplit(plain(url))
    except ValueError:
        return ""
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        return ""
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return ""
    path, query, fragment = (quote(part, safe="/%:;@!$&'()*+,=?~-._") for part in parts[2:])
    return urlunsplit((parts.scheme, host, path, query, fragment)).replace("'", "%27")
