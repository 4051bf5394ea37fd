"""What the pipeline needs of the outside world. `digest.adapters` has the real ones and an offline set."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from threading import Event
from typing import Literal, Protocol, TypeVar

from digest.errors import FetchError
from digest.model import (
    Bookmark,
    Correction,
    Enrolment,
    FeedState,
    Issue,
    Item,
    Job,
    Message,
    PastStory,
    Post,
    Prompt,
    QueueStanding,
    Reader,
    Receipt,
    ReceiptState,
    Recipient,
    RenderedIssue,
    Reply,
    Request,
    Response,
    Return,
    Slot,
    SlotOutcome,
    SlotRecord,
    Spend,
    Suppression,
    Vector,
    Withdrawal,
)

T = TypeVar("T")
Part = TypeVar("Part")


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


class Workers(Protocol):
    """Does a piece of work for each of many parts, apart from the rest of the program."""

    def each(self, work: Callable[[Part], T], parts: Sequence[Part]) -> Iterator[Callable[[], T]]:
        """What became of each part, in their order: called, it gives the result or raises what the work raised.

        Raises `WorkFailed` there where the work took too long or crashed. Work and parts must be picklable.
        """


class Model(Protocol):
    """A language model."""

    name: str

    def ask(self, prompt: Prompt, within: float | None = None) -> Reply:
        """One reply. Raises a `ModelError`, also where none has come `within` so many seconds. Threads may share it."""

    def shortfalls(self) -> Sequence[str]:
        """What was asked of it so far and is not done by its server, a line each."""


class Embedder(Protocol):
    """A model that turns texts into vectors: texts of like meaning into like ones."""

    name: str

    def embed(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        """One vector of length 1 for each text, in their order, by one request. Raises a `ModelError`."""


Note = Callable[[Sequence[Message], Sequence[Receipt]], None]


class Mailer(Protocol):
    """Hands messages to whoever takes them to the readers."""

    @property
    def where(self) -> str:
        """Where messages go, for the operator's eye: a server with its port, a folder."""

    def probe(self) -> str:
        """Do all that can be done without sending, and say how it went. Raises like `send`."""

    def send(self, messages: Iterable[Message], note: Note) -> None:
        """Hand over the messages.

        `note(begun, receipts)` is called, never twice at a time, with the messages that are about to be handed over
        and with what became of earlier ones; nothing of a message goes out before its note has returned. So a message
        noted and without a receipt is of unknown fate. Where a note fails nothing of what was begun goes out. To stop
        early end `messages`: those in hand are finished and their receipts still come. Raises, after the last receipt,
        `ServerUnavailable` where nothing can be handed over for now and `DeliveryError` where it never will as
        things are; the messages not yet begun are then without a note.
        """


class Mailbox(Protocol):
    """Where mail comes back. Raises `ServerUnavailable` where it can't be read for now, else `DeliveryError`."""

    @property
    def where(self) -> str:
        """The mailbox, for the operator's eye."""

    def probe(self) -> str:
        """Look in without changing anything, and say how it went."""

    def read(self, after: Bookmark | None, limit: int) -> tuple[Sequence[Post], Bookmark]:
        """The next mails, oldest first, and how far that is; none where there is nothing new."""

    def put_away(self, numbers: Sequence[int]) -> None:
        """Move these out of the way. Those that are gone already are no error."""


class Recipients(Protocol):
    """The readers of a newsletter, one after the other: there may be a million of them."""

    def __iter__(self) -> Iterator[Recipient]:
        """Each reader, always in the same order; one may come twice. Raises a `ConfigError` at a wrong address."""

    def parts(self, place: str = "") -> Iterator[tuple[str, Sequence[Recipient]]]:
        """The same some hundred at a time, each part with the place where it begins; from such a place on.

        From the beginning where the list was changed since, or has no places. A place is one line of text.
        """

    def count(self) -> int:
        """How many; looks at each. Raises a `ConfigError` that names every wrong one, or that there is nobody."""

    @property
    def remark(self) -> str:
        """After `count`, whom the list itself wants left out, for the operator; empty where nobody."""


class Queue(Protocol):
    """Jobs that wait for workers on any machine. What is owed the store knows: a job lost here is made again."""

    def defer(self, jobs: Iterable[Job]) -> None:
        """Let jobs wait, but for those whose like (by `Job.key`) waits already."""

    def left(self, start: str) -> int:
        """How many jobs wait whose keys begin so; those at work are not counted."""

    def work(self, do: Callable[[Job], None], kinds: Sequence[str], concurrency: int, stop: Event) -> None:
        """Do jobs of these kinds, so many at a time in threads, until stopped. A server that is gone is waited for."""

    def rescue(self) -> int:
        """Let the jobs of workers that are gone wait again; gives how many."""

    def standing(self) -> QueueStanding:
        """How many jobs wait and are at work, for how long, and how many workers there are."""


