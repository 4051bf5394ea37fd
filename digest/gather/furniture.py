"""What stands in a text and is no part of the article: embedded posts, captions, promos, sign-ups, pointers elsewhere.

It is found by where it stands (in markup that says so, or a line that is nothing but a link) and by how often (the same
line in several items of an outlet), not by what it says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import lxml.html
from lxml import etree

from digest.gather.lists import read_lines
from digest.model import Item

MARKED = 1_500  # characters; a longer part is no promo, whatever its class
_MAX_TAGS = 3_000  # more are an attack
_SHARE = 0.5  # of a text that may be furniture; where more seems to be, the marks mean something else
_BESIDE = 3  # words beside the link of a line that points elsewhere: "Read also:"
_TWICE, _OFTEN, _EVERYWHERE = 2, 3, 5  # items of an outlet: for what is no sentence, for one at an edge, for any
_EDGE = 3  # paragraphs from the top and from the end
_LINE = 60  # words; a longer paragraph in several items is background told again
_SENTENCE = re.compile(r"[.!?…。।؟][\"'”’»)\]]*$")
_POST = re.compile(r"\(@\w{1,30}\)[\s,·|-]{0,5}[\w\s.,:/·-]{0,40}\d{2,4}$|\b(?:pic\.twitter\.com|t\.co)/\w{4,20}$")
_POSTED = ("(@", "t.co/", "pic.twitter")  # a glance, because every paragraph of every item is looked at
_PARTS = {
    "aside",
    "blockquote",
    "center",
    "div",
    "figure",
    "footer",
    "form",
    "iframe",
    "li",
    "p",
    "section",
    "span",
    "ul",
}
_LINES = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote"}
_MAY_BE_MARKED = re.compile(r"\b(?:class|id)\s*=|<a\b", re.IGNORECASE)


def without_marked(html: str) -> str:
    """The HTML fragment without the parts that its own markup shows to be furniture."""
    if not _MAY_BE_MARKED.search(html) or html.count("<") > _MAX_TAGS:
        return html
    try:
        root = lxml.html.fragment_fromstring(html, create_parent="div")
    except (etree.LxmlError, ValueError):
        return html
    whole = len(root.text_content())
    found = [part for part in root.iter() if isinstance(part.tag, str) and part is not root and _is_furniture(part)]
    known = set(found)
    outer = [part for part in found if known.isdisjoint(part.iterancestors())]
    if not outer or sum(len(part.text_content()) for part in outer) > _SHARE * whole:
        return html
    for part in outer:
        part.drop_tree()
    return str(lxml.html.tostring(root, encoding="unicode"))


def _is_furniture(part: lxml.html.HtmlElement) -> bool:
    return _says_so(part) or (part.tag in _LINES and _only_points_elsewhere(part))


def _says_so(part: lxml.html.HtmlElement) -> bool:
    if part.tag not in _PARTS:
        return False
    names = f"{part.get('class') or ''} {part.get('id') or ''}".lower().split()
    words = {word for name in names for word in (name, *re.split(r"[-_]+", name))}
    return bool(words & _marks()) and len(part.text_content()) <= MARKED


def _only_points_elsewhere(part: lxml.html.HtmlElement) -> bool:
    links = [link for link in part.iter("a") if link.get("href")]
    if not links or any(block.tag in _LINES for block in part.iterdescendants() if isinstance(block.tag, str)):
        return False
    linked = sum(len(link.text_content().split()) for link in links)
    return linked > 0 and len(part.text_content().split()) - linked <= min(_BESIDE, linked)


@cache
def _marks() -> frozenset[str]:
    return frozenset(read_lines("furniture.txt"))


def without_repeated(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items without the lines that several items of their outlet have, embedded posts, and the title said again.

    An item that would lose more than half of its text keeps it whole: then it is another state of the same article.
    """
    often = _repeated(items)
    return tuple(_without(item, often[item.outlet]) for item in items)


def _repeated(items: Sequence[Item]) -> dict[str, frozenset[str]]:
    """For each outlet the lines of its house: the same in several of its items, at several addresses."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    edges: dict[str, Counter[str]] = defaultdict(Counter)
    latest = {(item.outlet, item.url): item for item in items}.values()  # feeds of one outlet share items
    for item in latest:
        lines = item.text.split("\n\n")
        counts[item.outlet].update(set(lines))
        edges[item.outlet].update({*lines[:_EDGE], *lines[-_EDGE:]})
    return defaultdict(
        frozenset, {outlet: frozenset(_of_the_house(lines, edges[outlet])) for outlet, lines in counts.items()}
    )


def _of_the_house(lines: Counter[str], edges: Counter[str]) -> Iterator[str]:
    """Lines of an outlet that are no sentence, and sentences at the edges of its items or in very many of them.

    What three reports on one affair tell again in their middle is background, not furniture.
    """
    for line, times in lines.items():
        if times < _TWICE or len(line.split()) > _LINE:
            continue
        if not _SENTENCE.search(line) or edges[line] >= _OFTEN or times >= _EVERYWHERE:
            yield line


def _is_post(paragraph: str) -> bool:
    """Whether a paragraph ends as an embedded post does: with a name, a handle and a date, or with its picture."""
    tail = paragraph[-120:]
    return any(mark in tail for mark in _POSTED) and bool(_POST.search(tail))


def _without(item: Item, lines: frozenset[str]) -> Item:
    paragraphs = item.text.split("\n\n")
    kept = list(dict.fromkeys(part for part in paragraphs if part not in lines and not _is_post(part)))
    if len(kept) > 1 and kept[0].rstrip(".").casefold() == item.title.rstrip(".").casefold():
        kept = kept[1:]
    text = "\n\n".join(kept)
    return item if kept == paragraphs or len(text) < _SHARE * len(item.text) else replace(item, text=text)
