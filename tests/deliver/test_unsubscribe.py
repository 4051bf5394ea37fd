from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.unsubscribe import make_token, read_token, unsubscribe_url

KEY = b"secret"


@given(address=st.text(st.characters(exclude_categories=("Cs",))), slug=st.from_regex(r"[a-z0-9-]+", fullmatch=True))
def test_a_token_says_who_and_from_which_newsletter(address, slug):
    token = make_token(slug, address, KEY)
    assert re.fullmatch(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", token)
    assert read_token(token, KEY) == (slug, address)


def test_another_key_or_a_changed_token_is_nobody():
    token = make_token("watch", "ann@example.net", KEY)
    other = make_token("watch", "bob@example.net", KEY)
    assert read_token(token, b"other") is None
    assert read_token(f"{other.split('.')[0]}.{token.split('.')[1]}", KEY) is None
    assert read_token(f"{token}x", KEY) is None


@given(st.text())
def test_any_other_text_is_nobody(text):
    assert read_token(text, KEY) is None


def test_an_empty_key_signs_nothing():
    with pytest.raises(ValueError, match="key"):
        make_token("watch", "ann@example.net", b"")
    assert read_token(make_token("watch", "ann@example.net", KEY), b"") is None


def test_the_address_for_leaving():
    assert unsubscribe_url("https://example.org/leave?t={token}", "a.b") == "https://example.org/leave?t=a.b"