# --- what outlives a run: all moments are UTC ------------------------------------------------------------


class Locks(Protocol):
    """Keeps runs apart."""

    def exclusive(self, newsletter: str) -> AbstractContextManager[None]:
        """Keep other runs of this newsletter out; `StoreBusy` where one is at work. Ends with the process."""

    def shared(self, newsletter: str) -> AbstractContextManager[None]:
        """Keep out only who wants to be alone; `StoreBusy` where such a one is at work. Ends with the process."""

    def in_turn(self, name: str) -> AbstractContextManager[None]:
        """Wait until no other worker on any machine is in a place of this name. Ends with the process."""


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


class Slots(Protocol):
    """What became of each slot."""

    def follow(self, newsletter: str, now: datetime) -> datetime:
        """Since when this newsletter is sent from this store: `now` at the first call, and that ever after.

        What was due before may have been sent from another store, one that was lost.
        """

    def newsletters(self) -> tuple[str, ...]:
        """The newsletters that have slots here, by slug."""

    def finish(self, slot: Slot, outcome: SlotOutcome, detail: str, now: datetime) -> None:
        """Close a slot: `sent`, or `skipped` with the reason. A closed slot is never due again."""

    def outcome(self, slot: Slot) -> SlotOutcome | Literal[""]:
        """How a slot was closed; empty while it is open."""

    def find(self, newsletter: str, local: str) -> Slot | None:
        """The slot of this newsletter at this local time, if something became of it."""

    def history(self, newsletter: str, limit: int) -> tuple[SlotRecord, ...]:
        """The last slots that something became of, latest first."""


class Issues(Protocol):
    """The issues that were begun."""

    def begin(self, slot: Slot, issue: Issue, rendered: RenderedIssue, now: datetime) -> None:
        """Fix the issue of a slot: from here on this, and nothing else, is sent for it.

        Its corrections count as printed, and its items keep their texts. Refuses with a `StoreError` an issue
        that was begun before.
        """

    def rendered(self, slot: Slot) -> RenderedIssue | None:
        """The email of this slot as it was set when its sending began; None where it has not begun."""

    def find(self, slot: Slot) -> Issue | None:
        """The issue behind it, with all its articles."""

    def past_stories(self, newsletter: str, since: datetime, until: datetime) -> tuple[PastStory, ...]:
        """What this newsletter's issues due from `since` to before `until` told, latest first, headlines included.

        An issue counts when its slot was closed as sent, or when a reader may have it.
        """


class Corrections(Protocol):
    """What was wrong in an issue."""

    def save(self, correction: Correction) -> None:
        """Keep a correction for the next issue; replaces one to the same story that was not printed yet."""

    def waiting(self, newsletter: str) -> tuple[Correction, ...]:
        """Those that no issue has printed yet, oldest first."""


class Withdrawals(Protocol):
    """Issues that the operator took off the website."""

    def add(self, slot: Slot, withdrawal: Withdrawal) -> None:
        """Keep the issue of a slot off the website; replaces the earlier reason."""

    def lift(self, slot: Slot) -> bool:
        """Put it back there; False where it was not withdrawn."""


class Receipts(Protocol):
    """What became of each message: one receipt a slot and reader. Addresses differ by more than case."""

    def promise(self, slot: Slot, addresses: Sequence[str], place: str, now: datetime) -> None:
        """Note that messages to these are to be handed over; on the disk on return, as pending.

        `place` says where in the list a later run begins: nobody before it was left to begin. Refuses like `write`.
        """

    def place(self, slot: Slot) -> str:
        """The place of the last promise; empty where there was none."""

    def rest(self, slot: Slot, until: datetime, *, whole: bool) -> None:
        """Let many workers leave a slot alone until then, the `whole` or its deferred readers."""

    def rests(self, slot: Slot, now: datetime, *, whole: bool) -> bool:
        """Whether it rests now."""

    def write(self, slot: Slot, begun: Sequence[str], receipts: Sequence[Receipt], now: datetime) -> None:
        """Note that messages to `begun` are about to be handed over, and keep what became of others.

        It outlives this process when this returns. Where the machine itself goes down all that was promised, and has no
        other receipt on the disk, is uncertain. What was not promised is on the disk on return.
        A receipt replaces the earlier one of its address. Refuses with a `StoreError` an address in `begun` that has a
        receipt other than pending or deferred: this, and not the care of a caller, is why nobody gets an issue
        twice. Then nothing is begun, but the receipts are kept.
        """

    def among(self, slot: Slot, addresses: Iterable[str]) -> dict[str, Receipt]:
        """The receipts of those of the addresses that have one, by the address in small letters."""

    def open(self, slot: Slot) -> Mapping[str, ReceiptState]:
        """Whose receipts are open, pending or deferred, by their addresses in small letters."""

    def any_accepted(self, slot: Slot) -> bool:
        """Whether anybody has the issue."""

    def counts(self, slot: Slot) -> dict[ReceiptState, int]:
        """How many receipts of each state there are."""

    def mark_uncertain(self, slot: Slot, now: datetime) -> tuple[Receipt, ...]:
        """Turn what a killed run left at `sending` into `uncertain`; gives those receipts.

        Also what it left pending, where the machine went down since.
        Only inside `Locks.exclusive`: else a run at work would lose what it notes.
        """

    def of(self, slot: Slot) -> tuple[Receipt, ...]:
        """All receipts of a slot, by address."""

    def addresses(self, slot: Slot) -> Iterator[str]:
        """The addresses of all receipts of a slot, so many at a time."""


