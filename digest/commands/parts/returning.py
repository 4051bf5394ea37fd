"""The work of `digest returns`: read the mailbox of bounces, and say what an operator should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from digest.config import Audience
from digest.console import counted
from digest.deliver.verdicts import shared_words
from digest.deliver.verp import ReturnAddresses
from digest.errors import ConfigError
from digest.model import Return
from digest.pipeline.returning import Returning
from digest.ports import Store
from digest.wiring import open_store, pick_mailbox, token_key

_TOLD = 10  # lines of one kind; the rest are counted


@dataclass(frozen=True, slots=True)
class Taken:
    """What a look into the mailbox came to. `concerns` are for the operator to act on."""

    line: str
    concerns: tuple[str, ...]


def take_returns(audience: Audience, clock: Callable[[], datetime], stopping: Callable[[], bool]) -> Taken:
    """Book what came back. Raises a `ConfigError` where the config has no `returns`."""
    if audience.returns is None:
        raise ConfigError(f"{audience.path}: returns: expected `imap:` with a mailbox to read; see docs/keys.md")
    with closing(open_store(audience)) as store:
        return take_into(store, audience, clock, stopping)


def take_into(store: Store, audience: Audience, clock: Callable[[], datetime], stopping: Callable[[], bool]) -> Taken:
    """The same with a store that is open; nothing where the config has no `returns`."""
    mailbox, key = pick_mailbox(audience), token_key(audience)
    if mailbox is None or not key:
        return Taken("", ())
    with closing(mailbox):
        run = Returning(audience, store, mailbox, ReturnAddresses(audience, key), clock)
        run.run(stopping)
    return Taken(_line(run, audience), (*_refused(run), *_unread(run)))


def _line(run: Returning, audience: Audience) -> str:
    kinds = Counter(returned.kind for returned, _ in run.new)
    ended = sum(ends is not None for _, ends in run.new)
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing new"
    left = f"; {counted(len(run.left_there), 'mail')} left there" if run.left_there else ""
    return f"{audience.newsletter.slug} returns: {found}; {counted(ended, 'reader')} get no more{left}"


def _refused(run: Returning) -> list[str]:
    """A line for each reason that is not about readers, with how many it kept from their issue."""
    refused = [returned for returned, _ in run.new if returned.kind == "refused"]
    alike: dict[str, list[Return]] = {}
    for returned in refused:
        alike.setdefault(shared_words(returned.address, returned.detail), []).append(returned)
    some = sorted(alike.values(), key=len, reverse=True)
    lines = [f"refused, not about the reader: {len(group)} of {group[0].address}: {group[0].detail}" for group in some]
    return _first(lines)


def _unread(run: Returning) -> list[str]:
    """A line for each mail that a person has to see to: who asks to leave, or answers, without a signed address."""
    ask = [mail for mail in run.left_there if mail.kind == "leave"]
    lines = [
        f"left in the mailbox: {mail.sender} asks to leave and nothing proves that it is the reader: "
        f"`digest unsubscribe {mail.sender}`"
        for mail in ask
    ]
    return _first(lines)


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - _TOLD
    return [*lines[:_TOLD], *([f"and {more} more like these"] if more > 0 else [])]
