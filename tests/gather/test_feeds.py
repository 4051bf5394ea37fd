from __future__ import annotations

import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Source
from digest.errors import ParseError
from digest.gather.feeds import ParsedFeed, parse_feed
from digest.model import Item, Response

NOW = datetime(2025, 2, 28, 6, 0, tzinfo=UTC)
SOURCE = Source(outlet="The Outlet", feed="https://outlet.example/feed", weight=1.5)


def response(body: bytes | str, content_type: str = "") -> Response:
    data = body.encode() if isinstance(body, str) else body
    return Response("https://outlet.example/feed", data, {"content-type": content_type} if content_type else {})


def rss(*items: str) -> str:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The &amp;amp; Outlet</title>'
        f"<link>https://outlet.example/news/</link>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    )


def parsed(body: bytes | str) -> ParsedFeed:
    feed = parse_feed(response(body), SOURCE, NOW)
    assert isinstance(feed, ParsedFeed), feed
    return feed


def only(*items: str) -> Item:
    (item,) = parsed(rss(*items)).items
    return item


def test_an_entry_of_rss() -> None:
    item = only(
        "<title>&lt;b&gt;Talks&lt;/b&gt; &amp;amp; more</title><link>/1?utm_source=rss#x</link><guid>7</guid>"
        "<pubDate>Thu, 27 Feb 2025 10:00:00 -0500</pubDate><dc:creator>By Ann Lee, Bo Ek and Cy Orr</dc:creator>"
        "<description>Short.</description><content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded>"
    )
    assert item.title == "Talks & more"
    assert item.url == "https://outlet.example/1"
    assert item.published == datetime(2025, 2, 27, 15, 0, tzinfo=UTC)
    assert item.dated
    assert item.authors == ("Ann Lee", "Bo Ek", "Cy Orr")
    assert item.text == "One.\n\nTwo."
    assert (item.outlet, item.feed, item.weight, item.full) == ("The Outlet", SOURCE.feed, 1.5, False)


def test_an_entry_of_atom() -> None:
    feed = parsed(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="https://outlet.example/"/><entry>'
        '<title type="html">A &amp;lt; B</title><id>urn:1</id><link rel="enclosure" href="https://x.example/a.mp3"/>'
        '<link rel="alternate" href="https://outlet.example/1"/><updated>2025-02-27T10:00:00Z</updated>'
        '<summary>Short</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p>'
        "<p>Two.</p></div></content><author><name>Ann Lee</name></author></entry></feed>"
    )
    (item,) = feed.items
    assert (item.title, item.url, item.text) == ("A < B", "https://outlet.example/1", "One.\n\nTwo.")
    assert item.published == datetime(2025, 2, 27, 10, 0, tzinfo=UTC)
    assert item.authors == ("Ann Lee",)


def test_an_entry_of_json_feed() -> None:
    entry = {
        "id": 1,
        "url": "https://outlet.example/1",
        "title": "T",
        "content_html": "<p>One.</p><p>Two.</p>",
        "summary": "s",
        "date_published": "2025-02-27T10:00:00-05:00",
        "authors": [{"name": "Ann Lee"}, {"url": "https://x.example"}],
    }
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [entry, "no entry", {"id": "x"}]}
    feed = parsed("\ufeff" + json.dumps(body))
    (item,) = feed.items
    assert feed.skipped == 1
    assert (item.title, item.text, item.authors) == ("T", "One.\n\nTwo.", ("Ann Lee",))
    assert item.published == datetime(2025, 2, 27, 15, 0, tzinfo=UTC)


def test_rdf_and_old_rss() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title></channel>'
        "<item><title>A</title><link>https://outlet.example/1</link><dc:date>2025-02-27T10:00:00Z</dc:date></item></rdf:RDF>"
    )
    assert parsed(rdf).items[0].published == datetime(2025, 2, 27, 10, 0, tzinfo=UTC)
    assert parsed(rss("<title>A</title><link>https://outlet.example/1</link>")).title == "The & Outlet"


# --- dates, links, titles -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "date",
    [
        "",
        "<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>",
        "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>",
    ],
)
def test_an_entry_without_a_usable_date_counts_from_now(date: str) -> None:
    item = only(f"<title>A</title><link>https://outlet.example/1</link>{date}")
    assert (item.published, item.dated) == (NOW, False)


def test_a_date_in_the_future_is_left_to_curate() -> None:
    item = only("<title>A</title><link>https://outlet.example/1</link><pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate>")
    assert (item.published.year, item.dated) == (2100, True)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "<link>javascript:alert(1)</link>",
        "<link>mailto:a@b.example</link>",
        '<guid isPermaLink="false">tag:1</guid>',
    ],
)
def test_an_entry_that_cannot_be_cited_is_counted(link: str) -> None:
    feed = parsed(rss(f"<title>A</title>{link}", "<title>B</title><link>https://outlet.example/2</link>"))
    assert [item.title for item in feed.items] == ["B"]
    assert feed.skipped == 1


def test_a_guid_that_is_an_address_serves_as_link() -> None:
    assert only("<title>A</title><guid>https://outlet.example/1#0</guid>").url == "https://outlet.example/1"


