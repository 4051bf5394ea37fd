"""Lists of feeds as other readers keep them: OPML 2.0 (http://opml.org/spec2.opml), in and out."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from digest.config import Audience, Source
from digest.errors import ConfigError
from digest.gather.cleaning import one_line
from digest.gather.links import canonical_url, host_of

MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds of an OPML file, each once, in its order, and how many entries were left out."""

    sources: tuple[Source, ...]
    repeated: int  # a feed that stands there before
    without_address: int  # a feed that has no address on the web


def read_opml(data: bytes) -> FeedList:
    """The feeds of an OPML file. Raises `ConfigError` where there are none.

    Entities and documents elsewhere are never read, so a file can't blow up or look at other files.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_pis=True)
    root = etree.fromstring(data, parser) if data.strip() and len(data) <= MAX_BYTES else None
    if root is None:
        raise ConfigError("not an OPML file; export one from your feed reader")
    sources: dict[str, Source] = {}
    repeated = without_address = 0
    for outline in root.iter("outline"):
        attributes = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        address = attributes.get("xmlurl", "").strip()
        if address in sources:
            repeated += 1
        elif canonical_url(address):
            outlet = one_line(attributes.get("title") or attributes.get("text") or "") or host_of(address)
            sources[address] = Source(outlet=outlet, feed=address)
        elif "xmlurl" in attributes or attributes.get("type") == "rss":  # all else is a folder
            without_address += 1
    if not sources:
        raise ConfigError('no feed in this OPML file; expected <outline xmlUrl="https://…"/>')
    return FeedList(tuple(sources.values()), repeated, without_address)


def write_opml(audience: Audience) -> str:
    """The sources of an audience as an OPML file. Sources that are files on this machine are left out."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = audience.newsletter.name
    body = etree.SubElement(root, "body")
    for source in audience.sources:
        if not source.is_file:
            etree.SubElement(body, "outline", type="rss", text=source.outlet, title=source.outlet, xmlUrl=source.feed)
    return str(etree.tostring(root, encoding="unicode", pretty_print=True))
