"""A fetched feed -> Items.

The policy for dates: the entry's own date, or else the day it was last changed, if it lies after 1990; else the
item is undated (`dated=False`) and counts from the moment it was first seen. Dates in the future stay as they
are: `digest.curate` drops them with a reason. An entry without an http(s) link can't be cited, so it is left
out and counted.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from digest.config import Source
from digest.errors import ParseError
from digest.gather.cleaning import one_line, plain_text, whole_sentences
from digest.gather.formats import Entry, RawFeed, read_json_feed, read_xml_feed
from digest.gather.links import canonical_url, host_of
from digest.model import Item, Response

MAX_BYTES = 10_000_000
MAX_ENTRIES = 2_000  # the newest stand first in nearly every feed
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What one feed gave. `skipped` counts the entries left out because they have no http(s) link."""

    items: tuple[Item, ...]
    title: str = ""
    skipped: int = 0


def parse_feed(response: Response, source: Source, now: datetime) -> ParsedFeed | ParseError:
    """The items of a feed, in its order, each article once; or, as a value, why this is not a feed.

    Reads RSS, Atom and JSON Feed, also broken ones as far as they can be read. `now` is given to undated
    items and must be in UTC.
    """
    if len(response.body) > MAX_BYTES:
        return ParseError(source.feed, f"{len(response.body):,} bytes; a feed may have {MAX_BYTES:,}")
    if not response.body.strip():
        return ParseError(source.feed, "an empty answer; open the address in a browser to see what it is")
    feed = _read(response)
    if isinstance(feed, str):
        return ParseError(source.feed, feed)
    entries = feed.entries[:MAX_ENTRIES]
    base = canonical_url(feed.link, response.url) or response.url
    linked = [(entry, link) for entry in entries if (link := _link(entry, base))]
    trusted = _telling_guids(linked)
    items: dict[str, Item] = {}
    for entry, link in linked:
        item = _item(entry, link, entry.guid if entry.guid in trusted else "", source, now)
        if item.id not in items or len(items[item.id].text) < len(item.text):
            items[item.id] = item
    return ParsedFeed(_fold(items.values()), one_line(feed.title), len(entries) - len(linked))


def _read(response: Response) -> RawFeed | str:
    content_type = response.headers.get("content-type", "")
    if response.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return read_json_feed(response.body) or "JSON, but not a JSON Feed; expected `version` and `items`"
    feed = read_xml_feed(response.body, content_type)
    if isinstance(feed, str) and re.search(rb"<html|<!doctype html", response.body[:2_000], re.IGNORECASE):
        return f"a web page, not a feed; {_advice(response)}"
    return feed


def _advice(response: Response) -> str:
    """The feed that a web page names as its own (RSS Board, "RSS Autodiscovery"), if it does."""
    for tag in re.findall(rb"<link\b[^<>]{1,500}>", response.body[:100_000], re.IGNORECASE):
        href = re.search(rb"""href\s*=\s*["']?([^"'\s>]+)""", tag, re.IGNORECASE)
        if href and re.search(rb"application/(rss|atom|feed)\+(xml|json)", tag, re.IGNORECASE):
            return f"it names this one: {canonical_url(href[1].decode('utf-8', 'replace'), response.url)}"
    return "look for the address of its RSS or Atom feed"


def _link(entry: Entry, base: str) -> str:
    for link in entry.links:
        # a guid is a link only if it says so itself
        if (link is not entry.guid or link.startswith("http")) and (address := canonical_url(link, base)):
            return address
    return ""


def _telling_guids(linked: Iterable[tuple[Entry, str]]) -> frozenset[str]:
    """The guids that name one link each. Some feeds give all their entries the same one."""
    links: dict[str, set[str]] = defaultdict(set)
    for entry, link in linked:
        links[entry.guid].add(link)
    return frozenset(guid for guid, targets in links.items() if guid and len(targets) == 1)


def _item(entry: Entry, link: str, guid: str, source: Source, now: datetime) -> Item:
    text = whole_sentences(max((plain_text(body) for body in entry.bodies[:3]), key=len, default=""))
    dated = entry.date is not None and entry.date >= _EARLIEST
    # an address as guid loses what a link loses: some sites count revisions in its fragment
    identity = canonical_url(guid) or guid or link
    return Item(
        id=hashlib.sha256(f"{source.feed}\n{identity}".encode("utf-8", "replace")).hexdigest()[:16],
        url=link,
        title=one_line(entry.title) or _first_words(text) or host_of(link),
        outlet=source.outlet,
        feed=source.feed,
        published=entry.date if dated and entry.date else now,
        text=text,
        authors=_authors(entry.authors),
        weight=source.weight,
        dated=dated,
    )


def _fold(items: Iterable[Item]) -> tuple[Item, ...]:
    """Each article once: entries with the same address and title are one, whatever their guids."""
    return tuple({(item.url, item.title.casefold()): item for item in reversed(list(items))}.values())[::-1]


def _first_words(text: str, count: int = 12) -> str:
    words = text.split()
    return " ".join(words[:count]) + ("…" if len(words) > count else "")


def _authors(names: Iterable[str]) -> tuple[str, ...]:
    """Names of people: "By A, B and C" is three; addresses are not names."""
    found = []
    for name in names:
        line = re.sub(r"\S+@\S+|^by\s+|\s+in\s[A-Z].*$", "", one_line(name), flags=re.IGNORECASE).strip(" ()<>")
        # "Hines, P. J." and "Smith, Jr." are one name each
        found += re.split(r"[,;]\s+(?!Jr\b|Sr\b|\w\.|I+\b)|,?\s+(?:and|&)\s+", line)
    return tuple(dict.fromkeys(name.strip() for name in found if name.strip()))[:10]
