from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.gather.links import canonical_url, host_of


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?utm_source=rss&id=7&utm_medium=feed#top", "https://a.example/x?id=7"),
        (
            "https://www.bbc.co.uk/news/articles/c1?at_medium=RSS&at_campaign=rss",
            "https://www.bbc.co.uk/news/articles/c1",
        ),
        ("https://a.example/x?fbclid=1&gclid=2&mc_cid=3&mc_eid=4&cmpid=rss", "https://a.example/x"),
        ("https://a.example/x?ref=rss", "https://a.example/x"),
        ("https://a.example/x?source=feedburner", "https://a.example/x"),
        ("https://a.example/x?ref=1234", "https://a.example/x?ref=1234"),
        ("https://a.example/x?eid=5&source=42", "https://a.example/x?eid=5&source=42"),
        ("HTTPS://A.Example:443/X", "https://a.example/X"),
        ("http://a.example:8080", "http://a.example:8080/"),
        ("https://user:secret@a.example/x", "https://a.example/x"),
        ("https://bank.example@evil.example/", "https://evil.example/"),
        ("https://a.example./x", "https://a.example/x"),
        ("  https://a.example/a b\n", "https://a.example/a%20b"),
        ("https://a.example/x?q=%C3%A4&n=1;2", "https://a.example/x?q=%C3%A4&n=1;2"),
        ("https://www.google.com/url?rct=j&url=https://a.example/x%3Futm_source%3Dg&ct=ga", "https://a.example/x"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("https://münchen.example/ä", "https://münchen.example/ä"),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("/news/1", ""),
        ("https://", ""),
        ("https://[::1/x", ""),
        ("https://a.example:port/", ""),
        ("https://a.example/" + "x" * 2_000, ""),
        ("", ""),
    ],
)
def test_canonical_url(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


def test_a_relative_link_counts_from_the_base() -> None:
    assert canonical_url("/news/1?utm_source=x", "https://a.example/feeds/all") == "https://a.example/news/1"
    assert canonical_url("//cdn.example/1", "https://a.example/") == "https://cdn.example/1"
    assert canonical_url("", "https://a.example/") == "https://a.example/"


URLS = st.one_of(
    st.text(max_size=80),
    st.from_regex(
        r"https?://[a-zA-Z0-9.:@\[\]-]{1,30}(/[^\n]{0,20})?(\?[a-z_]{1,12}=[^\n]{0,12}(&[^\n]{0,12})?)?(#.{0,8})?"
    ),
)


@given(URLS)
@example("https://www.google.com/url?url=https://www.google.com/url?url=https://a.example/")
@example("http://a.example/%")
def test_what_is_canonical_stays_as_it_is(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert once == "" or once.startswith(("http://", "https://"))
    assert not set(once) & set('#\n\t <>"\u202e\u200b')


def test_host_of() -> None:
    assert host_of("https://www.a.example:8080/x") == "a.example"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("www.news.example/www", "https://www.news.example/www"),
        ("\n  https://news.example/sp ace?q=a b\n ", "https://news.example/sp%20ace?q=a%20b"),
        ("//news.example/pr", "https://news.example/pr"),
        ("feed://news.example/x", "http://news.example/x"),
        ("feed:https://news.example/x", "https://news.example/x"),
        ("www.html", "https://base.example/www.html"),
    ],
)
def test_odd_links(link: str, address: str) -> None:
    assert canonical_url(link, "https://base.example/") == address
