"""What outlives a run of what feeds and models said: items, replies, vectors, spending. All moments are UTC."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from digest.model import FeedState, Item, Reply, Spend, Vector

Apart = Callable[[Item, Item], Item]


class Gathered(Protocol):
    """What feeds said."""

    def states(self, feeds: Iterable[str]) -> dict[str, FeedState]:
        """What is known of these feeds."""

    def save_state(self, *states: FeedState) -> None:
        """Keep what is known of feeds now, all or none."""

    def save(self, items: Iterable[Item], now: datetime, apart: Apart | None = None) -> tuple[Item, ...]:
        """Keep items; gives them as kept.

        `apart(new, known)` may give an item whose id is known an id of its own, because it is another article.
        The newest text wins, but text from the article's page is not replaced by the feed's.
        An undated item keeps the moment it was first seen.
        """

    def items(self, feeds: Iterable[str], since: datetime, but: Container[str] = ()) -> tuple[Item, ...]:
        """Items of these feeds published at or after `since`: what a feed that is not modified still offers.

        Latest first, without those whose ids are in `but`: who has them already need not hold them twice.
        """

    def forget(self, feeds: Iterable[str], items: datetime, texts: datetime) -> None:
        """Drop the items of these feeds that no feed has carried since `items`, so that the file grows no more.

        Of those that none has carried since `texts` only the text goes, unless an issue used them.
        """


class Replies(Protocol):
    """What language models answered."""

    def find(self, key: str) -> Reply | None:
        """A reply kept under this cache key, marked as cached."""

    def save(self, key: str, reply: Reply) -> None:
        """Keep a reply under its cache key."""


class Vectors(Protocol):
    """What embeddings models made of texts."""

    def find(self, keys: Iterable[str]) -> dict[str, Vector]:
        """The vectors kept under these cache keys, of those that are kept."""

    def save(self, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors under their cache keys."""

    def forget(self, before: datetime) -> None:
        """Drop those that were made before."""


class Spending(Protocol):
    """What models have cost."""

    def book(self, spend: Spend) -> None:
        """Keep what one call has cost, under the moment of the call. On disk when this returns."""

    def today(self) -> Spend:
        """What the calls of this UTC day have cost, those of all newsletters and previews in this store."""

    def hold(self, run: str, spend: Spend) -> None:
        """Set aside what a run may spend, in place of what it held before; nothing ends the hold."""

    def held(self, but: str) -> Spend:
        """What all runs but this one hold, those left aside that were killed."""
