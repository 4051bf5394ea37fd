"""What every issue promises its readers, checked on the files that `digest preview` wrote.

broken(folder, items)     what is wrong with issue.html, issue.txt and issue.json; nothing, if all is well
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from digest.model import Item
from digest.reading.speech.locate import locate
from digest.write.text.typed import Unpaired, plain, runs

_LEFT_OVER = re.compile(
    r"<(?!(?-i:[A-Z])>)/?[a-z!]|\{[{%#]|[%#}]\}|\[\[|\]\]|\[%|%\]|\*\*|```|\]\(|&(?:\w+|#\w+);|javascript:|onerror|data:text",
    re.IGNORECASE,
)
_BLOCKS = {"p", "div", "td", "li", "h1", "h2", "h3", "blockquote", "title", "tr", "table", "ul", "br"}
_DEEPEST = 60  # tags: the engine of the email crashes long after


class _Page(HTMLParser):
    """The text of a page block by block, its links, and how deep it is nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.depth = self.deepest = 0
        self._silent = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._silent += tag in ("style", "script")
        self.depth += tag not in ("br", "img", "meta", "link", "hr", "input")
        self.deepest = max(self.depth, self.deepest)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "background", "action")]
        self._end_block(tag)
        self.blocks += [value or "" for name, value in attrs if name in ("alt", "title")]
        self._end_block(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")
        self.depth -= 1
        self._end_block(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.blocks[-1] += data

    def _end_block(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.blocks.append("")


def broken(folder: Path, items: Sequence[Item], never: Sequence[str] = ()) -> list[str]:
    """The broken promises of one issue, in words. `items` are the articles it was made from."""
    page = _Page((folder / "issue.html").read_text(encoding="utf-8"))
    text = (folder / "issue.txt").read_text(encoding="utf-8")
    document = json.loads((folder / "issue.json").read_text(encoding="utf-8"))
    cited = [item for item in items if item.id in set(_cited(document))]
    told = {
        "html": page.blocks,
        "text": [" ".join(part.split()) for part in text.split("\n\n")],
        "json": list(printed(document)),
    }
    return [
        *(
            f"{part}: {words!r} is printed"
            for part, texts in told.items()
            for words in never
            if words in "\n".join(texts)
        ),
        *(f"{part}: {fault}" for part, texts in told.items() for one in texts for fault in _faults(one, cited)),
        *(f"html: a link to {link!r}" for link in page.links if not _may_link(link, items)),
        *(f"text: a link to {link!r}" for link in re.findall(r"\w+://\S+", text) if not _may_link(link, items)),
        *(f"html: <{tag}>" for tag in page.tags if tag in ("script", "iframe", "form", "svg") or tag.startswith("mj-")),
        *([f"html: {page.deepest} tags deep"] if page.deepest > _DEEPEST else []),
    ]


def read_items(path: Path) -> list[Item]:
    """The articles as `--save` wrote them."""
    from datetime import datetime

    rows = json.loads(path.read_text(encoding="utf-8"))
    return [
        Item(**{**row, "published": datetime.fromisoformat(row["published"]), "authors": (), "picture": None})
        for row in rows
    ]


def stories(document: dict[str, Any]) -> list[dict[str, Any]]:
    """All told stories of `issue.json`."""
    return [story for section in document["sections"] for story in section["stories"]]


def printed(document: dict[str, Any]) -> Iterator[str]:
    """Everything in `issue.json` that readers see; findings and the titles of items are for the operator."""
    yield from (document["subject"], document["preheader"])
    for story in stories(document):
        yield story["hed"]
        sentences = (*story["summary"], *story["accounts"], story["why"], story["news"], story["next"])
        yield from (sentence["text"] for sentence in sentences if sentence)
        yield from (f"“{quote['text']}”" for quote in story["quotes"])
    yield from (headline["title"] for headline in document["headlines"])


def _cited(document: dict[str, Any]) -> Iterator[str]:
    yield from (item["id"] for story in stories(document) for item in story["items"])
    yield from (headline["item"] for headline in document["headlines"])


def _faults(text: str, cited: Sequence[Item]) -> Iterator[str]:
    if left_over := _LEFT_OVER.search(text):
        yield f"{left_over[0]!r} in {text[:100]!r}"
    try:
        marked = runs(plain(text))
    except Unpaired as error:
        yield str(error)
        return
    titles = [replace(item, text=item.title) for item in cited]
    for run in marked:
        words = plain(text)[run.start : run.end]
        if not all(locate(part, [*cited, *titles]) for part in words.split(" … ")):
            yield f"“{words}” stands in no cited article"


def _may_link(link: str, items: Sequence[Item]) -> bool:
    parts = urlsplit(link)
    own = {urlsplit(item.url).hostname for item in items}
    return link.startswith("mailto:unsubscribe@example.org") or (
        parts.scheme in ("http", "https") and parts.hostname in own
    )
