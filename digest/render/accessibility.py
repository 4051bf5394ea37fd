"""What keeps some readers out: no alternative text, headings out of order, faint or tiny type, no language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from digest.model import Place
from digest.render.advice import Advice, at, tag
from digest.render.markup import Lettering, Markup
from digest.render.theme import AA, contrast

SMALLEST = 14  # px
TARGET = 24  # px, what a finger needs: WCAG 2.2, 2.5.8
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def accessibility_advice(markup: Markup, language: str, direction: str) -> Iterator[Advice]:
    """Advice after WCAG 2.2 AA: 1.1.1, 1.3.1, 1.4.3, 2.5.8, 3.1.1; and a size that phones show without zooming."""
    yield from _language(markup, language, direction)
    yield from _headings(markup)
    yield from _images(markup)
    yield from _tables(markup)
    yield from _type(markup)
    yield from _targets(markup)


def _language(markup: Markup, language: str, direction: str) -> Iterator[Advice]:
    declared = {element.attributes.get("lang", "") for element in markup.all("html")}
    if declared != {language}:
        yield Advice(
            f"<html> declares the language {' '.join(declared) or 'nothing'}, the audience reads {language}",
            tag("html"),
        )
    written = {element.attributes.get("dir", "") for element in markup.all("html")}
    if written != {direction}:  # the engine writes "auto" where the template says nothing
        found = " ".join(written) or "nothing"
        yield Advice(
            f'<html> declares the direction {found}, {language} is written {direction}; give <mjml> dir="{direction}"',
            tag("html"),
        )


def _headings(markup: Markup) -> Iterator[Advice]:
    levels = [int(element.tag[1]) for element in markup.all(*_HEADINGS)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield Advice(f"an issue has one h1, before all other headings; this one has {levels.count(1)}")
    for before, after in pairwise(levels):
        if after > before + 1:
            yield Advice(f"an h{after} follows an h{before}; headings step down one at a time", tag(f"h{after}"))


def _images(markup: Markup) -> Iterator[Advice]:
    for image in markup.all("img"):
        if "alt" not in image.attributes:
            yield Advice(
                f'an image has no alt text ({image.attributes.get("src", "")[:60]}); alt="" if it says nothing',
                Place("html", image.attributes.get("src", "")[:60]),
            )


def _tables(markup: Markup) -> Iterator[Advice]:
    if any(table.attributes.get("role") != "presentation" and not table.own.strip() for table in markup.all("table")):
        yield Advice('a table that only makes layout lacks role="presentation"')


def _type(markup: Markup) -> Iterator[Advice]:
    for element in markup.elements:
        words, lettering = element.own.strip(" \t\r\n\u00a0·"), element.lettering
        if not words or lettering.hidden or not lettering.size or element.tag in {"style", "title"}:
            continue
        if lettering.size < SMALLEST:
            yield Advice(f"type of {lettering.size:g} px, {SMALLEST} is the least: “{words[:40]}”", at(words[:40]))
        ratio = contrast(lettering.color, lettering.background)
        if ratio < _needed(lettering):
            colours = f"{lettering.color} on {lettering.background}"
            yield Advice(
                f"contrast {ratio:.1f}, {_needed(lettering):g} is needed: {colours}, “{words[:40]}”", at(words[:40])
            )


def _needed(lettering: Lettering) -> float:
    large = lettering.size >= 24 or (lettering.bold and lettering.size >= 18.66)
    return 3.0 if large else AA


def _targets(markup: Markup) -> Iterator[Advice]:
    for link in markup.all("a"):
        words, lettering = " ".join(link.text.split()), link.lettering
        if words and not lettering.hidden and lettering.line < TARGET:
            yield Advice(
                f"a link is {lettering.line:g} px high, a finger needs {TARGET}: “{words[:40]}”", at(words[:40])
            )
