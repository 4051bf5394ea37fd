"""What came back by mail, booked on the readers whom it is about.

    mailbox ── read_returned ──> what each mail says ── signed address ──> reader and slot ──> Returns, Suppressions

A mail is moved away once what it says is on the disk, and how far the mailbox was read is kept last. So a run after one
that was killed reads some mails again, which changes nothing: a reader's return of one kind and slot is kept once, and
only a new one suppresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from digest.config import Audience
from digest.deliver.returned import Returned, read_returned
from digest.deliver.streaks import is_given_up
from digest.deliver.verdicts import SAME_WORDS, shared_words
from digest.deliver.verp import ReturnAddresses, Tag
from digest.model import ReaderState, Return, ReturnKind, Slot, Suppression
from digest.ports import Mailbox, Store

_AT_ONCE = 200  # mails read before they are booked
_BOOKED: dict[str, ReturnKind] = {
    "hard": "hard",
    "soft": "soft",
    "unclear": "soft",
    "refused": "refused",
    "complaint": "complaint",
    "leave": "left",
}
_ENDS: dict[ReturnKind, ReaderState] = {"hard": "bounced", "complaint": "complained", "left": "left"}
_LOOKED_BACK = 200  # of a reader's issues, for a row of soft bounces


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a signed address is."""

    slot: Slot
    address: str


@dataclass
class Returning:
    """One run over the mailbox of an audience."""

    audience: Audience
    store: Store
    mailbox: Mailbox
    addresses: ReturnAddresses
    clock: Callable[[], datetime]
    new: list[tuple[Return, Suppression | None]] = field(default_factory=list)  # and what ended with it
    left_there: list[Returned] = field(default_factory=list)  # for a person to read

    def run(self, stopping: Callable[[], bool] = lambda: False) -> None:
        """Read what is new. Raises `ServerUnavailable` or `DeliveryError` as the mailbox does."""
        slug, where = self.audience.newsletter.slug, self.mailbox.where
        while not stopping():
            posts, bookmark = self.mailbox.read(self.store.returns.bookmark(slug, where), _AT_ONCE)
            read = [(post.number, read_returned(post.data)) for post in posts]
            owners = self._owners(tag for _, mail in read for tag in self._tags(mail))
            done = [number for number, mail in read if self._is_done(mail, owners)]
            self.mailbox.put_away(done)
            self.store.returns.set_bookmark(slug, where, bookmark)
            if not posts:
                return

    # --- whose mail it is ---------------------------------------------------------------------------

    def _tags(self, mail: Returned) -> Iterator[Tag]:
        """The tags that may count: what came to an address, and for bounces also what machines put inside."""
        yield from self.addresses.tags(mail.to)
        yield from (tag for tag in self.addresses.tags(mail.inside) if tag.purpose == "b")

    def _owners(self, tags: Iterable[Tag]) -> dict[Tag, Owner]:
        """The readers for whom these tags were signed: for each slot a look at all who have a receipt of it."""
        by_slot: dict[str, dict[tuple[str, str], Tag]] = {}
        for tag in tags:
            by_slot.setdefault(tag.local, {})[tag.purpose, tag.signature] = tag
        owners: dict[Tag, Owner] = {}
        for local, wanted in by_slot.items():
            slot = self.store.slots.find(self.audience.newsletter.slug, local)
            purposes = {tag.purpose for tag in wanted.values()}
            if slot is None:
                continue
            for address in self.store.receipts.addresses(slot):
                for purpose in purposes:
                    if found := wanted.get((purpose, self.addresses.signature(purpose, local, address))):
                        owners[found] = Owner(slot, address)
        return owners

    # --- what follows from it -----------------------------------------------------------------------

    def _is_done(self, mail: Returned, owners: dict[Tag, Owner]) -> bool:
        """Book what a mail says; False where it is for a person to read."""
        tag = next((tag for tag in self._tags(mail) if tag in owners), None)
        if tag is None or (tag.purpose == "b" and mail.kind == "other"):
            self.left_there.append(mail)
            return False
        kind: ReturnKind | None = _BOOKED.get(mail.kind)
        if tag.purpose == "u" and mail.kind in ("other", "reply"):  # whatever it says, it came to the address for that
            kind = "left"
        if kind:
            words = "asked to leave by mail" if kind == "left" else mail.words
            self._book(owners[tag], kind, words, certain=mail.kind != "unclear")
        return True

    def _book(self, owner: Owner, kind: ReturnKind, words: str, *, certain: bool) -> None:
        returned = Return(owner.address, kind, words)
        state, reason, now = _ENDS.get(kind), words, self.clock()
        if kind == "soft" and self._is_given_up(owner, words, certain=certain):
            state, reason = "bounced", f"{self._limit} issues in a row did not arrive, the last: {words}"
        ends = Suppression(owner.address, self.audience.newsletter.slug, reason, now, state) if state else None
        if self.store.returns.add(owner.slot, returned, now, ends):
            self.new.append((returned, ends))

    def _is_given_up(self, owner: Owner, words: str, *, certain: bool) -> bool:
        """Whether this is one soft bounce too many. What is unclear, and many heard, is hardly about each of them."""
        slug, local = self.audience.newsletter.slug, owner.slot.local
        arrivals = self.store.returns.arrivals(slug, owner.address, _LOOKED_BACK)
        known = [(slot, arrived and slot != local) for slot, arrived in arrivals]
        if not is_given_up(known, local, self._limit):
            return False
        row = [slot for slot, arrived in known if not arrived][-self._limit :]
        return certain or not any(self._is_everybodys(slot, owner.address, words) for slot in row)

    def _is_everybodys(self, local: str, address: str, words: str) -> bool:
        """Whether many readers of an issue came back with the same words."""
        slot, said = self.store.slots.find(self.audience.newsletter.slug, local), shared_words(address, words)
        back = self.store.returns.of(slot) if slot else ()
        return len({one.address for one in back if shared_words(one.address, one.detail) == said}) >= SAME_WORDS

    @property
    def _limit(self) -> int:
        return self.audience.returns.soft_bounces if self.audience.returns else 1
