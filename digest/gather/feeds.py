"""A fetched feed -> Items.

The policy for dates: the entry's own date, or else the day it was last changed, if it lies after 1990. An entry without
one is undated (`dated=False`) and counts from the moment it was first seen; one whose date can't be read is undated and
never news. Dates in the future stay as they are: `digest.curate` drops them with a reason. An entry without an http(s)
link can't be cited, so it is left out and counted.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.config import Source
from digest.errors import ParseError
from digest.gather.aggregators import is_aggregated, is_blind, title_and_outlet
from digest.gather.charsets import decode
from digest.gather.cleaning import MAX_HTML, one_line, plain_text, whole_sentences
from digest.gather.dates import DateReader
from digest.gather.formats import Entry, RawFeed, read_json_feed, read_xml_feed
from digest.gather.links import canonical_url, host_of
from digest.model import Item, Picture, Response
from digest.spans import UNREADABLE

MAX_BYTES = 10_000_000
MAX_MARKS = 300_000  # `<` and `&`: each costs feedparser up to 35 µs
MAX_ENTRIES = 2_000  # the newest stand first in nearly every feed
_MONTH = re.compile(r"/((?:19|20)\d\d[/-](?:0[1-9]|1[0-2]))(?![0-9])")
_LONG_AGO = timedelta(days=60)
_WEB_PAGE = re.compile(r"<(!doctype\s+html|html)\b", re.I)
_FEED = re.compile(r"<(\w+:)?(rss|feed|rdf)\b", re.I)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What one feed gave. `skipped` counts the entries left out because they have no http(s) link."""

    items: tuple[Item, ...]
    title: str = ""
    skipped: int = 0
    broken: str = ""  # why there may be more than could be read
    guessed: str = ""  # what had to be guessed about its letters
    long: int = 0  # entries that were cut off
    blind: int = 0  # entries whose links lead nowhere that a program can follow
    stale: str = ""  # the newest month in the addresses of a feed without dates, where it is long past
    unread: tuple[str, ...] = ()  # dates that could not be read, each once

    @property
    def missing(self) -> str:
        """What may be missing or wrong, in words; empty where all is there."""
        unlinked = f"{self.skipped} entries without a link, which can't be cited" if self.skipped else ""
        broken = self.broken and f"{self.broken}: read as far as it goes"
        cut = "1 entry" if self.long == 1 else f"{self.long} entries"
        long = f"{cut} of more than {MAX_HTML:,} characters, cut off there" if self.long else ""
        stale = f"no dates, and by its addresses the newest entry is of {self.stale}; is it dead?" if self.stale else ""
        dates = ", ".join(map(repr, self.unread[:3]))
        undated = f"dates that can't be read, so their entries are never news: {dates}" if dates else ""
        blind = f"{self.blind} links of an aggregator that can't be followed: headlines only" if self.blind else ""
        return "; ".join(filter(None, (unlinked, broken, self.guessed, long, undated, blind, stale)))


def parse_feed(response: Response, source: Source, now: datetime) -> ParsedFeed | ParseError:
    """The items of a feed, in its order, each id once; or, as a value, why this is not a feed.

    Reads RSS, Atom and JSON Feed, also broken ones as far as they can be read. `now` is given to undated
    items and must be in UTC. Items with different guids or titles and the same address are all given: `digest.curate`
    decides whether they are states of one article.
    """
    feed = _read(response)
    if isinstance(feed, str):
        return ParseError(source.feed, feed)
    entries = feed.entries[:MAX_ENTRIES]
    base = canonical_url(feed.link, response.url) or response.url
    linked = [(entry, link) for entry in entries if (link := _link(entry, base))]
    names, dates = _identities(linked), DateReader(feed.language)
    items: dict[str, Item] = {}
    for (entry, link), identity in zip(linked, names, strict=True):
        date = dates.read(*entry.dates)
        item = _item(entry, link, identity, source, date)
        if not item.dated and (date or not entry.dates):  # 1970 and the year 1 stand for none at all
            item = replace(item, published=now)
        if item.id not in items or len(items[item.id].text) < len(item.text):
            items[item.id] = item
    return ParsedFeed(
        items=tuple(items.values()),
        title=one_line(feed.title),
        skipped=len(entries) - len(linked),
        broken=feed.broken,
        guessed=feed.guessed,
        stale=_stale(tuple(items.values()), now),
        blind=sum(map(is_blind, (link for _, link in linked))),
        unread=tuple(dates.unread),
        long=sum(any(len(body) > MAX_HTML for body in entry.bodies) for entry in entries),
    )


