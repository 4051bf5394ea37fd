from __future__ import annotations

import pytest

from digest.addresses import public_address
from digest.errors import FetchError


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://ann:secret@a.example/feed?x=1@2", "https://a.example/feed?x=1@2"),
        ("https://token@a.example/", "https://a.example/"),
        ("https://a.example/@ann/feed", "https://a.example/@ann/feed"),
        ("no connection to https://a:b@c.example", "no connection to https://c.example"),
        ("feeds/a.xml", "feeds/a.xml"),
        ("https://ann:p@ss@a.example/", "https://a.example/"),
        ("https://a.example/rss?lang=en&auth_token=abc123&n=5", "https://a.example/rss?lang=en&auth_token=...&n=5"),
        ("https://a.example/rss?api-key=abc#x", "https://a.example/rss?api-key=...#x"),
    ],
)
def test_no_password_is_shown(address: str, shown: str) -> None:
    assert public_address(address) == shown


def test_a_failure_shows_no_password() -> None:
    assert "secret" not in str(FetchError("https://ann:secret@a.example/", "leads to https://ann:secret@b.example/"))
