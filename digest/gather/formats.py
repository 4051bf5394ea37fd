"""RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed, reduced to one shape of entry. Nothing is cleaned here."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import feedparser

from digest.gather.entities import well_formed

_LEAST_WIDTH = 400  # px: a narrower picture would be blown up
_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text", "html", "xhtml", "")

_LONGEST_AUTHOR = 500  # characters


def _shorten_author(parser: Any, key: str = "author") -> None:
    """Look for an address in the start of an author: feedparser's pattern takes the square of its length, or more."""
    context = parser._get_context()
    if isinstance(author := context.get(key), str):
        context[key] = author[:_LONGEST_AUTHOR]
    _find_address(parser, key)


_find_address = feedparser.mixin._FeedParserMixin._sync_author_detail
feedparser.mixin._FeedParserMixin._sync_author_detail = _shorten_author


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as its feed wrote it: `bodies` are HTML or text, from the fullest to the shortest."""

    guid: str
    links: tuple[str, ...]  # the best first
    title: str
    bodies: tuple[str, ...]
    dates: tuple[str, ...]  # as they stand there, the best first
    authors: tuple[str, ...]
    picture: str = ""  # the address of the widest
    credit: str = ""  # of the picture
    source: str = ""  # the outlet that an aggregator had it from


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed of any format. `format` is feedparser's name of it, or `json`."""

    format: str
    title: str
    link: str
    language: str
    entries: tuple[Entry, ...]
    broken: str = ""  # what is wrong with it, where it could be read all the same
    guessed: str = ""  # what had to be guessed about its letters


def read_json_feed(source: str) -> RawFeed | None:
    """A JSON Feed 1.x (https://www.jsonfeed.org/version/1.1/); None where the text is something else.

    Line breaks and tabs may stand in its strings as they are, which JSON forbids and some feeds do.
    """
    try:
        feed = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version", "")):
        return None
    entries = feed.get("items")
    entries = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return RawFeed(
        format="json",
        title=_text(feed, "title"),
        link=_text(feed, "home_page_url"),
        language=_text(feed, "language"),
        entries=tuple(_json_entry(entry, feed) for entry in entries),
    )


def read_xml_feed(source: str) -> RawFeed | str:
    """RSS or Atom, also when it is not well formed; else a few words on what is wrong with it."""
    # A stream of bytes in an encoding that needs no guess: a string might be the name of a file to feedparser.
    found = feedparser.parse(
        io.BytesIO(well_formed(source).encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,  # 3.5 times as fast; gather.cleaning makes plain text of everything
        resolve_relative_uris=False,
    )
    format_, entries = found.get("version", ""), found.get("entries", [])
    if not format_ and not entries:
        return "not RSS, Atom or JSON Feed"
    fault = found.get("bozo_exception")
    broken = f"broken XML: {fault}" if fault and not isinstance(fault, feedparser.CharacterEncodingOverride) else ""
    if not entries and broken:
        return broken
    feed = found.get("feed", {})
    read = tuple(_xml_entry(entry) for entry in entries)
    return RawFeed(
        format_, feed.get("title", ""), feed.get("link", ""), feed.get("language", ""), entries=read, broken=broken
    )


def _xml_entry(entry: dict[str, Any]) -> Entry:
    bodies = [entry.get("summary", "")]
    bodies += [part.get("value", "") for part in entry.get("content", ()) if part.get("type", "") in _TEXT_TYPES]
    links = [entry.get("feedburner_origlink", ""), entry.get("link", "")]
    links += [link.get("href", "") for link in entry.get("links", ()) if link.get("rel") == "alternate"]
    guid = entry.get("id", "")
    names = [author.get("name", "") for author in entry.get("authors", ()) if author]
    return Entry(
        guid=guid,
        links=_links(*links, guid=guid),
        title=entry.get("title", ""),
        bodies=_longest_first(bodies),
        dates=_xml_dates(entry),
        authors=tuple(filter(None, names or [entry.get("author", "")])),
        picture=_widest(_xml_pictures(entry)),
        source=_xml_source(entry),
        credit=next((part["content"] for part in entry.get("media_credit", ()) if part.get("content")), ""),
    )


def _xml_source(entry: Mapping[str, Any]) -> str:
    source = entry.get("source")
    return str(source.get("title", "")) if isinstance(source, dict) else ""


def _xml_pictures(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Addresses and widths: of Media RSS (https://www.rssboard.org/media-rss), then of enclosures."""
    for part in entry.get("media_content", ()):
        if part.get("medium", "") == "image" or part.get("type", "").startswith("image/"):
            yield part.get("url", ""), part.get("width", "")
    for part in entry.get("media_thumbnail", ()):
        yield part.get("url", ""), part.get("width", "")
    for link in entry.get("links", ()):
        if link.get("rel") == "enclosure" and link.get("type", "").startswith("image/"):
            yield link.get("href", ""), ""


def _widest(pictures: Iterable[tuple[str, str]]) -> str:
    """The first of the widest pictures; one of unknown width only where no width is known."""
    known = [(int(width) if re.fullmatch(r"[0-9]{1,5}", width) else None, url) for url, width in pictures if url]
    sized = [(width, url) for width, url in known if width is not None]
    if sized:
        width, url = max(sized, key=lambda pair: pair[0])
        return url if width >= _LEAST_WIDTH else ""
    return known[0][1] if known else ""


def _xml_dates(entry: dict[str, Any]) -> tuple[str, ...]:
    # dict.get: feedparser's own gives the one for the other, with a warning
    return tuple(filter(None, (dict.get(entry, key) for key in ("published", "updated", "created"))))


def _json_entry(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    authors = entry.get("authors") or entry.get("author") or feed.get("authors") or feed.get("author")
    authors = authors if isinstance(authors, list) else [authors]  # version 1.0 had one `author`
    guid = _text(entry, "id")
    return Entry(
        guid=guid,
        links=_links(_text(entry, "url"), _text(entry, "external_url"), guid=guid),
        title=_text(entry, "title"),
        bodies=_longest_first(_text(entry, key) for key in ("content_html", "content_text", "summary")),
        dates=tuple(filter(None, (_text(entry, key) for key in ("date_published", "date_modified")))),
        authors=tuple(filter(None, (_text(author, "name") for author in authors if isinstance(author, dict)))),
        picture=_text(entry, "image") or _text(entry, "banner_image"),
    )


def _text(value: Mapping[str, Any], key: str) -> str:
    """A member that should be a string; numbers are taken as their digits, as JSON Feed asks for ids."""
    member = value.get(key)
    return member if isinstance(member, str) else str(member) if isinstance(member, int | float) else ""


def _links(*links: str, guid: str) -> tuple[str, ...]:
    """The links that are there, and last the guid if it is an address."""
    return tuple(filter(None, (*links, guid if guid.startswith(("http://", "https://")) else "")))


def _longest_first(bodies: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, bodies), key=len, reverse=True))
