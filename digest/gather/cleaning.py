"""HTML -> plain text, and what no text of ours may hold.

Everything that is printed, matched or quoted has gone through `tidy`: no control characters, no zero-width
characters that hide words from a reader, no overrides of the writing direction, Unicode in normal form C.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter

import nh3

from digest.gather.furniture import without_marked
from digest.gather.lists import any_of
from digest.gather.name_links import without_name_links

MAX_HTML = 200_000  # characters of an entry's body
MAX_TEXT = 100_000  # characters of an item's text; a long read has 60,000
_MAX_TAGS = 3_000  # nh3 needs time in the square of their depth

_BLOCKS = {
    *("address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5"),
    *(
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
    ),
    *("tr", "ul"),
}
_JUNK = {
    *("aside", "audio", "button", "canvas", "embed", "figcaption", "form", "head", "iframe", "math", "nav", "noscript"),
    *("object", "script", "select", "style", "svg", "template", "textarea", "title", "video"),
}
_TAG = re.compile(r"</?[a-z][a-z0-9]*[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,20})(?:\s[^<>]*|/)?>", re.IGNORECASE)
_LESS = re.compile("<")
_VOID = ("br", "img", "wbr", "hr")
_BLOCK_TAG = re.compile(rf"</?({'|'.join(sorted(_BLOCKS))}|br)\b[^<>]*>", re.IGNORECASE)

_ADDED = any_of("added_lines.txt")
_TICKER = re.compile(r" ?\((?:[A-Z]{1,5}\.[A-Z]{1,2}|(?:NYSE|NASDAQ|Nasdaq|LSE|TSX)[: ] ?[A-Z.]{1,6})\)")
_CUT_OFF = re.compile(r"(…|\.\.\.|\[(…|\.\.\.)\])$")
# Not after a short word with a capital letter, which may be a title: "Mr.", "Sen.", "Prof."
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})(?<=[a-z0-9\)])[.!?][\"'”’»)]*"
    r"(?=\s+[\"'“‘«(]*[A-Z0-9])|\n\n"
)


class _Characters(dict[int, int | str | None]):
    """A table for `str.translate` that decides each character once, by its category."""

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        category = unicodedata.category(char)
        kept: int | str | None = code
        if category == "Zs" or char == "\t":
            kept = " "
        elif category in ("Zl", "Zp") or char in "\n\v\f\r\x85":
            kept = "\n"
        elif category in ("Cc", "Cs", "Co") or (category == "Cf" and char not in "\u200c\u200d"):
            kept = None
        self[code] = kept
        return kept


_CHARACTERS = _Characters()
# The zero-width joiners spell words in Arabic and Indic scripts and join emoji; elsewhere they only hide things.
_STRAY_JOINER = re.compile(r"(?<![\u0600-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\U0010ffff])")


def tidy(text: str) -> str:
    """The text in normal form C, white space folded, paragraphs divided by one blank line.

    Gone are control, private-use, zero-width and direction-override characters. Idempotent.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_CHARACTERS))
    if "\u200c" in text or "\u200d" in text:
        text = re.sub(r"[\u200c\u200d]{2,}", lambda run: run[0][0], text)
        text = unicodedata.normalize("NFC", _STRAY_JOINER.sub("", text))
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def plain_text(source: str) -> str:
    """The text of an HTML fragment: a paragraph for each block, a line for each `br`; no scripts, captions or forms.

    Input beyond 200,000 characters and text beyond 100,000 are cut off. Text without any block keeps its own breaks.
    """
    text = _unwrap(without_marked(source[:MAX_HTML]))
    if _BLOCK_TAG.search(text) and "</" in text:  # the feed escaped its HTML twice
        text = _unwrap(without_marked(text))
    return article_only(shortened(tidy(text)))


def shortened(text: str) -> str:
    """The text up to the last paragraph that ends within 100,000 characters; a single long one is cut."""
    if len(text) <= MAX_TEXT:
        return text
    end = text.rfind("\n\n", 0, MAX_TEXT)
    return text[: end if end > 0 else MAX_TEXT].rstrip()


def article_only(text: str) -> str:
    """The text without what only points elsewhere: "Read more: …", "The post … appeared first on …", links of names.

    Nor has it what agencies put behind a company for the exchanges: "Fastly Inc(FSLY.N)".
    """
    text = _TICKER.sub("", text)
    return without_name_links("\n\n".join(part for part in text.split("\n\n") if not _ADDED.fullmatch(part)))


def whole_sentences(text: str) -> str:
    """The text without the sentence that the feed cut off ("… the Senate ma…"), where another one remains."""
    if not _CUT_OFF.search(text):
        return text
    ends = list(_SENTENCE_END.finditer(text, 0, len(text) - 4))
    return text[: ends[-1].end()].rstrip() if ends else text


def one_line(source: str, limit: int = 300) -> str:
    """A title or a name: the text of an HTML fragment on one line, cut at a word beyond `limit` characters.

    Tags are those of a title: in pairs, or `<br>`. What else stands between `<` and `>` is text: "A<B>", "List<int>".
    """
    text = " ".join(plain_text(_only_tags(source[: limit * 10])).split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _only_tags(title: str) -> str:
    """A title with every `<` escaped that begins no tag."""
    if "<" not in title:
        return title
    tags = Counter((found[1], found[2].lower()) for found in _ANY_TAG.finditer(title))
    return _LESS.sub(lambda found: found[0] if _is_tag(_ANY_TAG.match(title, found.start()), tags) else "&lt;", title)


def _is_tag(found: re.Match[str] | None, tags: Counter[tuple[str, str]]) -> bool:
    if found is None:
        return False
    name = found[2].lower()
    return name in _VOID or bool(tags["", name] and tags["/", name])


def _unwrap(source: str) -> str:
    if "<" not in source:
        return html.unescape(source)
    if source.count("<") > _MAX_TAGS:
        source = _TAG.sub("\n\n", source)
    if _BLOCK_TAG.search(source):
        source = " ".join(source.split())
    safe = nh3.clean(source, tags=_BLOCKS | {"br"}, clean_content_tags=_JUNK, attributes={})
    # What is left is regular: `<p>`, `</p>`, `<br>`; every other `<` was written as `&lt;`.
    return html.unescape(re.sub(r"</?[a-z0-9]+>", "\n\n", safe.replace("<br>", "\n")))
