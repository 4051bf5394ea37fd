"""The characters of a feed or a page, whatever it says about its encoding.

What is said counts in the order of RFC 7303: a byte order mark, the HTTP header, the document's own declaration. Labels
mean what browsers take them for (WHATWG Encoding Standard, by `webencodings`). Text that is UTF-8 by its bytes is read
as that, because other encodings hardly ever look like it; everything that was not said is a guess, and told.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

import webencodings

# The Encoding Standard's decoders that Python knows under another name: it means the vendors' larger tables.
_LARGER = {"shift_jis": "cp932", "euc-kr": "cp949", "gbk": "gb18030", "big5": "big5hkscs", "windows-1252": "cp1252"}
_MARKS = (  # the longer before the shorter that it begins with
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_SHIFTING = ("iso2022_jp", "utf-16-le", "utf-16-be")  # where bytes of ASCII mean other letters
_HEADER = re.compile(r"charset\s*=\s*[\"']?([^\s\"';]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([^\s"'>;?/]{1,40})""", re.IGNORECASE)
_NEAR_THE_TOP = 1_024  # bytes; where HTML asks for the declaration to stand


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what had to be guessed to read it; empty where it is what it says it is."""

    text: str
    guess: str = ""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The characters of a document. What no encoding explains is replaced by U+FFFD; never fails."""
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return Decoded(body.decode(codec, "replace"))
    for start, codec in _WIDE:
        if body.startswith(start):
            return Decoded(body.decode(codec, "replace"))
    return _decoded(body, list(_said(body, content_type)))


def _decoded(body: bytes, said: list[tuple[str, str]]) -> Decoded:
    label, codec = said[0] if said else ("utf-8", "utf-8")
    if body.isascii() and codec not in _SHIFTING:
        return Decoded(body.decode("ascii"))
    readings = [] if body.isascii() else ["utf-8"]
    for reading in dict.fromkeys((*readings, *(name for _, name in said), "hardly broken utf-8", "cp1252")):
        text = _hardly_broken(body) if reading.startswith("hardly") else _strictly(body, reading)
        if text is not None:
            guess = f"its letters are not in {label}, as it says; read as {reading}" if reading != codec else ""
            return Decoded(text, guess)
    return Decoded(body.decode(codec, "replace"), f"some letters are not in {label}, as it says")


def _hardly_broken(body: bytes) -> str | None:
    """UTF-8 with a few wrong bytes, as cut texts have them; None where it is something else."""
    text = body.decode("utf-8", "replace")
    letters = sum(not char.isascii() for char in text)
    return text if text.count("\ufffd") * 10 <= letters else None


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeError:
        return None


def _said(body: bytes, content_type: str) -> Iterator[tuple[str, str]]:
    """Labels and Python's names of the encodings that the header and the document name, those that are known."""
    named = [found[1] for found in [_HEADER.search(content_type)] if found]
    if declared := _DECLARED.search(body, 0, _NEAR_THE_TOP):
        named.append(declared[1].decode("latin-1"))
    for label in named:
        if codec := _codec(label):
            yield label, codec


def _codec(label: str) -> str:
    """Python's name for a label; empty where it is none of the web's. `cp-1251` is `cp1251`."""
    known = webencodings.lookup(label) or webencodings.lookup(label.replace("-", "").replace("_", ""))
    if known is None or known.name in ("replacement", "x-user-defined"):
        return ""
    return _LARGER.get(known.name) or str(known.codec_info.name)