def test_an_entry_without_title_is_named_by_its_first_words() -> None:
    words = " ".join(f"word{n}" for n in range(20))
    item = only(f"<link>https://outlet.example/1</link><description>{words}</description>")
    assert item.title == " ".join(f"word{n}" for n in range(12)) + "…"
    assert only("<link>https://www.outlet.example/1</link>").title == "outlet.example"


@pytest.mark.parametrize(
    ("creator", "authors"),
    [
        ("ann@example.org (Ann Lee)", ("Ann Lee",)),
        ("David Smith in Washington", ("David Smith",)),
        ("Hines, P. J.", ("Hines, P. J.",)),
        ("Ann Lee; Ann Lee", ("Ann Lee",)),
        ("ann@example.org", ()),
    ],
)
def test_authors(creator: str, authors: tuple[str, ...]) -> None:
    assert (
        only(f"<title>A</title><link>https://outlet.example/1</link><dc:creator>{creator}</dc:creator>").authors
        == authors
    )


# --- what is one article ---------------------------------------------------------------------------------


def entry(link: str, guid: str = "", title: str = "A", text: str = "") -> str:
    guid = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return f"<title>{title}</title><link>{link}</link>{guid}<description>{text}</description>"


def test_another_campaign_is_the_same_article() -> None:
    first = only(entry("https://outlet.example/1?utm_campaign=a"))
    again = only(entry("https://outlet.example/1?utm_campaign=b#c"))
    assert (first.id, first.url) == (again.id, again.url)


def test_another_revision_in_the_guid_is_the_same_article() -> None:
    assert (
        only(entry("https://o.example/1", "https://o.example/1#0")).id
        == only(entry("https://o.example/1", "https://o.example/1#3")).id
    )


def test_a_guid_outlives_a_new_address() -> None:
    assert only(entry("https://o.example/old", "7")).id == only(entry("https://o.example/new", "7")).id


def test_an_article_that_stands_twice_in_a_feed_is_one_item() -> None:
    same = parsed(
        rss(entry("https://o.example/1", "7", text="Short"), entry("https://o.example/1", "7", text="Longer text"))
    ).items
    assert [item.text for item in same] == ["Longer text"]
    two = parsed(rss(entry("https://o.example/1", "7"), entry("https://o.example/1?utm_source=x", "8"))).items
    assert len({item.url for item in two}) == 1  # curate sees that they are one


def test_one_guid_for_all_entries_is_not_believed() -> None:
    items = parsed(rss(entry("https://o.example/1", "same"), entry("https://o.example/2", "same", "B"))).items
    assert len({item.id for item in items}) == 2
    assert items[0].id == only(entry("https://o.example/1")).id


def test_ids_of_two_feeds_differ() -> None:
    other = parse_feed(response(rss(entry("https://o.example/1", "7"))), Source(outlet="B", feed="b.xml"), NOW)
    assert isinstance(other, ParsedFeed)
    assert other.items[0].id != only(entry("https://o.example/1", "7")).id


# --- what is no feed ---------------------------------------------------------------------------------------


