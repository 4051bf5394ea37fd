from __future__ import annotations

import encodings.aliases
from datetime import UTC, datetime

import pytest

from digest.config import Source
from digest.gather.charsets import decode
from digest.gather.feeds import ParsedFeed, parse_feed
from digest.model import Response

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
SOURCE = Source(outlet="Wire", feed="https://wire.example/rss")


def feed(declaration: str, title: str) -> str:
    return (
        f"{declaration}<rss version='2.0'><channel><title>Wire</title><item><title>{title}</title>"
        "<link>https://wire.example/1</link><description>A text.</description></item></channel></rss>"
    )


def parsed(body: bytes, content_type: str = "text/xml") -> ParsedFeed:
    found = parse_feed(Response(SOURCE.feed, body, {"content-type": content_type}), SOURCE, NOW)
    assert isinstance(found, ParsedFeed)
    return found


@pytest.mark.parametrize(
    ("label", "codec", "title"),
    [
        ("cp-1251", "cp1251", "Переговоры — в Киеве"),
        ("windows-1251", "cp1251", "Переговоры"),
        ("koi8-r", "koi8-r", "Переговоры"),
        ("shift_jis", "cp932", "①番の会談"),  # the digit is in the vendor's table only
        ("gb2312", "gb18030", "会谈〇"),
        ("ks_c_5601-1987", "cp949", "회담 똠방각하"),
        ("iso-8859-1", "cp1252", "“Grüße” – €"),
        ("latin1", "cp1252", "“Grüße”"),
        ("iso-2022-jp", "iso2022_jp", "会談"),
        ("utf-16le", "utf-16-le", "Grüße"),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str, title: str) -> None:
    declared = feed(f'<?xml version="1.0" encoding="{label}"?>', title).encode(codec)
    headed = feed("", title).encode(codec)
    for found in (parsed(declared), parsed(headed, f"application/xml; charset={label}")):
        assert [item.title for item in found.items] == [title]
        assert found.missing == ""


def test_a_guess_is_reported() -> None:
    found = parsed(feed('<?xml version="1.0" encoding="us-ascii"?>', "Grüße").encode("utf-8"))
    assert found.items[0].title == "Grüße"
    assert "read as utf-8" in found.missing
    found = parsed(feed('<?xml version="1.0" encoding="utf-8"?>', "Grüße").encode("latin-1"))
    assert found.items[0].title == "Grüße"
    assert "not in utf-8, as it says; read as cp1252" in found.missing


def test_one_wrong_byte_does_not_spoil_the_rest() -> None:
    body = feed("", "Grüße aus Köln und Düsseldorf, schöne Wörter für äöü").encode() + b"\xe2\x80"
    found = decode(body)
    assert "Köln" in found.text
    assert found.guess


def test_no_label_stops_a_feed() -> None:
    labels = [*set(encodings.aliases.aliases.values()), "undefined", "punycode", "\0", "²", "x" * 10_000, '"', "mbcs"]
    for label in labels:
        body = feed(f'<?xml version="1.0" encoding="{label}"?>', "Grüße").encode("utf-8")
        for content_type in ("text/xml", f"text/xml; charset={label}"):
            parse_feed(Response(SOURCE.feed, body, {"content-type": content_type}), SOURCE, NOW)
