"""MJML, checked strictly: the engine takes unknown tags, attributes and wrong nesting in silence.

The tables are those of MJML 4 (https://documentation.mjml.io/), without what the engine does not do:
`mj-html-attributes`, inlined styles, classes with children, several classes on one tag.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from digest.model import Facts

_BOX = (
    "background-color border border-bottom border-left border-radius border-right border-top padding padding-bottom "
    "padding-left padding-right padding-top"
)
_TEXT = "color font-family font-size font-style font-weight letter-spacing line-height text-decoration text-transform"
_BACKGROUND = (
    "background-position background-position-x background-position-y background-repeat background-size background-url"
)
_ANY = "*"


def _names(*lists: str) -> frozenset[str]:
    return frozenset(" ".join(lists).split())


# tag -> (where it may stand, its attributes)
TAGS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "mjml": (_names(""), _names("lang dir owa")),
    "mj-head": (_names("mjml"), _names()),
    "mj-body": (_names("mjml"), _names("background-color width lang dir")),
    "mj-attributes": (_names("mj-head"), _names()),
    "mj-all": (_names("mj-attributes"), _names(_ANY)),
    "mj-class": (_names("mj-attributes"), _names(_ANY, "name")),
    "mj-breakpoint": (_names("mj-head"), _names("width")),
    "mj-font": (_names("mj-head"), _names("href name")),
    "mj-preview": (_names("mj-head"), _names()),
    "mj-title": (_names("mj-head"), _names()),
    "mj-style": (_names("mj-head"), _names()),
    "mj-raw": (_names("mj-head mj-body mj-wrapper mj-section mj-column mj-group mj-hero"), _names()),
    "mj-include": (_names("mj-head mj-body mj-wrapper mj-section mj-column"), _names("path type css-inline")),
    "mj-wrapper": (
        _names("mj-body"),
        _names(_BOX, _BACKGROUND, "direction full-width text-align gap"),
    ),
    "mj-section": (
        _names("mj-body mj-wrapper"),
        _names(_BOX, _BACKGROUND, "direction full-width text-align text-padding"),
    ),
    "mj-group": (_names("mj-section"), _names("background-color direction vertical-align width")),
    "mj-column": (
        _names("mj-section mj-group"),
        _names(
            _BOX,
            "direction vertical-align width inner-background-color inner-border inner-border-bottom inner-border-left "
            "inner-border-radius inner-border-right inner-border-top",
        ),
    ),
    "mj-text": (
        _names("mj-column mj-hero"),
        _names(_BOX, _TEXT, "align container-background-color height vertical-align"),
    ),
    "mj-button": (
        _names("mj-column mj-hero"),
        _names(
            _BOX, _TEXT,
            "align container-background-color height href inner-padding name rel target text-align title "
            "vertical-align width",
        ),
    ),
    "mj-image": (
        _names("mj-column mj-hero"),
        _names(
            _BOX,
            "align alt container-background-color fluid-on-mobile font-size height href max-height name rel sizes src "
            "srcset target title usemap width",
        ),
    ),
    "mj-divider": (
        _names("mj-column mj-hero"),
        _names(
            "align border-color border-style border-width container-background-color padding padding-bottom "
            "padding-left padding-right padding-top width"
        ),
    ),
    "mj-spacer": (_names("mj-column mj-hero"), _names(_BOX, "container-background-color height")),
    "mj-table": (
        _names("mj-column mj-hero"),
        _names(
            _BOX, _TEXT,
            "align cellpadding cellspacing container-background-color role table-layout vertical-align width",
        ),
    ),
    "mj-hero": (
        _names("mj-body mj-wrapper"),
        _names(
            _BOX, _BACKGROUND,
            "background-height background-width height inner-background-color inner-padding mode vertical-align width",
        ),
    ),
    "mj-navbar": (_names("mj-column"), _names("align base-url hamburger", _ANY)),
    "mj-navbar-link": (_names("mj-navbar"), _names(_TEXT, "href name rel target padding", _ANY)),
    "mj-social": (_names("mj-column mj-hero"), _names(_TEXT, _ANY)),
    "mj-social-element": (_names("mj-social"), _names(_TEXT, _ANY)),
    "mj-accordion": (_names("mj-column mj-hero"), _names(_ANY)),
    "mj-accordion-element": (_names("mj-accordion"), _names(_ANY)),
    "mj-accordion-title": (_names("mj-accordion-element"), _names(_ANY)),
    "mj-accordion-text": (_names("mj-accordion-element"), _names(_ANY)),
    "mj-carousel": (_names("mj-column mj-hero"), _names(_ANY)),
    "mj-carousel-image": (_names("mj-carousel"), _names(_ANY)),
}  # fmt: skip
_EVERYWHERE = _names("css-class mj-class")
_BODILESS = _names("area base br col embed hr img input link meta source track wbr")
# Tags whose end HTML lets you leave out, but the engine does not.
_HOLDS_HTML = _names(
    "mj-text mj-button mj-raw mj-table mj-accordion-title mj-accordion-text mj-navbar-link mj-social-element"
)


# The engine stops at these without saying where.
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z]|!--)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a piece of MJML. `line` counts from 1."""

    line: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found: `broken` can't be rendered as meant, `odd` is ignored by the engine."""

    broken: tuple[Fault, ...]
    odd: tuple[Fault, ...]
    depth: int  # of the deepest tag


