"""One entry of a feed with its article, and why one is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from digest.model.facts import Facts
from digest.model.moments import require_utc


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a feed offers with an entry: an https address, what it shows, whose it is."""

    url: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed with its article.

    `text` is the article's main text where the audience asks for it, else what the feed carried:
    plain text, paragraphs divided by one blank line. Every offset in `digest` counts characters of it.
    """

    id: str
    url: str  # canonical: http(s), no tracking parameters, no fragment
    title: str
    outlet: str
    feed: str  # the address it came from
    published: datetime
    text: str = field(repr=False)
    authors: tuple[str, ...] = ()
    weight: float = 1.0  # of the source, from the config
    dated: bool = True  # False: the feed gave no usable date, `published` is when it was first seen
    full: bool = False  # True: `text` was taken from the article's page
    picture: Picture | None = None

    def __post_init__(self) -> None:
        require_utc("published", self.published)


Reason = Literal[
    "off topic",
    "too old",
    "in the future",
    "undated",
    "already sent",
    "same item",
    "muted",
    "no room",
    "unchanged",
    "no text",
    "no news",
    "unprintable",
]


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item that is left out, and why."""

    id: str
    reason: Reason
    facts: Facts | None = None
    same_as: str = ""  # of the same item: the id of the one that is kept

    @property
    def detail(self) -> str:
        """The facts as a line for people; empty where the reason says all."""
        return str(self.facts) if self.facts else ""
