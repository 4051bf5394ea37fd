"""The outside world without a network. The store without a file is `SqlStore(None)`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from digest.adapters.store import SqlStore
from digest.adapters.store.gathered import SqlGathered
from digest.adapters.store.replies import SqlReplies
from digest.adapters.store.spending import SqlSpending
from digest.errors import FetchError, ModelUnavailable
from digest.model import FeedState, Item, Reply, Request, Response, Spend, Vector
from digest.ports import Apart


class NothingNew:
    """A `ports.Fetcher` that asks nobody: no page has changed since it was fetched last."""

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """A "not modified" for each request."""
        return (Response(request.url, b"", not_modified=True) for request in requests)


class Unasked:
    """A `ports.Embedder` that asks nobody: only the vectors that are kept under its name are there."""

    def __init__(self, name: str) -> None:
        self.name = name

    def embed(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        """Refuses with `ModelUnavailable`."""
        raise ModelUnavailable(f"{self.name}: a replay asks no model, and {len(texts)} vectors or more are missing")


class KeptStore(SqlStore):
    """The store as it is: what the making of an issue would keep is not kept."""

    def __init__(self, where: Path | str) -> None:
        super().__init__(where)
        self.gathered = _Gathered(self.database)
        self.replies = _Replies(self.database)
        self.spending = _Spending(self.database, self.clock)


class _Gathered(SqlGathered):
    def save_state(self, *states: FeedState) -> None:
        """Nothing."""

    def save(self, items: Iterable[Item], now: datetime, apart: Apart | None = None) -> tuple[Item, ...]:
        """The items, not kept."""
        return tuple(items)


class _Replies(SqlReplies):
    def save(self, key: str, reply: Reply) -> None:
        """Nothing."""


class _Spending(SqlSpending):
    def book(self, spend: Spend) -> None:
        """Nothing."""
