from __future__ import annotations

from digest.model import (
    Reply,
)


def test_replies_are_kept_and_marked(store):
    assert store.replies.find("k") is None
    store.replies.save("k", Reply("{}", "m", 10, 2))
    assert store.replies.find("k") == Reply("{}", "m", 10, 2, cached=True)
