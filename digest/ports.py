"""What the pipeline needs of the outside world. `digest.adapters` has the real ones and an offline set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from digest.errors import FetchError
from digest.model import (
    FeedState,
    Issue,
    Item,
    Message,
    PastStory,
    Prompt,
    Receipt,
    RenderedIssue,
    Reply,
    Request,
    Response,
    Slot,
)

T = TypeVar("T")


class Progress(Protocol):
    """Tells the operator how far a run is."""

    def track(self, label: str, steps: Iterable[T], total: int) -> Iterator[T]:
        """The steps themselves, counted as they pass."""

    def note(self, text: str) -> None:
        """One line about what was done."""


class Fetcher(Protocol):
    """Gets pages from the web, or files where the config names files."""

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """All answers, in the order of the requests, fetched concurrently. Failures are values."""


class Model(Protocol):
    """A language model."""

    name: str

    def ask(self, prompt: Prompt) -> Reply:
        """One reply. Raises a `ModelError`. Called from several threads."""


class Mailer(Protocol):
    """Hands messages to a mail server."""

    def send(self, messages: Iterable[Message], before: Callable[[Message], None]) -> Iterator[Receipt]:
        """Hand over the messages, over several connections, and yield one receipt each as it is known.

        `before(message)` is called right before a message is handed over, so that the caller can note it:
        a message noted and without a receipt is of unknown fate. Raises `ServerUnavailable` where no
        connection can be had; the messages not yet begun are then without a note.
        """


class Store(Protocol):
    """Everything that outlives a run. All moments are UTC."""

    def exclusive(self, newsletter: str) -> AbstractContextManager[None]:
        """Keep other runs of this newsletter out; `StoreError` where one is at work. Ends with the process."""

    def feed_states(self, urls: Iterable[str]) -> dict[str, FeedState]:
        """What is known of these feeds."""

    def save_feed_state(self, state: FeedState) -> None: ...

    def save_items(self, items: Iterable[Item], now: datetime) -> tuple[Item, ...]:
        """Keep items; gives them as kept.

        The newest text wins, but text from the article's page is not replaced by the feed's.
        An undated item keeps the moment it was first seen.
        """

    def items(self, feeds: Iterable[str], since: datetime) -> tuple[Item, ...]:
        """Items of these feeds published at or after `since`: what a feed that is not modified still offers."""

    def past_stories(self, newsletter: str, since: datetime) -> tuple[PastStory, ...]:
        """The stories of this newsletter's sent issues, latest issue first."""

    def reply(self, key: str) -> Reply | None:
        """A reply of the model kept under this cache key."""

    def save_reply(self, key: str, reply: Reply) -> None: ...

    def issue(self, slot: Slot) -> RenderedIssue | None:
        """The issue of this slot as it was set when its sending began; None where it has not begun."""

    def begin_issue(self, slot: Slot, issue: Issue, rendered: RenderedIssue, now: datetime) -> None:
        """Fix the issue of a slot: from here on this, and nothing else, is sent for it."""

    def begin_message(self, slot: Slot, address: str, now: datetime) -> None:
        """Note that the message to this reader is about to be handed over. On disk when this returns."""

    def save_receipt(self, slot: Slot, receipt: Receipt, now: datetime) -> None: ...

    def receipts(self, slot: Slot) -> tuple[Receipt, ...]: ...

    def finish_slot(self, slot: Slot, outcome: str, detail: str, now: datetime) -> None:
        """Close a slot: `sent`, or `skipped` with the reason. A closed slot is never due again."""

    def outcome(self, slot: Slot) -> str:
        """How a slot was closed; empty while it is open."""

    def suppressed(self, addresses: Iterable[str]) -> frozenset[str]:
        """Those of the addresses that must never be mailed again."""
