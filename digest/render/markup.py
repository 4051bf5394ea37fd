"""Finished HTML read once for all the lint's questions: elements, links, headings, style sheets, visible text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_UNSEEN = frozenset(("style", "title", "head", "script"))
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HIDDEN = re.compile(r"display:\s*none")


@dataclass(frozen=True, slots=True)
class Lettering:
    """How the text of an element is set: its own inline style, or inherited."""

    color: str = "#000000"
    background: str = "#ffffff"
    size: float = 16.0  # px; MJML sets 0 around its columns, to be set again inside
    line: float = 18.4  # px, the height of a line; browsers set about 1.15 times the size
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Element:
    """One tag with its attributes. `text` is all text inside it, that of pictures too; `own` what no inner tag has."""

    tag: str
    attributes: dict[str, str]
    lettering: Lettering
    text: str = ""
    own: str = ""

    @property
    def declarations(self) -> tuple[tuple[str, str], ...]:
        """Its inline style."""
        return declarations(self.attributes.get("style", ""))


@dataclass(slots=True)
class Markup:
    """A whole document."""

    elements: list[Element] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    has_comments: bool = False
    seen: str = ""  # the text that a reader can see, the preheader included

    def all(self, *tags: str) -> list[Element]:
        """The elements of these kinds, in order."""
        return [element for element in self.elements if element.tag in tags]


def read_markup(html: str) -> Markup:
    """Read one document; a browser's forgiveness is not needed, the engine closes what it opens."""
    parser = _Reader()
    parser.feed(html)
    parser.close()
    parser.markup.seen = re.sub(r"\s+", " ", "".join(parser.pieces))
    return parser.markup


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = Markup()
        self.pieces: list[str] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        around = self.open[-1].lettering if self.open else Lettering()
        element = Element(
            tag, attributes, _lettering(tag, attributes.get("style", ""), attributes.get("bgcolor", ""), around)
        )
        self.markup.elements.append(element)
        self.pieces.append(" ")
        if tag not in _VOID:
            self.open.append(element)
        else:
            self._tell(attributes.get("alt", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_comment(self, data: str) -> None:
        self.markup.has_comments = True

    def handle_data(self, data: str) -> None:
        if not self.open:
            return
        if self.open[-1].tag == "style":
            self.markup.styles.append(data)
        if not any(element.tag in _UNSEEN for element in self.open):
            self.pieces.append(data)
            self.open[-1].own += data
            self._tell(data)

    def _tell(self, text: str) -> None:
        for element in self.open[-4:]:  # a heading or link with its emphasis; whole tables need no copy
            element.text += text


@lru_cache(maxsize=1024)  # an issue of 650 elements has a few dozen of these
def _lettering(tag: str, inline: str, ground: str, inherited: Lettering) -> Lettering:
    style = dict(declarations(inline))
    size = _pixels(style.get("font-size", ""), inherited.size, inherited.size)
    weight = style.get("font-weight", "")
    return Lettering(
        color=_hex(style.get("color", "")) or inherited.color,
        background=_hex(style.get("background-color") or style.get("background") or ground) or inherited.background,
        size=size,
        line=_pixels(style.get("line-height", ""), inherited.line, size),
        bold=weight in {"bold", "600", "700"} or tag in {"strong", "b"} or (not weight and inherited.bold),
        hidden=inherited.hidden or bool(_HIDDEN.search(inline)),
    )


def _pixels(value: str, inherited: float, whole: float) -> float:
    """A length in pixels; one without a unit, in `em` or in per cent is a part of the `whole`."""
    found = re.match(r"([\d.]+)(px|%|em|$)", value)
    if not found:
        return inherited
    share = {"px": 1, "%": whole / 100}.get(found[2], whole)
    return float(found[1]) * share


def _hex(value: str) -> str:
    """`#rgb` or `#rrggbb` at the start of a value, in full; empty for any other colour."""
    found = re.match(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", value.strip())
    if not found:
        return ""
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def rules(style: str) -> tuple[tuple[str, str], ...]:
    """The top-level rules of a style sheet as (what it is for, what is in the braces), at-rules whole."""
    found, depth, start, prelude = [], 0, 0, ""
    text = _CSS_COMMENT.sub("", style)
    for place, character in enumerate(text):
        if character == "{":
            depth += 1
            if depth == 1:
                prelude, start = text[start:place].strip(), place + 1
        elif character == "}" and depth:
            depth -= 1
            if depth == 0:
                found.append((prelude, text[start:place]))
                start = place + 1
    return tuple(found)


@lru_cache(maxsize=1024)  # an email has some thirty styles on some thousand tags
def declarations(block: str) -> tuple[tuple[str, str], ...]:
    """`color: red; margin: 0` as pairs, names in lower case."""
    pairs = (part.split(":", 1) for part in block.split(";") if ":" in part)
    return tuple((name.strip().lower(), value.strip()) for name, value in pairs)