class Returns(Protocol):
    """What came back by mail."""

    def add(self, slot: Slot, returned: Return, now: datetime, ends: Suppression | None) -> bool:
        """Keep it, and with it whom never to mail again, unless that is known; False where the same came back before.

        Then nothing is kept: what the operator lifted since stays lifted.
        """

    def of(self, slot: Slot) -> tuple[Return, ...]:
        """What came back of a slot, by address."""

    def arrivals(self, newsletter: str, address: str, limit: int) -> tuple[tuple[str, bool], ...]:
        """The reader's last issues, by the local times of their slots, oldest first: whether each arrived.

        Not so where the server rejected it or a soft bounce came back.
        """

    def bookmark(self, newsletter: str, mailbox: str) -> Bookmark | None:
        """How far this mailbox was read for this newsletter."""

    def set_bookmark(self, newsletter: str, mailbox: str, bookmark: Bookmark) -> None:
        """Keep how far."""


class Suppressions(Protocol):
    """Whom never to mail again. Addresses are compared without case."""

    def among(self, newsletter: str, addresses: Iterable[str]) -> frozenset[str]:
        """Those of the addresses that this newsletter must never mail."""

    def add(self, suppression: Suppression) -> None:
        """Never mail this address again."""

    def lift(self, newsletter: str, address: str) -> bool:
        """Take an address off the list, and forget that it was erased; False where nothing kept it out."""

    def all(self) -> tuple[Suppression, ...]:
        """The whole list, by address."""


class Readers(Protocol):
    """The store's own list of readers, who are active where confirmed and not on the suppression list."""

    def add(self, newsletter: str, enrolments: Iterable[Enrolment]) -> tuple[int, tuple[str, ...]]:
        """Keep readers; gives how many are new, and the addresses not taken because they were erased before.

        Who is on the list and confirmed stays as he is: the first consent counts. The suppression list is not touched.
        """

    def confirm(self, newsletter: str, enrolment: Enrolment) -> None:
        """Put on the list who says so by a link that only this mailbox got, also after having left or been erased.

        For who is active already the first consent counts.
        """

    def forget_pending(self, newsletter: str, before: datetime) -> int:
        """Forget those who signed up before and have not confirmed; gives how many."""

    def erased(self, newsletter: str) -> Callable[[str], bool] | None:
        """Tells whether an address was erased; None where nobody was."""

    def find(self, newsletter: str, address: str) -> Reader | None:
        """What is known of a reader."""

    def all(self, newsletter: str, after: str = "") -> Iterator[Reader]:
        """Every reader, by address; those after an address."""

    def count(self, newsletter: str) -> int:
        """How many are active."""

    def erase(self, newsletter: str, address: str, now: datetime) -> bool:
        """Forget a reader: list, suppressions, the address in receipts. False where nothing was known.

        A hash stays, which keeps the address from being added again.
        """


class Store(Protocol):
    """The ports above in one place, as a desk has them."""

    @property
    def locks(self) -> Locks: ...  # noqa: D102
    @property
    def gathered(self) -> Gathered: ...  # noqa: D102
    @property
    def replies(self) -> Replies: ...  # noqa: D102
    @property
    def vectors(self) -> Vectors: ...  # noqa: D102
    @property
    def spending(self) -> Spending: ...  # noqa: D102
    @property
    def slots(self) -> Slots: ...  # noqa: D102
    @property
    def issues(self) -> Issues: ...  # noqa: D102
    @property
    def corrections(self) -> Corrections: ...  # noqa: D102
    @property
    def withdrawals(self) -> Withdrawals: ...  # noqa: D102
    @property
    def receipts(self) -> Receipts: ...  # noqa: D102
    @property
    def returns(self) -> Returns: ...  # noqa: D102
    @property
    def suppressions(self) -> Suppressions: ...  # noqa: D102
    @property
    def readers(self) -> Readers: ...  # noqa: D102

    def checkpoint(self) -> None:
        """Bring what was written lately where a copy of the file has it. Not within a transaction."""

    def shrink(self) -> None:
        """Give the disk back what was dropped, where that is much. Not within a transaction."""