def _stale(items: Sequence[Item], now: datetime) -> str:
    """The newest month that stands in the addresses of items without dates; empty where it is no long time ago."""
    if not items or any(item.dated for item in items):
        return ""
    months = [found[1] for item in items if (found := _MONTH.search(item.url))]
    newest = max(months, default="").replace("/", "-")
    return newest if newest and newest < f"{now - _LONG_AGO:%Y-%m}" else ""


def _read(response: Response) -> RawFeed | str:
    """The feed, or a few words on what else it is."""
    if not response.body.strip():
        return "an empty answer; open the address in a browser to see what it is"
    size, marks = len(response.body), response.body.count(b"<") + response.body.count(b"&")
    if size > MAX_BYTES or marks > MAX_MARKS:
        return f"{size / 1e6:.1f} MB with {marks:,} tags and entities, not a feed; look for one with fewer entries"
    decoded = decode(response.body, response.headers.get("content-type", ""))
    source = decoded.text
    if source.lstrip().startswith(("{", "[")):
        return read_json_feed(source) or "JSON, but not a JSON Feed; expected `version` and `items`"
    if _WEB_PAGE.search(source, 0, 5_000) and not _FEED.search(source, 0, 5_000):
        return f"a web page, not a feed; {_advice(source, response.url)}"
    feed = read_xml_feed(source)
    return feed if isinstance(feed, str) else replace(feed, guessed=decoded.guess)


def _advice(page: str, address: str) -> str:
    """The feed that a web page names as its own (RSS Board, "RSS Autodiscovery"), if it does."""
    for tag in re.findall(r"<link\b[^<>]{1,500}>", page[:100_000], re.IGNORECASE):
        href = re.search(r"""href\s*=\s*["']?([^"'\s>]+)""", tag, re.IGNORECASE)
        if href and re.search(r"application/(rss|atom|feed)\+(xml|json)", tag, re.IGNORECASE):
            return f"it names this one: {canonical_url(href[1], address)}"
    return "look for the address of its RSS or Atom feed"


def _link(entry: Entry, base: str) -> str:
    return next(filter(None, (canonical_url(link, base) for link in entry.links)), "")


def _identities(linked: Sequence[tuple[Entry, str]]) -> list[str]:
    """What each entry is known by: its guid where that names one link, else its link.

    An address as guid loses what a link loses: some sites count revisions in its fragment. Where entries with
    different titles share it (one page that lists all news), the title tells them apart.
    """
    links: dict[str, set[str]] = defaultdict(set)
    for entry, link in linked:
        links[entry.guid].add(link)
    names = [
        (canonical_url(entry.guid) or entry.guid) if entry.guid and len(links[entry.guid]) == 1 else link
        for entry, link in linked
    ]
    titles: dict[str, set[str]] = defaultdict(set)
    for name, (entry, _) in zip(names, linked, strict=True):
        titles[name].add(_key(entry.title))
    return [
        name if len(titles[name]) == 1 else f"{name}\n{_key(entry.title)}"
        for name, (entry, _) in zip(names, linked, strict=True)
    ]


def _key(title: str) -> str:
    return " ".join(one_line(title).casefold().split())


def _item(entry: Entry, link: str, identity: str, source: Source, date: datetime | None) -> Item:
    text = _fullest(entry.bodies)
    dated = date is not None and date > UNREADABLE
    title, outlet = one_line(entry.title) or _first_words(text) or host_of(link), source.outlet
    if is_aggregated(link, source):
        title, outlet = title_and_outlet(title, one_line(entry.source), outlet)
        text = title if is_blind(link) else text  # other outlets' headlines are no text
    return Item(
        id=hashlib.sha256(f"{source.feed}\n{identity}".encode("utf-8", "replace")).hexdigest()[:16],
        url=link,
        title=title,
        outlet=outlet,
        feed=source.feed,
        published=date if dated and date else UNREADABLE,
        text=text,
        authors=_authors(entry.authors),
        weight=source.weight,
        dated=dated,
        picture=_picture(entry, title),
    )


def _picture(entry: Entry, title: str) -> Picture | None:
    """The entry's picture if it has an https address. No feed says what a picture shows: the title stands for that."""
    if not re.fullmatch(r"https://[^/\s\"'<>\\]+/[^\s\"'<>\\]{1,2000}", entry.picture):
        return None
    return Picture(entry.picture, alt=title, credit=one_line(entry.credit)[:120])


def _fullest(bodies: Iterable[str]) -> str:
    """The longest text among the bodies, which come with the longest HTML first."""
    best = ""
    for body in bodies:
        if len(body) <= len(best):
            break
        best = max(best, plain_text(body), key=len)
    return whole_sentences(best)


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
