"""The `Queue` of `digest.ports`: Procrastinate, in the Postgres database of the store. All that is known of it is here.

Its tables stand in a schema of their own, with its version beside them. Nothing of worth is in them, since every job
comes of what the store says is owed: where another version is installed they are dropped and made anew.

A job's `key` is its `queueing_lock`, so of one piece of work one job waits; `apart` is its `lock`, so no two of those
are at work. Finished jobs are deleted: what is kept slows the search for the next (its issue 1454). Jobs of a worker
whose heart has stopped wait again, or go where their like waits already (its issue 1543).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from threading import Event
from typing import Any

import procrastinate
import psycopg
import psycopg_pool
from procrastinate import exceptions
from procrastinate.jobs import Status

from digest.errors import StoreBusy
from digest.model import JOB_KINDS, Job, QueueStanding

SCHEMA = "digest_jobs"
_TASK = "digest"
_AT_ONCE = 1000  # jobs deferred by one statement
_AGAIN = 2.0  # seconds after which a worker that lost the server tries again
_TROUBLE = (exceptions.ConnectorException, psycopg.Error, psycopg_pool.PoolTimeout)
_log = logging.getLogger(__name__)
logging.getLogger("procrastinate").addHandler(logging.NullHandler())  # a job says itself how it went
logging.getLogger("psycopg.pool").addHandler(logging.NullHandler())


class JobQueue:
    """Jobs in a database. `heartbeat`: seconds between two signs of life; three without one, and a worker is gone."""

    def __init__(self, address: str, heartbeat: float = 10.0) -> None:
        self._address, self._heartbeat = address, heartbeat
        self._options: dict[str, Any] = {"options": f"-c search_path={SCHEMA}", "application_name": "digest"}
        self._options["connect_timeout"] = 10
        try:
            with psycopg.connect(address, connect_timeout=10) as connection:
                _lay_tables(connection)
        except psycopg.Error as error:
            raise _busy(error) from error
        check = psycopg_pool.ConnectionPool.check_connection  # so that a server that was started again is no fault
        self._pool = psycopg_pool.ConnectionPool(
            address, kwargs=self._options, min_size=1, max_size=4, timeout=10.0, open=True, check=check
        )
        self._app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())
        self._app.open(self._pool)

    def close(self) -> None:
        """Give the connections back."""
        self._pool.close()

    def defer(self, jobs: Iterable[Job]) -> None:
        """Let jobs wait, but for those whose like waits already: see `digest.ports`."""
        keyed = {job.key: job for job in jobs}
        if not keyed:
            return
        waiting = "SELECT queueing_lock FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = ANY(%s)"
        for (key,) in self._asked(waiting, list(keyed)):
            del keyed[key]
        new = [_job(self._app, job) for job in keyed.values()]
        try:
            for at in range(0, len(new), _AT_ONCE):
                _defer(self._app, new[at : at + _AT_ONCE])
        except _TROUBLE as error:
            raise _busy(error) from error

    def left(self, start: str) -> int:
        """How many jobs wait whose keys begin so."""
        query = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND starts_with(queueing_lock, %s)"
        return int(self._asked(query, start)[0][0])

    def work(self, do: Callable[[Job], None], kinds: Sequence[str], concurrency: int, stop: Event) -> None:
        """Do jobs, so many at a time, until stopped; those at work are finished then. A lost server is waited for."""
        while not stop.is_set():
            try:
                asyncio.run(self._worked(do, kinds, concurrency, stop))
            except _TROUBLE as error:
                _log.warning("the queue: %s", error)
            except Exception:  # a worker that goes on without taking jobs would be worse
                _log.exception("the queue")
            stop.wait(_AGAIN)

    async def _worked(self, do: Callable[[Job], None], kinds: Sequence[str], concurrency: int, stop: Event) -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(concurrency + 4, "job"))
        app = self._async_app(concurrency)

        @app.task(name=_TASK)
        def _done(**values: Any) -> None:
            do(Job(**values))

        async with app.open_async():
            working = asyncio.create_task(
                app.run_worker_async(
                    queues=list(kinds),
                    concurrency=concurrency,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    fetch_job_polling_interval=0.25,  # nothing tells it that a job which was to be apart may begin now
                    update_heartbeat_interval=self._heartbeat,
                    stalled_worker_timeout=3 * self._heartbeat,
                )
            )
            while not (stop.is_set() or working.done()):
                await asyncio.sleep(0.2)
            working.cancel()  # finishes what is at work
            with suppress(asyncio.CancelledError):
                await working

    def rescue(self) -> int:
        """Let the jobs of workers that are gone wait again; gives how many."""
        return asyncio.run(self._rescued())

    async def _rescued(self) -> int:
        try:
            async with self._async_app(1).open_async() as app:
                stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=3 * self._heartbeat)
                found = list(stalled)
                for job in found:
                    try:
                        await app.job_manager.retry_job(job)
                    except exceptions.UniqueViolation:  # its like waits
                        await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
                return len(found)
        except _TROUBLE as error:
            raise _busy(error) from error

    def standing(self) -> QueueStanding:
        """How many jobs wait and are at work, for how long, and how many workers there are."""
        jobs = self._asked("SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2")
        known = {(kind, status): count for kind, status, count in jobs}
        since = (
            "SELECT coalesce(extract(epoch FROM now() - min(at)), 0) FROM procrastinate_jobs job "
            "JOIN procrastinate_events event ON event.job_id = job.id WHERE job.status = 'todo'"
        )
        alive = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)"
        return QueueStanding(
            {kind: known.get((kind, "todo"), 0) for kind in JOB_KINDS},
            {kind: known.get((kind, "doing"), 0) for kind in JOB_KINDS},
            float(self._asked(since)[0][0]),
            int(self._asked(alive, 3 * self._heartbeat)[0][0]),
        )

    def _asked(self, query: str, *values: Any) -> list[Any]:
        try:
            with self._pool.connection() as connection:
                return connection.execute(query.encode(), values).fetchall()
        except _TROUBLE as error:
            raise _busy(error) from error

    def _async_app(self, concurrency: int) -> procrastinate.App:
        connector = procrastinate.PsycopgConnector(
            conninfo=self._address, kwargs=self._options, min_size=1, max_size=concurrency + 3, timeout=10.0
        )
        return procrastinate.App(connector=connector)


def _busy(error: Exception) -> StoreBusy:
    return StoreBusy(f"the queue: {' '.join(str(error).split())}; it is tried again")


def _job(app: procrastinate.App, job: Job) -> procrastinate.jobs.Job:
    return app.configure_task(
        _TASK,
        queue=job.kind,
        lock=job.apart or None,
        queueing_lock=job.key,
        priority=job.urgency,
        task_kwargs=asdict(job),
    ).job


def _defer(app: procrastinate.App, jobs: list[procrastinate.jobs.Job]) -> None:
    """All at once; one by one where another worker was faster with one of them."""
    try:
        app.job_manager.batch_defer_jobs(jobs)
    except exceptions.AlreadyEnqueued:
        for job in jobs:
            with suppress(exceptions.AlreadyEnqueued):
                app.job_manager.defer_job(job)


def _lay_tables(connection: psycopg.Connection[Any]) -> None:
    """See to it that the tables of this version are there."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('digest jobs', 0))")
    found = connection.execute(f"SELECT obj_description(to_regnamespace('{SCHEMA}'), 'pg_namespace')").fetchone()
    ours = f"procrastinate {procrastinate.__version__}"
    if found and found[0] == ours:
        return
    connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}; SET search_path = {SCHEMA}")
    connection.execute(procrastinate.schema.SchemaManager.get_schema())
    connection.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{ours}'")
