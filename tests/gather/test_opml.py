from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import Audience, Delivery, Newsletter, Source, Topic
from digest.errors import ConfigError
from digest.gather.opml import read_opml, write_opml

OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="News"><outline type="rss" text="A &amp;amp; B" xmlUrl="https://a.example/feed?x=1&amp;y=2"/>
<outline type="rss" xmlURL="http://www.b.example/rss"/><outline text="again" xmlUrl="https://a.example/feed?x=1&amp;y=2"/></outline>
<outline text="no feed"/><outline text="bad" xmlUrl="javascript:alert(1)"/><outline text="file" xmlUrl="/etc/passwd"/>
</body></opml>"""


def test_the_feeds_of_all_folders_each_once() -> None:
    feeds = read_opml(OPML)
    assert [(source.outlet, source.feed) for source in feeds.sources] == [
        ("A & B", "https://a.example/feed?x=1&y=2"),
        ("b.example", "http://www.b.example/rss"),
    ]
    assert (feeds.repeated, feeds.without_address) == (1, 2), "a folder is no feed without an address"


@pytest.mark.parametrize(
    "data", [b"", b"no xml", b"<html/>", b"<opml><body/></opml>", b"\xff\xfe\x00", b"<a>" * 100_000]
)
def test_what_has_no_feeds_says_so(data: bytes) -> None:
    with pytest.raises(ConfigError, match="OPML"):
        read_opml(data)


def test_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/")
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = (
        f'<!DOCTYPE opml [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "{secret.as_uri()}">{levels}]><opml><body>'
        '<outline text="&e9;" xmlUrl="https://a.example/"/><outline text="B" xmlUrl="https://b.example/"/>&x;</body></opml>'
    )
    try:
        sources = read_opml(bomb.encode()).sources
    except ConfigError:
        return
    assert all(len(source.outlet) < 400 and "secret" not in source.feed for source in sources)


def test_what_is_written_can_be_read() -> None:
    sources = (Source(outlet="A & B", feed="https://a.example/?x=1&y=2"), Source(outlet="File", feed="feed.xml"))
    audience = Audience(
        newsletter=Newsletter(name="N & M"),
        topics=(Topic.model_validate({"name": "T", "match": "word"}),),
        sources=sources,
        delivery=Delivery.model_validate({"from": "a@b.example", "postal_address": "Street 1"}),
    )
    assert read_opml(write_opml(audience).encode()).sources == sources[:1]
