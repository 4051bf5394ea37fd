"""What is fetched, what comes back, and what the store remembers of a feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One page to fetch. `etag` and `last_modified` are what the server said last time.

    `feed` is the feed that led to the page; empty where the page is a feed itself.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: `body` is decoded (no gzip) and empty when `not_modified`. Header names are lower case."""

    url: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    not_modified: bool = False


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the store remembers of one feed between runs."""

    url: str
    etag: str = ""
    last_modified: str = ""
    last_success: datetime | None = None
    failures: int = 0  # errors in a row
    last_error: str = ""
    alerted: bool = False  # the operator was told that it is broken, and not yet that it is back
    tried: datetime | None = None  # when it was asked last, also in vain