def check_mjml(source: str) -> Check:
    """Check a whole MJML document: tags known, in their place, with known attributes, each closed by its own end."""
    parser = _Checker()
    parser.feed(source)
    parser.close()
    for tag, line in parser.open:
        parser.broken.append(Fault(line, Facts.of("never closed", tag=tag)))
    for line, text in enumerate(_COMMENT.sub(_lines_only, source).splitlines(), 1):
        if found := _NO_TAG.search(text):
            parser.broken.append(Fault(line, Facts.of("no tag", words=text[found.start() :][:20])))
    if "mjml" not in parser.seen:
        parser.broken.append(Fault(1, Facts.of("no mjml")))
    return Check(tuple(parser.broken), tuple(parser.odd), parser.deepest)


def _lines_only(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


@dataclass
class _Checker(HTMLParser):
    """Keeps the stack of open tags while the parser walks over the source."""

    open: list[tuple[str, int]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    broken: list[Fault] = field(default_factory=list)
    odd: list[Fault] = field(default_factory=list)
    deepest: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._examine(tag, attrs)
        if tag not in _BODILESS:
            self.open.append((tag, self.line))
            self.deepest = max(self.deepest, len(self.open))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._examine(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BODILESS:
            return
        if any(name == tag for name, _ in self.open):
            while (inner := self.open.pop())[0] != tag:
                name, line = inner
                self.broken.append(Fault(line, Facts.of("not closed before", tag=name, outer=tag, at=self.line)))
        else:
            self.broken.append(Fault(self.line, self._stray(tag)))

    @property
    def line(self) -> int:
        return self.getpos()[0]

    def _stray(self, tag: str) -> Facts:
        if not self.open:
            return Facts.of("closes nothing", tag=tag)
        return Facts.of("closes another", tag=tag, opened=self.open[-1][0], at=self.open[-1][1])

    def _examine(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        parent = self.open[-1][0] if self.open else ""
        if not tag.startswith("mj"):
            if parent.startswith("mj") and parent not in _HOLDS_HTML:
                self.broken.append(Fault(self.line, Facts.of("unwrapped", tag=tag, parent=parent)))
            return
        if tag not in TAGS:
            self.broken.append(Fault(self.line, Facts.of("unknown tag", tag=tag, hint=_hint(tag, TAGS))))
            return
        parents, known = TAGS[tag]
        if parent != "mj-attributes":  # defaults for a tag stand there under the tag's own name
            self._place(tag, parent, parents)
        self._attributes(tag, known | _EVERYWHERE, [name for name, _ in attrs])

    def _place(self, tag: str, parent: str, parents: frozenset[str]) -> None:
        if parent not in parents and (parents or parent):
            expected = " or ".join(sorted(parents)) or "the top"
            self.broken.append(
                Fault(self.line, Facts.of("misplaced", tag=tag, parent=parent or "the top", expected=expected))
            )

    def _attributes(self, tag: str, known: frozenset[str], names: list[str]) -> None:
        for name in names:
            if name not in known and _ANY not in known:
                facts = Facts.of("unknown attribute", tag=tag, name=name, hint=_hint(name, known))
                self.odd.append(Fault(self.line, facts))


def _hint(name: str, known: Iterable[str]) -> Facts | str:
    near = difflib.get_close_matches(name, known, n=1)
    return Facts.of("did you mean", name=near[0]) if near else ""
