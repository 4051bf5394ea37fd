"""What an audience's runs are kept in, who reads it, and which audiences may share it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from digest.config import Audience
from digest.errors import ConfigError
from digest.ports import Queue

if TYPE_CHECKING:
    from digest.adapters.store import SqlStore


def open_store(audience: Audience, *, in_memory: bool = False) -> SqlStore:
    """The store of an audience: a file beside the config, a database on a server, or nothing but memory."""
    from digest.adapters.store import SqlStore

    return SqlStore(None if in_memory else audience.store_at)


def has_store(audience: Audience) -> bool:
    """Whether there is a store to look into; on a server there is, or opening it says what is wrong."""
    where = audience.store_at
    return isinstance(where, str) or where.exists()


def open_queue(audience: Audience, heartbeat: float = 10.0) -> Queue | None:
    """The queue in the database of a server; None where the store is a file."""
    where = audience.store_at
    if not isinstance(where, str):
        return None
    from digest.adapters.job_queue import JobQueue

    return JobQueue(where, heartbeat)


def count_readers(audience: Audience) -> tuple[int, str]:
    """How many readers an audience has, and whom their list leaves out itself, in words.

    Raises a `ConfigError` for every wrong row, and where there is nobody.
    """
    from digest.adapters.recipients import open_recipients

    store = open_store(audience, in_memory=not has_store(audience))  # to count makes none
    try:
        readers = open_recipients(audience, store)
        return readers.count(), readers.remark
    finally:
        store.close()


def refuse_shared_slots(audiences: Iterable[Audience]) -> None:
    """Raise a `ConfigError` where two of the audiences have one newsletter slug in one store.

    They share its slots then: what is sent to one counts as sent to the other, which is never written to.
    """
    owners: dict[tuple[str, str], Path] = {}
    for audience in audiences:
        slug, store = audience.newsletter.slug, _absolute(audience.store_at)
        owner = owners.setdefault((slug, store), audience.path)
        if os.path.abspath(owner) != os.path.abspath(audience.path):
            raise ConfigError(
                f"{audience.where('newsletter.slug')}: {owner} has the slug {slug} in the same store too, so an issue "
                "is sent to the readers of one of the two only; give each a slug or a store of its own"
            )


def _absolute(where: Path | str) -> str:
    return where if isinstance(where, str) else os.path.abspath(where)