def test_a_feed_that_breaks_off_says_so_and_gives_what_it_has() -> None:
    feed = parsed("<rss version='2.0'><channel><item><link>https://a.example/1</link><title>T</title></item><item><ti")
    assert [item.title for item in feed.items] == ["T"]
    assert "broken XML: " in feed.missing
    assert feed.missing.endswith("read as far as it goes")
    assert parsed("<rss version='2.0'><channel><title>T</title></channel></rss>").missing == ""


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "an empty answer"),
        (b" \n", "an empty answer"),
        (b"<!DOCTYPE html><html><head><title>Log in</title></head></html>", "a web page, not a feed; look for"),
        (
            b'<html><link rel="alternate" type="application/rss+xml" href="/rss.xml"></html>',
            "a web page, not a feed; it names this one: https://outlet.example/rss.xml",
        ),
        (b'{"error": "not found"}', "JSON, but not a JSON Feed"),
        (b"[" * 100_000, "JSON, but not a JSON Feed"),
        (b"no feed at all", "not RSS, Atom or JSON Feed"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not RSS, Atom or JSON Feed"),
        (b"<rss version='2.0'><channel><title>T</ti", "broken XML"),
        (b"<rss>" + b"<a>" * 400_000, "400,001 tags"),
        (b"x" * 10_000_001, "10.0 MB"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes, reason: str) -> None:
    error = parse_feed(response(body), SOURCE, NOW)
    assert isinstance(error, ParseError)
    assert error.url == SOURCE.feed
    assert reason in error.reason


def test_a_feed_that_breaks_off_gives_what_came() -> None:
    whole = rss(*(entry(f"https://o.example/{n}", title=f"T{n}") for n in range(10)))
    assert 5 <= len(parsed(whole[: len(whole) * 2 // 3]).items) < 10


def test_a_feed_without_entries_is_a_feed() -> None:
    assert parsed(rss()) == ParsedFeed((), "The & Outlet", 0)


def test_an_entity_bomb_does_not_go_off() -> None:
    levels = "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE r [<!ENTITY a "ha">{levels}]>' + rss(entry("https://o.example/1", title="&j;", text="&j;"))
    assert all(len(item.text) < 1_000 for item in parsed(bomb).items)


def test_no_file_is_read_for_an_entity_or_a_body(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(rss(entry("https://o.example/1", title="secret")))
    assert isinstance(parse_feed(response(str(secret)), SOURCE, NOW), ParseError)
    xxe = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + rss(entry("https://o.example/1", title="&x;"))
    assert "secret" not in parsed(xxe).items[0].title


def test_hostile_words_come_out_as_words() -> None:
    item = only(
        entry(
            "https://o.example/1", title="&lt;script&gt;x&lt;/script&gt;[[ token ]] {{ 7 }}\u202e", text="\u200bA\u0007"
        )
    )
    assert (item.title, item.text) == ("[[ token ]] {{ 7 }}", "A")


@given(
    st.one_of(
        st.binary(max_size=300), st.binary(max_size=60).map(lambda junk: rss("<title>A</title>").encode()[:250] + junk)
    )
)
def test_no_bytes_raise(body: bytes) -> None:
    assert isinstance(parse_feed(response(body), SOURCE, NOW), ParsedFeed | ParseError)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "url", "title", "authors", "author", "name", "content_html", "date_published"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_raises(value: object) -> None:
    body = json.dumps({"version": "https://jsonfeed.org/version/1", "items": value, "authors": value})
    assert isinstance(parse_feed(response(body), SOURCE, NOW), ParsedFeed | ParseError)


# --- other people's feeds -----------------------------------------------------------------------------------


def test_real_feeds_give_all_their_entries(shared_data: Path) -> None:
    folder = shared_data / "feeds_real"
    for line in (folder / "INDEX.jsonl").read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        feed = parsed((folder / expected["file"]).read_bytes())
        if expected["version"]:  # the index was made with feedparser, which reads no JSON Feed
            assert len(feed.items) + feed.skipped == expected["entries"], expected["file"]
            assert sum(item.dated for item in feed.items) >= expected["dated"] - feed.skipped, expected["file"]
        assert len(feed.items) > 0
        assert all(item.title and item.url.startswith("http") for item in feed.items)


def test_the_conformance_files_raise_nothing(shared_data: Path) -> None:
    read = 0
    with tarfile.open(shared_data / "feeds_conformance" / "feedparser_tests.tar.gz") as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".xml"):
                file = archive.extractfile(member)
                assert file
                assert isinstance(parse_feed(response(file.read()), SOURCE, NOW), ParsedFeed | ParseError)
                read += 1
    assert read == 1_850


def test_a_json_feed_with_line_breaks_in_its_strings() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "items": [{"id": 1, "url": "/a", "title": "A@B"}],
    }
    (item,) = parsed(json.dumps(feed).replace("@", "\n\t")).items
    assert item.title == "A B"


def test_an_entry_that_was_cut_off_is_counted() -> None:
    long = f"<link>https://a.example/</link><description>{'word ' * 50_000}</description>"
    assert "1 entry of more than 200,000 characters" in parsed(rss(long)).missing


def test_entries_that_share_one_link_and_guid_are_as_many_items_as_they_have_titles() -> None:
    shared = "<link>https://city.example/all</link><guid>https://city.example/all</guid>"
    first = parsed(
        rss(*(f"<title>Report {name}</title>{shared}" for name in ("on a bridge", "on a fire", "on a vote")))
    ).items
    assert len({item.id for item in first}) == 3
    again = parsed(rss(*(f"<title>Report {name}</title>{shared}" for name in ("on a vote", "on a fire")))).items
    assert {item.id for item in again} < {item.id for item in first}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A&amp;lt;B&amp;gt; wins", "A<B> wins"),
        ("Where x &lt; y holds", "Where x < y holds"),
        ("AT&T talks & Kyiv", "AT&T talks & Kyiv"),
        ("Use of &lt;marquee&gt; ends", "Use of <marquee> ends"),
        ("<![CDATA[Kyiv <b>talks</b> &amp; <i>probe</i>]]>", "Kyiv talks & probe"),
        ("Talks&nbsp;&mdash; caf&eacute; &unheardof; R&D", "Talks — café &unheardof; R&D"),
    ],
)
def test_titles_are_read_as_they_are_meant(title: str, expected: str) -> None:
    feed = parsed(rss(f"<title>{title}</title><link>https://outlet.example/?a=1&b=2</link>"))
    assert (feed.items[0].title, feed.items[0].url) == (expected, "https://outlet.example/?a=1&b=2")
    assert not feed.missing


def test_a_feed_without_dates_whose_addresses_are_old_is_told() -> None:
    entries = [f"<title>A {n}</title><link>https://outlet.example/2019/0{n}/talks</link>" for n in (4, 5)]
    assert "its addresses the newest entry is of 2019-05" in parsed(rss(*entries)).missing
    fresh = "<title>A</title><link>https://outlet.example/2025/02/talks</link>"
    assert not parsed(rss(*entries, fresh)).missing
