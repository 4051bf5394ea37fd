from __future__ import annotations

import json

import pytest

from digest.model import Picture

from .test_feeds import parsed

MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


def picture_of(*parts: str) -> Picture | None:
    body = "<title>Talks &amp; more</title><link>https://outlet.example/1</link>" + "".join(parts)
    (item,) = parsed(f'<rss version="2.0" {MEDIA}><channel><item>{body}</item></channel></rss>').items
    return item.picture


def content(url: str, **attributes: object) -> str:
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<media:content url="{url}"{given}/>'


def test_the_widest_of_several_with_its_credit() -> None:
    found = picture_of(
        content("https://img.example/140.jpg", width=140, medium="image"),
        '<media:content url="https://img.example/700.jpg?s=1&amp;t=2" width="700" type="image/jpeg">'
        "<media:credit>Photograph: Ann &amp;amp; Co</media:credit></media:content>",
        content("https://img.example/film.mp4", width=1920, type="video/mp4"),
    )
    assert found == Picture("https://img.example/700.jpg?s=1&t=2", "Talks & more", "Photograph: Ann & Co")


@pytest.mark.parametrize(
    ("part", "url"),
    [
        ('<enclosure url="https://img.example/a.jpg" type="image/jpeg" length="1"/>', "https://img.example/a.jpg"),
        ('<media:thumbnail url="https://img.example/b.jpg"/>', "https://img.example/b.jpg"),
        ('<media:thumbnail url="https://img.example/small.jpg" width="240"/>', None),
        ('<media:thumbnail url="http://img.example/b.jpg"/>', None),
        ('<media:thumbnail url="https://img.example/b.jpg&quot; onerror=&quot;x"/>', None),
        ('<media:thumbnail url="javascript:alert(1)"/>', None),
        ('<enclosure url="https://img.example/a.mp3" type="audio/mpeg" length="1"/>', None),
        ("", None),
    ],
)
def test_only_https_and_wide_enough(part: str, url: str | None) -> None:
    found = picture_of(part)
    assert (found.url if found else None) == url


def test_a_json_feed_names_its_picture() -> None:
    entry = {"id": "1", "url": "https://outlet.example/1", "title": "Talks", "image": "https://img.example/a.jpg"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [entry]}
    (item,) = parsed(json.dumps(feed)).items
    assert item.picture == Picture("https://img.example/a.jpg", "Talks")


@pytest.mark.parametrize("width", ["9" * 5_000, "²", "-1", "100%", "٣٠٠"])
def test_a_width_that_is_none_is_unknown(width: str) -> None:
    assert picture_of(content("https://img.example/a.jpg", width=width, medium="image")) == Picture(
        "https://img.example/a.jpg", "Talks & more"
    )
