"""What the pipeline needs of the outside world. `digest.adapters` has the real ones and an offline set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from digest.errors import FetchError
from digest.model import (
    Correction,
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
    SlotOutcome,
    SlotRecord,
    Spend,
    Suppression,
    Vector,
    Withdrawal,
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


class Embedder(Protocol):
    """A model that turns texts into vectors: texts of like meaning into like ones."""

    name: str

    def embed(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        """One vector of length 1 for each text, in their order, by one request. Raises a `ModelError`."""


class Mailer(Protocol):
    """Hands messages to a mail server."""

    def send(self, messages: Iterable[Message], before: Callable[[Message], None]) -> Iterator[Receipt]:
        """Hand over the messages, over several connections, and yield one receipt each as it is known.

        `before(message)` is called right before a message is handed over, from several threads, so that the
        caller can note it: a message noted and without a receipt is of unknown fate. To stop early end
        `messages`: those in hand are finished and their receipts still come. Raises, after the last receipt,
        `ServerUnavailable` where no connection can be had and `DeliveryError` where the server wants neither
        the login nor the sender; the messages not yet begun are then without a note.
        """


class Store(Protocol):
    """Everything that outlives a run. All moments are UTC."""

    def exclusive(self, newsletter: str) -> AbstractContextManager[None]:
        """Keep other runs of this newsletter out; `StoreBusy` where one is at work. Ends with the process."""

    def feed_states(self, urls: Iterable[str]) -> dict[str, FeedState]:
        """What is known of these feeds."""

    def save_feed_state(self, state: FeedState) -> None:
        """Keep what is known of a feed now."""

    def save_items(self, items: Iterable[Item], now: datetime) -> tuple[Item, ...]:
        """Keep items; gives them as kept.

        The newest text wins, but text from the article's page is not replaced by the feed's.
        An undated item keeps the moment it was first seen.
        """

    def items(self, feeds: Iterable[str], since: datetime) -> tuple[Item, ...]:
        """Items of these feeds published at or after `since`: what a feed that is not modified still offers."""

    def past_stories(self, newsletter: str, since: datetime, until: datetime) -> tuple[PastStory, ...]:
        """What this newsletter's issues due from `since` to before `until` told, latest first, headlines included.

        An issue counts when its slot was closed as sent, or when a reader may have it.
        """

    def forget(self, before: datetime) -> None:
        """Drop the items that no feed has carried since, and the vectors that are older: the file grows no more."""

    def reply(self, key: str) -> Reply | None:
        """A reply of the model kept under this cache key, marked as cached."""

    def save_reply(self, key: str, reply: Reply) -> None:
        """Keep a reply under its cache key."""

    def vectors(self, keys: Iterable[str]) -> dict[str, Vector]:
        """The vectors kept under these cache keys, of those that are kept."""

    def save_vectors(self, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors under their cache keys."""

    def book(self, spend: Spend) -> None:
        """Keep what one call of the model has cost, under the moment of the call. On disk when this returns."""

    def spent_today(self) -> Spend:
        """What the calls of this UTC day have cost, those of all newsletters and previews in this store."""

    def begin_issue(self, slot: Slot, issue: Issue, rendered: RenderedIssue, now: datetime) -> None:
        """Fix the issue of a slot: from here on this, and nothing else, is sent for it.

        Its corrections count as printed. Refuses with a `StoreError` an issue that was begun before.
        """

    def rendered(self, slot: Slot) -> RenderedIssue | None:
        """The email of this slot as it was set when its sending began; None where it has not begun."""

    def issue(self, slot: Slot) -> Issue | None:
        """The issue behind it, with all its articles."""

    def save_correction(self, correction: Correction) -> None:
        """Keep a correction for the next issue; replaces one to the same story that was not printed yet."""

    def corrections(self, newsletter: str) -> tuple[Correction, ...]:
        """Those that no issue has printed yet, oldest first."""

    def begin_message(self, slot: Slot, address: str, now: datetime) -> None:
        """Note that the message to this reader is about to be handed over. On disk when this returns.

        Refuses with a `StoreError` an address that has a receipt other than pending or deferred: this, and not
        the care of a caller, is why nobody gets an issue twice. Called from several threads.
        """

    def save_receipt(self, slot: Slot, receipt: Receipt, now: datetime) -> None:
        """Keep what became of a message; replaces the earlier receipt of this address."""

    def mark_uncertain(self, slot: Slot, now: datetime) -> tuple[Receipt, ...]:
        """Turn the receipts that a killed run left at `sending` into `uncertain`; gives those.

        Only inside `exclusive`: else a run at work would lose what it notes.
        """

    def receipts(self, slot: Slot) -> tuple[Receipt, ...]:
        """All receipts of a slot, by address; addresses differ by more than case."""

    def withdraw(self, slot: Slot, withdrawal: Withdrawal) -> None:
        """Keep the issue of a slot off the website; replaces the earlier reason."""

    def restore(self, slot: Slot) -> bool:
        """Put it back there; False where it was not withdrawn."""

    def finish_slot(self, slot: Slot, outcome: SlotOutcome, detail: str, now: datetime) -> None:
        """Close a slot: `sent`, or `skipped` with the reason. A closed slot is never due again."""

    def outcome(self, slot: Slot) -> SlotOutcome | Literal[""]:
        """How a slot was closed; empty while it is open."""

    def history(self, newsletter: str, limit: int) -> tuple[SlotRecord, ...]:
        """The last slots that something became of, latest first."""

    def suppressed(self, newsletter: str, addresses: Iterable[str]) -> frozenset[str]:
        """Those of the addresses that this newsletter must never mail, compared without case."""

    def suppress(self, suppression: Suppression) -> None:
        """Never mail this address again."""

    def lift(self, newsletter: str, address: str) -> bool:
        """Take an address off the suppression list; False where it was not on it."""

    def suppressions(self) -> tuple[Suppression, ...]:
        """The whole suppression list, by address."""
