"""Where an issue is made: one audience with its store, its sources, its models and its templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.config import Audience
from digest.errors import ConfigError
from digest.journal import work_for
from digest.ports import Progress, Queue
from digest.wiring.models import _own_checker, kept_vectors, pick_checker, pick_embedder, pick_model
from digest.wiring.presets import templates
from digest.wiring.stores import open_queue, open_store

if TYPE_CHECKING:
    from digest.adapters.store import SqlStore
    from digest.pipeline import Desk


@dataclass(frozen=True)
class Shift:
    """What a worker keeps open from job to job: a store and a queue that others work on too."""

    store: SqlStore
    queue: Queue


@contextmanager
def open_desk(
    audience: Audience,
    progress: Progress,
    *,
    in_memory: bool = False,
    shift: Shift | None = None,
    fresh: datetime | None = None,
) -> Iterator[Desk]:
    """The desk of one audience with its store open. `in_memory` keeps nothing.

    In a worker's `shift` hosts are asked in turn with other workers, and no feed that one of them tried since `fresh`.
    """
    from digest.adapters.processes import Processes
    from digest.adapters.sources import Sources
    from digest.pipeline import Desk

    store = shift.store if shift else open_store(audience, in_memory=in_memory)
    try:
        fetcher = Sources(audience, store.locks.in_turn if shift else None)
        model, embedder = pick_model(audience, progress), pick_embedder(audience, progress)
        checker = pick_checker(audience, progress)
        if model and not checker and _own_checker(audience):
            model = None  # nothing that it writes could be checked
        _keep_recorded(audience, store)
        env, workers = templates(audience), Processes()
        with work_for(audience.newsletter.slug):
            yield Desk(
                audience, fetcher, store, model, env, progress, embedder, checker=checker, workers=workers, fresh=fresh
            )
    finally:
        if shift is None:
            store.close()


@contextmanager
def open_shift(audiences: Sequence[Audience], heartbeat: float = 10.0) -> Iterator[Shift]:
    """Store and queue of audiences that share a server. Raises a `ConfigError` where they don't."""
    for audience in audiences:
        where, first = audience.store_at, audiences[0].store_at
        if not isinstance(where, str):
            raise ConfigError(
                f"{audience.where('store')}: expected postgresql://USER@HOST/DATABASE, since workers share a server; "
                "for one machine there is `digest run`, and `digest store copy` moves a file to a server"
            )
        if where != first:
            raise ConfigError(
                f"{audience.where('store')}: workers share one store, and {audiences[0].path} has another"
            )
    store, queue = open_store(audiences[0]), open_queue(audiences[0], heartbeat)
    assert queue  # noqa: S101
    try:
        yield Shift(store, queue)
    finally:
        queue.close()
        store.close()


def _keep_recorded(audience: Audience, store: SqlStore) -> None:
    """Have the store know the recorded replies, where the config names some."""
    from digest.adapters.recorded import read_recorded

    if folder := audience.writer.recorded:
        for key, reply in read_recorded(audience.folder / folder, audience.writer.model):
            if store.replies.find(key) is None:
                store.replies.save(key, reply)


@contextmanager
def open_replay(audience: Audience, progress: Progress) -> Iterator[Desk]:
    """A desk that works from what is stored: it asks no feed and no model, and keeps nothing."""
    from digest.adapters.offline import KeptStore, NothingNew
    from digest.pipeline import Desk

    store = KeptStore(audience.store_at)
    going_on = audience.writer.model_copy(update={"when_model_fails": "excerpt"})  # nothing that is not asked fails
    audience = audience.model_copy(update={"writer": going_on})
    try:
        yield Desk(audience, NothingNew(), store, None, templates(audience), progress, kept_vectors(audience))
    finally:
        store.close()
