"""What keeps some readers out: no alternative text, headings out of order, faint or tiny type, no language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from digest.model import Facts, Place
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
            Facts.of("language", declared=" ".join(declared) or "nothing", wanted=language),
            tag("html"),
        )
    written = {element.attributes.get("dir", "") for element in markup.all("html")}
    if written != {direction}:  # the engine writes "auto" where the template says nothing
        found = " ".join(written) or "nothing"
        yield Advice(
            Facts.of("direction", declared=found, language=language, wanted=direction),
            tag("html"),
        )


def _headings(markup: Markup) -> Iterator[Advice]:
    levels = [int(element.tag[1]) for element in markup.all(*_HEADINGS)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield Advice(Facts.of("one h1", count=levels.count(1)))
    for before, after in pairwise(levels):
        if after > before + 1:
            yield Advice(Facts.of("headings", before=before, after=after), tag(f"h{after}"))


def _images(markup: Markup) -> Iterator[Advice]:
    for image in markup.all("img"):
        if "alt" not in image.attributes:
            yield Advice(
                Facts.of("no alt text", src=image.attributes.get("src", "")[:60]),
                Place("html", image.attributes.get("src", "")[:60]),
            )


def _tables(markup: Markup) -> Iterator[Advice]:
    if any(table.attributes.get("role") != "presentation" and not table.own.strip() for table in markup.all("table")):
        yield Advice(Facts.of("table without role"))


def _type(markup: Markup) -> Iterator[Advice]:
    for element in markup.elements:
        words, lettering = element.own.strip(" \t\r\n\u00a0·"), element.lettering
        if not words or lettering.hidden or not lettering.size or element.tag in {"style", "title"}:
            continue
        if lettering.size < SMALLEST:
            yield Advice(Facts.of("small type", size=lettering.size, least=SMALLEST, words=words[:40]), at(words[:40]))
        ratio = contrast(lettering.color, lettering.background)
        if ratio < _needed(lettering):
            facts = Facts.of(
                "contrast",
                ratio=ratio,
                needed=_needed(lettering),
                colour=lettering.color,
                ground=lettering.background,
                words=words[:40],
            )
            yield Advice(facts, at(words[:40]))


def _needed(lettering: Lettering) -> float:
    large = lettering.size >= 24 or (lettering.bold and lettering.size >= 18.66)
    return 3.0 if large else AA


def _targets(markup: Markup) -> Iterator[Advice]:
    for link in markup.all("a"):
        words, lettering = " ".join(link.text.split()), link.lettering
        if words and not lettering.hidden and lettering.line < TARGET:
            facts = Facts.of("small target", height=lettering.line, needed=TARGET, words=words[:40])
            yield Advice(facts, at(words[:40]))
